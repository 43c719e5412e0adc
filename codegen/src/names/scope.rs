//! Telling the items of one scope apart.
//!
//! Each item offers names, the nicest first and the last one its own. Two items that want the same name both move on
//! to their next, and no item gets the name that they fought over: so the outcome does not depend on the order of the
//! items.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::rust_name::normalized;

use super::identifier;
use super::kept::Memory;

/// Names that no item of a scope may have.
pub(crate) type Reserved = BTreeSet<String>;

/// An item that wants a name.
#[derive(Debug)]
pub(crate) struct Item {
    /// The name in the reference.
    pub(crate) source: String,
    /// The key that tells it from others of its scope for ever: the same, or the value of an option.
    pub(crate) key: String,
    /// Its names, the nicest first.
    pub(crate) candidates: Vec<String>,
    /// True if somebody chose the first of them.
    pub(crate) chosen: bool,
}

impl Item {
    /// The item under a name that somebody chose for it: others make way.
    pub(crate) fn renamed(mut self, name: Option<&String>) -> Self {
        if let Some(name) = name {
            self.candidates.insert(0, identifier::exact(name));
            self.chosen = true;
        }
        self
    }
}

/// A number that hardly any other source name has, for when nothing nicer tells two items apart.
pub(crate) fn tag(source: &str) -> String {
    fnv(source).to_string()
}

/// The names of a scope.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Scope {
    /// One name for each item, in the order of the items.
    pub(crate) names: Vec<String>,
    /// The items that wanted the same name, by their place in that order.
    pub(crate) collisions: Vec<Vec<usize>>,
}

/// The form by which names are compared: names with the same form are the same.
pub(crate) type Same = fn(&str) -> Cow<'_, str>;

/// Gives each item a name of its own that is not reserved, as Rust compares names. An item keeps the name that it had,
/// and no other item gets the name of one that is gone.
pub(crate) fn assign(items: &[Item], reserved: &Reserved, kept: &Memory<'_>) -> Scope {
    assign_by(normalized, items, reserved, kept)
}

/// Does the same, with names that are compared in another way.
pub(crate) fn assign_by(same: Same, items: &[Item], reserved: &Reserved, kept: &Memory<'_>) -> Scope {
    let offers: Vec<Offer<'_>> = items.iter().map(|item| offer(item, kept)).collect();
    let compared: Vec<Offer<'_>> = offers.iter().map(|offer| offer.iter().map(|name| same(name)).collect()).collect();
    let owners = owners(same, items, &compared, kept);
    let mut wanted = BTreeMap::<&str, Vec<usize>>::new();
    let mut levels = vec![0_usize; items.len()];
    let mut restless: Vec<usize> = (0..items.len()).collect();
    while let Some(index) = restless.pop() {
        let Some(level) = levels.get(index) else { continue };
        let Some((name, compared)) = at(&offers, index, *level).zip(at(&compared, index, *level)) else { continue };
        let is_owned = owners.get(compared).is_some_and(|owner| *owner != Some(index));
        let rivals = wanted.entry(compared).or_default();
        rivals.extend((!is_owned).then_some(index));
        let losers = match rivals.len() {
            _ if is_owned || reserved.contains(name) => vec![index],
            1 => continue,
            2 => rivals.clone(),
            _ => vec![index],
        };
        for loser in losers {
            levels.get_mut(loser).into_iter().for_each(|level| *level += 1);
            restless.push(loser);
        }
    }
    let mut collisions: Vec<_> = wanted.values().filter(|rivals| rivals.len() > 1).cloned().collect();
    collisions.iter_mut().for_each(|rivals| rivals.sort_unstable());
    collisions.sort();
    // Who met once may meet again at the next name.
    collisions.dedup();
    Scope { names: settle(items, &offers, &levels, reserved), collisions }
}

/// The names of an item, the nicest first.
type Offer<'a> = Vec<Cow<'a, str>>;

fn offer<'a>(item: &'a Item, kept: &Memory<'a>) -> Offer<'a> {
    let kept = kept.of(&item.key).filter(|_| !item.chosen);
    kept.into_iter().chain(item.candidates.iter().map(String::as_str)).map(normalized).collect()
}

fn at<'o>(offers: &'o [Offer<'_>], index: usize, level: usize) -> Option<&'o str> {
    offers.get(index)?.get(level).map(AsRef::as_ref)
}

/// Returns the owners of names: first the items that they were chosen for, then those that had them, then those that
/// are called so. A name that several items were given has no owner, and neither has one whose item is gone.
fn owners<'a>(
    same: Same,
    items: &[Item],
    compared: &'a [Offer<'_>],
    kept: &Memory<'a>,
) -> BTreeMap<Cow<'a, str>, Option<usize>> {
    let first = |(index, offer): (usize, &'a Offer<'_>)| Some((index, Cow::Borrowed(offer.first()?.as_ref())));
    let firsts = || compared.iter().enumerate().filter_map(first);
    let of = |index: usize| items.get(index);
    let mut owners = BTreeMap::new();
    for (index, name) in firsts().filter(|(index, _)| of(*index).is_some_and(|item| item.chosen)) {
        owners.entry(name).and_modify(|owner| *owner = None).or_insert(Some(index));
    }
    for (index, name) in firsts().filter(|(index, _)| of(*index).is_some_and(|item| kept.of(&item.key).is_some())) {
        owners.entry(name).or_insert(Some(index));
    }
    for name in kept.names() {
        owners.entry(same(name)).or_insert(None);
    }
    for (index, name) in firsts() {
        if of(index).is_some_and(|item| kept.is_plain(&item.source, &name)) {
            owners.entry(name).or_insert(Some(index));
        }
    }
    owners
}

/// The names that were reached. Items that ran out of names get underscores, in the order of their source names.
fn settle(items: &[Item], offers: &[Offer<'_>], levels: &[usize], reserved: &Reserved) -> Vec<String> {
    let reached = |(offer, level): (&Offer<'_>, &usize)| offer.get(*level).map(|name| name.clone().into_owned());
    let mut names: Vec<Option<String>> = offers.iter().zip(levels).map(reached).collect();
    let mut taken: BTreeSet<String> = names.iter().flatten().chain(reserved).cloned().collect();
    let unnamed = |(_, name): &(_, &mut Option<String>)| name.is_none();
    let mut left: Vec<_> = items.iter().zip(offers).zip(&mut names).filter(unnamed).collect();
    left.sort_by_key(|((item, _), _)| &item.source);
    for ((_, offer), name) in left {
        let mut last = offer.last().map_or_else(|| "unnamed".to_owned(), |name| name.clone().into_owned());
        while !taken.insert(last.clone()) {
            last.push('_');
        }
        *name = Some(last);
    }
    names.into_iter().flatten().collect()
}

/// The 32-bit FNV-1a hash: short, and the same everywhere and for ever.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(offers: &[&[&str]]) -> Vec<Item> {
        let item = |offer: &&[&str]| Item {
            source: offer.concat(),
            key: offer.concat(),
            candidates: offer.iter().map(|name| (*name).to_owned()).collect(),
            chosen: false,
        };
        offers.iter().map(item).collect()
    }

    fn names(offers: &[&[&str]], reserved: &[&str]) -> Vec<String> {
        assign(&items(offers), &reserved.iter().map(|name| (*name).to_owned()).collect(), &Memory::default()).names
    }

    #[test]
    fn rivals_both_move_on() {
        assert_eq!(names(&[&["A", "A1"], &["B", "B2"], &["A", "A3"]], &[]), ["A1", "B", "A3"]);
    }

    #[test]
    fn moving_on_may_meet_others() {
        // `A` and `A` become `A1` and `A2`; the label `A1` of another item is in the way of the first.
        assert_eq!(names(&[&["A", "A1", "V1"], &["A", "A2", "V2"], &["A1", "A13", "V3"]], &[]), ["V1", "A2", "A13"]);
    }

    #[test]
    fn names_are_compared_as_rust_compares_them() {
        for (one, other) in [("kΩ", "k\u{2126}"), ("Å", "\u{212b}"), ("が", "か\u{3099}"), ("가", "\u{1100}\u{1161}")]
        {
            let chosen = Item { source: String::new(), key: String::new(), candidates: Vec::new(), chosen: false };
            let mut rivals = items(&[&[one, "A"], &[other, "B"]]);
            assert_eq!(assign(&rivals, &Reserved::new(), &Memory::default()).names, ["A", "B"], "{one}");
            rivals.push(chosen.renamed(Some(&other.to_owned())));
            assert_eq!(assign(&rivals, &Reserved::new(), &Memory::default()).names, ["A", "B", one], "{one}");
        }
    }

    #[test]
    fn others_make_way_for_a_chosen_name() {
        let mut items = items(&[&["A", "A1"], &["B", "B2"]]);
        items.push(
            Item { source: String::new(), key: String::new(), candidates: vec!["C".into()], chosen: false }
                .renamed(Some(&"A".into())),
        );
        let scope = assign(&items, &Reserved::new(), &Memory::default());
        assert_eq!((scope.names, scope.collisions.len()), (["A1", "B", "A"].map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn reserved_names_are_left_alone() {
        assert_eq!(names(&[&["Other", "Other0"], &["Fine"]], &["Other"]), ["Other0", "Fine"]);
    }

    #[test]
    fn the_order_of_the_items_does_not_matter() {
        let offers: [&[&str]; 5] =
            [&["A", "A1", "V1"], &["A", "A2", "V2"], &["A1", "B", "V3"], &["B", "C", "V4"], &["C", "A2", "V5"]];
        let forward = names(&offers, &[]);
        let mut reversed = offers;
        reversed.reverse();
        let mut backward = names(&reversed, &[]);
        backward.reverse();
        assert_eq!(forward, backward);
    }

    #[test]
    fn items_without_a_name_of_their_own_still_get_one() {
        assert_eq!(names(&[&["A"], &["A"], &["A_"]], &[]), ["A", "A__", "A_"]);
    }

    #[test]
    fn collisions_name_the_rivals() {
        assert_eq!(
            assign(&items(&[&["A", "B"], &["C"], &["A", "D"]]), &Reserved::new(), &Memory::default()).collisions,
            [[0, 2]]
        );
    }

    #[test]
    fn a_long_chain_is_no_long_wait() {
        let links: Vec<String> = (0..20_000).map(|link| format!("N{link}")).collect();
        let offers: Vec<Vec<&str>> = links.windows(2).map(|pair| pair.iter().map(String::as_str).collect()).collect();
        let mut offers: Vec<&[&str]> = offers.iter().map(Vec::as_slice).collect();
        offers.push(&["N0", "Own"]);
        assert_eq!(names(&offers, &[]).last().map(String::as_str), Some("Own"));
    }
}

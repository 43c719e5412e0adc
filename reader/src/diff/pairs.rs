//! Items of two versions, put together by what they are called.

use std::collections::BTreeMap;

/// An item in one version or in both.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair<'a, T> {
    Removed(&'a T),
    Added(&'a T),
    Both(&'a T, &'a T),
}

/// The items of both lists, in the order of their names. Of several items of a name in a list, the last one counts.
pub(super) fn pairs<'a, T: 'a, K: Ord>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&'a T) -> K,
) -> impl Iterator<Item = Pair<'a, T>> {
    let mut paired: BTreeMap<K, Pair<'a, T>> = old.into_iter().map(|item| (name(item), Pair::Removed(item))).collect();
    for item in new {
        let found = paired.entry(name(item)).or_insert(Pair::Added(item));
        *found = match *found {
            Pair::Removed(old) | Pair::Both(old, _) => Pair::Both(old, item),
            Pair::Added(_) => Pair::Added(item),
        };
    }
    paired.into_values()
}

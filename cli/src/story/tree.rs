//! The answer as a tree: each table that the action goes on to stands where it is reached first.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_schema::cascade::CascadeType;
use earlybound_schema::cascade::{Effect, Outcome, Reach};

/// The branches; one stands after the branch that it grows from.
pub(crate) struct Tree<'a> {
    pub(crate) branches: Vec<Branch<'a>>,
    /// The branches that grow from the start.
    pub(crate) roots: Vec<usize>,
}

/// The effect on the rows of a table that point at rows of the table before.
pub(crate) struct Branch<'a> {
    /// The branch that this one grows from; `None` where that is the start.
    pub(crate) parent: Option<usize>,
    pub(crate) table: &'a str,
    pub(crate) cascade: CascadeType,
    pub(crate) outcome: Option<Outcome>,
    /// The effects that come to this, as indices into those of the answer. The first one is on the shortest way.
    pub(crate) effects: Vec<usize>,
    /// True if the action goes on to the table, which stands elsewhere in the tree.
    pub(crate) is_elsewhere: bool,
    /// The branches that grow from this one: what blocks first, then the tables that the action goes on to.
    pub(crate) children: Vec<usize>,
}

impl<'a> Tree<'a> {
    pub(crate) fn of(reach: &Reach<'a>) -> Self {
        let mut branches: Vec<Branch<'a>> = Vec::new();
        let mut branch_of_effect: Vec<usize> = Vec::new();
        let mut known = BTreeMap::new();
        let mut seen = BTreeSet::from([reach.start]);
        for (at, effect) in reach.effects.iter().enumerate() {
            let parent = effect.via.and_then(|via| branch_of_effect.get(via).copied());
            let branch = *known.entry((parent, effect.table(), effect.cascade)).or_insert_with(|| {
                let is_elsewhere = effect.goes_on() && !seen.insert(effect.table());
                branches.push(Branch::of(effect, parent, is_elsewhere));
                branches.len() - 1
            });
            if let Some(branch) = branches.get_mut(branch) {
                branch.effects.push(at);
            }
            branch_of_effect.push(branch);
        }
        Self::grow(branches)
    }

    /// Fills in what grows from what.
    fn grow(mut branches: Vec<Branch<'a>>) -> Self {
        let mut order: Vec<_> = branches.iter().enumerate().map(|(at, branch)| (branch.rank(), at)).collect();
        order.sort_unstable();
        let mut roots = Vec::new();
        for (_, at) in order {
            match branches.get(at).and_then(|branch| branch.parent).and_then(|parent| branches.get_mut(parent)) {
                Some(parent) => parent.children.push(at),
                None => roots.push(at),
            }
        }
        Self { branches, roots }
    }

    /// The branches that grow from one, or from the start.
    pub(crate) fn below(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Branch<'a>)> {
        let below = match parent {
            Some(parent) => self.branches.get(parent).map_or(&[][..], |branch| &branch.children),
            None => &self.roots,
        };
        below.iter().filter_map(|&at| Some((at, self.branches.get(at)?)))
    }
}

impl<'a> Branch<'a> {
    fn of(effect: &Effect<'a>, parent: Option<usize>, is_elsewhere: bool) -> Self {
        let Effect { cascade, outcome, .. } = *effect;
        let (effects, children) = (Vec::new(), Vec::new());
        Self { parent, table: effect.table(), cascade, outcome, effects, is_elsewhere, children }
    }

    const fn rank(&self) -> u8 {
        match self.outcome {
            Some(Outcome::Blocks) => 0,
            Some(Outcome::Unlinked) => 3,
            Some(_) if self.is_elsewhere => 2,
            Some(_) => 1,
            None => 4,
        }
    }
}

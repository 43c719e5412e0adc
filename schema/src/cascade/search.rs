//! The search: breadth first, so that the first way to a table is a shortest one.

use std::collections::{BTreeSet, VecDeque};

use super::configuration::{CascadeAction, CascadeType};
use super::cycles::{self, Cycle};
use super::effect::Effect;
use super::graph::{Edge, Graph};
use super::outcome::Outcome;

/// All that an action on a row of one table may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<'a> {
    /// The action.
    pub action: CascadeAction,
    /// The table of the row that it is done to.
    pub start: &'a str,
    /// One for each relationship that the action gets to and that states anything but `NoCascade` for it. Tables
    /// without an owner are left out where the action takes one. The nearest come first; at the same depth, in the
    /// order of their [paths](Self::path), name by name.
    pub effects: Vec<Effect<'a>>,
    /// Relationships that the action gets to, and of which nobody says what they do with it; in the order of `effects`.
    pub unstated: Vec<Edge<'a>>,
    /// The tables of `effects`, and `start`, that are not described in full, sorted: relationships that nobody told of
    /// may point at them.
    pub unknown_tables: Vec<&'a str>,
    /// Names of relationships that the action gets to, or may get to, and of which nobody says both tables; sorted.
    pub unplaced: Vec<&'a str>,
}

impl<'a> Reach<'a> {
    /// The names of the relationships from the start to an effect, itself last. Of several ways that are equally short,
    /// the first in the order of names.
    pub fn path(&self, effect: &Effect<'a>) -> Vec<&'a str> {
        let before = |effect: &&Effect<'a>| effect.via.and_then(|at| self.effects.get(at));
        let mut path: Vec<_> =
            std::iter::successors(Some(effect), before).map(|effect| effect.relationship.schema_name).collect();
        path.reverse();
        path
    }

    /// The tables whose rows have that outcome, sorted. A table can have several.
    pub fn tables(&self, outcome: Outcome) -> BTreeSet<&'a str> {
        self.effects.iter().filter(|effect| effect.outcome == Some(outcome)).map(Effect::table).collect()
    }

    /// Cycles: groups of tables, each of which the action can reach from every
    /// other of its group, and tables that point at themselves. Sorted by their first table.
    pub fn cycles(&self) -> Vec<Cycle<'a>> {
        cycles::cycles(&self.effects)
    }

    /// Returns whether nothing is missing from the answer: every table is described and every relationship states what
    /// it does.
    pub fn is_complete(&self) -> bool {
        self.unstated.is_empty() && self.unknown_tables.is_empty() && self.unplaced.is_empty()
    }
}

impl<'a> Graph<'a> {
    /// Returns what `action` on a row of the table `start` may do.
    pub fn reach(&self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        search(self, action, start)
    }
}

fn search<'a>(graph: &Graph<'a>, action: CascadeAction, start: &'a str) -> Reach<'a> {
    let mut effects: Vec<Effect<'a>> = Vec::new();
    let mut unstated = Vec::new();
    let mut seen = BTreeSet::from([start]);
    let mut queue = VecDeque::from([(start, 1, None)]);
    while let Some((table, depth, via)) = queue.pop_front() {
        let undergoes =
            |it: &&Edge<'a>| graph.undergoes(it.referencing, action) && graph.undergoes(it.referenced, action);
        for relationship in graph.pointing_at(table).iter().filter(undergoes) {
            let Some(cascade) = relationship.cascade.get(action) else {
                unstated.push(*relationship);
                continue;
            };
            if cascade == CascadeType::NoCascade {
                continue;
            }
            let outcome = Outcome::of(action, cascade);
            let effect = Effect { relationship: *relationship, cascade, outcome, depth, via };
            if effect.goes_on() && seen.insert(effect.table()) {
                queue.push_back((effect.table(), depth + 1, Some(effects.len())));
            }
            effects.push(effect);
        }
    }
    let reached = |referenced: Option<&str>| referenced.is_none_or(|table| seen.contains(table));
    let unplaced = graph.unplaced().filter(|(_, referenced)| reached(*referenced)).map(|(name, _)| name).collect();
    let tables: BTreeSet<&str> = effects.iter().map(Effect::table).chain([start]).collect();
    let unknown_tables = tables.into_iter().filter(|table| !graph.describes(table)).collect();
    Reach { action, start, effects, unstated, unknown_tables, unplaced }
}

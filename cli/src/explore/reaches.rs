//! The answers for each action on each table, with a place for each box of their pictures.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_schema::cascade::{CascadeAction, Edge, Graph, Outcome, Reach};
use serde::Serialize;

use crate::picture::{layout, svg};
use crate::story::{Tree, happens, steps, tone};

/// The outcome for rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Kind {
    /// The style of its boxes and arrows.
    tone: &'static str,
    /// The distance from the middle at which its arrows turn.
    turn: f64,
    words: String,
    /// The name of the cascade.
    effect: &'static str,
}

/// An answer.
#[derive(Serialize)]
pub(super) struct Reached {
    /// Four numbers for each effect: the relationship, the effect before it (from 1; 0 for the start), the kind, and
    /// the box that shows it (from 1; 0 for none).
    effects: Vec<usize>,
    /// Three numbers for each box: the box that it hangs on (from 1; 0 for the start), and its upper left corner.
    boxes: Vec<usize>,
    size: (usize, usize),
    /// Tables that nobody describes in full.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<usize>,
    /// The number of relationships that do not state their effect.
    unstated: usize,
    /// True if the page leaves the answer out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    left_out: bool,
}

impl Reached {
    const LEFT_OUT: Self =
        Self { effects: Vec::new(), boxes: Vec::new(), size: (0, 0), unknown: Vec::new(), unstated: 0, left_out: true };
}

/// The limit of what the page works out and holds, in effects: where everything reaches everything, answers grow with
/// the square of the number of tables.
#[derive(Debug)]
struct Budget {
    /// The most effects of an answer: nobody reads a picture of more.
    answer: usize,
    /// The most effects of all answers that are still to be held.
    held: usize,
    /// The most effects of all answers that are still to be worked out.
    found: usize,
}

impl Budget {
    const PAGE: Self = Self { answer: 5_000, held: 500_000, found: 4_000_000 };

    const fn is_spent(&self) -> bool {
        self.found == 0 || self.held == 0
    }

    /// Takes an answer of so many effects; whether the page can hold it.
    fn take(&mut self, effects: usize) -> bool {
        self.found = self.found.saturating_sub(effects);
        let fits = effects <= self.answer && effects <= self.held;
        if fits {
            self.held -= effects;
        }
        fits
    }
}

/// Gives the answers, and collects the kinds of effects that are in them.
pub(super) struct Reaches<'a> {
    graph: &'a Graph<'a>,
    tables: &'a BTreeMap<&'a str, usize>,
    relationships: BTreeMap<(&'a str, &'a str, &'a str), usize>,
    /// The relationships by the table whose rows point.
    pointing_from: BTreeMap<&'a str, Vec<&'a Edge<'a>>>,
    /// The answers that are known not to fit.
    unfit: BTreeSet<(CascadeAction, &'a str)>,
    kinds: Vec<Kind>,
    budget: Budget,
    left_out: usize,
}

impl<'a> Reaches<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, tables: &'a BTreeMap<&'a str, usize>) -> Self {
        let key = |(at, edge): (usize, &earlybound_schema::cascade::Edge<'a>)| {
            ((edge.referenced, edge.schema_name, edge.referencing), at)
        };
        let relationships = graph.edges().enumerate().map(key).collect();
        let mut pointing_from: BTreeMap<_, Vec<_>> = BTreeMap::new();
        graph.edges().for_each(|edge| pointing_from.entry(edge.referencing).or_default().push(edge));
        let (unfit, kinds, budget) = (BTreeSet::new(), Vec::new(), Budget::PAGE);
        Self { graph, tables, relationships, pointing_from, unfit, kinds, budget, left_out: 0 }
    }

    /// The kinds of effects, and how many answers were left out.
    pub(super) fn finish(self) -> (Vec<Kind>, usize) {
        (self.kinds, self.left_out)
    }

    /// The answer for one table; `None` where the action reaches nothing and nothing is unknown.
    pub(super) fn of(&mut self, action: CascadeAction, table: &'a str) -> Option<Reached> {
        if self.budget.is_spent() || self.unfit.contains(&(action, table)) {
            self.left_out += 1;
            return Some(Reached::LEFT_OUT);
        }
        let reach = self.graph.reach(action, table);
        if reach.effects.is_empty() && reach.unstated.is_empty() {
            return None;
        }
        if !self.budget.take(reach.effects.len()) {
            self.leave_out(action, table);
            self.left_out += 1;
            return Some(Reached::LEFT_OUT);
        }
        let tree = Tree::of(&reach);
        let steps = steps(&tree);
        let ends = steps.iter().enumerate().map(|(at, step)| (step.parent.map_or(0, |parent| parent + 1), at + 1));
        let layout = layout::tree(steps.len() + 1, ends);
        let places = layout.places.iter().skip(1);
        let boxes = steps.iter().zip(places).flat_map(|(step, place)| {
            [step.parent.map_or(0, |parent| parent + 1), place.x.round() as usize, place.y.round() as usize]
        });
        let mut box_of_effect = vec![0; reach.effects.len()];
        for (at, step) in steps.iter().enumerate() {
            let branches = step.branches.iter().filter_map(|&branch| tree.branches.get(branch));
            for effect in branches.flat_map(|branch| &branch.effects) {
                if let Some(place) = box_of_effect.get_mut(*effect) {
                    *place = at + 1;
                }
            }
        }
        Some(Reached {
            effects: self.effects(&reach, &box_of_effect),
            boxes: boxes.collect(),
            size: (layout.width.ceil() as usize, layout.height.ceil() as usize),
            unknown: reach.unknown_tables.iter().filter_map(|name| self.tables.get(name).copied()).collect(),
            unstated: reach.unstated.len(),
            left_out: false,
        })
    }

    /// Remembers that an answer does not fit, and with it those of all tables from which the action comes to this one:
    /// they hold it. Where everything reaches everything, one answer is worked out instead of all.
    fn leave_out(&mut self, action: CascadeAction, table: &'a str) {
        let mut found = vec![table];
        while let Some(table) = found.pop() {
            if self.unfit.insert((action, table)) {
                let edges = self.pointing_from.get(table).into_iter().flatten();
                found.extend(edges.filter(|edge| self.goes_on(action, edge)).map(|edge| edge.referenced));
            }
        }
    }

    /// Returns whether an action on a row of the table that is pointed at becomes one on the rows that point.
    fn goes_on(&self, action: CascadeAction, edge: &Edge<'a>) -> bool {
        let outcome = edge.cascade.get(action).and_then(|cascade| Outcome::of(action, cascade));
        let undergo = [edge.referenced, edge.referencing].iter().all(|table| self.graph.undergoes(table, action));
        undergo && outcome.is_some_and(Outcome::goes_on)
    }

    fn effects(&mut self, reach: &Reach<'a>, boxes: &[usize]) -> Vec<usize> {
        let mut numbers = Vec::with_capacity(4 * boxes.len());
        for (effect, place) in reach.effects.iter().zip(boxes) {
            let edge = effect.relationship;
            let relationship = self.relationships.get(&(edge.referenced, edge.schema_name, edge.referencing));
            let tone = tone(effect.cascade, effect.outcome);
            let kind = Kind {
                tone: tone.class(),
                turn: svg::turn(tone),
                words: happens(effect.cascade, effect.outcome),
                effect: effect.cascade.as_str(),
            };
            let kind = self.kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                self.kinds.push(kind);
                self.kinds.len() - 1
            });
            let via = effect.via.map_or(0, |via| via + 1);
            numbers.extend([relationship.copied().unwrap_or_default(), via, kind, *place]);
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use earlybound_schema::cascade::{CascadeConfiguration, CascadeType, Side};

    use super::*;

    /// `a` and `hub` delete each other and 6,000 tables, `z` deletes `leaf`; `leaf` is unlinked from `hub`.
    #[test]
    fn what_reaches_too_much_is_left_out_without_being_worked_out_and_the_rest_is_there() {
        let leaves: Vec<String> = (0..6_000).map(|number| format!("t{number}")).collect();
        let side = |referenced, referencing, delete| Side {
            schema_name: "r",
            referenced: Some(referenced),
            referencing: Some(referencing),
            column: None,
            cascade: CascadeConfiguration { delete: Some(delete), ..CascadeConfiguration::default() },
        };
        let mut sides: Vec<_> = leaves.iter().map(|leaf| side("hub", leaf.as_str(), CascadeType::Cascade)).collect();
        sides.push(side("a", "hub", CascadeType::Cascade));
        sides.push(side("hub", "a", CascadeType::Cascade));
        sides.push(side("z", "leaf", CascadeType::Cascade));
        sides.push(side("leaf", "hub", CascadeType::RemoveLink));
        let graph = Graph::new(["a", "hub", "leaf", "z"], sides);
        let numbers = BTreeMap::new();
        let mut reaches = Reaches::new(&graph, &numbers);
        let found = reaches.budget.found;
        let left_out = ["a", "hub", "leaf", "z", "t0"]
            .map(|table| reaches.of(CascadeAction::Delete, table).is_some_and(|reached| reached.left_out));
        assert_eq!(left_out, [true, true, false, false, false]);
        assert_eq!(found - reaches.budget.found, 6_002 + 1 + 2, "`hub` was not worked out");
        assert_eq!(reaches.finish().1, 2);
    }

    #[test]
    fn a_budget_holds_what_fits_and_ends() {
        let mut budget = Budget { answer: 10, held: 15, found: 40 };
        assert!(budget.take(10) && !budget.take(11) && !budget.take(6) && budget.take(5));
        assert!(budget.is_spent(), "the page is full");
        let mut budget = Budget { answer: 10, held: 15, found: 40 };
        assert!(!budget.take(20) && !budget.is_spent() && !budget.take(20));
        assert!(budget.is_spent(), "enough was worked out");
    }
}

//! The answers for each action on each table, with a place for each box of their pictures.

use std::collections::BTreeMap;

use earlybound_schema::cascade::CascadeAction;
use earlybound_schema::cascade::{Graph, Reach};
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
        Self { graph, tables, relationships, kinds: Vec::new(), budget: Budget::PAGE, left_out: 0 }
    }

    /// The kinds of effects, and how many answers were left out.
    pub(super) fn finish(self) -> (Vec<Kind>, usize) {
        (self.kinds, self.left_out)
    }

    /// The answer for one table; `None` where the action reaches nothing and nothing is unknown.
    pub(super) fn of(&mut self, action: CascadeAction, table: &'a str) -> Option<Reached> {
        if self.budget.is_spent() {
            self.left_out += 1;
            return Some(Reached::LEFT_OUT);
        }
        let reach = self.graph.reach(action, table);
        if reach.effects.is_empty() && reach.unstated.is_empty() {
            return None;
        }
        if !self.budget.take(reach.effects.len()) {
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
    use super::*;

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

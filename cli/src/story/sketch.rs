//! The answer as a picture: the start, the tables that the action goes on to, and where it ends.

use std::collections::{BTreeMap, VecDeque};

use earlybound_schema::cascade::CascadeType;
use earlybound_schema::cascade::{Outcome, Reach};

use super::tree::Tree;
use super::words::{doing, happens, summary};
use crate::findings::plural;
use crate::picture::{Arrow, Node, Picture, Tone};

/// The number of boxes of the same kind, where the action ends, that one table can have; more become one box.
const BOXES: usize = 3;
/// The most boxes of a picture.
const MOST_BOXES: usize = 150;

/// A box of the picture: a branch of the tree, or several of the same kind.
pub(crate) struct Step {
    /// The box that it hangs on, by its place among the boxes; `None` for the start.
    pub(crate) parent: Option<usize>,
    pub(crate) branches: Vec<usize>,
    pub(crate) tone: Tone,
}

/// The boxes of the picture but the start, each after the one that it hangs on, the nearest first. A picture with so
/// many boxes that nobody could follow it ends at those that are nearest: what hangs on one of them beyond that is one
/// box.
pub(crate) fn steps(tree: &Tree<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut queue = VecDeque::from([(None, None)]);
    while let Some((parent, branch)) = queue.pop_front() {
        let is_full = steps.len() >= MOST_BOXES;
        let is_end = |tone| is_full || matches!(tone, Tone::Clear | Tone::Block | Tone::Unknown);
        let (mut ends, mut goes_on) = (BTreeMap::<Tone, Vec<usize>>::new(), Vec::new());
        for (at, child) in tree.below(branch).filter(|(_, child)| !child.is_elsewhere) {
            match tone(child.cascade, child.outcome) {
                tone if is_end(tone) => ends.entry(tone).or_default().push(at),
                tone => goes_on.push((at, tone)),
            }
        }
        for (tone, branches) in ends.into_iter().rev() {
            let size = if branches.len() > BOXES { branches.len() } else { 1 };
            steps.extend(branches.chunks(size).map(|branches| Step { parent, branches: branches.to_vec(), tone }));
        }
        for (at, tone) in goes_on {
            queue.push_back((Some(steps.len()), Some(at)));
            steps.push(Step { parent, branches: vec![at], tone });
        }
    }
    steps
}

pub(crate) fn tone(cascade: CascadeType, outcome: Option<Outcome>) -> Tone {
    match (outcome, cascade) {
        (Some(Outcome::Blocks), _) => Tone::Block,
        (Some(Outcome::Unlinked), _) => Tone::Clear,
        (Some(_), CascadeType::Active | CascadeType::UserOwned) => Tone::Some,
        (Some(_), _) => Tone::All,
        (None, _) => Tone::Unknown,
    }
}

pub(crate) fn picture(reach: &Reach<'_>, tree: &Tree<'_>) -> Picture {
    let steps = steps(tree);
    let start = Node {
        name: reach.start.to_owned(),
        note: String::new(),
        hint: format!("{} a row of {}: {}", doing(reach.action), reach.start, summary(reach)),
        tone: Tone::Start,
        is_outside: reach.unknown_tables.contains(&reach.start),
    };
    let nodes = steps.iter().map(|step| node(reach, tree, step));
    let arrow = |(at, step): (usize, &Step)| Arrow {
        from: step.parent.map_or(0, |parent| parent + 1),
        to: at + 1,
        label: String::new(),
        tone: step.tone,
    };
    Picture {
        title: format!("{} a row of {}", doing(reach.action), reach.start),
        summary: format!("{}{}", summary(reach), not_drawn(tree, &steps)),
        is_tree: true,
        arrows: steps.iter().enumerate().map(arrow).collect(),
        nodes: std::iter::once(start).chain(nodes).collect(),
        legend: legend(tree),
    }
}

/// That the picture ends before the answer does.
fn not_drawn(tree: &Tree<'_>, steps: &[Step]) -> String {
    let drawn: usize = steps.iter().map(|step| step.branches.len()).sum();
    match tree.branches.iter().filter(|branch| !branch.is_elsewhere).count().saturating_sub(drawn) {
        0 => String::new(),
        more => format!("; {} further on not drawn", plural(more, "table")),
    }
}

fn node(reach: &Reach<'_>, tree: &Tree<'_>, step: &Step) -> Node {
    let branches: Vec<_> = step.branches.iter().filter_map(|&at| tree.branches.get(at)).collect();
    let relationships: Vec<_> = branches
        .iter()
        .flat_map(|branch| &branch.effects)
        .filter_map(|&at| Some(reach.effects.get(at)?.relationship.schema_name))
        .collect();
    let names: Vec<_> = branches.iter().map(|branch| branch.table).collect();
    let words = branches.first().map_or(String::new(), |branch| happens(branch.cascade, branch.outcome));
    let more = relationships.len().saturating_sub(1);
    let (name, note) = match (names.as_slice(), relationships.first()) {
        ([name], Some(via)) if more == 0 => ((*name).to_owned(), format!("{words} · {via}")),
        ([name], Some(via)) => ((*name).to_owned(), format!("{words} +{more} · {via}")),
        (names, _) => (plural(names.len(), "table"), format!("{words} · {}", names.join(", "))),
    };
    let is_outside = names.iter().any(|name| reach.unknown_tables.binary_search(name).is_ok());
    let hint = format!("{}: {words}, through {}", names.join(", "), relationships.join(", "));
    Node { name, note, hint, tone: step.tone, is_outside }
}

/// Returns the meaning of each tone in this answer.
fn legend(tree: &Tree<'_>) -> Vec<(Tone, String)> {
    let mut legend: Vec<_> =
        tree.branches.iter().map(|it| (tone(it.cascade, it.outcome), happens(it.cascade, it.outcome))).collect();
    legend.sort();
    legend.dedup();
    legend
}

//! The answer as a tree that a person reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earlybound_reader::visible::visible;
use earlybound_schema::cascade::{Cycle, Outcome, Reach};

use crate::story::{Branch, Tree};
use crate::story::{doing, happens, summary};

/// The number of branches of the same kind, from which nothing grows, that are listed one by one.
const LISTED: usize = 6;
/// The most names in a list.
const NAMED: usize = 12;

pub(super) fn text(reach: &Reach<'_>, tree: &Tree<'_>) -> String {
    let mut text = format!("{} a row of {}\n\n{}\n", doing(reach.action), reach.start, reach.start);
    // What is still to be written, the next line last. A stack on the heap, since a chain of tables may be long.
    let mut stack = lines(tree, None, "");
    while let Some(Line { indent, is_last, item }) = stack.pop() {
        let (knee, below) = if is_last { ("└──", "    ") } else { ("├──", "│   ") };
        let _ = match &item {
            Item::Branch(at, branch) => {
                stack.extend(lines(tree, Some(*at), &format!("{indent}{below}")));
                writeln!(text, "{indent}{knee} {}", describe(reach, branch))
            }
            Item::Rest(rest) => writeln!(text, "{indent}{knee} {rest}"),
        };
    }
    let _ = writeln!(text, "\n{}", summary(reach));
    notes(reach, &mut text);
    visible(&text)
}

struct Line<'a> {
    indent: String,
    is_last: bool,
    item: Item<'a>,
}

enum Item<'a> {
    Branch(usize, &'a Branch<'a>),
    Rest(String),
}

/// The lines for what grows from a branch, or from the start; the first one last. Of branches of one kind from which
/// nothing grows, a few have lines of their own.
fn lines<'a>(tree: &'a Tree<'a>, parent: Option<usize>, indent: &str) -> Vec<Line<'a>> {
    let mut met: BTreeMap<_, usize> = BTreeMap::new();
    let mut rest: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    let mut items = Vec::new();
    for (at, branch) in tree.below(parent) {
        let kind = (branch.is_elsewhere, branch.outcome, branch.cascade);
        let count = met.entry(kind).or_default();
        *count += usize::from(branch.children.is_empty());
        if !branch.children.is_empty() || (*count <= LISTED && !branch.is_elsewhere) {
            items.push(Item::Branch(at, branch));
        } else {
            rest.entry(kind).or_default().push(branch.table);
        }
    }
    items.extend(rest.into_iter().map(|((is_elsewhere, outcome, cascade), tables)| {
        let kind = if is_elsewhere { ", see there" } else { "" };
        Item::Rest(format!("also {}{kind}: {}", happens(cascade, outcome), list(tables)))
    }));
    let last = items.len();
    let line = |(at, item)| Line { indent: indent.to_owned(), is_last: at + 1 == last, item };
    items.into_iter().enumerate().map(line).rev().collect()
}

/// Returns the effect on the rows of a table, and the relationships of it.
fn describe(reach: &Reach<'_>, branch: &Branch<'_>) -> String {
    let first = branch.effects.first().and_then(|&at| reach.effects.get(at));
    let via = first.map_or("", |effect| effect.relationship.schema_name);
    let more = match branch.effects.len() {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    format!("{}: {} ({via}{more})", branch.table, happens(branch.cascade, branch.outcome))
}

/// Returns what blocks, what goes round, and what is not known.
fn notes(reach: &Reach<'_>, text: &mut String) {
    let blockers = reach.tables(Outcome::Blocks);
    if !blockers.is_empty() {
        let _ = writeln!(text, "blocked while rows are pointed at by rows of: {}", list(blockers));
    }
    let (own, round): (Vec<_>, Vec<_>) = reach.cycles().into_iter().partition(Cycle::is_self_reference);
    if !own.is_empty() {
        let tables = own.iter().flat_map(|cycle| cycle.tables.iter().copied());
        let _ = writeln!(text, "goes on between rows of the same table: {}", list(tables));
    }
    for cycle in round {
        let _ = writeln!(text, "goes round among: {}", list(cycle.tables));
    }
    if !reach.unknown_tables.is_empty() {
        let tables = &reach.unknown_tables;
        let _ = writeln!(text, "not described, so more may happen beyond them: {}", list(tables.iter().copied()));
    }
    let unstated = reach.unstated.iter().map(|edge| edge.schema_name);
    if !reach.unstated.is_empty() {
        let _ = writeln!(text, "relationships that do not say what they do: {}", list(unstated));
    }
    if !reach.unplaced.is_empty() {
        let unplaced = reach.unplaced.iter().copied();
        let _ = writeln!(text, "relationships that do not say between which tables they are: {}", list(unplaced));
    }
}

/// The first names, and how many there are beyond them.
fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    let shown = names.get(..names.len().min(NAMED)).unwrap_or_default().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

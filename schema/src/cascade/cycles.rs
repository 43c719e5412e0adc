//! Cycles of an action: the strongly connected components of what it reaches (Kosaraju's algorithm).

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Effect;
use super::graph::Edge;

/// Tables among which an action can go round and round, or one table whose rows pass it on to each other.
///
/// The platform does an action to a row once, so that it ends nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle<'a> {
    /// The tables, sorted. A single one points at itself.
    pub tables: Vec<&'a str>,
    /// The names of the relationships between them along which the action goes, sorted.
    pub relationships: Vec<&'a str>,
}

impl Cycle<'_> {
    /// Returns whether rows of one table pass the action on to each other.
    pub fn is_self_reference(&self) -> bool {
        self.tables.len() == 1
    }
}

pub(super) fn cycles<'a>(effects: &[Effect<'a>]) -> Vec<Cycle<'a>> {
    let edges: Vec<&Edge<'a>> =
        effects.iter().filter(|effect| effect.goes_on()).map(|effect| &effect.relationship).collect();
    let component = components(&edges);
    let mut cycles: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for edge in edges {
        let (from, to) = (component.get(edge.referenced), component.get(edge.referencing));
        if let (Some(from), Some(to)) = (from, to)
            && from == to
        {
            let (tables, relationships) = cycles.entry(from).or_default();
            tables.extend([edge.referenced, edge.referencing]);
            relationships.insert(edge.schema_name);
        }
    }
    let mut cycles: Vec<_> = cycles
        .into_values()
        .map(|(tables, relationships)| Cycle {
            tables: tables.into_iter().collect(),
            relationships: relationships.into_iter().collect(),
        })
        .collect();
    cycles.sort_by(|a, b| a.tables.cmp(&b.tables));
    cycles
}

/// Each table with the one that stands for its component.
fn components<'a>(edges: &[&Edge<'a>]) -> BTreeMap<&'a str, &'a str> {
    let (mut forth, mut back) = (Neighbours::new(), Neighbours::new());
    for edge in edges {
        forth.entry(edge.referenced).or_default().push(edge.referencing);
        back.entry(edge.referencing).or_default().push(edge.referenced);
        forth.entry(edge.referencing).or_default();
    }
    let mut finished = Vec::new();
    let mut seen = BTreeSet::new();
    for table in forth.keys() {
        walk(table, &forth, &mut seen, &mut finished);
    }
    let mut component = BTreeMap::new();
    seen.clear();
    for table in finished.into_iter().rev() {
        let mut members = Vec::new();
        walk(table, &back, &mut seen, &mut members);
        component.extend(members.into_iter().map(|member| (member, table)));
    }
    component
}

type Neighbours<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// Walks depth first through what was not seen yet; a table is finished after all that it leads to. The stack is on the
/// heap, since a chain of tables may be long.
fn walk<'a>(start: &'a str, neighbours: &Neighbours<'a>, seen: &mut BTreeSet<&'a str>, finished: &mut Vec<&'a str>) {
    let of = |table| neighbours.get(table).map_or(&[][..], Vec::as_slice).iter();
    if !seen.insert(start) {
        return;
    }
    let mut stack = vec![(start, of(start))];
    while let Some((table, rest)) = stack.last_mut() {
        match rest.next() {
            Some(next) if seen.insert(next) => stack.push((next, of(next))),
            Some(_) => {}
            None => {
                finished.push(table);
                stack.pop();
            }
        }
    }
}

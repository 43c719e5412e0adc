//! The relationships of a schema, joined and sorted by the table that they point at.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reach, search};
use crate::{CascadeAction, CascadeConfiguration};

/// A one-to-many relationship as one of its two tables lists it. Some fields may be known to the other table only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// The relationship's name, case kept.
    pub schema_name: &'a str,
    /// The table that is pointed at.
    pub referenced: Option<&'a str>,
    /// The table whose rows point.
    pub referencing: Option<&'a str>,
    /// The column that points.
    pub column: Option<&'a str>,
    /// What goes on from a parent to its children.
    pub cascade: CascadeConfiguration,
}

/// A one-to-many relationship of which both tables are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge<'a> {
    /// The relationship's name, case kept.
    pub schema_name: &'a str,
    /// The table that is pointed at.
    pub referenced: &'a str,
    /// The table whose rows point.
    pub referencing: &'a str,
    /// The column that points; `None` where nobody says.
    pub column: Option<&'a str>,
    /// What goes on from a parent to its children.
    pub cascade: CascadeConfiguration,
}

/// The relationships of a schema. Building it costs one pass over them; after that, an answer costs what it reaches.
#[derive(Clone, Debug, Default)]
pub struct Graph<'a> {
    /// By referenced table, then by schema name.
    children: BTreeMap<&'a str, Vec<Edge<'a>>>,
    tables: BTreeSet<&'a str>,
    /// By schema name, with the referenced table where that is the one that is known.
    unplaced: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Graph<'a> {
    /// Joins what both tables of each relationship say about it. Where they say different things, the first one counts.
    ///
    /// `tables` are those that are described in full: others are unknown territory.
    pub fn new(tables: impl IntoIterator<Item = &'a str>, sides: impl IntoIterator<Item = Side<'a>>) -> Self {
        let mut graph = Self { tables: tables.into_iter().collect(), ..Self::default() };
        let mut edges: BTreeMap<(&str, &str, &str), Edge<'a>> = BTreeMap::new();
        for side in sides {
            let (Some(referenced), Some(referencing)) = (side.referenced, side.referencing) else {
                graph.unplaced.insert(side.schema_name, side.referenced);
                continue;
            };
            let Side { schema_name, column, cascade, .. } = side;
            let edge = Edge { schema_name, referenced, referencing, column, cascade };
            edges.entry((referenced, schema_name, referencing)).and_modify(|first| first.join(&edge)).or_insert(edge);
        }
        for edge in edges.values() {
            graph.unplaced.remove(edge.schema_name);
        }
        for edge in edges.into_values() {
            graph.children.entry(edge.referenced).or_default().push(edge);
        }
        graph
    }

    /// The tables that are described in full, sorted.
    pub fn tables(&self) -> impl Iterator<Item = &'a str> {
        self.tables.iter().copied()
    }

    /// Whether a table is described in full.
    pub fn describes(&self, table: &str) -> bool {
        self.tables.contains(table)
    }

    /// The relationships, sorted by referenced table and then by schema name.
    pub fn edges(&self) -> impl Iterator<Item = &Edge<'a>> {
        self.children.values().flatten()
    }

    /// The relationships through which rows point at rows of `table`, sorted by schema name.
    pub fn pointing_at(&self, table: &str) -> &[Edge<'a>] {
        self.children.get(table).map_or(&[], Vec::as_slice)
    }

    /// The names of relationships of which nobody says both tables, sorted, each with the table that is pointed at
    /// where that is the known one.
    pub fn unplaced(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        self.unplaced.iter().map(|(name, referenced)| (*name, *referenced))
    }

    /// What `action` on a row of the table `start` may do.
    pub fn reach(&self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        search::search(self, action, start)
    }
}

impl Edge<'_> {
    /// Whether rows point at rows of their own table.
    pub fn is_self_reference(&self) -> bool {
        self.referenced == self.referencing
    }
}

impl<'a> Edge<'a> {
    /// Takes from the other side what this one does not say.
    fn join(&mut self, other: &Edge<'a>) {
        self.column = self.column.or(other.column);
        for (action, effect) in other.cascade.stated() {
            if self.cascade.get(action).is_none() {
                self.cascade.set(action, effect);
            }
        }
    }
}

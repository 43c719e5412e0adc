//! The relationships of a schema, joined and sorted by the table that they point at.

use std::collections::{BTreeMap, BTreeSet};

use super::configuration::{CascadeAction, CascadeConfiguration};
use crate::OwnershipType;

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
    /// The cascades from a parent to its children.
    pub cascade: CascadeConfiguration,
}

/// A table with its relationships, as a model of tables lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSides<'a, M, O> {
    /// The table's logical name.
    pub name: &'a str,
    /// True if the table is described in full.
    pub complete: bool,
    /// The ownership of its rows; `None` if the model does not state it.
    pub ownership: Option<OwnershipType>,
    /// The relationships in which rows of this table point.
    pub many_to_one: M,
    /// The relationships in which rows of this table are pointed at.
    pub one_to_many: O,
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
    /// The cascades from a parent to its children.
    pub cascade: CascadeConfiguration,
}

/// The relationships of a schema. Building it costs one pass over them; after that, an answer costs what it reaches.
#[derive(Clone, Debug, Default)]
pub struct Graph<'a> {
    /// By referenced table, then by schema name.
    children: BTreeMap<&'a str, Vec<Edge<'a>>>,
    tables: BTreeSet<&'a str>,
    /// Tables whose rows no user or team owns.
    unowned: BTreeSet<&'a str>,
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

    /// Joins the relationships of tables. A side that does not name the table it is listed by gets that table.
    pub fn of_tables<M, O>(tables: impl IntoIterator<Item = TableSides<'a, M, O>>) -> Self
    where
        M: IntoIterator<Item = Side<'a>>,
        O: IntoIterator<Item = Side<'a>>,
    {
        let (mut complete, mut sides) = (Vec::new(), Vec::new());
        let mut unowned = BTreeSet::new();
        for table in tables {
            let name = Some(table.name);
            complete.extend(name.filter(|_| table.complete));
            unowned.extend(name.filter(|_| table.ownership.is_some_and(|it| it != OwnershipType::UserOwned)));
            let named = |side: Side<'a>| Side { referencing: side.referencing.or(name), ..side };
            sides.extend(table.many_to_one.into_iter().map(named));
            let named = |side: Side<'a>| Side { referenced: side.referenced.or(name), ..side };
            sides.extend(table.one_to_many.into_iter().map(named));
        }
        Self { unowned, ..Self::new(complete, sides) }
    }

    /// Returns whether an action does something to rows of a table: those that no user or team owns are not assigned,
    /// shared and reparented. Tables of which nobody says who owns their rows count as owned.
    pub fn undergoes(&self, table: &str, action: CascadeAction) -> bool {
        !(action.needs_owner() && self.unowned.contains(table))
    }

    /// The tables that are described in full, sorted.
    pub fn tables(&self) -> impl Iterator<Item = &'a str> {
        self.tables.iter().copied()
    }

    /// Returns whether a table is described in full.
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
}

impl Edge<'_> {
    /// Returns whether rows point at rows of their own table.
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

//! Results of a search.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Edge, NoteKind, Owner, PlannedChange, RowFacts, RowKey};
use crate::value::Uuid;

/// Through which relationship a row was found, and from which row: an index into [`Found::reached`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Via {
    pub(super) edge: usize,
    pub(super) parent: usize,
}

/// A row that undergoes the action.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) id: Uuid,
    /// Its owner before the action.
    pub(super) owner: Option<Owner>,
    /// `None` for the row that the action starts at.
    pub(super) via: Option<Via>,
}

/// A row of which only a lookup changes, or that blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) id: Uuid,
    pub(super) via: Via,
}

/// The result of a search. It keeps about 150 bytes for each row.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) change: PlannedChange,
    pub(super) start: RowKey,
    /// The relationships of the tables that were reached.
    pub(super) edges: Vec<Edge<'static>>,
    pub(super) reached: Vec<Reached>,
    /// The index of a row in `reached`, by table.
    pub(super) index: HashMap<&'static str, HashMap<Uuid, usize>>,
    /// For a delete: parent and child, for each two reached rows of which one points at the other.
    pub(super) links: Vec<(usize, usize)>,
    pub(super) unlinked: Vec<Touched>,
    pub(super) repointed: Vec<Touched>,
    pub(super) blocking: Vec<Touched>,
    /// The number of rows that each note is about. Relationships are indexes into `edges`.
    pub(super) notes: BTreeMap<(Option<usize>, NoteKind), usize>,
    /// The tables whose relationships were followed.
    pub(super) tables: BTreeSet<&'static str>,
}

impl Found {
    /// Only the start.
    pub(super) fn new(change: PlannedChange, start: RowKey, facts: &RowFacts) -> Self {
        Self {
            change,
            start,
            edges: Vec::new(),
            reached: vec![Reached { id: start.id, owner: facts.owner, via: None }],
            index: HashMap::from([(start.table, HashMap::from([(start.id, 0)]))]),
            links: Vec::new(),
            unlinked: Vec::new(),
            repointed: Vec::new(),
            blocking: Vec::new(),
            notes: BTreeMap::new(),
            tables: BTreeSet::new(),
        }
    }

    pub(super) fn note(&mut self, relationship: Option<usize>, kind: NoteKind, rows: usize) {
        *self.notes.entry((relationship, kind)).or_default() += rows;
    }

    /// Returns the index of a row in `reached`.
    pub(super) fn index_of(&self, table: &str, id: Uuid) -> Option<usize> {
        self.index.get(table)?.get(&id).copied()
    }

    /// The table of rows that were found that way.
    pub(super) fn table(&self, via: Option<Via>) -> &'static str {
        via.and_then(|via| self.edges.get(via.edge)).map_or(self.start.table, |edge| edge.referencing)
    }
}

//! The steps of a plan.

use super::found::Via;
use super::{Edge, Owner, RowKey};
use crate::value::Uuid;

/// One thing that happens to one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The row.
    pub row: RowKey,
    /// The effect on it.
    pub change: RowChange,
    pub(super) via: Option<Via>,
}

/// The effect on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// Its lookup is cleared.
    ClearLookup {
        /// The lookup.
        column: &'static str,
    },
    /// Its lookup points at another row.
    SetLookup {
        /// The lookup.
        column: &'static str,
        /// The other row.
        to: RowKey,
    },
    /// It is deleted.
    Delete,
    /// It gets an owner.
    Assign {
        /// The owner.
        to: Owner,
    },
    /// It is shared: by itself where the action starts, through its parent elsewhere.
    Share {
        /// The user or team that it is shared with.
        with: Uuid,
    },
    /// A share is taken back, in the same way.
    Unshare {
        /// The user or team that it was shared with.
        with: Uuid,
    },
    /// Access to it through its parents is determined again.
    Reparent,
    /// It was merged into another row, and is deactivated.
    Deactivate {
        /// The row that is kept.
        merged_into: RowKey,
    },
}

/// A row that keeps the change from being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The row.
    pub row: RowKey,
    /// The relationship through which it blocks.
    pub relationship: Edge<'static>,
    /// The way from the start to the row, itself last.
    pub path: Vec<Hop>,
}

/// From a row to one that points at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The name of the relationship.
    pub relationship: &'static str,
    /// The row that points.
    pub row: RowKey,
}

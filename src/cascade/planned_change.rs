//! Changes of a row.

use earlybound_schema::cascade::CascadeAction;

use super::{Owner, RowKey};
use crate::value::Uuid;

/// A change of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlannedChange {
    /// It is deleted.
    Delete,
    /// It gets another owner.
    Assign {
        /// The new owner.
        to: Owner,
    },
    /// It is shared.
    Share {
        /// The user or team that gets access.
        with: Uuid,
    },
    /// A share is taken back.
    Unshare {
        /// The user or team that had access.
        with: Uuid,
    },
    /// One of its lookups is made to point elsewhere, or nowhere.
    Reparent {
        /// The lookup.
        column: &'static str,
        /// The new parent.
        to: Option<RowKey>,
    },
    /// It is merged into another row of its table, and is given up.
    Merge {
        /// The row that is kept.
        into: Uuid,
    },
}

impl PlannedChange {
    /// The action that relationships state a cascade for.
    pub const fn action(self) -> CascadeAction {
        match self {
            Self::Delete => CascadeAction::Delete,
            Self::Assign { .. } => CascadeAction::Assign,
            Self::Share { .. } => CascadeAction::Share,
            Self::Unshare { .. } => CascadeAction::Unshare,
            Self::Reparent { .. } => CascadeAction::Reparent,
            Self::Merge { .. } => CascadeAction::Merge,
        }
    }
}

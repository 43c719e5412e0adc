//! The reasons that there is no plan.

use core::fmt;

use super::RowKey;
use crate::value::Uuid;

/// The reason that there is no plan.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanError<E> {
    /// The source could not give rows.
    Source(E),
    /// The source has no such row.
    NoSuchRow(RowKey),
    /// The source answered with a row that does not point where it was asked about.
    Stray {
        /// The row.
        row: RowKey,
        /// The row that it points at, according to the source.
        parent: RowKey,
    },
    /// Rows of the table have no owners of their own: they cannot be assigned or shared.
    NotOwned(RowKey),
    /// Only accounts, contacts, leads and cases can be merged, and not with themselves.
    CannotMerge {
        /// The row that was to be given up.
        row: RowKey,
        /// The row that was to be kept.
        into: Uuid,
    },
    /// No relationship points from the row's table through that column at that table.
    NoRelationship {
        /// The row that was to be reparented.
        row: RowKey,
        /// The column.
        column: &'static str,
    },
}

impl<E> fmt::Display for PlanError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(_) => f.write_str("failed to load rows"),
            Self::NoSuchRow(row) => write!(f, "there is no row {row}"),
            Self::Stray { row, parent } => {
                write!(f, "{row} points at {parent}, which the source was not asked about")
            }
            Self::NotOwned(row) => write!(f, "rows of `{}` have no owners of their own", row.table),
            Self::CannotMerge { row, into } => write!(
                f,
                "{row} cannot be merged into {into}: only rows of account, contact, incident and lead can, into another one"
            ),
            Self::NoRelationship { row, column } => {
                write!(f, "no relationship leads from {row} through `{column}` to the table of the new parent")
            }
        }
    }
}

/// The sentence, and that of the source: `main` shows errors in this form.
impl<E: fmt::Debug> fmt::Debug for PlanError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        match self {
            Self::Source(error) => write!(f, ": {error:?}"),
            _ => Ok(()),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for PlanError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            _ => None,
        }
    }
}

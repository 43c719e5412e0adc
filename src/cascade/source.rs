//! MemorySource, as far as cascades look at them, and where they come from.

use core::fmt;

use crate::id::Id;
use crate::table::Table;
use crate::value::Uuid;

/// A row: its table and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The logical name of the table.
    pub table: &'static str,
    /// The row.
    pub id: Uuid,
}

impl RowKey {
    /// The row of that table.
    pub const fn new(table: &'static str, id: Uuid) -> Self {
        Self { table, id }
    }
}

impl<T: Table> From<Id<T>> for RowKey {
    fn from(id: Id<T>) -> Self {
        Self::new(T::LOGICAL_NAME, id.uuid())
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.table, self.id)
    }
}

/// The owner of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A row of `systemuser`.
    User(Uuid),
    /// A row of `team`.
    Team(Uuid),
}

/// The state of a row that cascades depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFacts {
    /// Its id.
    pub id: Uuid,
    /// The owner; `None` for rows of tables whose rows are not owned one by one.
    pub owner: Option<Owner>,
    /// Its state code (`statecode`); `None` for rows of tables without one.
    pub state: Option<i32>,
}

/// A row that points at one of the rows that a [`RowsQuery`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointing {
    /// The row.
    pub row: RowFacts,
    /// The row that it points at.
    pub parent: Uuid,
}

/// Asks for the rows of `table` whose lookup `column` points at one of `parents`, which are rows of `parent_table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsQuery<'q> {
    /// The table to look in.
    pub table: &'static str,
    /// The column that points. It can be a lookup on several tables: rows that point at another one do not count.
    pub column: &'static str,
    /// The table of the rows that are pointed at.
    pub parent_table: &'static str,
    /// The rows that are pointed at: at least one, at most [`RowsQuery::MAX_PARENTS`].
    pub parents: &'q [Uuid],
}

impl RowsQuery<'_> {
    /// The most parents of a query: as many ids as fit into a request of the Web API.
    pub const MAX_PARENTS: usize = 500;
}

/// The source of a [`Planner`](super::Planner)'s rows: a service, a database, or the rows of a test
/// ([`MemorySource`](super::MemorySource)).
///
/// A table may be a view of others, as `activitypointer` is of all activities: a source that knows the rows of those
/// tables answers nothing for the view, or plans name each of its rows twice.
///
/// ```
/// use std::convert::Infallible;
///
/// use earlybound::Uuid;
/// use earlybound::cascade::{Pointing, RowsQuery, RowFacts, RowKey, RowSource};
///
/// /// Rows of a table, each with the row of the same table that it points at.
/// struct Tree(Vec<(RowFacts, Option<Uuid>)>);
///
/// impl RowSource for Tree {
///     type Error = Infallible;
///
///     fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Infallible> {
///         Ok(self.0.iter().map(|(row, _)| *row).find(|row| row.id == key.id))
///     }
///
///     fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Infallible>> {
///         self.0.iter().filter_map(|(row, parent)| {
///             let parent = parent.filter(|parent| query.parents.contains(parent))?;
///             Some(Ok(Pointing { row: *row, parent }))
///         })
///     }
/// }
/// ```
pub trait RowSource {
    /// The error of rows that could not be loaded.
    type Error;

    /// A row; `None` if there is none of that id.
    ///
    /// # Errors
    ///
    /// Returns an error if the row cannot be loaded. A plan passes it on.
    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Self::Error>;

    /// The rows that point, in any order. A source that has them in pages fetches the next one when the iterator gets
    /// there.
    ///
    /// An item is an error if a row or a page cannot be loaded. A plan stops at the first and passes it on.
    fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Self::Error>>;
}

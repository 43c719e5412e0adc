//! What tells a row from all others of its table.

use core::fmt::Write;
use core::marker::PhantomData;

use uuid::Uuid;

use super::address::{entity_set, row_path};
use super::error::{RequestError, RequestProblem};
use super::literal::{escaped, literal};
use crate::column::{Column, IntoValue};
use crate::id::Id;
use crate::metadata::ColumnMetadata;
use crate::table::Table;
use crate::wire::Row;
use crate::wire::{Field, Value};

/// A row of the table `T`: by its [`Id`], or by the columns of an alternate key.
///
/// ```
/// use earlybound::{Key, Request};
/// use earlybound_generated::{Account, account};
///
/// let key = Key::<Account>::alternate(account::ACCOUNTNUMBER, "O'Brien 7");
/// assert_eq!(Request::delete(key)?.path(), "/accounts(accountnumber='O''Brien%207')");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Key<T> {
    by: By,
    table: PhantomData<fn() -> T>,
}

#[derive(Clone, Debug)]
enum By {
    Id(Uuid),
    Columns(Vec<(&'static ColumnMetadata, Value<'static>)>),
}

impl<T> From<Id<T>> for Key<T> {
    fn from(id: Id<T>) -> Self {
        Self { by: By::Id(id.uuid()), table: PhantomData }
    }
}

impl<R: Row> Key<R> {
    /// The row with this value in a column that is an alternate key.
    pub fn alternate<V, A, N>(column: Column<R, V, A, N>, value: impl IntoValue<V>) -> Self
    where
        Option<V>: Field,
    {
        Self { by: By::Columns(Vec::new()), table: PhantomData }.and(column, value)
    }

    /// One more column of the alternate key. An id needs none: this begins an alternate key then.
    pub fn and<V, A, N>(mut self, column: Column<R, V, A, N>, value: impl IntoValue<V>) -> Self
    where
        Option<V>: Field,
    {
        let mut columns = if let By::Columns(columns) = self.by { columns } else { Vec::new() };
        let value = Some(value.into_value()).value().into_owned();
        columns.extend(R::table().columns.get(column.index()).map(|column| (column, value)));
        self.by = By::Columns(columns);
        self
    }
}

impl<T: Table> Key<T> {
    /// Returns the path of the row.
    pub(crate) fn path(&self) -> Result<String, RequestError> {
        path(T::LOGICAL_NAME, entity_set(T::LOGICAL_NAME, T::ENTITY_SET_NAME), &self.by)
    }
}

fn path(
    table: &'static str,
    entity_set: Result<&'static str, RequestProblem>,
    by: &By,
) -> Result<String, RequestError> {
    let set = entity_set?;
    let columns = match by {
        By::Id(id) => return Ok(row_path(set, *id)),
        By::Columns(columns) => columns,
    };
    let mut path = format!("/{set}(");
    let mut problems = Vec::new();
    for (index, (column, value)) in columns.iter().enumerate() {
        let name = column.logical_name;
        if matches!(value, Value::Text(text) if text.contains(['/', '<', '>', '*', '%', '&', ':', '\\', '?', '+'])) {
            problems.push(RequestProblem::AlternateKey { table, column: name });
        }
        let comma = if index > 0 { "," } else { "" };
        let (before, after) = if column.column_type.is_lookup() { ("_", "_value") } else { ("", "") };
        // Writing to a text does not fail.
        _ = write!(path, "{comma}{before}{name}{after}={}", escaped(&literal(value)));
    }
    path.push(')');
    RequestError::unless(path, problems)
}

//! Keys: what tells a row from all others of its table.

use core::fmt::Write;
use core::marker::PhantomData;

use uuid::Uuid;

use super::address::{entity_set, identifier, is_owner, row_path};
use super::error::RequestError;
use super::literal::{escaped, literal};
use super::problem::RequestProblem;
use crate::choice::Choice;
use crate::column::{Column, ForKeys, IntoValue};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::metadata::{ColumnMetadata, ColumnType};
use crate::table::Table;
use crate::value::{Date, DateTime, Decimal, Timestamp};
use crate::wire::{Field, Row, Value};

/// A row of the table `T`: by its [`Id`], or by the columns of an alternate key.
///
/// ```
/// use earlybound::{Key, Request};
/// use dataverse::{Account, account};
///
/// let key = Key::<Account>::alternate(account::ACCOUNTNUMBER, "O'Brien 7");
/// assert_eq!(Request::delete(key)?.path(), "/accounts(accountnumber='O''Brien%207')");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// A row of an elastic table is named by its id and its partition: `Key::from(id).and(PARTITIONID, "east")`.
#[derive(Clone, Debug, PartialEq)]
pub struct Key<T> {
    by: By,
    table: PhantomData<fn() -> T>,
}

/// The parts that name the row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum By {
    Id(Uuid),
    Columns(Vec<(&'static ColumnMetadata, Value<'static>)>),
    /// The row that an earlier request of the same change set creates.
    Created(u32),
}

/// Values of columns that a key can have.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity>)
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be part of a key",
    label = "not a type of keys",
    note = "name the row by its id, or by columns that hold texts of one line, whole or decimal numbers, dates, lookups or \
            choices"
)]
pub trait KeyValue {}

macro_rules! key_values {
    ($($type:ty),*) => {$(impl KeyValue for $type {})*};
}

key_values!(String, i32, Decimal, Date, DateTime, Timestamp);

impl<C: Choice> KeyValue for C {}
impl<T: Target> KeyValue for Lookup<T> {}
impl<T> KeyValue for Id<T> {}

impl<T> From<Id<T>> for Key<T> {
    fn from(id: Id<T>) -> Self {
        Self { by: By::Id(id.uuid()), table: PhantomData }
    }
}

impl<R: Row> Key<R> {
    /// The row with this value in a column that is an alternate key.
    pub fn alternate<V: KeyValue, A: ForKeys, N>(column: Column<R, V, A, N>, value: impl IntoValue<V>) -> Self
    where
        Option<V>: Field,
    {
        Self { by: By::Columns(Vec::new()), table: PhantomData }.and(column, value)
    }

    /// One more column of the key, instead of the value that the column has in it. An id is the first of them then. A row
    /// that the same change set creates stays as it is: it is named by its whole address.
    pub fn and<V: KeyValue, A: ForKeys, N>(mut self, column: Column<R, V, A, N>, value: impl IntoValue<V>) -> Self
    where
        Option<V>: Field,
    {
        let mut columns = match self.by {
            By::Columns(columns) => columns,
            By::Id(id) => vec![(primary_id::<R>(), Value::Guid(id))],
            By::Created(_) => return self,
        };
        let value = Some(value.into_value()).value().into_owned();
        let column = column.metadata();
        columns.retain(|(known, _)| known.logical_name != column.logical_name);
        columns.push((column, value));
        self.by = By::Columns(columns);
        self
    }
}

/// The column of the id; one without a name if the reference does not state it.
fn primary_id<R: Row>() -> &'static ColumnMetadata {
    const UNKNOWN: &ColumnMetadata = &ColumnMetadata::UNKNOWN;
    let table = R::table();
    table.primary_id_attribute.and_then(|name| table.column(name)).unwrap_or(UNKNOWN)
}

impl<T: Table> Key<T> {
    /// The row that the request of this number creates, in the same change set.
    pub(crate) const fn created_by(number: u32) -> Self {
        Self { by: By::Created(number), table: PhantomData }
    }

    /// Returns the path of the row.
    pub(crate) fn path(&self) -> Result<String, RequestError> {
        path(T::LOGICAL_NAME, entity_set(T::LOGICAL_NAME, T::ENTITY_SET_NAME), &self.by)
    }
}

impl<T> Key<T> {
    /// The parts that name the row.
    pub(crate) fn by(&self) -> &By {
        &self.by
    }

    /// The id, if the key is one.
    pub(crate) fn id(&self) -> Option<Id<T>> {
        if let By::Id(id) = self.by { Some(id.into()) } else { None }
    }
}

fn path(
    table: &'static str,
    entity_set: Result<&'static str, RequestProblem>,
    by: &By,
) -> Result<String, RequestError> {
    let set = entity_set?;
    match by {
        By::Id(id) => Ok(row_path(set, *id)),
        By::Created(number) => Ok(format!("${number}")),
        By::Columns(_) => Ok(format!("/{set}({})", predicate(table, by)?)),
    }
}

/// Returns the text between the parentheses that name a row.
pub(crate) fn predicate(table: &'static str, by: &By) -> Result<String, RequestError> {
    let columns = match by {
        By::Id(id) => return Ok(id.to_string()),
        // The reference replaces a whole address, and cannot stand in one.
        // (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api>)
        By::Created(number) => return Err(RequestProblem::NewRow { number: *number }.into()),
        By::Columns(columns) => columns,
    };
    // Users and teams inherit their key: its name is that of another column, so that it is left out.
    // (<https://learn.microsoft.com/power-apps/developer/data-platform/use-alternate-key-reference-record>)
    if let [(column, Value::Guid(id))] = columns.as_slice()
        && is_owner(table)
        && column.column_type == ColumnType::Uniqueidentifier
    {
        return Ok(id.to_string());
    }
    let (mut predicate, mut problems) = (String::new(), Vec::new());
    for (index, (column, value)) in columns.iter().enumerate() {
        if column.logical_name.is_empty() {
            problems.push(RequestProblem::PrimaryId { table: table.to_owned() });
            continue;
        }
        problems.extend(problem(table, column, value));
        let name = column.property();
        problems.extend(identifier(name).err());
        let comma = if index > 0 { "," } else { "" };
        let (before, after) = if column.column_type.is_lookup() { ("_", "_value") } else { ("", "") };
        // Writing to a text does not fail.
        _ = write!(predicate, "{comma}{before}{name}{after}={}", escaped(&literal(value)));
    }
    RequestError::unless(predicate, problems)
}

fn problem(table: &'static str, column: &ColumnMetadata, value: &Value<'_>) -> Option<RequestProblem> {
    let column_type = column.column_type;
    let column = column.logical_name;
    match value {
        // The value is an id of the row itself then.
        _ if matches!(column_type, ColumnType::Uniqueidentifier) => None,
        _ if column_type.attribute_type().is_some_and(|of| !of.is_key()) => {
            Some(RequestProblem::NotForKeys { table, column })
        }
        Value::Text(text) if text.contains(['/', '<', '>', '*', '%', '&', ':', '\\', '?', '+']) => {
            Some(RequestProblem::AlternateKey { table, column })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_have_no_key_of_the_name_of_their_id() {
        static ID: ColumnMetadata = ColumnMetadata {
            logical_name: "systemuserid",
            column_type: ColumnType::Uniqueidentifier,
            ..ColumnMetadata::UNKNOWN
        };
        let id = || By::Columns(vec![(&ID, Value::Guid(Uuid::nil()))]);
        assert_eq!(predicate("systemuser", &id()), Ok(Uuid::nil().to_string()));
        assert_eq!(predicate("new_user", &id()), Ok(format!("systemuserid={}", Uuid::nil())));
    }
}

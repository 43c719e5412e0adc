//! What a column's value is on its way between a row and the wire.

use core::fmt;
use std::borrow::Cow;

use crate::metadata::TableMetadata;
use crate::value::{Date, DateTime, Decimal, ManagedProperty, Timestamp, Uuid};

/// A value of any column type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// `Edm.Boolean`.
    Boolean(bool),
    /// `Edm.Int32` and `Edm.Int64`.
    Integer(i64),
    /// `Edm.Double`.
    Double(f64),
    /// `Edm.Decimal`, exact.
    Decimal(Decimal),
    /// `Edm.String`.
    Text(Cow<'a, str>),
    /// `Edm.Guid`.
    Guid(Uuid),
    /// `Edm.Binary`: base64 on the wire.
    Binary(Cow<'a, [u8]>),
    /// `Edm.DateTimeOffset`, a point in time.
    Timestamp(Timestamp),
    /// `Edm.Date`.
    Date(Date),
    /// `Edm.DateTimeOffset` whose `Z` has no meaning.
    DateTime(DateTime),
    /// Values of a choice: with commas between them on the wire.
    Choices(Vec<i32>),
    /// A reference to a row.
    Lookup(LookupValue<'a>),
    /// The rows that take part in an activity in one role.
    Parties(Vec<LookupValue<'a>>),
    /// A managed property: an object on the wire.
    Managed(ManagedProperty),
}

/// A reference to a row, with what the annotations beside it say.
#[derive(Clone)]
pub struct LookupValue<'a> {
    /// The row.
    pub id: Uuid,
    /// The logical name of its table.
    pub table: Option<Cow<'a, str>>,
    /// The row's name.
    pub name: Option<Cow<'a, str>>,
    /// The tables that the column can point to, as far as the reference describes them.
    pub(crate) tables: &'static [Option<&'static TableMetadata>],
}

/// The same row under the same name; what is known of its table adds nothing.
impl PartialEq for LookupValue<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.table == other.table && self.name == other.name
    }
}

impl Eq for LookupValue<'_> {}

impl fmt::Debug for LookupValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, table, name, tables: _ } = self;
        f.debug_struct("LookupValue").field("id", id).field("table", table).field("name", name).finish()
    }
}

impl Value<'_> {
    /// The value without what it borrows.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(flag) => Value::Boolean(flag),
            Self::Integer(number) => Value::Integer(number),
            Self::Double(number) => Value::Double(number),
            Self::Decimal(number) => Value::Decimal(number),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Guid(id) => Value::Guid(id),
            Self::Binary(bytes) => Value::Binary(Cow::Owned(bytes.into_owned())),
            Self::Timestamp(time) => Value::Timestamp(time),
            Self::Date(date) => Value::Date(date),
            Self::DateTime(time) => Value::DateTime(time),
            Self::Choices(values) => Value::Choices(values),
            Self::Lookup(reference) => Value::Lookup(reference.into_owned()),
            Self::Parties(parties) => Value::Parties(parties.into_iter().map(LookupValue::into_owned).collect()),
            Self::Managed(property) => Value::Managed(property),
        }
    }
}

impl LookupValue<'_> {
    /// What the reference says about the row's table; `None` where it does not name the table, or only names it.
    pub(crate) fn metadata(&self) -> Option<&'static TableMetadata> {
        self.tables.iter().flatten().copied().find(|table| Some(table.logical_name) == self.table.as_deref())
    }

    /// The reference without what it borrows.
    pub fn into_owned(self) -> LookupValue<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        LookupValue { id: self.id, table: self.table.map(owned), name: self.name.map(owned), tables: self.tables }
    }
}

/// A value that a column cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What the column holds, with its article: `a date`.
    pub expected: &'static str,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl core::error::Error for ValueError {}

//! The value of a column, between a row and the wire.

use core::fmt;
use std::borrow::Cow;

use crate::value::{Date, DateTime, Decimal, ManagedProperty, Timestamp, Uuid};

/// A value of any column type.
// The tag stands for itself: hidden in one of the values, it would be told from them for each column of each row.
#[derive(Clone, Debug, PartialEq)]
#[repr(u8)]
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
    /// A number as JSON writes it, before it becomes one of the types above.
    Number(Cow<'a, str>),
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
    /// The row that a lookup points to.
    Lookup(LookupValue<'a>),
    /// The rows that take part in an activity in one role.
    Parties(Vec<LookupValue<'a>>),
    /// A managed property: an object on the wire.
    Managed(ManagedProperty),
}

/// The row that a lookup points to, with what the annotations beside it say.
#[derive(Clone)]
pub struct LookupValue<'a> {
    /// The row.
    pub id: Uuid,
    /// The logical name of its table.
    pub table: Option<Cow<'a, str>>,
    /// The row's name.
    pub name: Option<Cow<'a, str>>,
    /// The tables that the column can point to, with their names in addresses.
    pub(crate) entity_sets: &'static [(&'static str, Option<&'static str>)],
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
        let Self { id, table, name, entity_sets: _ } = self;
        f.debug_struct("LookupValue").field("id", id).field("table", table).field("name", name).finish()
    }
}

impl Value<'_> {
    /// Returns the value without what it borrows.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(flag) => Value::Boolean(flag),
            Self::Integer(number) => Value::Integer(number),
            Self::Double(number) => Value::Double(number),
            Self::Decimal(number) => Value::Decimal(number),
            Self::Number(digits) => Value::Number(Cow::Owned(digits.into_owned())),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Guid(id) => Value::Guid(id),
            Self::Binary(bytes) => Value::Binary(Cow::Owned(bytes.into_owned())),
            Self::Timestamp(time) => Value::Timestamp(time),
            Self::Date(date) => Value::Date(date),
            Self::DateTime(time) => Value::DateTime(time),
            Self::Choices(values) => Value::Choices(values),
            Self::Lookup(lookup) => Value::Lookup(lookup.into_owned()),
            Self::Parties(parties) => Value::Parties(parties.into_iter().map(LookupValue::into_owned).collect()),
            Self::Managed(property) => Value::Managed(property),
        }
    }
}

impl LookupValue<'_> {
    /// The name of the row's table in addresses; `None` if the reference does not state it.
    pub(crate) fn entity_set(&self) -> Option<&'static str> {
        let (_, entity_set) = self.entity_sets.iter().find(|(table, _)| Some(*table) == self.table.as_deref())?;
        *entity_set
    }

    /// Returns the value without what it borrows.
    pub fn into_owned(self) -> LookupValue<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        LookupValue {
            id: self.id,
            table: self.table.map(owned),
            name: self.name.map(owned),
            entity_sets: self.entity_sets,
        }
    }
}

/// A value that a column cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// The kind of value that the column holds, with its article: `a date`.
    pub expected: &'static str,
    /// The value as JSON, cut if it is long; empty if there was none.
    pub found: Box<str>,
    /// The lookup that was not held, for those who can keep it elsewhere.
    pub(crate) lookup: Option<Box<LookupValue<'static>>>,
}

/// The longest value that an error shows.
const LONGEST: usize = 60;

impl ValueError {
    /// Creates the error of a value that is not what a column holds.
    pub fn new(expected: &'static str, found: impl fmt::Display) -> Self {
        let mut found = found.to_string();
        if let Some((end, _)) = found.char_indices().nth(LONGEST) {
            found.truncate(end);
            found.push('…');
        }
        Self { expected, found: found.into(), lookup: None }
    }

    /// The same, with the value as JSON writes it.
    pub(crate) fn of(expected: &'static str, found: Value<'_>) -> Self {
        let text = match &found {
            Value::Managed(_) => "an object".to_owned(),
            Value::Double(number) => format!("{number:?}"),
            // Nothing else fails to be written.
            found => serde_json::to_string(found).unwrap_or_default(),
        };
        let lookup = if let Value::Lookup(lookup) = found { Some(Box::new(lookup.into_owned())) } else { None };
        Self { lookup, ..Self::new(expected, text) }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)?;
        if self.found.is_empty() { Ok(()) } else { write!(f, ", found `{}`", self.found) }
    }
}

impl core::error::Error for ValueError {}

//! The types of parameters, as the compiler compares them with those of fields.

use super::text::{Text, same};

/// The type of a parameter, or of what is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits, or an option of a choice.
    Integer,
    /// A whole number of 64 bits.
    BigInteger,
    /// A floating-point number.
    Double,
    /// A decimal number.
    Decimal,
    /// A text.
    Text,
    /// An id that says nothing of its table.
    Guid,
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
    /// Bytes.
    Binary,
    /// A row of one of the tables, by logical name; of any table if there are none.
    Row(&'static [&'static str]),
    /// A complex type.
    Complex(&'static str),
    /// An enum of the Web API: one of its members, or several.
    Enum(&'static str),
    /// Several values.
    List(&'static Self),
    /// A value of which nothing is known until it is passed.
    Any,
}

impl ValueType {
    /// Returns whether a value of this type can be one of the other.
    pub(super) const fn can_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Row(tables), Self::Row(others)) => overlap(tables, others),
            (Self::Complex(name), Self::Complex(other)) | (Self::Enum(name), Self::Enum(other)) => same(name, other),
            (Self::List(item), Self::List(other)) => item.can_be(other),
            // A whole number is a number of any kind with room for it.
            (Self::Integer, Self::Integer | Self::BigInteger | Self::Double | Self::Decimal)
            | (Self::BigInteger, Self::BigInteger | Self::Double | Self::Decimal)
            | (Self::Double, Self::Double)
            | (Self::Decimal, Self::Decimal)
            | (Self::Boolean, Self::Boolean)
            | (Self::Text, Self::Text)
            | (Self::Guid, Self::Guid)
            | (Self::Timestamp, Self::Timestamp)
            | (Self::Date, Self::Date)
            | (Self::Binary, Self::Binary) => true,
            _ => false,
        }
    }

    /// Adds the type in words for users.
    pub(super) const fn describe(&self, text: Text) -> Text {
        match self {
            Self::Boolean => text.with("a `bool`"),
            Self::Integer => text.with("an `i32`"),
            Self::BigInteger => text.with("an `i64`"),
            Self::Double => text.with("an `f64`"),
            Self::Decimal => text.with("a `Decimal`"),
            Self::Text => text.with("a text"),
            Self::Guid => text.with("a `Uuid`"),
            Self::Timestamp => text.with("a `Timestamp`"),
            Self::Date => text.with("a `Date`"),
            Self::Binary => text.with("bytes"),
            Self::Row([]) => text.with("a row"),
            Self::Row([first, others @ ..]) => tables(text.with("a row of `").with(first).with("`"), others),
            Self::Complex(name) => text.with("the complex type `").with(name).with("`"),
            Self::Enum(name) => text.with("the enum `").with(name).with("`"),
            Self::List(item) => item.describe(text.with("a list, each item ")),
            Self::Any => text.with("any value"),
        }
    }
}

const fn tables(mut text: Text, mut others: &[&str]) -> Text {
    while let [table, rest @ ..] = others {
        text = text.with(" or `").with(table).with("`");
        others = rest;
    }
    text
}

/// Returns whether a table is in both lists; an empty one stands for all tables.
const fn overlap(tables: &[&str], others: &[&str]) -> bool {
    if tables.is_empty() || others.is_empty() {
        return true;
    }
    let mut rest = tables;
    while let [table, next @ ..] = rest {
        if contains(others, table) {
            return true;
        }
        rest = next;
    }
    false
}

/// Returns whether a list has the name.
pub(super) const fn contains(mut names: &[&str], name: &str) -> bool {
    while let [first, rest @ ..] = names {
        if same(first, name) {
            return true;
        }
        names = rest;
    }
    false
}

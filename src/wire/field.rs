//! Fields of a row: each reads itself from a [`Value`] and gives itself as one.
//!
//! All that a row does (reading, writing, comparing, cloning, printing) goes through these two methods, so that the code
//! of a row is a list of its fields and nothing else.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::value::{LookupValue, Value, ValueError};
use crate::choice::Choice;
use crate::id::Id;
use crate::lookup::{EntityReference, Lookup, Target};
use crate::value::{Date, DateTime, Decimal, ManagedProperty, Timestamp, Uuid};

/// A column's value in a row; `None` if the row does not have it.
pub trait Field {
    /// Takes a value.
    ///
    /// # Errors
    ///
    /// Returns an error if the column cannot hold the value; the field keeps what it had.
    fn read(&mut self, value: Value<'_>) -> Result<(), ValueError>;

    /// The value.
    fn value(&self) -> Value<'_>;
}

/// Implements [`Field`] for an optional value: what it reads from, and what it is.
macro_rules! field {
    ([$($parameter:ident: $bound:path),*] $type:ty, $expected:literal, $read:expr, $value:expr) => {
        impl<$($parameter: $bound),*> Field for Option<$type> {
            fn read(&mut self, value: Value<'_>) -> Result<(), ValueError> {
                if matches!(value, Value::Null) {
                    *self = None;
                    return Ok(());
                }
                let read: fn(Value<'_>) -> Option<$type> = $read;
                *self = Some(read(value).ok_or(ValueError { expected: $expected })?);
                Ok(())
            }

            fn value(&self) -> Value<'_> {
                let value: fn(&$type) -> Value<'_> = $value;
                self.as_ref().map_or(Value::Null, value)
            }
        }
    };
}

field!([] String, "a text", text, |text| Value::Text(Cow::Borrowed(text)));
field!([] i32, "a whole number of 32 bits", |value| i32::try_from(integer(&value)?).ok(), |number| Value::Integer(
    (*number).into()
));
field!([] i64, "a whole number of 64 bits", |value| integer(&value), |number| Value::Integer(*number));
field!([] f64, "a number", double, |number| Value::Double(*number));
field!([] bool, "`true` or `false`", boolean, |flag| Value::Boolean(*flag));
field!([] Decimal, "a decimal number", decimal, |number| Value::Decimal(*number));
field!([] Uuid, "an id", |value| guid(&value), |id| Value::Guid(*id));
field!([] Vec<u8>, "bytes in base64", binary, |bytes| Value::Binary(Cow::Borrowed(bytes)));
field!([] Timestamp, "a date and time with its offset", timestamp, |time| Value::Timestamp(*time));
field!([] Date, "a date", date, |date| Value::Date(*date));
field!([] DateTime, "a date and time", date_time, |time| Value::DateTime(*time));
field!([] ManagedProperty, "a managed property", managed, |property| Value::Managed(*property));
field!([T: Sized] Id<T>, "an id", |value| guid(&value).map(Id::new), |id| Value::Guid(id.uuid()));
field!([C: Choice] C, "a value of a choice", |value| choice(&value), |choice| Value::Integer(choice.value().into()));
field!([C: Choice] Vec<C>, "values of a choice", choices, |values| Value::Choices(values.iter().map(|value| value.value()).collect()));
field!([T: Target] Lookup<T>, "a reference to a row of a table that the column can point to", lookup, |lookup| Value::Lookup(reference(lookup)));
field!([T: Target] Vec<Lookup<T>>, "the parties of an activity", parties, |parties| Value::Parties(parties.iter().map(reference).collect()));

fn text(value: Value<'_>) -> Option<String> {
    if let Value::Text(text) = value { Some(text.into_owned()) } else { None }
}

fn integer(value: &Value<'_>) -> Option<i64> {
    if let Value::Integer(number) = value { Some(*number) } else { None }
}

fn double(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Double(number) => Some(number),
        #[allow(clippy::cast_precision_loss, reason = "so does any reader of JSON")]
        Value::Integer(number) => Some(number as f64),
        Value::Decimal(number) => number.try_into().ok(),
        _ => None,
    }
}

fn boolean(value: Value<'_>) -> Option<bool> {
    if let Value::Boolean(flag) = value { Some(flag) } else { None }
}

fn decimal(value: Value<'_>) -> Option<Decimal> {
    match value {
        Value::Decimal(number) => Some(number),
        Value::Integer(number) => Some(number.into()),
        Value::Double(number) => number.try_into().ok(),
        _ => None,
    }
}

fn guid(value: &Value<'_>) -> Option<Uuid> {
    match value {
        Value::Guid(id) => Some(*id),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn binary(value: Value<'_>) -> Option<Vec<u8>> {
    match value {
        Value::Binary(bytes) => Some(bytes.into_owned()),
        Value::Text(text) => BASE64_STANDARD.decode(text.as_bytes()).ok(),
        _ => None,
    }
}

fn timestamp(value: Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Timestamp(time) => Some(time),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn date(value: Value<'_>) -> Option<Date> {
    match value {
        Value::Date(date) => Some(date),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The `Z` that the service writes behind such values has no meaning.
fn date_time(value: Value<'_>) -> Option<DateTime> {
    match value {
        Value::DateTime(time) => Some(time),
        Value::Text(text) => text.strip_suffix('Z').unwrap_or(&text).parse().ok(),
        _ => None,
    }
}

fn managed(value: Value<'_>) -> Option<ManagedProperty> {
    if let Value::Managed(property) = value { Some(property) } else { None }
}

fn choice<C: Choice>(value: &Value<'_>) -> Option<C> {
    i32::try_from(integer(value)?).ok().map(C::from_value)
}

/// Numbers with commas between them; the service puts no blanks there, others do.
fn choices<C: Choice>(value: Value<'_>) -> Option<Vec<C>> {
    match value {
        Value::Choices(values) => Some(values.into_iter().map(C::from_value).collect()),
        Value::Text(text) if text.trim().is_empty() => Some(Vec::new()),
        Value::Text(text) => text.split(',').map(|number| number.trim().parse().ok().map(C::from_value)).collect(),
        _ => None,
    }
}

fn lookup<T: Target>(value: Value<'_>) -> Option<Lookup<T>> {
    let (reference, name) = entity(value)?;
    Some(Lookup { target: T::from_reference(reference).ok()?, name })
}

/// The row and its name. The same code for lookups of all types, which are many.
#[inline(never)]
fn entity(value: Value<'_>) -> Option<(EntityReference, Option<String>)> {
    let reference = match value {
        Value::Lookup(reference) => reference.into_owned(),
        Value::Text(text) => LookupValue { id: text.parse().ok()?, table: None, name: None, tables: &[] },
        _ => return None,
    };
    Some((EntityReference { table: reference.table, id: reference.id }, reference.name.map(Cow::into_owned)))
}

fn reference<T: Target>(lookup: &Lookup<T>) -> LookupValue<'_> {
    let (table, id) = lookup.target.parts();
    LookupValue {
        id,
        table: table.map(Cow::Borrowed),
        name: lookup.name.as_deref().map(Cow::Borrowed),
        tables: T::METADATA,
    }
}

fn parties<T: Target>(value: Value<'_>) -> Option<Vec<Lookup<T>>> {
    let Value::Parties(parties) = value else { return None };
    parties.into_iter().map(|party| lookup(Value::Lookup(party))).collect()
}

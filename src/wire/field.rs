//! Fields of a row: each reads itself from a [`Value`] and gives itself as one.
//!
//! All that a row does (reading, writing, comparing, cloning, printing) goes through these two methods, so that the code
//! of a row is a list of its fields and nothing else.

use core::mem::take;
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

    /// Returns whether there is no value. Most fields of a row have none, and this is quicker than to make `Value::Null`.
    fn is_null(&self) -> bool;
}

/// Implements [`Field`] for an optional value: what it reads from, and what it is. What reads takes the value only if it
/// fits, so that an error can show it.
macro_rules! field {
    ([$($parameter:ident: $bound:path),*] $type:ty, $expected:literal, $read:expr, $value:expr) => {
        impl<$($parameter: $bound),*> Field for Option<$type> {
            fn read(&mut self, mut value: Value<'_>) -> Result<(), ValueError> {
                if matches!(value, Value::Null) {
                    *self = None;
                    return Ok(());
                }
                let read: fn(&mut Value<'_>) -> Option<$type> = $read;
                match read(&mut value) {
                    Some(read) => *self = Some(read),
                    None => return Err(ValueError::of($expected, value)),
                }
                Ok(())
            }

            fn value(&self) -> Value<'_> {
                let value: fn(&$type) -> Value<'_> = $value;
                // Not `map_or`, which makes and drops a value that is not needed: most fields of a row are empty.
                match self {
                    Some(of) => value(of),
                    None => Value::Null,
                }
            }

            fn is_null(&self) -> bool {
                self.is_none()
            }
        }
    };
}

field!([] String, "a text", text, |text| Value::Text(Cow::Borrowed(text)));
field!([] i32, "a whole number of 32 bits", |value| i32::try_from(integer(value)?).ok(), |number| Value::Integer(
    (*number).into()
));
field!([] i64, "a whole number of 64 bits", |value| integer(value), |number| Value::Integer(*number));
field!([] f64, "a number", |value| double(value), |number| Value::Double(*number));
field!([] bool, "`true` or `false`", |value| boolean(value), |flag| Value::Boolean(*flag));
field!([] Decimal, "a decimal number", |value| decimal(value), |number| Value::Decimal(*number));
field!([] Uuid, "an id", |value| guid(value), |id| Value::Guid(*id));
field!([] Vec<u8>, "bytes in base64", binary, |bytes| Value::Binary(Cow::Borrowed(bytes)));
field!([] Timestamp, "a date and time with its offset", |value| timestamp(value), |time| Value::Timestamp(*time));
field!([] Date, "a date", |value| date(value), |date| Value::Date(*date));
field!([] DateTime, "a date and time", |value| date_time(value), |time| Value::DateTime(*time));
field!([] ManagedProperty, "a managed property", |value| managed(value), |property| Value::Managed(*property));
field!([T: Sized] Id<T>, "an id", |value| guid(value).map(Id::new), |id| Value::Guid(id.uuid()));
field!([C: Choice] C, "a value of a choice", |value| choice(value), |choice| Value::Integer(choice.value().into()));
field!([C: Choice] Vec<C>, "values of a choice", |value| choices(value), |values| Value::Choices(values.iter().map(|value| value.value()).collect()));
field!([T: Target] Lookup<T>, "a reference to a row of a table that the column can point to", lookup, |lookup| Value::Lookup(reference(lookup)));
field!([T: Target] Vec<Lookup<T>>, "the parties of an activity", parties, |parties| Value::Parties(parties.iter().map(reference).collect()));

fn text(value: &mut Value<'_>) -> Option<String> {
    if let Value::Text(text) = value { Some(take(text).into_owned()) } else { None }
}

fn integer(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// A number that is too large for the type is none: it would become infinite.
fn double(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Double(number) => Some(*number),
        #[expect(clippy::cast_precision_loss, reason = "so does any reader of JSON")]
        Value::Integer(number) => Some(*number as f64),
        Value::Number(digits) => digits.parse().ok().filter(|number: &f64| number.is_finite()),
        Value::Decimal(number) => (*number).try_into().ok(),
        _ => None,
    }
}

fn boolean(value: &Value<'_>) -> Option<bool> {
    if let Value::Boolean(flag) = value { Some(*flag) } else { None }
}

fn decimal(value: &Value<'_>) -> Option<Decimal> {
    match value {
        Value::Decimal(number) => Some(*number),
        Value::Integer(number) => Some((*number).into()),
        Value::Double(number) => (*number).try_into().ok(),
        Value::Number(digits) => exact(digits),
        _ => None,
    }
}

/// The number with all of its digits; `None` if the type has no room for them.
fn exact(digits: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let significant =
        if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let exactly = |text| Decimal::from_str_exact(text).ok();
    let mantissa = exactly(mantissa).or_else(|| exactly(significant))?;
    if exponent == 0 || mantissa.is_zero() {
        return Some(mantissa);
    }
    let factor = Decimal::try_from_i128_with_scale(10_i128.checked_pow(exponent.unsigned_abs())?, 0).ok()?;
    let product = if exponent > 0 { mantissa.checked_mul(factor)? } else { mantissa.checked_div(factor)? };
    // A division may have rounded.
    let back = if exponent > 0 { product.checked_div(factor)? } else { product.checked_mul(factor)? };
    (back == mantissa).then_some(product)
}

fn guid(value: &Value<'_>) -> Option<Uuid> {
    match value {
        Value::Guid(id) => Some(*id),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn binary(value: &mut Value<'_>) -> Option<Vec<u8>> {
    match value {
        Value::Binary(bytes) => Some(take(bytes).into_owned()),
        Value::Text(text) => BASE64_STANDARD.decode(text.as_bytes()).ok(),
        _ => None,
    }
}

fn timestamp(value: &Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Timestamp(time) => Some(*time),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// A day and no time: a time would be cut off, and the day may be another one where the user is.
fn date(value: &Value<'_>) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => text.parse().ok(),
        _ => None,
    }
}

/// A day with a time and without an offset. The `Z` that the service writes behind such values has no meaning.
fn date_time(value: &Value<'_>) -> Option<DateTime> {
    match value {
        Value::DateTime(time) => Some(*time),
        Value::Text(text) => {
            let text = text.strip_suffix('Z').unwrap_or(text);
            let (_, time) = text.split_once('T')?;
            let is_bare = time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
            text.parse().ok().filter(|_| is_bare)
        }
        _ => None,
    }
}

fn managed(value: &Value<'_>) -> Option<ManagedProperty> {
    if let Value::Managed(property) = value { Some(*property) } else { None }
}

fn choice<C: Choice>(value: &Value<'_>) -> Option<C> {
    i32::try_from(integer(value)?).ok().map(C::from_value)
}

/// Numbers with commas between them; the service puts no blanks there, others do.
fn choices<C: Choice>(value: &Value<'_>) -> Option<Vec<C>> {
    match value {
        Value::Choices(values) => Some(values.iter().copied().map(C::from_value).collect()),
        Value::Text(text) if text.trim().is_empty() => Some(Vec::new()),
        Value::Text(text) => text.split(',').map(|number| number.trim().parse().ok().map(C::from_value)).collect(),
        _ => None,
    }
}

fn lookup<T: Target>(value: &mut Value<'_>) -> Option<Lookup<T>> {
    let (reference, name) = entity(value, T::TABLES)?;
    match T::from_reference(reference) {
        Ok(target) => Some(Lookup { target, name }),
        Err(reference) => {
            *value = restored(reference, name);
            None
        }
    }
}

/// Takes the row and its name. Not generic, since there are many types of lookups.
#[inline(never)]
fn entity(value: &mut Value<'_>, tables: &'static [&'static str]) -> Option<(EntityReference, Option<String>)> {
    match value {
        Value::Lookup(lookup) => {
            let listed = |table: Cow<'_, str>| match tables.iter().find(|listed| **listed == table.as_ref()) {
                Some(listed) => Cow::Borrowed(*listed),
                None => Cow::Owned(table.into_owned()),
            };
            let table = lookup.table.take().map(listed);
            Some((EntityReference { table, id: lookup.id }, lookup.name.take().map(Cow::into_owned)))
        }
        Value::Text(text) => Some((EntityReference::untyped(text.parse().ok()?), None)),
        Value::Guid(id) => Some((EntityReference::untyped(*id), None)),
        _ => None,
    }
}

/// The value that a reference was taken from.
fn restored(reference: EntityReference, name: Option<String>) -> Value<'static> {
    let EntityReference { table, id } = reference;
    Value::Lookup(LookupValue { id, table, name: name.map(Cow::Owned), entity_sets: &[] })
}

fn reference<T: Target>(lookup: &Lookup<T>) -> LookupValue<'_> {
    let (table, id) = lookup.target.parts();
    LookupValue {
        id,
        table: table.map(Cow::Borrowed),
        name: lookup.name.as_deref().map(Cow::Borrowed),
        entity_sets: T::ENTITY_SETS,
    }
}

fn parties<T: Target>(value: &mut Value<'_>) -> Option<Vec<Lookup<T>>> {
    let Value::Parties(parties) = value else { return None };
    parties.iter().map(|party| lookup(&mut Value::Lookup(party.clone()))).collect()
}

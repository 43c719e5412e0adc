//! Single values of a row, from whatever a format makes of them.

use core::fmt;
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::field::Field;
use super::value::{Value, ValueError};
use crate::value::{Decimal, ManagedProperty, Uuid};

/// What `serde_json` calls a value that is handed over as it stands in the text.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// A value for any column but those below.
pub(super) struct Scalar<'f> {
    pub(super) field: &'f mut dyn Field,
}

/// A decimal number, digit by digit: never by way of a floating-point number where the format has its text.
pub(super) struct Exact<'f> {
    pub(super) field: &'f mut dyn Field,
}

/// A managed property.
pub(super) struct Managed<'f> {
    pub(super) field: &'f mut dyn Field,
}

/// The id that a lookup points to, or none.
pub(super) struct OptionalId;

/// The text of a number, as it stands.
struct NumberText<'f> {
    field: &'f mut dyn Field,
}

/// What a field made of a value.
type Read = Result<(), ValueError>;

impl<'de> DeserializeSeed<'de> for Scalar<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> DeserializeSeed<'de> for Exact<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        // `serde_json` hands over the text; any other format the value itself.
        deserializer.deserialize_newtype_struct(RAW_VALUE, self)
    }
}

impl<'de> DeserializeSeed<'de> for Managed<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(self.field.read(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Read, E> {
        Ok(self.field.read(Value::Null))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Read, E> {
        Ok(self.field.read(Value::Boolean(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Read, E> {
        Ok(self.field.read(Value::Integer(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Read, E> {
        Ok(match i64::try_from(number) {
            Ok(number) => self.field.read(Value::Integer(number)),
            Err(_) => self.field.read(Value::Decimal(number.into())),
        })
    }

    fn visit_f64<E>(self, number: f64) -> Result<Read, E> {
        Ok(self.field.read(Value::Double(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(self.field.read(Value::Text(Cow::Borrowed(text))))
    }

    fn visit_string<E>(self, text: String) -> Result<Read, E> {
        Ok(self.field.read(Value::Text(Cow::Owned(text))))
    }

    /// The form of numbers where `serde_json` keeps their text for everybody.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        match map.next_entry::<IgnoredAny, Cow<'de, str>>()? {
            Some((_, text)) => Ok(read_number(self.field, &text)),
            None => Err(A::Error::custom("expected a value, found an object")),
        }
    }
}

impl<'de> Visitor<'de> for Exact<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        match map.next_key::<IgnoredAny>()? {
            Some(_) => map.next_value_seed(NumberText { field: self.field }),
            None => Err(A::Error::custom("expected a number, found an object")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(Scalar { field: self.field })
    }
}

/// Takes the text of a number: a whole one where the field wants it, else an exact one.
fn read_number(field: &mut dyn Field, text: &str) -> Read {
    if let Ok(number) = text.parse::<i64>() {
        return field.read(Value::Integer(number));
    }
    let exact = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text));
    field.read(exact.map_or(Value::Text(Cow::Borrowed(text)), Value::Decimal))
}

impl<'de> DeserializeSeed<'de> for NumberText<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NumberText<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(if text == "null" { self.field.read(Value::Null) } else { read_number(self.field, text) })
    }
}

impl<'de> DeserializeSeed<'de> for OptionalId {
    type Value = Result<Option<Uuid>, ValueError>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for OptionalId {
    type Value = Result<Option<Uuid>, ValueError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Ok(None))
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Ok(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.parse().map(Some).map_err(|_| ValueError { expected: "an id" }))
    }
}

impl<'de> Visitor<'de> for Managed<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a managed property")
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(self.field.read(Value::Null))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        let mut property = ManagedProperty::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "Value" => property.value = map.next_value()?,
                "CanBeChanged" => property.can_be_changed = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(self.field.read(Value::Managed(property)))
    }
}

//! Single values of a row, from whatever a format makes of them.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::field::Field;
use super::value::{Value, ValueError};
use crate::value::ManagedProperty;

/// The name by which `serde_json` hands over a value as raw text.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// The name by which `serde_json` hands over a number with its digits, with its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// A text that says something about a value, or `null`. It is borrowed where it stands in the answer as it is.
pub(super) struct Said<'de>(pub(super) Option<Cow<'de, str>>);

/// A value for any column but those below.
pub(super) struct Scalar<'f> {
    pub(super) field: &'f mut dyn Field,
}

/// A number with a point, by its digits if the format has them: a decimal number must not become a floating-point
/// number on the way, and `serde_json` does not read all of the latter to the last bit.
pub(super) struct Exact<'f> {
    pub(super) field: &'f mut dyn Field,
}

/// The text of a value, as JSON writes it.
struct JsonText<'f> {
    field: &'f mut dyn Field,
}

/// The result of a field for a value.
type Read = Result<(), ValueError>;

impl<'de> Deserialize<'de> for Said<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Said(None))
    }
}

impl<'de> Visitor<'de> for Said<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_none<E>(self) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self, E> {
        Ok(Self(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self, E> {
        Ok(Self(Some(Cow::Owned(text.to_owned()))))
    }

    fn visit_string<E>(self, text: String) -> Result<Self, E> {
        Ok(Self(Some(Cow::Owned(text))))
    }
}

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
            Err(_) => self.field.read(Value::Number(number.to_string().into())),
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

    /// A list is the value of no column.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Read, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err(unfit(self.field, "a list")))
    }

    /// A managed property, or a number of which `serde_json` keeps the digits.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        let (mut value, mut can_be_changed, mut others) = (None, Some(false), false);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                NUMBER => {
                    let digits: Cow<'de, str> = map.next_value()?;
                    return Ok(self.field.read(Value::Number(digits)));
                }
                "Value" => value = flag(map.next_value()?, None),
                "CanBeChanged" => can_be_changed = flag(map.next_value()?, Some(false)),
                _ => {
                    others |= key != "ManagedPropertyLogicalName";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(match (value.zip(can_be_changed), others) {
            (Some((value, can_be_changed)), false) => {
                self.field.read(Value::Managed(ManagedProperty { value, can_be_changed }))
            }
            _ => Err(unfit(self.field, "an object")),
        })
    }
}

fn flag(value: serde_json::Value, of_null: Option<bool>) -> Option<bool> {
    if value.is_null() { of_null } else { value.as_bool() }
}

/// The answer of a field to a value that no field takes.
fn unfit(field: &mut dyn Field, found: &'static str) -> ValueError {
    let expected = match field.read(Value::Parties(Vec::new())) {
        Err(error) => error.expected,
        Ok(()) => "a value",
    };
    ValueError::new(expected, found)
}

impl<'de> Visitor<'de> for Exact<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        match map.next_key::<IgnoredAny>()? {
            Some(_) => map.next_value_seed(JsonText { field: self.field }),
            None => Err(A::Error::custom("expected a number, found an object")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(Scalar { field: self.field })
    }
}

impl<'de> DeserializeSeed<'de> for JsonText<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for JsonText<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_str<E>(self, json: &str) -> Result<Read, E> {
        if json.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            return Ok(match json.parse() {
                Ok(number) => self.field.read(Value::Integer(number)),
                Err(_) => self.field.read(Value::Number(Cow::Borrowed(json))),
            });
        }
        // What is no number is an error, or no value.
        let read = serde_json::Deserializer::from_str(json).deserialize_any(Scalar { field: self.field });
        Ok(read.unwrap_or_else(|_| Err(ValueError::new("a number", json))))
    }
}

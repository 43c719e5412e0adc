//! Single values as the service takes them, in JSON.

use base64::display::Base64Display;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error, Serialize, SerializeMap, SerializeStruct, Serializer};

use super::scalar::RAW_VALUE;
use super::value::Value;
use crate::value::Uuid;

/// The form that the service takes. An empty choice of several values is `null`: an empty string would be refused.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            // `serde_json` would write `null`.
            Self::Double(number) if !number.is_finite() => {
                Err(S::Error::custom(format_args!("{number} is a number that JSON cannot hold")))
            }
            Self::Double(number) => serializer.serialize_f64(*number),
            // The text itself: a number of JSON has as many digits as it needs.
            Self::Decimal(number) => Raw(&number.to_string()).serialize(serializer),
            Self::Number(digits) => Raw(digits).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Guid(id) => Hyphenated(*id).serialize(serializer),
            Self::Binary(bytes) => serializer.collect_str(&Base64Display::new(bytes, &BASE64_STANDARD)),
            Self::Timestamp(time) => serializer.collect_str(time),
            Self::Date(date) => serializer.collect_str(date),
            Self::DateTime(time) => serializer.collect_str(&format_args!("{time}Z")),
            Self::Choices(values) if values.is_empty() => serializer.serialize_unit(),
            Self::Choices(values) => {
                let values: Vec<String> = values.iter().map(i32::to_string).collect();
                serializer.serialize_str(&values.join(","))
            }
            Self::Lookup(lookup) => Hyphenated(lookup.id).serialize(serializer),
            Self::Parties(parties) => serializer.collect_seq(parties.iter().map(|party| Hyphenated(party.id))),
            Self::Managed(property) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("Value", &property.value)?;
                map.serialize_entry("CanBeChanged", &property.can_be_changed)?;
                map.end()
            }
        }
    }
}

/// JSON that is written as it stands.
pub(crate) struct Raw<'a>(pub(crate) &'a str);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut raw = serializer.serialize_struct(RAW_VALUE, 1)?;
        raw.serialize_field(RAW_VALUE, self.0)?;
        raw.end()
    }
}

/// An id as the service writes it.
pub(super) struct Hyphenated(pub(super) Uuid);

impl Serialize for Hyphenated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

//! The bodies of requests.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::wire::{Raw, Value};

/// A piece of a body. Properties keep their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json<'a> {
    Value(Cow<'a, Value<'static>>),
    Any(Cow<'a, serde_json::Value>),
    /// JSON as it stands.
    Raw(&'a str),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'static, str>, Json<'a>)>),
}

impl Json<'_> {
    pub(crate) const NULL: Self = Self::Value(Cow::Owned(Value::Null));

    pub(crate) fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Value(Cow::Owned(Value::Text(text.into())))
    }

    pub(crate) fn integer(number: i64) -> Self {
        Self::Value(Cow::Owned(Value::Integer(number)))
    }

    /// As it is sent. Nothing in a body can fail to be written: its keys are texts, and numbers that JSON does not have
    /// are problems of the request before it is printed.
    pub(crate) fn print(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Any(any) => any.serialize(serializer),
            Self::Raw(json) => Raw(json).serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(properties) => {
                let mut map = serializer.serialize_map(Some(properties.len()))?;
                for (name, value) in properties {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

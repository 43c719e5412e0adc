//! Values as answers: simple ones and lists stand in the property `value` of the body.

use serde::de::Error;
use serde_json::value::RawValue;

use super::any::AnyValue;
use super::object;
use super::value::{MessageValue, is_null};
use crate::service::{Answer, FromAnswer, ServiceError};
use crate::value::{Date, Decimal, Timestamp, Uuid};

/// Reads the property `value`.
pub(super) fn value<V: MessageValue>(answer: &Answer) -> Result<V, ServiceError> {
    let json: &RawValue = answer.json()?;
    let mut value = None;
    let read = object::read(json, &mut |name, json| {
        if name == "value" && !is_null(json) {
            value = Some(V::from_json(json)?);
        }
        Ok(())
    });
    let value = read.and_then(|()| value.ok_or_else(|| serde_json::Error::missing_field("value")));
    value.map_err(|error| ServiceError::unreadable(answer, error))
}

macro_rules! answers {
    ($([$($parameter:ident: $bound:path)?] $type:ty),* $(,)?) => {$(
        /// The value that a message gives back.
        impl $(<$parameter: $bound>)? FromAnswer for $type {
            fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
                value(&answer)
            }
        }
    )*};
}

answers!(
    [] bool, [] i32, [] i64, [] f64, [] Decimal, [] String, [] Uuid, [] Timestamp, [] Date,
    [V: MessageValue] Vec<V>,
);

/// The body, whatever it is.
impl FromAnswer for AnyValue {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        let json: &RawValue = if answer.body().trim_ascii().is_empty() { RawValue::NULL } else { answer.json()? };
        Self::from_json(json).map_err(|error| ServiceError::unreadable(&answer, error))
    }
}

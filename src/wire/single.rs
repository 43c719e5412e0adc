//! Reading a value that stands alone.

use serde::de::{DeserializeSeed, Error};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::field::Field;
use super::scalar::{Exact, Scalar};

/// Reads a value that is in no row; `None` if it is null.
pub(crate) fn read_value<V>(json: &RawValue) -> serde_json::Result<Option<V>>
where
    Option<V>: Field,
{
    let mut value = None;
    let field = &mut value;
    let mut deserializer = serde_json::Deserializer::from_str(json.get());
    // Digits behind a point are kept as they stand.
    let read = match json.get().as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => Exact { field }.deserialize(&mut deserializer)?,
        _ => Scalar { field }.deserialize(&mut deserializer)?,
    };
    read.map_err(serde_json::Error::custom)?;
    Ok(value)
}

/// Reads a fact that JSON may leave out or have as `null`.
///
/// # Errors
///
/// Returns the value if it is something else.
pub(crate) fn optional<T>(value: Option<&Json>, read: impl FnOnce(&Json) -> Option<T>) -> Result<Option<T>, &Json> {
    match value {
        None | Some(Json::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or(value),
    }
}

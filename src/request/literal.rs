//! Values in addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::Json;
use crate::wire::Value;

/// What is escaped in an address: all but what the standard leaves alone in every part of it (RFC 3986, 2.3), and the
/// signs that OData gives a meaning and that stand for themselves.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b'@');

/// The text as it stands in an address.
pub(super) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// A text between quotes; quotes in it are doubled.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A value as OData writes it in addresses: texts between quotes, all else bare.
pub(super) fn literal(value: &Value<'static>) -> String {
    let json = Json::Value(std::borrow::Cow::Borrowed(value)).print();
    match value {
        Value::Text(text) => quoted(text),
        Value::Choices(choices) if !choices.is_empty() => json.replace('"', "'"),
        _ => json.trim_matches('"').to_owned(),
    }
}

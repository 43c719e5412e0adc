//! Values in addresses.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::Json;
use crate::wire::Value;

/// The characters that are escaped in an address: all but those that the standard leaves alone in every part of it (RFC
/// 3986, 2.3), and the signs that OData gives a meaning and that stand for themselves.
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
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
    let json = Json::Value(Cow::Borrowed(value)).print();
    match value {
        Value::Text(text) => quoted(text),
        Value::Choices(choices) if !choices.is_empty() => json.replace('"', "'"),
        _ => json.trim_matches('"').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever a text has in it, it is one value of one parameter, and comes out as it went in.
        #[test]
        fn texts_survive_an_address(text in any::<String>()) {
            let written = escaped(&literal(&Value::Text(Cow::Owned(text.clone()))));
            prop_assert!(written.is_ascii() && !written.contains(['&', '#', '?', '+', '=', ' ', '/', '"', '\\']));
            let read = percent_decode_str(&written).decode_utf8().unwrap();
            let inner = read.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap();
            prop_assert_eq!(inner.matches('\'').count(), 2 * text.matches('\'').count());
            prop_assert_eq!(inner.replace("''", "'"), text);
        }
    }
}

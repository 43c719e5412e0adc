//! Values as they stand in an address.

use core::fmt;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::request::{ESCAPED, quoted};

/// The characters that are encoded in the value of a query option: all but those that the standard leaves alone in
/// every part of an address (RFC 3986, 2.3), and the syntax of OData, of which the part behind `?` takes more than a
/// path does.
const ENCODED: &AsciiSet = &ESCAPED.remove(b'$').remove(b'*').remove(b';').remove(b'=');

/// The value of a query option, encoded. A `/` separates segments of a path, except between quotes: there it is part of
/// a value, and some servers take it for the end of a segment unless it is encoded.
pub(crate) fn encode(text: &str) -> String {
    const PATHS: &AsciiSet = &ENCODED.remove(b'/');
    let mut encoded = String::with_capacity(text.len());
    // A quote within a value is doubled: it ends the value and begins it again.
    let mut quote = None;
    for part in text.split_inclusive(['\'', '"']) {
        let set = if quote.is_some() { ENCODED } else { PATHS };
        encoded.extend(utf8_percent_encode(part, set));
        quote = match (quote, part.chars().next_back().filter(|last| matches!(last, '\'' | '"'))) {
            (None, opens) => opens,
            (Some(open), Some(closes)) if open == closes => None,
            (open, _) => open,
        };
    }
    encoded
}

/// A value that a condition compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    pub(super) text: String,
    pub(super) quoted: bool,
}

impl Literal {
    /// A value that stands in quotes.
    pub(super) fn quoted(text: impl Into<String>) -> Self {
        Self { text: text.into(), quoted: true }
    }

    /// A value that stands as it prints.
    pub(super) fn bare(value: impl fmt::Display) -> Self {
        Self { text: value.to_string(), quoted: false }
    }
}

/// As a filter has it: quotes within quotes are doubled.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted { f.write_str(&quoted(&self.text)) } else { f.write_str(&self.text) }
    }
}

/// A list of strings, as the query functions take it. In double quotes: in single ones, an apostrophe would end the
/// string.
pub(super) fn list(values: &[Literal]) -> String {
    let values: Vec<serde_json::Value> = values.iter().map(|value| value.text.as_str().into()).collect();
    serde_json::Value::Array(values).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_is_encoded_within_quotes_alone() {
        assert_eq!(encode("a/name eq 'x/y''z/'"), "a/name%20eq%20'x%2Fy''z%2F'");
        assert_eq!(encode(r#"In(a/b,["x/'y"])/c"#), "In(a/b,%5B%22x%2F'y%22%5D)/c");
    }
}

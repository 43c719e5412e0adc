//! A JSON text as trees of nodes that know where they stand.
//!
//! The metadata of an organization can have a hundred megabytes: the items of a list of tables are handed
//! over one by one, so that no more than one of them is a tree at a time.

use std::borrow::Cow;
use std::collections::HashSet;

use super::node::{MAX_DEPTH, Malformed, Node, NodeKind};
use crate::span::Span;

/// Reads a text. The items of the root, or of the first list under one of the keys that `is_list` names, are handed to
/// `item`, each with the entries of the root that came before it. Returns the root without these items.
///
/// # Errors
///
/// Returns an error if the text is not JSON, names a key twice, or is nested too deeply. Items may have been handed
/// over by then.
pub(super) fn read(
    text: &str,
    is_list: impl Fn(&str) -> bool,
    mut item: impl FnMut(&Node, Node),
) -> Result<Node, Malformed> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let mut root = reader.empty(NodeKind::Nothing);
    match reader.peek() {
        Some(b'[') => {
            root.kind = NodeKind::List(Vec::new());
            reader.list(|reader| reader.value().map(|node| item(&root, node)))?;
        }
        Some(b'{') => {
            root.kind = NodeKind::Map(Vec::new());
            reader.map(|reader, key| {
                let is_streamed = reader.peek() == Some(b'[') && key.scalar().is_some_and(&is_list);
                let value = if is_streamed {
                    let list = reader.empty(NodeKind::List(Vec::new()));
                    reader.list(|reader| reader.value().map(|node| item(&root, node)))?;
                    list
                } else {
                    reader.value()?
                };
                if let NodeKind::Map(entries) = &mut root.kind {
                    entries.push((key, value));
                }
                Ok(())
            })?;
        }
        _ => root = reader.value()?,
    }
    match reader.peek() {
        None => Ok(root),
        Some(_) => Err(reader.error("something follows the end of the value")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Result<Node, Malformed> {
        let start = self.place();
        let kind = match self.peek() {
            Some(b'{') => {
                let mut entries = Vec::new();
                self.map(|reader, key| {
                    entries.push((key, reader.value()?));
                    Ok(())
                })?;
                NodeKind::Map(entries)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.list(|reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                NodeKind::List(items)
            }
            Some(b'"') => NodeKind::Scalar(self.string()?),
            Some(_) => match self.word() {
                "null" => NodeKind::Nothing,
                word if is_word(word) => NodeKind::Scalar(word.to_owned()),
                _ => return Err(self.error_at(start, "a value is a text, a number, `true`, `false` or `null`")),
            },
            None => return Err(self.error("the text ends where a value is expected")),
        };
        Ok(Node { kind, span: Span::new(start..self.at) })
    }

    /// Reads the entries of a map; `entry` reads the value of each key.
    fn map(&mut self, mut entry: impl FnMut(&mut Self, Node) -> Result<(), Malformed>) -> Result<(), Malformed> {
        let mut keys: HashSet<Cow<'_, str>> = HashSet::new();
        self.enclosed(b'}', |reader| {
            let start = reader.place();
            if reader.peek() != Some(b'"') {
                return Err(reader.error("a key is a text in quotes"));
            }
            let key = reader.string()?;
            let span = Span::new(start..reader.at);
            // Most keys stand there as they are.
            let plain = span.of(reader.text).trim_matches('"');
            let is_plain = plain == key;
            if !keys.insert(if is_plain { Cow::Borrowed(plain) } else { Cow::Owned(key.clone()) }) {
                return Err(reader.error_at(start, &format!("duplicate key `{key}`")));
            }
            reader.expect(b':', "a key is followed by `:`")?;
            entry(reader, Node { kind: NodeKind::Scalar(key), span })
        })
    }

    fn list(&mut self, item: impl FnMut(&mut Self) -> Result<(), Malformed>) -> Result<(), Malformed> {
        self.enclosed(b']', item)
    }

    /// Reads what stands between brackets, with commas between its parts.
    fn enclosed(&mut self, end: u8, mut part: impl FnMut(&mut Self) -> Result<(), Malformed>) -> Result<(), Malformed> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        if self.peek() != Some(end) {
            loop {
                part(self)?;
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(byte) if byte == end => break,
                    _ => return Err(self.error(&format!("`,` or `{}` is expected", char::from(end)))),
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    /// Reads a text in quotes.
    fn string(&mut self) -> Result<String, Malformed> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let length = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
            let Some(length) = length else { return Err(self.error("a text has no end")) };
            text.push_str(rest.get(..length).unwrap_or_default());
            self.at += length;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.error("a text has a control character")),
            }
        }
    }

    /// Reads an escaped character, from its backslash on.
    fn escape(&mut self) -> Result<char, Malformed> {
        let start = self.at;
        self.at += 2;
        let escaped = self.text.as_bytes().get(start + 1).copied();
        Ok(match escaped {
            Some(b'"' | b'\\' | b'/') => char::from(escaped.unwrap_or_default()),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut units = vec![self.code_unit(start)?];
                // A character beyond the first 65536 takes two escapes.
                if matches!(units.first(), Some(0xD800..0xDC00))
                    && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u"))
                {
                    self.at += 2;
                    units.push(self.code_unit(start)?);
                }
                let mut decoded = char::decode_utf16(units);
                match (decoded.next(), decoded.next()) {
                    (Some(Ok(character)), None) => character,
                    _ => return Err(self.error_at(start, "an escape that is not a character")),
                }
            }
            _ => return Err(self.error_at(start, "an unknown escape")),
        })
    }

    fn code_unit(&mut self, start: usize) -> Result<u16, Malformed> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()));
        self.at += 4;
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        unit.ok_or_else(|| self.error_at(start, "`\\u` is followed by four hexadecimal digits"))
    }

    /// Reads what stands before the next mark or space.
    fn word(&mut self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}' | b':' | b'"');
        let length = rest.bytes().position(is_end).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn expect(&mut self, byte: u8, otherwise: &str) -> Result<(), Malformed> {
        if self.peek() != Some(byte) {
            return Err(self.error(otherwise));
        }
        self.at += 1;
        Ok(())
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn place(&mut self) -> usize {
        self.peek();
        self.at
    }

    fn empty(&mut self, kind: NodeKind) -> Node {
        let start = self.place();
        Node { kind, span: Span::new(start..start) }
    }

    fn error(&mut self, message: &str) -> Malformed {
        let start = self.at;
        self.error_at(start, message)
    }

    fn error_at(&self, start: usize, message: &str) -> Malformed {
        let start = (0..=start.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        Malformed { message: message.to_owned(), span: Span::new(start..start) }
    }
}

/// Returns whether a word without quotes means something: a truth value, or a number.
fn is_word(word: &str) -> bool {
    matches!(word, "true" | "false") || is_number(word)
}

/// Returns whether a word is a number by the grammar of RFC 8259.
fn is_number(word: &str) -> bool {
    let (whole, rest) = digits(word.strip_prefix('-').unwrap_or(word));
    let is_padded = whole.len() > 1 && whole.starts_with('0');
    let fraction = rest.strip_prefix('.').map(digits);
    let rest = fraction.map_or(rest, |(_, rest)| rest);
    let exponent = rest.strip_prefix(['e', 'E']).map(|rest| digits(rest.strip_prefix(['+', '-']).unwrap_or(rest)));
    let rest = exponent.map_or(rest, |(_, rest)| rest);
    let parts = [Some((whole, "")), fraction, exponent];
    !is_padded && rest.is_empty() && parts.iter().flatten().all(|(digits, _)| !digits.is_empty())
}

/// The digits at the start of a text, and what follows them.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Result<Node, Malformed> {
        read(text, |_| false, |_, _| {})
    }

    /// The value that another reader of JSON would make of a tree.
    fn value(node: &Node) -> serde_json::Value {
        match &node.kind {
            NodeKind::Nothing => serde_json::Value::Null,
            NodeKind::Scalar(scalar) => serde_json::Value::String(scalar.clone()),
            NodeKind::List(items) => items.iter().map(value).collect(),
            NodeKind::Map(_) => node.entries().map(|(key, _, item)| (key.to_owned(), value(item))).collect(),
        }
    }

    /// The same with all numbers and truth values as texts.
    fn texts(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Bool(flag) => flag.to_string().into(),
            serde_json::Value::Number(number) => number.to_string().into(),
            serde_json::Value::Array(items) => items.into_iter().map(texts).collect(),
            serde_json::Value::Object(entries) => entries.into_iter().map(|(key, item)| (key, texts(item))).collect(),
            other => other,
        }
    }

    fn any_value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::hash_map(any::<String>(), inner, 0..5)
                    .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn reads_what_another_reader_reads(value_in in any_value()) {
            for text in [value_in.to_string(), serde_json::to_string_pretty(&value_in).unwrap()] {
                // The root's items are handed over: a list around it keeps them.
                let mut items = Vec::new();
                let read = read(&format!("[{text}]"), |_| false, |_, item| items.push(value(&item)));
                prop_assert!(read.is_ok());
                prop_assert_eq!(items, vec![texts(value_in.clone())]);
            }
        }

        #[test]
        fn takes_no_text_that_another_reader_refuses(text in "[\\[\\]{}:,\"0-9a-z\\\\ .+-]{0,12}") {
            // Keys that stand twice are refused here alone.
            if whole(&text).is_ok() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn numbers_are_those_of_the_grammar() {
        for number in ["0", "-0", "10", "0e5", "-0.50E+07", "1e-3", "12.5"] {
            assert!(whole(number).is_ok(), "{number}");
        }
        for other in ["0.", "1.e5", ".5", "01", "-", "-.1", "+1", "1e", "1e+", "0x1", "1_0", "Infinity", "NaN", "1f"] {
            assert!(whole(other).is_err(), "{other}");
        }
    }

    #[test]
    fn nodes_know_where_they_stand() {
        let text = r#"{"a": {"b": [1.50, "é\ud83d\ude00"]}}"#;
        let root = whole(text).ok().unwrap();
        let list = root.get("a").unwrap().get("b").unwrap();
        assert_eq!(list.span.of(text), r#"[1.50, "é\ud83d\ude00"]"#);
        let items: Vec<_> =
            list.items().unwrap().iter().map(|item| (item.scalar().unwrap(), item.span.of(text))).collect();
        assert_eq!(items, [("1.50", "1.50"), ("é😀", r#""é\ud83d\ude00""#)]);
    }

    #[test]
    fn lists_are_handed_over_with_what_came_before() {
        let mut seen = Vec::new();
        let text = r#"{"@odata.context": "c", "value": [1, 2], "after": 3}"#;
        let root = read(
            text,
            |key| key == "value",
            |root, item| {
                let context = root.get("@odata.context").and_then(Node::scalar).unwrap_or_default();
                seen.push((context.to_owned(), item.scalar().unwrap_or_default().to_owned()));
            },
        );
        assert_eq!(seen, [("c".to_owned(), "1".to_owned()), ("c".to_owned(), "2".to_owned())]);
        assert!(root.ok().unwrap().get("after").is_some());
    }

    #[test]
    fn errors_say_where() {
        for (text, message, at) in [
            ("{\"a\": 1, \"a\": 2}", "duplicate key `a`", 9),
            ("{\"a\": 1, \"\\u0061\": 2}", "duplicate key `a`", 9),
            ("{\"\\\"\": 1, \"\\u0022\": 2}", "duplicate key `\"`", 10),
            ("[1 2]", "`,` or `]` is expected", 3),
            ("[é]", "a value is a text, a number, `true`, `false` or `null`", 1),
            ("\"\\ud800x\"", "an escape that is not a character", 1),
            ("[\"a", "a text has no end", 2),
            ("", "the text ends where a value is expected", 0),
        ] {
            let error = whole(text).err().unwrap();
            assert_eq!((error.message.as_str(), error.span.start), (message, at), "{text}");
        }
        assert!(whole(&"[".repeat(100)).is_err_and(|error| error.message == "nested too deeply"));
    }
}

//! A YAML text as a tree of nodes that know where they stand.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use crate::parse::value::Raw;
use crate::source::Span;

/// The deepest nesting that is read. What a live organization answers has eleven levels, and each takes a good part of
/// the stack in a build without optimization.
pub(in crate::parse) const MAX_DEPTH: usize = 24;

/// A node and its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Nothing,
    /// A text, number or flag, as it was written.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Why a text is not what it should be, and where.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) message: String,
    pub(crate) span: Span,
}

/// Reads a text. Nesting, and what aliases blow it up to, are limited by the length of the text.
pub(crate) fn read(text: &str) -> Result<Node, Malformed> {
    let nodes = text.len() + 1000;
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_nodes: nodes,
            max_events: 4 * nodes,
            max_total_scalar_bytes: 4 * nodes,
        },
        with_snippet: false,
        strict_booleans: true,
    };
    let mut node: Node =
        serde_yaml::from_str_with_options(text, options).map_err(|error| malformed(text, error.without_snippet()))?;
    node.keep_written(text);
    Ok(node)
}

fn malformed(text: &str, error: &serde_yaml::Error) -> Malformed {
    let place = error.location().map_or(0, |location| {
        let byte = location.span().byte_offset().and_then(|byte| usize::try_from(byte).ok());
        byte.unwrap_or_else(|| offset(text, location.line(), location.column()))
    });
    let start = (0..=place.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let message = match error {
        serde_yaml::Error::DuplicateMappingKey { key: Some(key), .. } => format!("the key `{key}` stands twice"),
        serde_yaml::Error::DuplicateMappingKey { key: None, .. } => "a key stands twice".to_owned(),
        _ => {
            let message = error.to_string();
            let line = message.lines().next().unwrap_or_default();
            // Findings say where themselves.
            line.rfind(" at line ").and_then(|end| line.get(..end)).unwrap_or(line).to_owned()
        }
    };
    Malformed { message, span: Span::new(start..start) }
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let before = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.by_ref().take(before(line)).map(str::len).sum();
    let within = lines.next().unwrap_or_default();
    start + within.char_indices().nth(before(column)).map_or(within.len(), |(at, _)| at)
}

impl Node {
    /// A node that says nothing and stands nowhere.
    pub(in crate::parse) fn nothing() -> Self {
        Self { kind: Kind::Nothing, span: Span::default() }
    }

    /// Scalars without quotes come as what YAML takes them for: what they were in the text counts.
    fn keep_written(&mut self, text: &str) {
        let span = self.span;
        match &mut self.kind {
            Kind::Nothing => {}
            Kind::Scalar(scalar) => {
                let written = span.of(text).trim_ascii();
                let is_plain = |first: char| first.is_ascii_alphanumeric() || matches!(first, '+' | '-' | '.');
                if written.starts_with(is_plain) && !written.contains('\n') {
                    written.clone_into(scalar);
                }
            }
            Kind::List(items) => items.iter_mut().for_each(|item| item.keep_written(text)),
            Kind::Map(entries) => entries.iter_mut().for_each(|(_, value)| value.keep_written(text)),
        }
    }

    /// All that a node takes up. The span of a list or map of YAML is where it begins.
    pub(in crate::parse) fn extent(&self, text: &str) -> Span {
        let end = |node: &Self| node.extent(text).range().end;
        let last = match &self.kind {
            Kind::Nothing | Kind::Scalar(_) => return self.span,
            Kind::List(items) => items.last().map(end),
            Kind::Map(entries) => entries.last().map(|(key, value)| end(key).max(end(value))),
        };
        let Range { start, end } = self.span.range();
        let bracket = match text.as_bytes().get(start) {
            Some(b'{') => Some('}'),
            Some(b'[') => Some(']'),
            _ => None,
        };
        let inner_end = last.unwrap_or(start + usize::from(bracket.is_some()));
        if end > inner_end {
            return self.span;
        }
        let rest = text.get(inner_end..).unwrap_or_default();
        let close = rest.trim_start_matches(|between: char| between.is_whitespace() || between == ',');
        let is_closed = bracket.is_some_and(|bracket| close.starts_with(bracket));
        Span::new(start..if is_closed { text.len() - close.len() + 1 } else { inner_end })
    }

    /// The value of a key, whatever its case.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let Kind::Map(entries) = &self.kind else { return None };
        let is_key = |name: &Node| matches!(&name.kind, Kind::Scalar(name) if name.eq_ignore_ascii_case(key));
        entries.iter().find(|(name, _)| is_key(name)).map(|(_, value)| value)
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Node]> {
        if let Kind::List(items) = &self.kind { Some(items) } else { None }
    }

    /// The entries of a map, each with its key's text.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Node, &Node)> {
        let entries = if let Kind::Map(entries) = &self.kind { entries.as_slice() } else { &[] };
        entries.iter().map(|(key, value)| (key.scalar().unwrap_or_default(), key, value))
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        if let Kind::Scalar(scalar) = &self.kind { Some(scalar) } else { None }
    }

    /// The value that a fact is read from. A live organization wraps some: `{Value: …}` around what can be managed,
    /// `{UserLocalizedLabel: {Label: …}}` around what users see.
    pub(in crate::parse) fn raw(&self) -> Option<Raw<'_>> {
        match &self.kind {
            Kind::Nothing => Some(Raw::Nothing),
            Kind::Scalar(scalar) => Some(Raw::Scalar(scalar)),
            Kind::List(_) => None,
            Kind::Map(_) => {
                if let Some(value) = self.get("Value") {
                    return value.raw();
                }
                let localized = self.get("UserLocalizedLabel").filter(|label| !matches!(label.kind, Kind::Nothing));
                let first = || self.get("LocalizedLabels").and_then(Node::items).map(<[Node]>::first);
                match (localized, first()) {
                    (Some(label), _) | (None, Some(Some(label))) => label.get("Label")?.raw(),
                    (None, Some(None)) => Some(Raw::Nothing),
                    (None, None) => None,
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Kind>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let offset = |byte: Option<u64>| byte.and_then(|byte| usize::try_from(byte).ok()).unwrap_or(0);
        let start = offset(span.byte_offset());
        Ok(Self { kind: spanned.value, span: Span::new(start..start + offset(span.byte_len())) })
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Nothing)
    }

    fn visit_none<E>(self) -> Result<Kind, E> {
        Ok(Kind::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        Kind::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Kind, E> {
        Ok(Kind::Scalar(flag.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Kind, E> {
        Ok(Kind::Scalar(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Kind, E> {
        Ok(Kind::Scalar(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Kind, E> {
        Ok(Kind::Scalar(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Kind, E> {
        Ok(Kind::Scalar(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Kind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind, A::Error> {
        let mut entries: Vec<(Node, Node)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<Node, Node>()? {
            if key.scalar().is_none() {
                return Err(A::Error::custom("a key that is not a plain text"));
            }
            entries.push((key, value));
        }
        Ok(Kind::Map(entries))
    }
}

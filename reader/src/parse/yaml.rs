//! A YAML text as a tree of nodes.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::node::{MAX_DEPTH, Malformed, Node, NodeKind};
use crate::span::Span;

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
    keep_written(&mut node, text);
    Ok(node)
}

fn malformed(text: &str, error: &serde_yaml::Error) -> Malformed {
    let place = error.location().map_or(0, |location| {
        let byte = location.span().byte_offset().and_then(|byte| usize::try_from(byte).ok());
        byte.unwrap_or_else(|| offset(text, location.line(), location.column()))
    });
    let start = (0..=place.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let message = match error {
        serde_yaml::Error::DuplicateMappingKey { key: Some(key), .. } => format!("duplicate key `{key}`"),
        serde_yaml::Error::DuplicateMappingKey { key: None, .. } => "duplicate key".to_owned(),
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

/// Scalars without quotes come as what YAML takes them for: what they were in the text counts.
fn keep_written(node: &mut Node, text: &str) {
    let span = node.span;
    match &mut node.kind {
        NodeKind::Nothing => {}
        NodeKind::Scalar(scalar) => {
            let written = span.of(text).trim_ascii();
            let is_plain = |first: char| first.is_ascii_alphanumeric() || matches!(first, '+' | '-' | '.');
            if written.starts_with(is_plain) && !written.contains('\n') {
                written.clone_into(scalar);
            }
        }
        NodeKind::List(items) => items.iter_mut().for_each(|item| keep_written(item, text)),
        NodeKind::Map(entries) => entries.iter_mut().for_each(|(_, value)| keep_written(value, text)),
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<NodeKind>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let offset = |byte: Option<u64>| byte.and_then(|byte| usize::try_from(byte).ok()).unwrap_or(0);
        let start = offset(span.byte_offset());
        Ok(Self { kind: spanned.value, span: Span::new(start..start + offset(span.byte_len())) })
    }
}

impl<'de> Deserialize<'de> for NodeKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = NodeKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<NodeKind, E> {
        Ok(NodeKind::Nothing)
    }

    fn visit_none<E>(self) -> Result<NodeKind, E> {
        Ok(NodeKind::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<NodeKind, D::Error> {
        NodeKind::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<NodeKind, E> {
        Ok(NodeKind::Scalar(flag.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<NodeKind, E> {
        Ok(NodeKind::Scalar(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<NodeKind, E> {
        Ok(NodeKind::Scalar(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<NodeKind, E> {
        Ok(NodeKind::Scalar(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<NodeKind, E> {
        Ok(NodeKind::Scalar(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NodeKind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(NodeKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeKind, A::Error> {
        let mut entries: Vec<(Node, Node)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<Node, Node>()? {
            if key.scalar().is_none() {
                return Err(A::Error::custom("a key that is not a plain text"));
            }
            entries.push((key, value));
        }
        Ok(NodeKind::Map(entries))
    }
}

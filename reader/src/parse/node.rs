//! A text in YAML, JSON or XML, as a tree of nodes that know their place.

use std::ops::Range;

use super::value::Raw;
use crate::span::Span;

/// The deepest nesting that is read. What a live organization answers has eleven levels, and each takes a good part of
/// the stack in a build without optimization.
pub(in crate::parse) const MAX_DEPTH: usize = 24;

/// A node and its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Nothing,
    /// A text, number or flag, as it was written.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// The reason that a text is not as it should be, and its place.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) message: String,
    pub(crate) span: Span,
}

impl Node {
    /// A node that says nothing and stands nowhere.
    pub(in crate::parse) fn nothing() -> Self {
        Self { kind: NodeKind::Nothing, span: Span::default() }
    }

    /// All that a node takes up. The span of a list or map of YAML is where it begins.
    pub(in crate::parse) fn extent(&self, text: &str) -> Span {
        let end = |node: &Self| node.extent(text).range().end;
        let last = match &self.kind {
            NodeKind::Nothing | NodeKind::Scalar(_) => return self.span,
            NodeKind::List(items) => items.last().map(end),
            NodeKind::Map(entries) => entries.last().map(|(key, value)| end(key).max(end(value))),
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
        let NodeKind::Map(entries) = &self.kind else { return None };
        let is_key = |name: &Node| matches!(&name.kind, NodeKind::Scalar(name) if name.eq_ignore_ascii_case(key));
        entries.iter().find(|(name, _)| is_key(name)).map(|(_, value)| value)
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Node]> {
        if let NodeKind::List(items) = &self.kind { Some(items) } else { None }
    }

    /// The entries of a map, each with its key's text.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Node, &Node)> {
        let entries = if let NodeKind::Map(entries) = &self.kind { entries.as_slice() } else { &[] };
        entries.iter().map(|(key, value)| (key.scalar().unwrap_or_default(), key, value))
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        if let NodeKind::Scalar(scalar) = &self.kind { Some(scalar) } else { None }
    }

    /// The value that a fact is read from. A live organization wraps some: `{Value: …}` around what can be managed,
    /// `{UserLocalizedLabel: {Label: …}}` around what users see.
    pub(in crate::parse) fn raw(&self) -> Option<Raw<'_>> {
        match &self.kind {
            NodeKind::Nothing => Some(Raw::Nothing),
            NodeKind::Scalar(scalar) => Some(Raw::Scalar(scalar)),
            NodeKind::List(_) => None,
            NodeKind::Map(_) => {
                if let Some(value) = self.get("Value") {
                    return value.raw();
                }
                let localized = self.get("UserLocalizedLabel").filter(|label| !matches!(label.kind, NodeKind::Nothing));
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

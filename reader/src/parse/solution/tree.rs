//! Ways through the tree of a solution, and into the tree of a table document.

use super::super::node::{Node, NodeKind};
use crate::span::Span;

/// The language of labels where the settings name none: English (United States).
const ENGLISH: &str = "1033";

/// The elements of a name: none, one, or a list.
pub(super) fn children<'n>(node: &'n Node, name: &str) -> impl Iterator<Item = &'n Node> + use<'n> {
    let found = node.get(name);
    let (one, list): (Option<&Node>, &[Node]) = match found.map(|found| &found.kind) {
        Some(NodeKind::List(items)) => (None, items),
        _ => (found, &[]),
    };
    one.into_iter().chain(list)
}

/// The elements at the end of a path of two names, such as `labels` and `label`.
pub(super) fn below<'n>(node: &'n Node, list: &str, item: &str) -> impl Iterator<Item = &'n Node> + use<'n> {
    let item = item.to_owned();
    children(node, list).flat_map(move |list| children(list, &item))
}

/// The text of the element of a name, if it has any.
pub(super) fn text<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    own_text(node.get(name)?)
}

fn own_text(node: &Node) -> Option<&str> {
    let text = node.scalar().or_else(|| node.get("#text").and_then(Node::scalar))?;
    (!text.trim().is_empty()).then_some(text)
}

/// An attribute of an element.
pub(super) fn attribute<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    node.get(&format!("@{name}"))
}

/// The description in that language, else in English, else in any, of those that lie at a path.
pub(super) fn label<'n>(node: &'n Node, list: &str, item: &str, language: Option<u16>) -> Option<&'n Node> {
    let language = language.map(|language| language.to_string());
    let labels: Vec<&Node> = below(node, list, item).collect();
    let in_language = |language: &str| {
        let is_in = |label: &&&Node| attribute(label, "languagecode").and_then(Node::scalar) == Some(language);
        labels.iter().find(is_in)
    };
    let chosen = language.as_deref().and_then(in_language).or_else(|| in_language(ENGLISH)).or_else(|| labels.first());
    attribute(chosen?, "description").filter(|description| description.scalar().is_some_and(|text| !text.is_empty()))
}

/// A text that stands where `like` does.
pub(super) fn scalar(like: &Node, text: impl Into<String>) -> Node {
    Node { kind: NodeKind::Scalar(text.into()), span: like.span }
}

/// A map in the making whose values know where they were read.
pub(super) struct Map {
    entries: Vec<(Node, Node)>,
    span: Span,
}

impl Map {
    /// A map that stands where `like` does.
    pub(super) fn like(like: &Node) -> Self {
        Self { entries: Vec::new(), span: like.span }
    }

    /// Adds a text that stands where `like` does.
    pub(super) fn text(&mut self, key: &str, like: &Node, text: impl Into<String>) {
        self.node(key, scalar(like, text));
    }

    /// Adds a text as it stands, if there is one.
    pub(super) fn copy(&mut self, key: &str, from: Option<&Node>) {
        if let Some((node, text)) = from.and_then(|node| Some((node, own_text(node)?))) {
            self.text(key, node, text);
        }
    }

    /// Adds what a text stands for, if there is one and it stands for something.
    pub(super) fn word(&mut self, key: &str, from: Option<&Node>, words: impl Fn(&str) -> Option<&'static str>) {
        if let Some((node, word)) = from.and_then(|node| Some((node, words(own_text(node)?)?))) {
            self.text(key, node, word);
        }
    }

    /// Adds a truth value that is written as `1` or `0`.
    pub(super) fn flag(&mut self, key: &str, from: Option<&Node>) {
        self.word(key, from, |word| match word {
            "1" | "true" | "True" => Some("true"),
            "0" | "false" | "False" => Some("false"),
            _ => None,
        });
    }

    /// Adds a list, unless it is empty.
    pub(super) fn list(&mut self, key: &str, items: Vec<Node>) {
        if let Some(first) = items.first() {
            let span = first.span;
            self.node(key, Node { kind: NodeKind::List(items), span });
        }
    }

    pub(super) fn node(&mut self, key: &str, node: Node) {
        let key = Node { kind: NodeKind::Scalar(key.to_owned()), span: node.span };
        self.entries.push((key, node));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn into_node(self) -> Node {
        Node { kind: NodeKind::Map(self.entries), span: self.span }
    }
}

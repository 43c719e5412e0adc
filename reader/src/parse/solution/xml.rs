//! XML as the tree that the platform's YAML is.

use std::collections::HashMap;

use roxmltree::Document;

use crate::parse::node::{MAX_DEPTH, Malformed, Node, NodeKind};
use crate::span::Span;

/// The parts that are read of elements that hold far more than tables: forms, views, apps and others.
const READ_OF: [(&str, &[&str]); 2] = [
    ("ImportExportXml", &["Entities", "EntityRelationships", "optionsets", "SolutionManifest"]),
    ("Entity", &["EntityInfo"]),
];

/// The tree of a document: a map with the root element under its name.
///
/// # Errors
///
/// Returns an error if the document is nested too deeply.
pub(in crate::parse) fn tree(document: &Document<'_>) -> Result<Node, Malformed> {
    let root = document.root_element();
    let entry = (scalar(root.tag_name().name(), root.range()), element(root, 0)?);
    Ok(Node { kind: NodeKind::Map(vec![entry]), span: Span::new(root.range()) })
}

fn scalar(text: &str, range: std::ops::Range<usize>) -> Node {
    Node { kind: NodeKind::Scalar(text.to_owned()), span: Span::new(range) }
}

fn element(node: roxmltree::Node<'_, '_>, depth: usize) -> Result<Node, Malformed> {
    let span = Span::new(node.range());
    if depth == MAX_DEPTH {
        return Err(Malformed { message: "nested too deeply".to_owned(), span: Span { end: span.start, ..span } });
    }
    let read = READ_OF.iter().find(|(name, _)| *name == node.tag_name().name()).map(|(_, read)| *read);
    let mut entries: Vec<(Node, Node)> = Vec::new();
    for attribute in node.attributes() {
        let key = scalar(&format!("@{}", attribute.name()), attribute.range());
        entries.push((key, scalar(attribute.value(), attribute.range_value())));
    }
    let mut places = HashMap::new();
    for child in node.children().filter(roxmltree::Node::is_element) {
        let name = child.tag_name().name();
        if read.is_none_or(|read| read.contains(&name)) {
            let value = element(child, depth + 1)?;
            match places.get(name).and_then(|place: &usize| entries.get_mut(*place)) {
                Some((_, known)) => add(known, value),
                None => {
                    places.insert(name, entries.len());
                    entries.push((scalar(name, child.range()), value));
                }
            }
        }
    }
    let text = node
        .children()
        .filter(roxmltree::Node::is_text)
        .find(|text| !text.text().unwrap_or_default().trim().is_empty());
    let text = text.map(|text| scalar(text.text().unwrap_or_default().trim(), text.range()));
    match text {
        Some(text) if entries.is_empty() => return Ok(text),
        Some(text) => entries.push((scalar("#text", text.span.range()), text)),
        None => {}
    }
    let kind = if entries.is_empty() { NodeKind::Nothing } else { NodeKind::Map(entries) };
    Ok(Node { kind, span })
}

/// Adds an element to those of its name: several are a list.
fn add(known: &mut Node, value: Node) {
    if let NodeKind::List(items) = &mut known.kind {
        return items.push(value);
    }
    let first = std::mem::replace(known, Node::nothing());
    *known = Node { span: first.span, kind: NodeKind::List(vec![first, value]) };
}

//! Tables of contents, `toc.yml`: the pages that a folder should hold, in the order in which they are listed.

use std::collections::BTreeSet;

use super::cell::page_of;
use super::node::{Node, NodeKind};
use super::yaml;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceKind, Sources};
use crate::span::{Origin, SourceId, Span};

/// An entry of a table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The place in the source.
    pub origin: Origin,
    /// The words that it shows; for a table its schema name or display name.
    pub name: String,
    /// The table that its page is about: the page's name without its ending.
    pub logical_name: String,
}

/// The entries of all tables of contents that lead to a page of the same folder, in order.
///
/// Reports, once for each file, the pages that are listed and not there. A table of contents that cannot be read is
/// reported; none is needed.
pub fn contents(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut contents = Vec::new();
    for (id, source) in sources.iter().filter(|(_, source)| source.kind == SourceKind::Contents) {
        let folder = source.path.parent();
        let beside = |other: &&crate::source::Source| other.kind == SourceKind::Page && other.path.parent() == folder;
        let pages: BTreeSet<&str> =
            sources.iter().map(|(_, other)| other).filter(beside).filter_map(|page| page_of(&page.name)).collect();
        match yaml::read(&source.text) {
            Ok(root) => {
                let mut entries = Vec::new();
                collect(id, &root, &mut entries);
                report_missing(&entries, &pages, diagnostics);
                contents.extend(entries);
            }
            Err(error) => {
                let origin = Origin { source: id, span: error.span };
                let message = format!("the table of contents is not YAML: {}", error.message);
                diagnostics.push(Diagnostic::new(Code::BadContents, message).at(origin, "not read"));
            }
        }
    }
    contents
}

/// Adds the entries of a list, and of the lists below it.
fn collect(source: SourceId, node: &Node, entries: &mut Vec<Entry>) {
    for item in node.items().unwrap_or_default() {
        let text = |key: &str| item.get(key).and_then(Node::scalar);
        // Entries that lead to another folder are no tables.
        let page = text("href").filter(|href| href.ends_with(".md") && !href.contains('/')).and_then(page_of);
        if let (Some(name), Some(page)) = (text("name"), page) {
            let span: Span = item.get("href").map_or(item.span, |href| href.span);
            let origin = Origin { source, span };
            entries.push(Entry { origin, name: name.to_owned(), logical_name: page.to_owned() });
        }
        if let Some(below) = item.get("items").filter(|below| matches!(below.kind, NodeKind::List(_))) {
            collect(source, below, entries);
        }
    }
}

fn report_missing(entries: &[Entry], pages: &BTreeSet<&str>, diagnostics: &mut Diagnostics) {
    let mut missing = entries.iter().filter(|entry| !pages.contains(entry.logical_name.as_str()));
    let Some(first) = missing.next() else { return };
    let message = match missing.count() {
        0 => "a page that is listed is not there".to_owned(),
        more => format!("{} pages that are listed are not there", more + 1),
    };
    diagnostics.push(Diagnostic::new(Code::BadContents, message).at(first.origin, "the first one"));
}

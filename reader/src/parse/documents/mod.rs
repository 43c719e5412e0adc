//! Table documents in YAML or JSON: the vocabulary of `EntityMetadata`, as `earlybound model` prints it, as a live
//! organization answers, or as a team writes it for its own tables.

mod columns;
mod facts;
mod keys;
mod layers;
mod messages;
mod parts;
mod relationships;
mod web_api;

use std::collections::BTreeMap;

use super::node::{Node, NodeKind};
use super::said::Said;
use super::value::{Raw, word};
use super::{answer, duplicates, json, yaml};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fact::Misfit;
use crate::model::key::Key;
use crate::model::{Document, Extends, Other, Provenance};
use crate::nearest::nearest;
use crate::rust_name::Shape;
use crate::span::{Origin, SourceId, Span};
use earlybound_schema::cascade::CascadeAction;
use web_api::WEB_API_LISTS;

/// The keys under which a text holds several documents.
const LISTS: [&str; 2] = ["Tables", "Documents"];

/// The keys that `earlybound model` prints beside its tables, and that editors find a schema by.
const BESIDE_LISTS: [&str; 2] = ["Diagnostics", "$schema"];

/// Keys of a document for texts, beside those of its table's facts.
const TEXT_KEYS: [&str; 5] = ["Date", "Like", "Partial", "Product", "Provenance"];

/// Keys of a document for what often has nothing below it yet, and those that `earlybound model` prints.
const LIST_KEYS: [&str; 13] = [
    "AlsoExtends",
    "Attributes",
    "ComplexTypes",
    "EntityTypes",
    "EnumTypes",
    "Events",
    "Extends",
    "Keys",
    "Layers",
    "ManyToManyRelationships",
    "ManyToOneRelationships",
    "Messages",
    "OneToManyRelationships",
];

/// Reads the documents of a YAML or JSON text, with labels in a language where it has several.
pub(super) fn documents(source: SourceId, name: &str, text: &str, language: Option<u16>) -> Said {
    let mut reader = Reader::new(source, name, text, Provenance::Own, language);
    let is_json = name.to_ascii_lowercase().ends_with(".json");
    let read = if is_json { json::read(text, is_list, |head, item| reader.item(head, item)) } else { yaml::read(text) };
    match read {
        Ok(root) => reader.root(root),
        Err(error) => {
            let help = "the file was skipped".to_owned();
            let form = if is_json { "JSON" } else { "YAML" };
            reader.said = Said::default();
            reader.report(Code::NotYaml, error.span, format!("not {form}: {}", error.message), "here", Some(help));
        }
    }
    reader.finish()
}

/// Reads the documents under `tables` of a file of settings. Whoever reads the settings reports what is wrong with it.
pub(super) fn project_documents(source: SourceId, name: &str, text: &str) -> Said {
    let mut reader = Reader::new(source, name, text, Provenance::Own, None);
    let root = yaml::read(text).ok();
    if let Some(tables) = root.as_ref().and_then(|root| root.get("tables")) {
        let documents = reader.list(tables, Reader::document);
        reader.said.documents.extend(documents);
    }
    reader.finish()
}

/// Returns whether a key is one under which a text holds several documents.
fn is_list(key: &str) -> bool {
    LISTS.iter().chain(&answer::LISTS).any(|list| list.eq_ignore_ascii_case(key))
}

/// The state of reading documents, from which findings are reported.
pub(super) struct Reader<'a> {
    source: SourceId,
    name: &'a str,
    text: &'a str,
    language: Option<u16>,
    pub(super) said: Said,
    /// Documents of tables of which the text holds parts alone.
    additions: BTreeMap<String, Document>,
    /// The kind of source. A live organization states far more than is known here.
    provenance: Provenance,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        source: SourceId,
        name: &'a str,
        text: &'a str,
        provenance: Provenance,
        language: Option<u16>,
    ) -> Self {
        let additions = BTreeMap::new();
        Self { source, name, text, language, said: Said::default(), additions, provenance }
    }

    pub(super) fn finish(mut self) -> Said {
        for document in self.additions.values() {
            duplicates::report(document, &mut self.said.findings);
        }
        self.said.documents.extend(self.additions.into_values());
        self.said
    }

    /// Reads what a text holds that is no list of documents, or whose list was not read yet.
    fn root(&mut self, mut root: Node) {
        let has_tables = root.entries().any(|(key, ..)| is_list(key));
        let is_table = !has_tables && root.get("LogicalName").is_some();
        let has_web_api = root.entries().any(|(key, ..)| WEB_API_LISTS.contains(&key));
        if has_web_api && !is_table && !answer::is_answer(&Node::nothing(), &root) {
            self.web_api(&root);
            if !has_tables {
                return;
            }
        }
        let is_listed = |(key, _): &(Node, Node)| key.scalar().is_some_and(is_list);
        let items = match &mut root.kind {
            NodeKind::List(items) => std::mem::take(items),
            NodeKind::Map(entries) => match entries.iter_mut().find(|entry| is_listed(entry)) {
                Some((_, list)) => match &mut list.kind {
                    NodeKind::List(items) => std::mem::take(items),
                    NodeKind::Nothing => return,
                    _ => return self.item(&Node::nothing(), root),
                },
                None => return self.item(&Node::nothing(), root),
            },
            NodeKind::Nothing | NodeKind::Scalar(_) => return self.item(&Node::nothing(), root),
        };
        for item in items {
            self.item(&root, item);
        }
        self.beside_the_list(&root);
    }

    /// Reports what stands beside a list of documents. An answer of an organization says more than is read.
    fn beside_the_list(&mut self, root: &Node) {
        let is_own = |key: &str| LISTS.iter().any(|list| list.eq_ignore_ascii_case(key));
        if !root.entries().any(|(key, _, _)| is_own(key)) {
            return;
        }
        let is_beside = |key: &str| BESIDE_LISTS.contains(&key) || WEB_API_LISTS.contains(&key);
        let mut lists = 0;
        for (key, key_node, _) in root.entries().filter(|(key, _, _)| !is_beside(key)) {
            lists += usize::from(is_own(key));
            if is_own(key) && lists == 1 {
                continue;
            }
            let help = match nearest(key, LISTS) {
                Some(list) if !is_own(key) => format!("did you mean `{list}`?"),
                _ => "put it into an item of the list".to_owned(),
            };
            let message = format!("unknown key `{key}` beside a list of tables");
            self.report(Code::UnknownKey, key_node.span, message, "not read", Some(help));
        }
    }

    /// Reads the messages and types of a text.
    fn web_api(&mut self, root: &Node) {
        self.provenance = Provenance::Own;
        if let Some(value) = root.get("Provenance") {
            let outcome = set_provenance(&mut self.provenance, value);
            self.outcome(outcome, "Provenance", value, value, &mut Other::new());
        }
        let is_beside = |key: &str| matches!(key, "Diagnostics" | "Provenance");
        for (key, key_node, value) in root.entries() {
            if !self.web_api_list(key, value) && !is_list(key) && !is_beside(key) {
                let mut other = Other::new();
                self.outcome(Err(Misfit::Key), key, key_node, value, &mut other);
            }
        }
    }

    /// Reads an item of a text's list; `head` is what stands before the list.
    fn item(&mut self, head: &Node, item: Node) {
        if answer::is_answer(head, &item) {
            self.provenance = Provenance::Organization;
            return self.part(head, item);
        }
        self.provenance = Provenance::Own;
        let document = self.document(&item);
        self.said.documents.extend(document);
    }

    pub(super) fn document(&mut self, node: &Node) -> Option<Document> {
        let NodeKind::Map(_) = node.kind else {
            let help = "a table document begins with `LogicalName: …`".to_owned();
            self.report(Code::NotYaml, node.span, "not a table document".into(), "not read", Some(help));
            return None;
        };
        let (source, provenance) = (self.name.to_owned(), self.provenance);
        let mut document = Document { source, provenance, ..Document::default() };
        document.origin = self.origin(node.get("LogicalName").unwrap_or(node));
        document.extent = Origin { source: self.source, span: node.extent(self.text) };
        for (key, key_node, value) in node.entries() {
            let outcome = self
                .document_part(&mut document, key, value)
                .unwrap_or_else(|| self.fact(&mut document.table, Shape::Type, key, value));
            self.outcome(outcome, key, key_node, value, &mut document.table.other);
        }
        self.check_layers(&mut document);
        self.lower(&mut document.table.logical_name, node);
        if document.table.logical_name.is_empty() {
            let help = "add `LogicalName: name`".to_owned();
            let message = "the document does not name its table".to_owned();
            self.report(Code::NoTableName, node.span, message, "not read", Some(help));
            return None;
        }
        duplicates::report(&document, &mut self.said.findings);
        Some(document)
    }

    /// Reads what is no property of the table. Gives nothing for any other key.
    fn document_part(&mut self, document: &mut Document, key: &str, value: &Node) -> Option<Result<(), Misfit>> {
        match key {
            "ComplexTypes" | "EnumTypes" | "EntityTypes" => _ = self.web_api_list(key, value),
            "Attributes" => document.attributes = self.list(value, Self::attribute),
            "Keys" => document.keys = self.list(value, Self::key),
            "Messages" => document.messages = self.list(value, Self::message),
            "Events" => document.events = self.list(value, Self::message),
            "ManyToOneRelationships" => document.many_to_one_relationships = self.list(value, Self::one_to_many),
            "OneToManyRelationships" => document.one_to_many_relationships = self.list(value, Self::one_to_many),
            "ManyToManyRelationships" => document.many_to_many_relationships = self.list(value, Self::many_to_many),
            "AlsoExtends" => document.also_extends = self.list(value, Self::also_extends),
            "Layers" => self.layers(document, value),
            "Partial" => return Some(facts::set_mark(&mut document.partial, value)),
            // Its source is the text that it stands in.
            "Source" => {}
            "Extends" if matches!(value.kind, NodeKind::Nothing) => {}
            "Extends" => return Some(self.extends(value).map(|extends| document.extends = Some(extends))),
            "Product" => return Some(set_text(&mut document.product, value)),
            "Date" => return Some(set_text(&mut document.date, value)),
            "Like" => return Some(scalar(value, |raw| word(&mut document.like, raw))),
            "Provenance" => return Some(set_provenance(&mut document.provenance, value)),
            _ => return None,
        }
        Some(Ok(()))
    }

    fn extends(&mut self, node: &Node) -> Result<Extends, Misfit> {
        let keys = ["LogicalName", "Product", "Url"];
        let [logical_name, product, url] = self.texts(node, keys, "a map of `LogicalName`, `Product` and `Url`")?;
        Ok(Extends { logical_name, product, url })
    }

    fn also_extends(&mut self, node: &Node) -> Option<Extends> {
        let extends = self.extends(node).ok();
        if extends.is_none() {
            let help = "write `{ LogicalName: …, Product: … }`".to_owned();
            self.report(Code::BadValue, node.span, "not a map".into(), "not read", Some(help));
        }
        extends
    }

    /// Reads a list; an item that is none is reported and left out.
    fn list<T>(&mut self, node: &Node, read: impl Fn(&mut Self, &Node) -> Option<T>) -> Vec<T> {
        match &node.kind {
            NodeKind::Nothing => Vec::new(),
            NodeKind::List(items) => items.iter().filter_map(|item| read(self, item)).collect(),
            _ => {
                self.report(
                    Code::BadValue,
                    node.span,
                    "not a list".into(),
                    "not read",
                    Some("write `- …` items".into()),
                );
                Vec::new()
            }
        }
    }

    fn other(&mut self, node: &Node, other: &mut Other) -> Result<(), Misfit> {
        facts::map(node)?;
        for (key, _, value) in node.entries() {
            other.insert(key.to_owned(), self.written(value));
        }
        Ok(())
    }

    /// A value as it stands in the text, for what is kept without being understood.
    fn written(&self, node: &Node) -> String {
        node.scalar().map_or_else(|| node.extent(self.text).of(self.text).to_owned(), str::to_owned)
    }

    /// Reports a property that did not find its place, and keeps it.
    fn outcome(&mut self, outcome: Result<(), Misfit>, key: &str, key_node: &Node, value: &Node, other: &mut Other) {
        let label = consequence(key);
        match outcome {
            Ok(()) => return self.said(key, key_node, value),
            Err(Misfit::Key) if self.provenance == Provenance::Organization => {}
            Err(Misfit::Key) => {
                let known = Key::ALL.iter().map(|key| key.as_str()).chain(LIST_KEYS).chain(TEXT_KEYS);
                let help =
                    nearest(key, known).filter(|known| *known != key).map(|known| format!("did you mean `{known}`?"));
                self.report(Code::UnknownKey, key_node.span, format!("unknown property `{key}`"), label, help);
            }
            Err(misfit @ (Misfit::Value(expected) | Misfit::Word(expected, _))) => {
                let help = value.scalar().and_then(|word| misfit.suggestion(word));
                self.report(Code::BadValue, value.span, format!("the value of `{key}` is not {expected}"), label, help);
            }
        }
        let written = self.written(value);
        other.insert(key.to_owned(), written);
    }

    /// Reports a property that is there and says nothing. A live organization lists all it has, said or not.
    fn said(&mut self, key: &str, key_node: &Node, value: &Node) {
        if matches!(value.kind, NodeKind::Nothing) && self.provenance == Provenance::Own && !LIST_KEYS.contains(&key) {
            let help = "take it out, or give it a value".to_owned();
            self.report(Code::BadValue, key_node.span, format!("`{key}` is empty"), "this changes nothing", Some(help));
        }
    }

    pub(in crate::parse) fn report(
        &mut self,
        code: Code,
        span: Span,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        let mut finding = Diagnostic::new(code, message).at(Origin { source: self.source, span }, label);
        finding.help = help;
        self.said.findings.push(finding);
    }

    pub(in crate::parse) fn origin(&self, node: &Node) -> Origin {
        Origin { source: self.source, span: node.span }
    }
}

/// Returns what a value means that was not understood, in a few words.
fn consequence(key: &str) -> &'static str {
    match key {
        "Like" => "not used: the table has no standard columns",
        "AttributeType" | "Type" => "not used: a column without a type has no field",
        _ if key.parse::<CascadeAction>().is_ok() => "not used: this cascade stays unknown",
        _ => "not used, only kept under `Other`",
    }
}

/// Sets a fact from a node that holds a single value.
fn scalar(node: &Node, set: impl FnOnce(Raw<'_>) -> Result<(), Misfit>) -> Result<(), Misfit> {
    node.raw().map_or(Err(Misfit::Value("a single value")), set)
}

fn set_text(slot: &mut Option<String>, node: &Node) -> Result<(), Misfit> {
    scalar(node, |raw| {
        *slot = raw.text();
        Ok(())
    })
}

fn set_provenance(slot: &mut Provenance, node: &Node) -> Result<(), Misfit> {
    let mut stated = None;
    scalar(node, |raw| word(&mut stated, raw))?;
    *slot = stated.unwrap_or(*slot);
    Ok(())
}

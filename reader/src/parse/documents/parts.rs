//! Items of an answer that are no tables: each adds to the table that it is of.

use super::Reader;
use crate::diagnostic::Code;
use crate::model::{Attribute, Document, OptionSet, Provenance};
use crate::parse::answer::{Asked, Item, tidy};
use crate::parse::node::{Node, NodeKind};
use crate::parse::said::{Stray, addition};
use crate::span::Origin;

impl Reader<'_> {
    /// Reads an item of an answer; `head` is what stands before the list that it is of.
    pub(super) fn part(&mut self, head: &Node, mut node: Node) {
        let item = Item::of(head, &node);
        let asked = Asked::of(head).or_else(|| Asked::of(&node));
        let points_at = asked.is_some_and(|asked| asked.points_at);
        let asked_for = asked.and_then(|asked| asked.table).map(str::to_owned);
        let table = asked_for.or_else(|| text(&node, "EntityLogicalName"));
        let table_id = asked.and_then(|asked| asked.table_id).map(str::to_owned);
        let id = text(&node, "MetadataId");
        if item == Item::Table {
            self.note_ids(&node);
        }
        let set_name = node.get("OptionSet").filter(|set| text(set, "IsGlobal").as_deref() == Some("false"));
        let set_name = set_name.and_then(|set| text(set, "Name"));
        tidy(&mut node, item, head, self.language);
        let origin = self.origin(&node);
        match item {
            Item::Table => {
                let document = self.document(&node);
                self.said.documents.extend(document);
            }
            Item::Choice => self.choice(&node),
            Item::Column => {
                let Some(column) = self.attribute(&node) else { return };
                match table {
                    Some(table) => self.addition(table, origin).attributes.push(column),
                    None => {
                        let source = self.name.to_owned();
                        // A set of options of its own is called after its table and column.
                        let ending = format!("_{}", column.logical_name);
                        let named_by_set = set_name.and_then(|name| Some(name.strip_suffix(&ending)?.to_owned()));
                        self.said.strays.push(Stray { source, table_id, id, named_by_set, column });
                    }
                }
            }
            Item::AlternateKey => {
                let Some(key) = self.key(&node) else { return };
                match table {
                    Some(table) => self.addition(table, origin).keys.push(key),
                    None => self.no_table(&node),
                }
            }
            Item::OneToMany => {
                let Some(relationship) = self.one_to_many(&node) else { return };
                let (one, many) = (relationship.referenced_entity.clone(), relationship.referencing_entity.clone());
                match if points_at { one } else { many } {
                    Some(table) if points_at => {
                        self.addition(table, origin).one_to_many_relationships.push(relationship);
                    }
                    Some(table) => self.addition(table, origin).many_to_one_relationships.push(relationship),
                    None => self.no_table(&node),
                }
            }
            Item::ManyToMany => {
                let Some(relationship) = self.many_to_many(&node) else { return };
                match table.or_else(|| relationship.entity1_logical_name.clone()) {
                    Some(table) => self.addition(table, origin).many_to_many_relationships.push(relationship),
                    None => self.no_table(&node),
                }
            }
        }
    }

    /// The document of a table of which the text holds parts alone.
    fn addition(&mut self, table: String, origin: Origin) -> &mut Document {
        let name = self.name;
        let document = self.additions.entry(table).or_insert_with_key(|table| Document {
            origin,
            extent: origin,
            ..addition(name, table.clone(), Provenance::Organization)
        });
        document.extent.span.end = document.extent.span.end.max(origin.span.end);
        document
    }

    /// The options of a choice that columns share.
    pub(in crate::parse) fn choice(&mut self, node: &Node) {
        let mut column = Attribute::default();
        if self.option_set(&mut column, node).is_ok() {
            let choice = column.option_set.unwrap_or_default();
            self.said.choices.extend(Some(choice).filter(|choice: &OptionSet| choice.name.is_some()));
        }
    }

    fn no_table(&mut self, node: &Node) {
        let help = "ask by name: `EntityDefinitions(LogicalName='…')/…`".to_owned();
        let message = "the answer does not name the table that this is of".to_owned();
        self.report(Code::NoTableName, node.span, message, "not read", Some(help));
    }

    /// Remembers the ids by which answers about single columns name their table.
    fn note_ids(&mut self, node: &Node) {
        let Some(table) = text(node, "LogicalName") else { return };
        let columns = node.get("Attributes").and_then(Node::items).unwrap_or_default();
        let ids = std::iter::once(node).chain(columns).filter_map(|item| text(item, "MetadataId"));
        self.said.ids.extend(ids.map(|id| (id, table.clone())));
    }
}

fn text(node: &Node, key: &str) -> Option<String> {
    match &node.get(key)?.kind {
        NodeKind::Scalar(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

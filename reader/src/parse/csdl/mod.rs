//! The metadata of a service, as `$metadata` answers it: entity types, complex and enum types, actions and functions.
//!
//! CSDL knows links, keys and signatures of all that a service has, and little of columns: no labels, options or
//! limits.

mod entity;
mod inherit;
mod message;
mod reader;
mod types;

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::said::Said;
use crate::model::{Layer, Provenance};
use crate::span::SourceId;
use reader::Reader;

/// Returns whether a document is the metadata of a service.
pub(super) fn is_metadata(document: &Document<'_>) -> bool {
    document.root_element().tag_name().name() == "Edmx"
}

/// Reads the metadata of a service.
pub(super) fn read(source: SourceId, name: &str, document: &Document<'_>) -> Said {
    let schemas: Vec<Node<'_, '_>> =
        document.root_element().descendants().filter(|node| node.has_tag_name_of("Schema")).collect();
    let layer = Layer { source: name.to_owned(), provenance: Provenance::Metadata, ..Layer::default() };
    let prefixes = schemas.iter().flat_map(|schema| [schema.attribute("Namespace"), schema.attribute("Alias")]);
    let mut reader = Reader::new(source, layer, prefixes.flatten().map(|prefix| format!("{prefix}.")).collect());
    let sets = entity_sets(&reader, &schemas);
    let mut entities = Vec::new();
    for item in schemas.iter().flat_map(Node::children) {
        match item.tag_name().name() {
            "EntityType" => entities.extend(entity::entity_type(&mut reader, item, &sets)),
            "ComplexType" => types::complex(&mut reader, item),
            "EnumType" => types::enumeration(&mut reader, item),
            "Action" | "Function" => message::message(&mut reader, item),
            _ => {}
        }
    }
    reader.said.entity_types = inherit::flatten(entities);
    reader.finish()
}

/// The names in addresses, by the names of types.
fn entity_sets(reader: &Reader, schemas: &[Node<'_, '_>]) -> HashMap<String, String> {
    let containers = schemas.iter().flat_map(Node::children).filter(|node| node.has_tag_name_of("EntityContainer"));
    let sets = containers.flat_map(|container| container.children()).filter(|node| node.has_tag_name_of("EntitySet"));
    let set = |node: Node<'_, '_>| {
        let of = reader.own_name(node.attribute("EntityType")?)?;
        Some((of.to_owned(), node.attribute("Name")?.to_owned()))
    };
    sets.filter_map(set).collect()
}

/// Tests names of elements, whatever the namespace that a version of the standard gives them.
trait Tag {
    /// Returns whether an element is called so.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Tag for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

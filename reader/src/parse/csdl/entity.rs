//! Entity types: the rows of tables, their values, links and keys.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::Tag;
use super::reader::{Reader, annotation, attribute, description};
use crate::diagnostic::Code;
use crate::model::{AlternateKey, EntityType, NavigationProperty, Property, collected, service_type};

/// The term of the annotation that lists alternate keys.
const ALTERNATE_KEYS: &str = "OData.Community.Keys.V1.AlternateKeys";

/// An entity type as it is written: without what it has of its base.
pub(super) struct Declared {
    pub(super) entity: EntityType,
    /// The name of its base.
    pub(super) base: Option<String>,
    /// True if there are no rows of it.
    pub(super) is_abstract: bool,
}

pub(super) fn entity_type(reader: &mut Reader, node: Node<'_, '_>, sets: &HashMap<String, String>) -> Option<Declared> {
    let name = reader.name(node)?;
    let base = node.attribute("BaseType").and_then(|base| reader.own_name(base));
    let mut entity = EntityType { origin: reader.origin(node), name: name.to_owned(), ..EntityType::default() };
    entity.base_type = base.map(|base| format!("mscrm.{base}"));
    entity.entity_set_name = sets.get(name).cloned();
    entity.primary_id_attribute = primary_key(node);
    entity.description = description(node);
    entity.layers = vec![reader.layer.clone()];
    let mut names = HashSet::new();
    for item in node.children() {
        match item.tag_name().name() {
            "Property" => entity.properties.extend(property(reader, item, &mut names)),
            "NavigationProperty" => entity.navigation_properties.extend(navigation(reader, item)),
            "Annotation" if item.attribute("Term") == Some(ALTERNATE_KEYS) => {
                entity.keys.extend(keys(reader, item));
            }
            _ => {}
        }
    }
    // Definitions of tables are entity types as well, and no tables.
    let is_abstract = node.attribute("Abstract") == Some("true") || name.ends_with("Metadata");
    Some(Declared { entity, base: base.map(str::to_owned), is_abstract })
}

fn primary_key(node: Node<'_, '_>) -> Option<String> {
    let key = node.children().find(|node| node.has_tag_name_of("Key"))?;
    let mut columns = key.children().filter(|node| node.has_tag_name_of("PropertyRef"));
    columns.next()?.attribute("Name").map(str::to_owned)
}

fn property(reader: &mut Reader, node: Node<'_, '_>, names: &mut HashSet<String>) -> Option<Property> {
    let name = reader.name(node)?.to_owned();
    reader.note_twice(names, node, &name);
    let (origin, type_name) = (reader.origin(node), reader.type_of(node));
    Some(Property { origin, name, type_name, computed: computed(node), description: description(node) })
}

/// Returns whether the service sets a property.
fn computed(node: Node<'_, '_>) -> Option<bool> {
    if let Some(computed) = annotation(node, "Computed") {
        return Some(computed.attribute("Bool") != Some("false"));
    }
    let permissions = annotation(node, "Permissions")?;
    let member = permissions.children().find(|node| node.has_tag_name_of("EnumMember"));
    let written = member.and_then(|member| member.text()).or_else(|| permissions.attribute("EnumMember"))?;
    let mut words = written.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    Some(words.all(|word| word == "Read"))
}

fn navigation(reader: &mut Reader, node: Node<'_, '_>) -> Option<NavigationProperty> {
    let name = reader.name(node)?.to_owned();
    let type_name = reader.type_of(node)?;
    let several = collected(&type_name).is_some();
    let Some(table) = service_type(&type_name) else {
        let message = format!("the navigation property `{name}` leads to no table");
        let help = "its type is an entity type, or a collection of one";
        reader.report(Code::BadValue, attribute(node, "Type"), message, "not read", help);
        return None;
    };
    let constraint = node.children().find(|node| node.has_tag_name_of("ReferentialConstraint"));
    let column = constraint.and_then(|node| node.attribute("Property")).and_then(lookup_column);
    Some(NavigationProperty {
        name,
        table: table.to_owned(),
        partner: node.attribute("Partner").map(str::to_owned),
        collection: several,
        column: column.filter(|_| !several).map(str::to_owned),
    })
}

/// The column of a lookup property, `_column_value`.
pub(super) fn lookup_column(property: &str) -> Option<&str> {
    property.strip_prefix('_')?.strip_suffix("_value")
}

/// The alternate keys of an annotation. CSDL does not name them: they are called by their columns.
fn keys(reader: &Reader, node: Node<'_, '_>) -> Vec<AlternateKey> {
    let is_path = |node: &Node<'_, '_>| node.has_tag_name_of("PropertyValue") && node.has_attribute("PropertyPath");
    let records = node.children().filter(|node| node.has_tag_name_of("Collection")).flat_map(|list| list.children());
    let key = |record: Node<'_, '_>| {
        let paths = record.descendants().filter(is_path).filter_map(|node| node.attribute("PropertyPath"));
        let columns: Vec<String> = paths.map(|path| lookup_column(path).unwrap_or(path).to_owned()).collect();
        let logical_name = columns.join("_");
        AlternateKey { origin: reader.at(record), logical_name, key_attributes: columns, ..AlternateKey::default() }
    };
    let records = records.filter(|node| node.has_tag_name_of("Record")).map(key);
    records.filter(|key| !key.key_attributes.is_empty()).collect()
}

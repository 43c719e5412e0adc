//! A layer from the metadata of a service: everything about a table that no other layer describes.
//!
//! Entity types cannot tell a choice from a whole number, money from a decimal number, or one kind of text from
//! another. So they add columns that are described nowhere else, and never change one.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{
    AlternateKey, Attribute, Document, EntityType, ManyToManyRelationship, NavigationProperty, OneToManyRelationship,
    Property, Provenance, TableFacts,
};
use earlybound_schema::AttributeType;

use super::navigation::PRINCIPAL;
use super::targets::OWNER;

/// Adds a layer to each table of which a service lists the properties, and tables that nothing else describes.
pub(super) fn add(by_table: &mut BTreeMap<String, Vec<Document>>, entity_types: &[EntityType]) {
    let ids = ids(by_table, entity_types);
    for entity in entity_types.iter().filter(|entity| !entity.properties.is_empty()) {
        let layers = by_table.entry(entity.name.clone()).or_default();
        let layer = layer(entity, layers, &ids);
        if layers.is_empty() || !says_nothing(&layer) {
            layers.push(layer);
        }
    }
}

/// The id columns of all tables.
fn ids(by_table: &BTreeMap<String, Vec<Document>>, entity_types: &[EntityType]) -> HashMap<String, String> {
    let of_types = entity_types.iter().filter_map(|of| Some((of.name.clone(), of.primary_id_attribute.clone()?)));
    let documents = by_table.values().flatten().map(|document| &document.table);
    let stated = documents.filter_map(|of| Some((of.logical_name.clone(), of.primary_id_attribute.clone()?)));
    of_types.chain(stated).collect()
}

fn says_nothing(layer: &Document) -> bool {
    let TableFacts { entity_set_name, primary_id_attribute, description, .. } = &layer.table;
    [entity_set_name, primary_id_attribute, description].iter().all(|fact| fact.is_none())
        && layer.attributes.is_empty()
        && layer.keys.is_empty()
        && layer.many_to_many_relationships.is_empty()
}

/// Returns the statements of an entity type that the other layers of its table do not make.
fn layer(entity: &EntityType, others: &[Document], ids: &HashMap<String, String>) -> Document {
    let source = entity.layers.last().map(|layer| layer.source.clone()).unwrap_or_default();
    let (origin, extent) = (entity.origin, entity.origin);
    let provenance = Provenance::Metadata;
    let mut layer = Document { source, origin, extent, provenance, ..Document::default() };
    layer.table = facts(entity, others);
    let described = described(others);
    for property in &entity.properties {
        let column = column(property);
        if !described.contains(column.logical_name.as_str()) {
            let links = links(entity, &column);
            layer.many_to_one_relationships.extend(links.iter().filter_map(|link| one_to_many(entity, link, ids)));
            let targets = links.iter().flat_map(|link| targets(link)).map(str::to_owned).collect();
            layer.attributes.push(Attribute { targets, ..column });
        }
    }
    layer.keys = keys(entity, others);
    layer.many_to_many_relationships = pairs(entity, others);
    layer
}

fn facts(entity: &EntityType, others: &[Document]) -> TableFacts {
    let unless = |fact: fn(&TableFacts) -> &Option<String>, value: &Option<String>| {
        value.clone().filter(|_| others.iter().all(|other| fact(&other.table).is_none()))
    };
    TableFacts {
        logical_name: entity.name.clone(),
        entity_set_name: unless(|facts| &facts.entity_set_name, &entity.entity_set_name),
        primary_id_attribute: unless(|facts| &facts.primary_id_attribute, &entity.primary_id_attribute),
        description: unless(|facts| &facts.description, &entity.description),
        ..TableFacts::default()
    }
}

/// The names of the columns that some layer describes. One that only changes a column, or leaves it out, does not.
fn described(others: &[Document]) -> HashSet<String> {
    let columns = others.iter().flat_map(|other| &other.attributes);
    let described = columns.filter(|column| column.attribute_type.is_some());
    described.flat_map(|column| [column.logical_name.clone(), column.schema_name.to_lowercase()]).collect()
}

fn column(property: &Property) -> Attribute {
    let lookup = property.name.strip_prefix('_').and_then(|name| name.strip_suffix("_value"));
    let attribute_type = match (lookup, property.type_name.as_deref()) {
        (Some("ownerid"), _) => Some(AttributeType::Owner),
        (Some(_), _) => Some(AttributeType::Lookup),
        (None, type_name) => type_name.and_then(attribute_type),
    };
    // A lookup property is read alone; the navigation property beside it is written.
    let settable = property.computed.filter(|_| lookup.is_none()).map(|computed| !computed);
    let name = lookup.unwrap_or(&property.name).to_owned();
    Attribute {
        origin: property.origin,
        schema_name: name.clone(),
        logical_name: name,
        attribute_type,
        description: property.description.clone(),
        is_valid_for_create: settable.filter(|settable| !settable),
        is_valid_for_update: settable.filter(|settable| !settable),
        ..Attribute::default()
    }
}

/// The type of a column, as far as it matters for reading and writing its values.
fn attribute_type(type_name: &str) -> Option<AttributeType> {
    Some(match type_name {
        "Edm.Boolean" => AttributeType::Boolean,
        "Edm.Date" | "Edm.DateTimeOffset" => AttributeType::DateTime,
        "Edm.Decimal" => AttributeType::Decimal,
        "Edm.Double" => AttributeType::Double,
        "Edm.Guid" => AttributeType::Uniqueidentifier,
        "Edm.Int32" => AttributeType::Integer,
        "Edm.Int64" => AttributeType::BigInt,
        "Edm.String" => AttributeType::String,
        "mscrm.BooleanManagedProperty" => AttributeType::ManagedProperty,
        _ => return None,
    })
}

/// The links of a lookup column.
fn links<'e>(entity: &'e EntityType, column: &Attribute) -> Vec<&'e NavigationProperty> {
    let is_of = |link: &&NavigationProperty| !link.collection && link.column.as_ref() == Some(&column.logical_name);
    entity.navigation_properties.iter().filter(is_of).collect()
}

/// The tables that a link leads to.
fn targets(link: &NavigationProperty) -> Vec<&str> {
    if link.table == PRINCIPAL { vec!["systemuser", "team"] } else { vec![&link.table] }
}

/// The relationship of a link. It is called by the property that leads back, which nearly always has its name; without
/// one there is no name for it.
fn one_to_many(
    entity: &EntityType,
    link: &NavigationProperty,
    ids: &HashMap<String, String>,
) -> Option<OneToManyRelationship> {
    let table = if link.table == PRINCIPAL { OWNER } else { &link.table };
    Some(OneToManyRelationship {
        origin: entity.origin,
        schema_name: link.partner.clone()?,
        referenced_entity: Some(table.to_owned()),
        referenced_attribute: ids.get(table).cloned(),
        referencing_entity: Some(entity.name.clone()),
        referencing_attribute: link.column.clone(),
        referenced_entity_navigation_property_name: link.partner.clone(),
        referencing_entity_navigation_property_name: Some(link.name.clone()),
        ..OneToManyRelationship::default()
    })
}

/// The alternate keys of whose columns no other layer has one.
fn keys(entity: &EntityType, others: &[Document]) -> Vec<AlternateKey> {
    let sorted = |key: &AlternateKey| {
        let mut columns = key.key_attributes.clone();
        columns.sort_unstable();
        columns
    };
    let known: HashSet<Vec<String>> = others.iter().flat_map(|other| &other.keys).map(sorted).collect();
    entity.keys.iter().filter(|key| !known.contains(&sorted(key))).cloned().collect()
}

/// The many-to-many relationships that no other layer has: links to several rows that are their own partners.
fn pairs(entity: &EntityType, others: &[Document]) -> Vec<ManyToManyRelationship> {
    let known: HashSet<&str> = others
        .iter()
        .flat_map(|other| &other.many_to_many_relationships)
        .flat_map(|pair| {
            let names = [&pair.entity1_navigation_property_name, &pair.entity2_navigation_property_name];
            names.into_iter().flatten().map(String::as_str).chain([pair.schema_name.as_str()])
        })
        .collect();
    let is_pair = |link: &&NavigationProperty| {
        link.collection && link.partner.as_ref() == Some(&link.name) && !known.contains(link.name.as_str())
    };
    let pair = |link: &NavigationProperty| ManyToManyRelationship {
        origin: entity.origin,
        schema_name: link.name.clone(),
        entity1_logical_name: Some(entity.name.clone()),
        entity1_navigation_property_name: Some(link.name.clone()),
        entity2_logical_name: Some(link.table.clone()),
        entity2_navigation_property_name: Some(link.name.clone()),
        ..ManyToManyRelationship::default()
    };
    entity.navigation_properties.iter().filter(is_pair).map(pair).collect()
}

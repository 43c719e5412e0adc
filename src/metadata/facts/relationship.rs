//! Relationships.

use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};

use super::value::layer;
use super::words::Words;
use crate::metadata::relationship::{ManyToManyMetadata, OneToManyMetadata};

/// `contact_customer_accounts Referencing=contact.parentcustomerid Referenced=account.accountid Delete=Cascade`: the
/// schema name, and the rest by key. `NoCascade=Merge,Share` lists the actions that do nothing.
pub(super) fn one_to_many(line: &'static str) -> OneToManyMetadata {
    let mut words = Words::of(line);
    let schema_name = words.text();
    let mut relationship = OneToManyMetadata { schema_name, layer: Some(0), ..OneToManyMetadata::UNKNOWN };
    for word in words {
        let (Some(key), value) = (word.key, word.value) else { continue };
        match key {
            "Referencing" => {
                (relationship.referencing_entity, relationship.referencing_attribute) = end(value);
            }
            "Referenced" => (relationship.referenced_entity, relationship.referenced_attribute) = end(value),
            "parent" => relationship.referencing_entity_navigation_property_name = Some(value),
            "children" => relationship.referenced_entity_navigation_property_name = Some(value),
            "hierarchical" => relationship.is_hierarchical = value.parse().ok(),
            "customizable" => relationship.is_customizable = value.parse().ok(),
            "layer" => relationship.layer = layer(value),
            _ => cascade(&mut relationship.cascade, key, value),
        }
    }
    relationship
}

fn cascade(configuration: &mut CascadeConfiguration, key: &str, value: &str) {
    if let (Ok(action), Ok(effect)) = (key.parse::<CascadeAction>(), value.parse()) {
        configuration.set(action, effect);
    } else if let Ok(effect) = key.parse::<CascadeType>() {
        for action in value.split(',').filter_map(|action| action.parse().ok()) {
            configuration.set(action, effect);
        }
    }
}

/// A table and its column, either of which may be empty. Names of tables have no dot.
fn end(value: &'static str) -> (Option<&'static str>, Option<&'static str>) {
    let (table, column) = value.split_once('.').unwrap_or((value, ""));
    let stated = |name: &'static str| Some(name).filter(|name| !name.is_empty());
    (stated(table), stated(column))
}

/// `accountleads_association intersect=accountleads Entity1=account.accountid,property Entity2=…`.
pub(super) fn many_to_many(line: &'static str) -> ManyToManyMetadata {
    let mut words = Words::of(line);
    let schema_name = words.text();
    let mut relationship = ManyToManyMetadata { schema_name, layer: Some(0), ..ManyToManyMetadata::UNKNOWN };
    for word in words {
        let (Some(key), value) = (word.key, word.value) else { continue };
        match key {
            "intersect" => relationship.intersect_entity_name = Some(value),
            "customizable" => relationship.is_customizable = value.parse().ok(),
            "Entity1" => {
                (relationship.entity1_logical_name, relationship.entity1_intersect_attribute) = end(value);
            }
            "Entity2" => {
                (relationship.entity2_logical_name, relationship.entity2_intersect_attribute) = end(value);
            }
            "property1" => relationship.entity1_navigation_property_name = Some(value),
            "property2" => relationship.entity2_navigation_property_name = Some(value),
            "layer" => relationship.layer = layer(value),
            _ => {}
        }
    }
    relationship
}

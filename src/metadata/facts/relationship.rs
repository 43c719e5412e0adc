//! Relationships.

use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};

use super::words::{Word, Words};
use crate::metadata::relationship::{ManyToManyMetadata, OneToManyMetadata};

/// `contact_customer_accounts Referencing=contact.parentcustomerid Referenced=account.accountid Delete=Cascade`: the
/// schema name, and the rest by key. `NoCascade=Merge,Share` lists the actions that do nothing.
pub(super) fn one_to_many(line: &'static str) -> OneToManyMetadata {
    let mut words = Words::of(line);
    let schema_name = words.text();
    let mut relationship = OneToManyMetadata { schema_name, layer: Some(0), ..OneToManyMetadata::UNKNOWN };
    for word in words {
        let Some(key) = word.key else { continue };
        match key {
            "Referencing" => {
                (relationship.referencing_entity, relationship.referencing_attribute) = word.end();
            }
            "Referenced" => (relationship.referenced_entity, relationship.referenced_attribute) = word.end(),
            "parent" => relationship.referencing_entity_navigation_property_name = Some(word.text()),
            "children" => relationship.referenced_entity_navigation_property_name = Some(word.text()),
            "hierarchical" => relationship.is_hierarchical = word.parse(),
            "customizable" => relationship.is_customizable = word.parse(),
            "layer" => relationship.layer = word.parse(),
            _ => cascade(&mut relationship.cascade, key, word),
        }
    }
    relationship
}

fn cascade(configuration: &mut CascadeConfiguration, key: &str, word: Word) {
    if let (Ok(action), Some(effect)) = (key.parse::<CascadeAction>(), word.parse()) {
        configuration.set(action, effect);
    } else if let Ok(effect) = key.parse::<CascadeType>() {
        for action in word.parts().filter_map(|action| action.parse().ok()) {
            configuration.set(action, effect);
        }
    }
}

/// `accountleads_association intersect=accountleads Entity1=account.accountid,property Entity2=…`.
pub(super) fn many_to_many(line: &'static str) -> ManyToManyMetadata {
    let mut words = Words::of(line);
    let schema_name = words.text();
    let mut relationship = ManyToManyMetadata { schema_name, layer: Some(0), ..ManyToManyMetadata::UNKNOWN };
    for word in words {
        let Some(key) = word.key else { continue };
        match key {
            "intersect" => relationship.intersect_entity_name = Some(word.text()),
            "customizable" => relationship.is_customizable = word.parse(),
            "Entity1" => {
                (relationship.entity1_logical_name, relationship.entity1_intersect_attribute) = word.end();
            }
            "Entity2" => {
                (relationship.entity2_logical_name, relationship.entity2_intersect_attribute) = word.end();
            }
            "property1" => relationship.entity1_navigation_property_name = Some(word.text()),
            "property2" => relationship.entity2_navigation_property_name = Some(word.text()),
            "layer" => relationship.layer = word.parse(),
            _ => {}
        }
    }
    relationship
}

//! Relationships and their cascades in words.

use earlybound_reader::model::{ManyToManyRelationship, OneToManyRelationship, Table};
use earlybound_schema::cascade::CascadeType;

use super::escape::code;
use super::facts::{lines, sentences};
use super::{Detail, Doc, link};

/// What the constant of a one-to-many relationship says, on either side.
pub(crate) fn one_to_many(detail: Detail, table: &Table, relationship: &OneToManyRelationship) -> Doc {
    let name = |name: &Option<String>| name.as_deref().map_or_else(|| "an unnamed table".to_owned(), code);
    let referencing = name(&relationship.referencing_entity);
    let referenced = name(&relationship.referenced_entity);
    let through = relationship.referencing_attribute.as_deref();
    let through = through.map_or_else(String::new, |column| format!(" through {}", code(column)));
    let parent = relationship.referencing_entity_navigation_property_name.as_deref();
    let children = relationship.referenced_entity_navigation_property_name.as_deref();
    let facts = [
        relationship.is_hierarchical.filter(|is| *is).map(|_| "The rows form a tree".to_owned()),
        parent.map(|property| format!("To the parent: {}", code(property))),
        children.map(|property| format!("To the children: {}", code(property))),
    ];
    let layers = link::layers(table, relationship.layer, &relationship.changed_by, &relationship.schema_name);
    Doc::new(detail, format!("{referencing} points at {referenced}{through}."))
        .paragraph(cascades(relationship))
        .paragraph(lines([sentences(facts), layers]))
}

/// The class of the relationship, and every action that the reference states.
fn cascades(relationship: &OneToManyRelationship) -> String {
    let cascade = &relationship.cascade_configuration;
    let Some(behavior) = cascade.behavior() else { return String::new() };
    if cascade.stated().all(|(_, effect)| effect == CascadeType::NoCascade) {
        return format!("{behavior}: nothing cascades.");
    }
    let actions: Vec<String> = cascade.stated().map(|(action, effect)| format!("{action} {effect}")).collect();
    format!("{behavior}: {}.", actions.join(", "))
}

/// What the constant of a many-to-many relationship says.
pub(crate) fn many_to_many(detail: Detail, table: &Table, relationship: &ManyToManyRelationship) -> Doc {
    let name = |name: &Option<String>| name.as_deref().map_or_else(|| "an unnamed table".to_owned(), code);
    let one = name(&relationship.entity1_logical_name);
    let other = name(&relationship.entity2_logical_name);
    let intersect = relationship.intersect_entity_name.as_deref();
    let intersect = intersect.map_or_else(String::new, |name| format!(", in {}", code(name)));
    let property = relationship.entity1_navigation_property_name.as_deref();
    let facts = [property.map(|property| format!("To the other rows: {}", code(property)))];
    let layers = link::layers(table, relationship.layer, &relationship.changed_by, &relationship.schema_name);
    Doc::new(detail, format!("Pairs of {one} and {other}{intersect}.")).paragraph(lines([sentences(facts), layers]))
}

#[cfg(test)]
mod tests {
    use earlybound_schema::cascade::CascadeConfiguration;

    use super::*;

    #[test]
    fn cascades_are_told_with_their_class() {
        let cascade_configuration = CascadeConfiguration {
            assign: Some(CascadeType::NoCascade),
            delete: Some(CascadeType::Restrict),
            ..CascadeConfiguration::UNKNOWN
        };
        let relationship = OneToManyRelationship { cascade_configuration, ..OneToManyRelationship::default() };
        assert_eq!(cascades(&relationship), "Referential, Restrict Delete: Assign NoCascade, Delete Restrict.");
        assert_eq!(cascades(&OneToManyRelationship::default()), "");
        let cascade_configuration =
            CascadeConfiguration { delete: Some(CascadeType::NoCascade), ..CascadeConfiguration::UNKNOWN };
        let relationship = OneToManyRelationship { cascade_configuration, ..OneToManyRelationship::default() };
        assert_eq!(cascades(&relationship), "Custom: nothing cascades.");
    }
}

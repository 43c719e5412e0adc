//! Relationships and their cascades in words.

use earlybound_reader::model::{ManyToManyRelationship, OneToManyRelationship, Table};
use earlybound_schema::cascade::{CascadeAction, CascadeType, RelationshipBehavior};

use super::escape::code;
use super::facts::{lines, sentences};
use super::{Detail, Doc, link};

/// Returns the documentation of a one-to-many relationship, on either side: who points at whom, what cascades, and the
/// navigation properties.
pub(crate) fn one_to_many(detail: Detail, table: &Table, relationship: &OneToManyRelationship) -> Doc {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "?".to_owned());
    let referencing = name(&relationship.referencing_entity);
    let referencing = match &relationship.referencing_attribute {
        Some(column) => format!("{referencing}.{column}"),
        None => referencing,
    };
    let first = format!("{} points at {}", code(&referencing), code(&name(&relationship.referenced_entity)));
    if detail == Detail::OneLine {
        return Doc::new(detail, first + ".");
    }
    let facts = [
        Some(first),
        cascades(relationship),
        relationship.is_hierarchical.filter(|is| *is).map(|_| "The rows form a tree".to_owned()),
        navigation(relationship),
    ];
    let layers = link::layers(table, relationship.layer, &relationship.changed_by, &relationship.schema_name);
    Doc::new(detail, sentences(facts)).paragraph(layers)
}

/// The navigation properties: `x` (to one), `y` (to many).
fn navigation(relationship: &OneToManyRelationship) -> Option<String> {
    let parent = relationship.referencing_entity_navigation_property_name.as_deref();
    let children = relationship.referenced_entity_navigation_property_name.as_deref();
    let parent = parent.map(|property| format!("{} (to one)", code(property)));
    let children = children.map(|property| format!("{} (to many)", code(property)));
    let properties: Vec<String> = parent.into_iter().chain(children).collect();
    (!properties.is_empty()).then(|| format!("Navigation: {}", properties.join(", ")))
}

/// The class of the relationship, and the actions that do something.
fn cascades(relationship: &OneToManyRelationship) -> Option<String> {
    let cascade = &relationship.cascade_configuration;
    let behavior = cascade.behavior()?;
    let is_parental = behavior == RelationshipBehavior::Parental;
    // What is parental cascades everything but this, which no class says.
    let goes_without_saying = |action| is_parental && action != CascadeAction::Merge;
    let does_something = |(action, effect): &(CascadeAction, CascadeType)| {
        *effect != CascadeType::NoCascade && !goes_without_saying(*action)
    };
    let actions: Vec<String> =
        cascade.stated().filter(does_something).map(|(action, effect)| format!("{action} {effect}")).collect();
    Some(match (actions.is_empty(), is_parental) {
        (true, true) => behavior.to_string(),
        (true, false) => format!("{behavior}: nothing cascades"),
        (false, _) => format!("{behavior}: {}", actions.join(", ")),
    })
}

/// Returns the documentation of a many-to-many relationship.
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
        assert_eq!(cascades(&relationship).as_deref(), Some("Referential, Restrict Delete: Delete Restrict"));
        assert_eq!(cascades(&OneToManyRelationship::default()), None);
        let cascade_configuration =
            CascadeConfiguration { delete: Some(CascadeType::NoCascade), ..CascadeConfiguration::UNKNOWN };
        let relationship = OneToManyRelationship { cascade_configuration, ..OneToManyRelationship::default() };
        assert_eq!(cascades(&relationship).as_deref(), Some("Custom: nothing cascades"));
    }
}

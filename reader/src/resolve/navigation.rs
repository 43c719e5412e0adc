//! Navigation properties that table pages do not state are those of the Web API's entity types.
//!
//! A relationship finds its navigation property by the referencing table, the column and the table that it leads to, or
//! by the property that leads back. Where these do not tell, it stays unknown.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{EntityType, ManyToManyRelationship, NavigationProperty, OneToManyRelationship, Table};

/// The type that stands for users and teams alike.
pub(super) const PRINCIPAL: &str = "principal";

/// Completes the relationships of all tables.
pub(super) fn complete(tables: &mut [Table], entity_types: &[EntityType], diagnostics: &mut Diagnostics) {
    if entity_types.is_empty() {
        return;
    }
    let types: HashMap<&str, &EntityType> = entity_types.iter().map(|entity| (entity.name.as_str(), entity)).collect();
    // Both sides of a relationship state it, and a finding on it is one.
    let mut reported = BTreeSet::new();
    for table in tables {
        let lists = [&mut table.many_to_one_relationships, &mut table.one_to_many_relationships];
        for relationship in lists.into_iter().flatten() {
            let found = find(relationship, &types);
            fill(relationship, found, &mut reported, diagnostics);
        }
        if let Some(of) = types.get(table.table.logical_name.as_str()) {
            table.many_to_many_relationships.iter_mut().for_each(|pair| fill_pair(pair, of));
        }
    }
}

/// Completes a many-to-many relationship, seen from the table that comes first: the link of its name is its own partner.
fn fill_pair(pair: &mut ManyToManyRelationship, of: &EntityType) {
    let is_pair = |link: &&NavigationProperty| {
        link.collection
            && link.name == pair.schema_name
            && link.partner.as_ref() == Some(&link.name)
            && pair.entity2_logical_name.as_ref() == Some(&link.table)
    };
    let is_first =
        pair.entity1_logical_name.as_ref() == Some(&of.name) && pair.entity2_logical_name != Some(of.name.clone());
    if is_first && of.navigation_properties.iter().any(|link| is_pair(&link)) {
        let name = pair.schema_name.clone();
        pair.entity1_navigation_property_name.get_or_insert_with(|| name.clone());
        pair.entity2_navigation_property_name.get_or_insert(name);
    }
}

/// The statements of the entity types on a relationship, each with its type.
#[derive(Clone, Copy, Default)]
struct Found<'a> {
    /// The navigation property of a row that points.
    to_one: Option<(&'a str, &'a EntityType)>,
    /// The same, found otherwise, and different.
    other: Option<&'a str>,
    /// The navigation property that leads back.
    to_many: Option<&'a str>,
}

fn find<'a>(relationship: &OneToManyRelationship, types: &HashMap<&str, &'a EntityType>) -> Found<'a> {
    let (Some(one), Some(many)) = (&relationship.referenced_entity, &relationship.referencing_entity) else {
        return Found::default();
    };
    let (one_type, many_type) = (types.get(one.as_str()).copied(), types.get(many.as_str()).copied());
    let to_one = || many_type.into_iter().flat_map(|of| &of.navigation_properties).filter(|to| !to.collection);
    let leads_to_one = |property: &&NavigationProperty| {
        property.table == *one || property.table == PRINCIPAL && matches!(&**one, "systemuser" | "team" | "owner")
    };
    let stated_back = relationship.referenced_entity_navigation_property_name.as_deref();
    let column = relationship.referencing_attribute.as_deref();
    let by_column =
        only(to_one().filter(leads_to_one).filter(|to| to.column.is_some() && to.column.as_deref() == column));
    let by_partner =
        only(to_one().filter(leads_to_one).filter(|to| to.partner.is_some() && to.partner.as_deref() == stated_back));
    let back = || one_type.into_iter().flat_map(|of| &of.navigation_properties).filter(|to| to.collection);
    let by_back = only(back().filter(|to| to.table == *many && Some(to.name.as_str()) == stated_back));
    let names = [
        by_column.map(|to| to.name.as_str()).zip(many_type),
        by_partner.map(|to| to.name.as_str()).zip(many_type),
        by_back.and_then(|to| to.partner.as_deref()).zip(one_type),
    ];
    let first = names.iter().flatten().next().copied();
    let other =
        names.iter().flatten().map(|(name, _)| *name).find(|name| first.is_some_and(|(first, _)| first != *name));
    let partner = by_column.or(by_partner).and_then(|to| to.partner.as_deref());
    Found { to_one: first, other, to_many: partner }
}

/// The item of a list that has no other.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

fn fill(
    relationship: &mut OneToManyRelationship,
    found: Found<'_>,
    reported: &mut BTreeSet<(String, Option<String>)>,
    diagnostics: &mut Diagnostics,
) {
    let Some((name, source)) = found.to_one else { return };
    let stated = relationship.referencing_entity_navigation_property_name.as_deref();
    let conflict = match stated {
        Some(stated) if stated != name => Some(stated),
        _ => found.other,
    };
    let key = (relationship.schema_name.clone(), relationship.referencing_entity.clone());
    if let Some(other) = conflict {
        if reported.insert(key) {
            let schema_name = &relationship.schema_name;
            let message =
                format!("`{schema_name}`: the navigation property is `{name}` in one place and `{other}` in another");
            diagnostics.push(
                Diagnostic::new(Code::LayersDisagree, message)
                    .at(
                        relationship.origin,
                        if stated.is_some() { "what stands here counts" } else { "it stays unknown" },
                    )
                    .related(source.origin, "the entity type"),
            );
        }
        return;
    }
    relationship.referencing_entity_navigation_property_name.get_or_insert_with(|| name.to_owned());
    if let Some(back) = found.to_many {
        relationship.referenced_entity_navigation_property_name.get_or_insert_with(|| back.to_owned());
    }
}

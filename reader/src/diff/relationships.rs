//! Relationships and their cascades.
//!
//! A relationship that came or went is told with both of its tables: either gets or loses names. What changed within it
//! is told once, with the table that is pointed at where both versions describe it.

use super::change::{Change, ChangeKind, Severity};
use super::comparison::{Comparison, Described};
use super::pairs::{Pair, pairs};
use super::stated::Item;
use crate::model::fact::Facts;
use crate::model::{AssociatedMenu, ManyToManyRelationship, OneToManyRelationship, Table};
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration};

const CAME_OR_WENT: [ChangeKind; 2] = [ChangeKind::RelationshipRemoved, ChangeKind::RelationshipAdded];

pub(super) fn compare(comparison: &mut Comparison<'_>, before: &Table, after: &Table, described: &Described) {
    let told_elsewhere = |relationship: &OneToManyRelationship| {
        let referenced = relationship.referenced_entity.as_deref();
        referenced.is_some_and(|table| described.contains(table) && table != comparison.told.table)
    };
    let elsewhere: Vec<&str> = after
        .many_to_one_relationships
        .iter()
        .filter(|relationship| told_elsewhere(relationship))
        .map(|relationship| relationship.schema_name.as_str())
        .collect();
    one_to_many(
        comparison,
        Item::OneToMany,
        [&before.one_to_many_relationships, &after.one_to_many_relationships],
        &[],
    );
    let many_to_one = [before.many_to_one_relationships.as_slice(), after.many_to_one_relationships.as_slice()];
    one_to_many(comparison, Item::ManyToOne, many_to_one, &elsewhere);
    many_to_many(comparison, &before.many_to_many_relationships, &after.many_to_many_relationships);
}

/// Compares one side's relationships; what changed within those `elsewhere` is told with another table.
fn one_to_many(
    comparison: &mut Comparison<'_>,
    item: Item,
    [old, new]: [&[OneToManyRelationship]; 2],
    elsewhere: &[&str],
) {
    for pair in pairs(old, new, |relationship| relationship.schema_name.as_str()) {
        comparison.came_or_went(item, CAME_OR_WENT, &pair, |relationship| {
            (relationship.schema_name.clone(), Some(ends(relationship)))
        });
        let Pair::Both(before, after) = pair else { continue };
        if elsewhere.binary_search(&before.schema_name.as_str()).is_ok() {
            continue;
        }
        let name = before.schema_name.as_str();
        facts(comparison, item, name, before, after);
        comparison.other(ChangeKind::RelationshipChanged, name, &before.other, &after.other);
        let menus = [&before.associated_menu_configuration, &after.associated_menu_configuration];
        menu(comparison, &format!("{name}.AssociatedMenuConfiguration"), menus);
        cascades(comparison, name, &before.cascade_configuration, &after.cascade_configuration);
    }
}

/// The lookup and the table that it points at: `contact.parentcustomerid -> account`.
fn ends(relationship: &OneToManyRelationship) -> String {
    let known = |name: &Option<String>| name.clone().unwrap_or_else(|| "?".to_owned());
    let lookup = relationship.referencing_attribute.as_ref().map_or(String::new(), |column| format!(".{column}"));
    format!("{}{lookup} -> {}", known(&relationship.referencing_entity), known(&relationship.referenced_entity))
}

/// Tells the facts that both sides state. Much is stated on one table's page alone, which may not be there.
fn facts<T: Facts>(comparison: &mut Comparison<'_>, item: Item, name: &str, before: &T, after: &T) {
    let first = comparison.told.changes.len();
    comparison.facts(ChangeKind::RelationshipChanged, item, before, after, |key| format!("{name}.{key}"));
    let told = comparison.told.changes.split_off(first);
    comparison.told.changes.extend(told.into_iter().filter(|change| change.old.is_some() && change.new.is_some()));
}

fn cascades(comparison: &mut Comparison<'_>, name: &str, before: &CascadeConfiguration, after: &CascadeConfiguration) {
    if *before == CascadeConfiguration::UNKNOWN || *after == CascadeConfiguration::UNKNOWN {
        return;
    }
    for action in CascadeAction::ALL {
        let (old, new) = (before.get(*action), after.get(*action));
        let known =
            (old.is_some() || comparison.old.cascade(*action)) && (new.is_some() || comparison.new.cascade(*action));
        if old != new && known {
            let values = [old, new].map(|cascade| cascade.map(|cascade| cascade.to_string()));
            comparison.told.tell(ChangeKind::CascadeChanged, Severity::Behavioural, format!("{name}.{action}"), values);
        }
    }
}

/// Tells how related rows show, as one fact that lists the parts that differ.
fn menu(comparison: &mut Comparison<'_>, item: &str, [before, after]: [&Option<Box<AssociatedMenu>>; 2]) {
    let (Some(before), Some(after)) = (before, after) else { return };
    let first = comparison.told.changes.len();
    comparison.facts(ChangeKind::RelationshipChanged, Item::Menu, &**before, &**after, |key| key.to_string());
    let parts = comparison.told.changes.split_off(first);
    if parts.is_empty() {
        return;
    }
    let listed = |value: fn(&Change) -> &Option<String>| {
        let part = |part: &Change| format!("{}: {}", part.item, value(part).as_deref().unwrap_or_default());
        Some(parts.iter().map(part).collect::<Vec<String>>().join(", "))
    };
    let values = [listed(|part| &part.old), listed(|part| &part.new)];
    comparison.told.tell(ChangeKind::RelationshipChanged, Severity::Text, item.to_owned(), values);
}

fn many_to_many(comparison: &mut Comparison<'_>, old: &[ManyToManyRelationship], new: &[ManyToManyRelationship]) {
    for pair in pairs(old, new, |relationship| relationship.schema_name.as_str()) {
        comparison.came_or_went(Item::ManyToMany, CAME_OR_WENT, &pair, |relationship| {
            let intersect = relationship.intersect_entity_name.clone();
            (relationship.schema_name.clone(), intersect)
        });
        let Pair::Both(before, after) = pair else { continue };
        let name = before.schema_name.as_str();
        facts(comparison, Item::ManyToMany, name, before, after);
        comparison.other(ChangeKind::RelationshipChanged, name, &before.other, &after.other);
        let sides = [
            ("Entity1", &before.entity1_associated_menu_configuration, &after.entity1_associated_menu_configuration),
            ("Entity2", &before.entity2_associated_menu_configuration, &after.entity2_associated_menu_configuration),
        ];
        for (side, before, after) in sides {
            menu(comparison, &format!("{name}.{side}AssociatedMenuConfiguration"), [before, after]);
        }
    }
}

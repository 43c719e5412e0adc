//! Lookups can be set, which takes the name of their navigation property.

use std::collections::HashSet;

use super::own::is_own;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Schema, Table};
use earlybound_schema::AttributeType;

/// Some relationship of each lookup of one's own names the navigation property that a request sets it by. One finding
/// for a run: who leaves one out leaves out many.
pub(super) fn lookups_can_be_set(schema: &Schema, diagnostics: &mut Diagnostics) {
    let unnamed: Vec<(String, &Attribute)> = schema.tables.iter().flat_map(unnamed).collect();
    let Some((first, column)) = unnamed.first() else { return };
    let message = match unnamed.len() {
        1 => format!("nothing states the navigation property of the lookup `{first}`"),
        count => format!("nothing states the navigation properties of {count} lookups, such as `{first}`"),
    };
    let finding =
        Diagnostic::new(Code::UnnamedNavigation, message).at(column.origin, "requests cannot set this lookup");
    let targets = if column.targets.is_empty() { "; its `Targets` are missing, too" } else { "" };
    diagnostics.push(finding.help(format!(
        "add under `ManyToOneRelationships` a relationship with `ReferencingAttribute: {}` and \
         `ReferencingEntityNavigationPropertyName: …`, which for a lookup of your own on one table is the column's \
         schema name{targets}",
        column.logical_name
    )));
}

fn unnamed(table: &Table) -> Vec<(String, &Attribute)> {
    let sides = table.many_to_one_relationships.iter();
    let named = sides.filter(|side| side.referencing_entity_navigation_property_name.is_some());
    let named: HashSet<&str> = named.filter_map(|side| side.referencing_attribute.as_deref()).collect();
    let can_be_set = |column: &&Attribute| {
        let is_lookup = matches!(column.attribute_type, Some(AttributeType::Lookup | AttributeType::Customer));
        is_lookup && (column.creatable() != Some(false) || column.updatable() != Some(false))
    };
    let columns = table.attributes.iter().filter(can_be_set).filter(|column| is_own(table, column.layer));
    let unnamed = columns.filter(|column| !named.contains(column.logical_name.as_str()));
    unnamed.map(|column| (format!("{}.{}", table.table.logical_name, column.logical_name), column)).collect()
}

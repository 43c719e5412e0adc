//! Names that stand in addresses of the Web API.

use std::collections::BTreeSet;

use earlybound_schema::{is_identifier, is_qualified_name};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Message, Schema, Table};
use crate::span::Origin;

/// The names that requests are made of say nothing else where they stand.
pub(super) fn names_are_identifiers(table: &Table, diagnostics: &mut Diagnostics) {
    let mut check = reporter(diagnostics);
    let facts = &table.table;
    if let Some(set) = &facts.entity_set_name {
        check("the entity set", set, is_identifier(set), table.origin);
    }
    for column in [&facts.primary_id_attribute, &facts.primary_name_attribute].into_iter().flatten() {
        let is_listed = table.attributes.iter().any(|one| one.logical_name == *column);
        check("the column", column, is_listed || is_identifier(column), table.origin);
    }
    for column in &table.attributes {
        check("the column", &column.logical_name, is_identifier(&column.logical_name), column.origin);
        if let Some(property) = &column.property_name {
            check("the property", property, is_identifier(property), column.origin);
        }
    }
    for message in &table.messages {
        let name = name_in_addresses(message);
        check("the message", name, is_qualified_name(name), message.origin);
        for parameter in &message.parameters {
            check("the parameter", &parameter.name, is_identifier(&parameter.name), message.origin);
        }
    }
    for (name, origin) in navigation_properties(table) {
        check("the navigation property", name, is_identifier(name), origin);
    }
}

/// The same of the messages that no table lists, and of the enums that messages speak of.
pub(super) fn names_of_the_web_api_are_identifiers(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut check = reporter(diagnostics);
    let listed = schema.tables.iter().flat_map(|table| &table.messages);
    let listed: BTreeSet<&str> = listed.map(|message| message.name.as_str()).collect();
    for message in schema.web_api.messages.iter().filter(|message| !listed.contains(message.name.as_str())) {
        check("the message", &message.name, is_qualified_name(&message.name), message.origin);
        for parameter in &message.parameters {
            check("the parameter", &parameter.name, is_identifier(&parameter.name), message.origin);
        }
    }
    for of in &schema.web_api.enum_types {
        check("the enum", &of.name, is_qualified_name(&of.name), of.origin);
    }
}

/// Returns what reports a name that is none.
fn reporter(diagnostics: &mut Diagnostics) -> impl FnMut(&str, &str, bool, Origin) {
    |what, name, is_good, origin| {
        if !is_good {
            let message = format!("{what} {name:?} cannot stand in an address");
            let finding = Diagnostic::new(Code::NotAnIdentifier, message).at(origin, "named here");
            diagnostics.push(finding.help("names there have only letters, digits and `_`"));
        }
    }
}

/// An action or a function is called by its name in the Web API.
fn name_in_addresses(message: &Message) -> &str {
    message.web_api.as_deref().unwrap_or(&message.name)
}

fn navigation_properties(table: &Table) -> impl Iterator<Item = (&str, Origin)> {
    let pointing = table
        .many_to_one_relationships
        .iter()
        .map(|relationship| (relationship.referencing_entity_navigation_property_name.as_deref(), relationship.origin));
    let pointed_at = table
        .one_to_many_relationships
        .iter()
        .map(|relationship| (relationship.referenced_entity_navigation_property_name.as_deref(), relationship.origin));
    let pairs = table.many_to_many_relationships.iter().flat_map(|relationship| {
        let names = [&relationship.entity1_navigation_property_name, &relationship.entity2_navigation_property_name];
        names.map(|name| (name.as_deref(), relationship.origin))
    });
    pointing.chain(pointed_at).chain(pairs).filter_map(|(name, origin)| Some((name?, origin)))
}

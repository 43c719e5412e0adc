//! Many-to-many relationships. The first side is the page's own table.

use super::cells::menu;
use super::properties::Properties;
use super::text;
use super::writer::{Anchor, Writer};
use crate::model::ManyToManyRelationship;

/// Writes a section of relationships that a table takes part in.
pub(super) fn write<'a>(
    page: &mut Writer,
    title: (usize, &str),
    table: &str,
    relationships: impl Iterator<Item = &'a ManyToManyRelationship>,
) {
    let items =
        relationships.map(|relationship| (Anchor { name: &relationship.schema_name, suffix: "" }, relationship));
    page.section(title, items, |page, relationship| {
        page.added_by(relationship.added_by.as_deref());
        page.changes_from(&relationship.schema_name, relationship.changes_from.as_ref());
        if let Some(other) = linked_table(table, relationship) {
            let name = text::line(&relationship.schema_name);
            let link = text::link(
                &format!("{other} {name} Many-To-Many Relationship"),
                &format!("{other}.md#{}", text::anchor(&name)),
            );
            page.block(&format!("See {link}"));
        }
        page.properties(&rows(table, relationship));
    });
}

/// The other table, where a sentence leads to its page: not to the page itself, not from a customized relationship, and
/// not where its name is none that an address holds as it is.
fn linked_table(table: &str, relationship: &ManyToManyRelationship) -> Option<String> {
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let other = relationship.entity2_logical_name.as_deref().map(text::line);
    other.filter(|other| *other != table && !relationship.customized && is_plain(other))
}

/// The rows of both sides. The keys of the first side have a number only where the second side is the same table.
fn rows(table: &str, relationship: &ManyToManyRelationship) -> Properties {
    let is_self = relationship.entity2_logical_name.as_deref() == Some(table);
    let first = |key: &str| if is_self { format!("Entity1{key}") } else { key.to_owned() };
    let second_table = relationship.entity2_logical_name.as_deref();
    let unlinked_table = second_table.filter(|_| linked_table(table, relationship).is_none());
    let first_menu = relationship.entity1_associated_menu_configuration.as_deref().map(menu);
    let second_menu = relationship.entity2_associated_menu_configuration.as_deref().map(menu);
    let mut rows = Properties::default();
    rows.code("IntersectEntityName", relationship.intersect_entity_name.as_deref())
        .truth("IsCustomizable", relationship.is_customizable)
        .code("SchemaName", (!relationship.customized).then_some(relationship.schema_name.as_str()))
        .code("Entity1LogicalName", relationship.entity1_logical_name.as_deref())
        .code("Entity2LogicalName", unlinked_table)
        .code(&first("IntersectAttribute"), relationship.entity1_intersect_attribute.as_deref())
        .code("Entity2IntersectAttribute", relationship.entity2_intersect_attribute.as_deref())
        .code(&first("NavigationPropertyName"), relationship.entity1_navigation_property_name.as_deref())
        .code("Entity2NavigationPropertyName", relationship.entity2_navigation_property_name.as_deref())
        .cell(&first("AssociatedMenuConfiguration"), first_menu)
        .cell("Entity2AssociatedMenuConfiguration", second_menu)
        .other(&relationship.other);
    rows
}

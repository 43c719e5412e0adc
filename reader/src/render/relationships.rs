//! The sections of relationships, and the cells that all relationships share.

use super::many_to_many;
use super::one_to_many::{self, Side};
use super::page::Page;
use super::text;
use crate::model::{AssociatedMenu, Document};
use earlybound_schema::cascade::CascadeConfiguration;

/// Writes what the page adds, then what it changes.
pub(super) fn write(page: &mut Page, document: &Document) {
    write_sections(page, document, false);
    if changes_any(document) {
        page.heading(2, "Customized relationships");
        write_sections(page, document, true);
    }
}

fn write_sections(page: &mut Page, document: &Document, customized: bool) {
    let (level, prefix) = if customized { (3, "Customized ") } else { (2, "") };
    let table = document.table.logical_name.as_str();
    for (side, relationships) in
        [(Side::ManyToOne, &document.many_to_one_relationships), (Side::OneToMany, &document.one_to_many_relationships)]
    {
        let title = format!("{prefix}{}", side.title());
        let relationships = relationships.iter().filter(|relationship| relationship.customized == customized);
        one_to_many::write(page, (level, &title), (table, side), relationships);
    }
    let title = format!("{prefix}Many-to-Many relationships");
    let relationships = document.many_to_many_relationships.iter();
    let relationships = relationships.filter(|relationship| relationship.customized == customized);
    many_to_many::write(page, (level, &title), table, relationships);
}

fn changes_any(document: &Document) -> bool {
    let mut one_sided = document.many_to_one_relationships.iter().chain(&document.one_to_many_relationships);
    one_sided.any(|relationship| relationship.customized)
        || document.many_to_many_relationships.iter().any(|relationship| relationship.customized)
}

/// The cell of the stated cascades.
pub(super) fn cascade(configuration: &CascadeConfiguration) -> Option<String> {
    let parts: Vec<_> = configuration.stated().map(|(action, effect)| format!("{action}: `{effect}`")).collect();
    (!parts.is_empty()).then(|| text::parts(&parts))
}

/// The cell of what is stated about the apps' navigation.
pub(super) fn menu(menu: &AssociatedMenu) -> String {
    let mut parts = Vec::new();
    let mut add = |key: &str, value: Option<String>| parts.extend(value.map(|value| format!("{key}: {value}")));
    add("AvailableOffline", menu.available_offline.map(|value| text::truth(value).to_owned()));
    add("Behavior", menu.behavior.map(|behavior| text::code(behavior.as_str())));
    add("Group", menu.group.map(|group| text::code(group.as_str())));
    add("Label", menu.label.as_deref().map(text::plain));
    add("MenuId", menu.menu_id.as_deref().map(text::code));
    add("Order", menu.order.map(|order| order.to_string()));
    add("QueryApi", menu.query_api.as_deref().map(text::code));
    add("ViewId", menu.view_id.as_deref().map(text::code));
    for (key, value) in &menu.other {
        add(&text::key(key), Some(text::inline(value)));
    }
    if parts.is_empty() {
        // The page has the property, and leaves all that it says blank.
        parts.push(format!("Label: {}", text::code("")));
    }
    text::parts(&parts)
}

//! The sections of relationships.

use super::many_to_many;
use super::one_to_many::{self, Side};
use super::writer::Writer;
use crate::model::Document;

/// Writes what the page adds, then what it changes.
pub(super) fn write(page: &mut Writer, document: &Document) {
    write_sections(page, document, false);
    if changes_any(document) {
        page.heading(2, "Customized relationships");
        write_sections(page, document, true);
    }
}

fn write_sections(page: &mut Writer, document: &Document, customized: bool) {
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

//! Tables that are referred to and have no page, and pages of additions without the page that they extend.

use std::collections::BTreeSet;

use super::overlays::is_addition;
use super::public_pages::repository;
use super::some_of::some_of;
use super::targets::OWNER;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Provenance, Schema, Table};

/// Reports, in one note, tables without a page, and tables of which solutions and answers tell parts alone.
pub(super) fn report(schema: &Schema, known: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
    let missing: BTreeSet<&str> =
        schema.tables.iter().flat_map(referred).filter(|name| !known.contains(*name)).collect();
    let has_pages = |table: &Table| table.layers.iter().any(|layer| layer.provenance == Provenance::Page);
    let is_part = |table: &Table| table.partial && table.table.primary_id_attribute.is_none();
    let parts = schema.tables.iter().filter(|table| is_part(table) && !has_pages(table));
    let parts: BTreeSet<&str> = parts.map(|table| table.table.logical_name.as_str()).collect();
    let missing = match missing.len() {
        0 => None,
        1 => Some(format!("a table is referred to and has no page: {}", some_of(&missing))),
        count => Some(format!("{count} tables are referred to and have no page: {}", some_of(&missing))),
    };
    let parts = (!parts.is_empty()).then(|| format!("of {} there are only additions, and no page", some_of(&parts)));
    let message: Vec<String> = missing.into_iter().chain(parts).collect();
    if !message.is_empty() {
        let help = format!(
            "lookups on tables without a page hold an id alone; the public pages of Dataverse come from {}",
            repository("")
        );
        diagnostics.push(Diagnostic::new(Code::MissingTables, message.join("; ")).help(help));
    }
}

/// Reports a page of additions of which no layer is the page that it extends.
pub(super) fn report_base(layers: &[Document], diagnostics: &mut Diagnostics) {
    if !layers.iter().all(is_addition) {
        return;
    }
    let Some((document, base)) = layers.iter().find_map(|layer| Some((layer, layer.extends.as_ref()?))) else { return };
    let name = &document.table.logical_name;
    let product = if base.product.is_empty() { "another product" } else { &base.product };
    let message = format!("the page of `{name}` in {product}, which this one extends, is missing");
    let finding = Diagnostic::new(Code::MissingBase, message).at(document.origin, "these are additions alone");
    diagnostics.push(finding.help(format!("add it to the inputs, from {}", repository(&base.product))));
}

/// The tables that a table refers to.
fn referred(table: &Table) -> impl Iterator<Item = &str> {
    let targets = table.attributes.iter().flat_map(|column| &column.targets);
    let referenced = table.many_to_one_relationships.iter().flat_map(|relationship| &relationship.referenced_entity);
    let referencing = table.one_to_many_relationships.iter().flat_map(|relationship| &relationship.referencing_entity);
    let partners = table.many_to_many_relationships.iter().flat_map(|relationship| {
        let both = [&relationship.entity1_logical_name, &relationship.entity2_logical_name];
        both.into_iter().flatten()
    });
    let all = targets.chain(referenced).chain(referencing).chain(partners);
    all.map(String::as_str).filter(|name| *name != OWNER)
}

//! The head of a page, and the properties of its table.

use super::options::RenderOptions;
use super::properties::Properties;
use super::text;
use super::writer::Writer;
use crate::model::{Document, Extends, TableFacts};

/// Writes front matter, title, description, origin and the note on what the page extends.
pub(super) fn write(page: &mut Writer, document: &Document, options: &RenderOptions) {
    let name = title_name(&document.table);
    page.block(&front_matter(document, &name));
    page.heading(1, &format!("{} table/entity reference", text::heading(&name)));
    if let Some(description) = document.table.description.as_deref().filter(|_| options.descriptions) {
        page.block(&text::paragraph(&text::words(description)));
    }
    page.added_by(document.table.added_by.as_deref());
    if document.extends.is_some() {
        page.block(&note(document, &name));
    }
}

/// The table's name as titles have it: one word where display name and schema name are the same. A name with nothing to
/// see names nothing.
fn title_name(table: &TableFacts) -> String {
    let visible = |name: &Option<String>| name.as_deref().map(text::line).filter(|name| !name.is_empty());
    match (visible(&table.display_name), visible(&table.schema_name)) {
        (Some(display_name), Some(schema_name)) if display_name != schema_name => {
            format!("{display_name} ({schema_name})")
        }
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => text::line(&table.logical_name),
    }
}

/// The line that marks a page as written by this program.
pub const GENERATOR: &str = "generator: earlybound";

fn front_matter(document: &Document, name: &str) -> String {
    let product = document.product.as_ref().map(|product| format!(" ({})", text::line(product))).unwrap_or_default();
    let title = text::quoted(&format!("{name} table/entity reference{product}"));
    let date = document.date.as_ref().map(|date| format!("ms.date: {}\n", date_value(date))).unwrap_or_default();
    format!("---\ntitle: {title}\n{date}ms.topic: reference\n{GENERATOR}\n---")
}

/// A date stands bare, as on the reference's own pages, where YAML cannot take it for anything but a text.
fn date_value(date: &str) -> String {
    let is_bare = date.contains('/') && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    if is_bare { date.to_owned() } else { text::quoted(date) }
}

/// One sentence for each table that the page extends, the nearest one last.
fn note(document: &Document, name: &str) -> String {
    let product = text::line(document.product.as_deref().unwrap_or_default());
    let this = text::inline(&format!("{product} {name}"));
    let mut lines = String::from("> [!NOTE]");
    for Extends { product, url, .. } in document.also_extends.iter().chain(&document.extends) {
        let base = text::link(&format!("{} {name} table", text::line(product)), url);
        lines.push_str(&format!("\n> The {this} table extends the {base}."));
    }
    lines
}

/// Writes the section of table properties. A page that extends another one has none, unless it states more than the
/// title does.
pub(super) fn write_properties(page: &mut Writer, document: &Document) {
    if document.extends.is_some() && title_says_all(&document.table) {
        return;
    }
    page.heading(2, "Properties");
    let rows = properties(&document.table);
    let rows = rows.as_slice().iter();
    let lines: Vec<_> = rows.map(|[key, cell]| format!("\n| **{}** | {cell} |", text::inline(key))).collect();
    page.block(&format!("|Property|Value|\n| --- | --- |{}", lines.concat()));
}

fn title_says_all(table: &TableFacts) -> bool {
    let in_title = TableFacts {
        logical_name: table.logical_name.clone(),
        schema_name: table.schema_name.clone(),
        display_name: table.display_name.clone(),
        description: table.description.clone(),
        added_by: table.added_by.clone(),
        ..TableFacts::default()
    };
    // Of a name that is not there the title would make one.
    table.display_name.is_some() && table.schema_name.is_some() && in_title == *table
}

fn properties(table: &TableFacts) -> Properties {
    let mut rows = Properties::default();
    // An empty cell takes back what the title seems to say.
    rows.bold("DisplayName", Some(table.display_name.as_deref().unwrap_or_default()))
        .bold("DisplayCollectionName", table.display_collection_name.as_deref())
        .code("SchemaName", Some(table.schema_name.as_deref().unwrap_or_default()))
        .code("CollectionSchemaName", table.collection_schema_name.as_deref())
        .code("EntitySetName", table.entity_set_name.as_deref())
        .code("LogicalName", Some(&table.logical_name))
        .code("LogicalCollectionName", table.logical_collection_name.as_deref())
        .code("PrimaryIdAttribute", table.primary_id_attribute.as_deref())
        .code("PrimaryNameAttribute", table.primary_name_attribute.as_deref())
        .code("TableType", table.table_type.map(|kind| kind.as_str()))
        .code("OwnershipType", table.ownership_type.map(|kind| kind.as_str()))
        .truth("IsBPFEntity", table.is_bpf_entity)
        .other(&table.other);
    rows
}

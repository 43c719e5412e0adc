//! The way back: a document as a page of the reference, in the layout of August 2024.
//!
//! One [`Document`] comes in; out comes Markdown that the parser reads back as the same document. Texts
//! of the source are untrusted: none of them can start a heading, a table, a row or HTML on the page.
//!
//! A page has no place for what only a document of one's own can say: names in Rust, what is left out, and the
//! parameters of messages.

mod cells;
mod choices;
mod columns;
mod head;
mod many_to_many;
mod messages;
mod one_to_many;
mod options;
mod properties;
mod relationships;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests;
mod text;
mod writer;

use crate::model::{Document, Layer, Table};
use writer::Writer;

pub use head::GENERATOR;
pub use options::RenderOptions;

/// Writes a document as a page.
///
/// ```
/// use earlybound_reader::model::Document;
/// use earlybound_reader::render::{RenderOptions, render};
///
/// let mut document = Document::default();
/// document.product = Some("Microsoft Dataverse".to_owned());
/// document.table.logical_name = "account".to_owned();
/// document.table.schema_name = Some("Account".to_owned());
/// let page = render(&document, &RenderOptions::default());
/// assert!(page.contains("\n# Account table/entity reference\n"));
/// assert!(page.contains("\n| **LogicalName** | `account` |\n"));
/// ```
pub fn render(document: &Document, options: &RenderOptions) -> String {
    let mut page = Writer::default();
    head::write(&mut page, document, options);
    messages::write(&mut page, document, options);
    head::write_properties(&mut page, document);
    columns::write(&mut page, &document.attributes, options);
    relationships::write(&mut page, document);
    page.into_text()
}

/// A merged table as one full page of its base's product.
///
/// The page says what holds with all layers applied, and no longer which layer said it.
pub fn document_of(table: &Table) -> Document {
    let mut document = Document {
        source: format!("{}.md", table.table.logical_name),
        origin: table.origin,
        product: table.layers.first().and_then(|base| base.product.clone()),
        date: common_date(&table.layers),
        table: table.table.clone(),
        messages: table.messages.clone(),
        events: table.events.clone(),
        attributes: table.attributes.clone(),
        many_to_one_relationships: table.many_to_one_relationships.clone(),
        one_to_many_relationships: table.one_to_many_relationships.clone(),
        many_to_many_relationships: table.many_to_many_relationships.clone(),
        ..Document::default()
    };
    document.visit_layers(|_, layer, changed_by| {
        *layer = None;
        changed_by.clear();
    });
    document
}

/// The day that all layers were made on; a page made from different days has none.
fn common_date(layers: &[Layer]) -> Option<String> {
    let date = layers.first()?.date.as_ref()?;
    layers.iter().all(|layer| layer.date.as_ref() == Some(date)).then(|| date.clone())
}

//! Alternate keys in words.

use earlybound_reader::model::{AlternateKey, Table};

use super::escape::{code, text};
use super::{Detail, Doc, link};

/// The documentation of the function of an alternate key: its names and its columns.
pub(crate) fn key(detail: Detail, table: &Table, key: &AlternateKey) -> Doc {
    let columns = key.key_attributes.iter().map(|column| code(column)).collect::<Vec<_>>().join(" and ");
    let first = match key.display_name.as_deref().map(text).filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} ({}): the row with this {columns}.", code(&key.logical_name)),
        None => format!("The row with this {columns} ({}).", code(&key.logical_name)),
    };
    Doc::new(detail, first).paragraph(link::layers(table, key.layer, &[], &key.logical_name))
}

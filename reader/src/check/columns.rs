//! Columns are there, and told apart by their names.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Layer, Provenance, Table};

/// The columns that a table says hold its rows' ids and names are among its columns.
pub(super) fn primary_columns_are_there(table: &Table, diagnostics: &mut Diagnostics) {
    // An organization answers with the columns that it was asked for, and a solution has those that it changes.
    let lists_all = |layer: &Layer| layer.full && matches!(layer.provenance, Provenance::Page | Provenance::Own);
    if !table.layers.iter().any(lists_all) || table.partial || table.attributes.is_empty() {
        return;
    }
    let stated = [
        ("PrimaryIdAttribute", &table.table.primary_id_attribute),
        ("PrimaryNameAttribute", &table.table.primary_name_attribute),
    ];
    for (key, name) in stated {
        let Some(name) = name.as_ref().filter(|name| table.attribute(name).is_none()) else { continue };
        let message = format!("`{key}` of `{}` is `{name}`, which is not a column", table.table.logical_name);
        let finding = Diagnostic::new(Code::MissingPrimaryColumn, message).at(table.origin, "this table");
        diagnostics.push(finding.help("the page may be cut off, or the name misspelled"));
    }
}

/// No two columns of a table share a schema name, which stands in the SDK's early-bound types.
pub(super) fn schema_names_are_unique(table: &Table, diagnostics: &mut Diagnostics) {
    let mut by_name: BTreeMap<&str, &Attribute> = BTreeMap::new();
    for column in &table.attributes {
        let Some(first) = by_name.insert(&column.schema_name, column) else { continue };
        let message = format!(
            "the columns `{}` and `{}` of `{}` have one schema name, `{}`",
            first.logical_name, column.logical_name, table.table.logical_name, column.schema_name
        );
        let finding = Diagnostic::new(Code::SharedSchemaName, message).at(column.origin, "this column");
        diagnostics.push(finding.related(first.origin, "the other column"));
    }
}

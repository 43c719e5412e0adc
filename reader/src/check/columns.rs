//! Columns are there, and told apart by their names.

use std::collections::BTreeMap;

use super::lists_all_columns;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Layer, Provenance, Table};
use crate::nearest::nearest;

/// The columns that a table says hold its rows' ids and names are among its columns.
pub(super) fn primary_columns_are_there(table: &Table, diagnostics: &mut Diagnostics) {
    if !lists_all_columns(table) {
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
        let is_page = |layer: &Layer| layer.provenance == Provenance::Page && layer.full;
        let help = match nearest(name, table.attributes.iter().map(|column| column.logical_name.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None if table.layers.iter().any(is_page) => "the page may be cut off, or the name misspelled".to_owned(),
            None => "add the column under `Attributes`, or correct the name".to_owned(),
        };
        diagnostics.push(finding.help(help));
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

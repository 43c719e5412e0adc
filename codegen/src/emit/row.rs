//! The row struct of a table.

use earlybound_schema::AttributeType;

use super::module::Module;
use super::value::value;
use super::writer::Writer;
use crate::docs;
use crate::names::ColumnNames;

/// The struct: an optional field for each column that has a value.
pub(super) fn row(module: &mut Module<'_>, out: &mut Writer) {
    let (table, options, row) = (module.table, module.options, &module.table.row.rust);
    module.uses.runtime("Annotations");
    let columns: Vec<_> = table.columns.iter().filter(|column| column.is_field()).collect();
    out.doc(&docs::row(options.detail, table.table));
    out.derives(&options.row_derives);
    out.block(format!("pub struct {row} {{"), "}", |out| {
        for column in &columns {
            let Some(value) = value(column, module) else { continue };
            out.doc(&docs::column(options.detail, table.table, column.attribute));
            out.line(format!("pub {}: Option<{value}>,", column.field.rust));
        }
        out.line("/// The entity tag, formatted values and expanded rows.");
        out.line("pub annotations: Annotations,");
    });
    out.blank();
    out.line("/// Alias by which the derive macros find this row type.");
    out.line(format!("pub type Row = {row};"));
    out.blank();
    let fields: Vec<String> = columns.iter().map(|column| field(column)).collect();
    if fields.is_empty() {
        out.line(format!("::earlybound::row!({row}, annotations {{}});"));
    } else {
        out.list(&format!("::earlybound::row!({row}, WIRE, annotations {{ "), &fields, " });");
    }
}

/// The field of a column, with the type of the column where its value is more than a word, a number or a flag of JSON.
fn field(column: &ColumnNames<'_>) -> String {
    let field = &column.field.rust;
    match column.attribute.attribute_type {
        Some(of) if of.is_lookup() || is_told(of) => format!("{field}: {of}"),
        _ => field.clone(),
    }
}

fn is_told(of: AttributeType) -> bool {
    use AttributeType::{DateTime, Decimal, Double, Money, PartyList};
    matches!(of, DateTime | Decimal | Double | Money | PartyList)
}

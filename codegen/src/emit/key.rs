//! The module of a table's alternate keys: a function for each, which names a row by the values of its columns.

use super::module::Module;
use super::value::value;
use super::writer::Writer;
use crate::docs;
use crate::names::ColumnNames;

/// The module, with the keys that name rows. Nothing if there are none.
pub(super) fn keys(module: &mut Module<'_>, out: &mut Writer) {
    let table = module.table;
    let columns = |names: &[String]| -> Option<Vec<&ColumnNames<'_>>> {
        let is_key = |column: &&ColumnNames<'_>| column.is_field() && table.table.is_key(column.attribute);
        let find = |name: &String| table.columns.iter().filter(is_key).find(|of| of.attribute.logical_name == *name);
        names.iter().map(find).collect()
    };
    let keys = table.keys.iter().filter_map(|key| Some((key, columns(&key.item.key_attributes)?)));
    let keys: Vec<_> = keys.filter(|(_, columns)| !columns.is_empty()).collect();
    if keys.is_empty() {
        return;
    }
    out.blank();
    out.line("/// Alternate keys: they name a row wherever its id does.");
    out.block("pub mod keys {", "}", |out| {
        out.line("use ::earlybound::Key;");
        out.blank();
        out.line("use super::*;");
        for (key, columns) in keys {
            let typed = |column: &&ColumnNames<'_>| {
                // A path to a sibling of the table's module starts one module further in here.
                let value = value(column, module)?.replace("super::", "super::super::");
                Some((column.field.rust.clone(), value))
            };
            let typed: Vec<(String, String)> = columns.iter().filter_map(typed).collect();
            let parameters = typed.iter().map(|(name, of)| format!("{name}: impl Into<{of}>"));
            let parameters = parameters.collect::<Vec<_>>().join(", ");
            let (name, row) = (&key.name.rust, &table.row.rust);
            out.blank();
            out.doc(&docs::key(module.options.detail, table.table, key.item));
            out.block(format!("pub fn {name}({parameters}) -> Key<{row}> {{"), "}", |out| {
                let part = |(column, (parameter, _)): (&&ColumnNames<'_>, &(String, String))| {
                    format!("({}, {parameter})", column.constant.rust)
                };
                let parts: Vec<String> = columns.iter().zip(&typed).map(part).collect();
                out.line(format!("Key::alternate{}", parts.join(".and")));
            });
        }
    });
}

//! The enum of a choice column.

use super::facts;
use super::module::Module;
use super::writer::Writer;
use crate::docs;
use crate::names::{ColumnNames, Name, Variant};

/// The enum of a column under a name, and its `Choice`. Users call it by `display_name`.
pub(super) fn choice(
    module: &Module<'_>,
    column: &ColumnNames<'_>,
    name: &Name,
    variants: &[Variant<'_>],
    display_name: Option<&str>,
    out: &mut Writer,
) {
    let (detail, table, attribute) = (module.options.detail, module.table.table, column.attribute);
    let name = &name.rust;
    out.doc(&docs::choice(detail, table, attribute, display_name));
    out.derives(&module.options.choice_derives);
    out.block(format!("pub enum {name} {{"), "}", |out| {
        for variant in variants {
            out.doc(&docs::option(detail, table, attribute, variant.item));
            out.line(format!("{},", variant.name.rust));
        }
        out.line("/// A value that the reference does not list.");
        out.line("Other(i32),");
    });
    out.blank();
    let listed: Vec<String> =
        variants.iter().map(|variant| format!("{} = {}", variant.name.rust, variant.item.value)).collect();
    let defined = attribute.layer.map(|layer| layer.0);
    let options: Vec<String> = variants.iter().map(|variant| facts::option(variant.item, defined)).collect();
    if listed.is_empty() {
        return out.line(format!("::earlybound::choice!({name} {{}} \"\");"));
    }
    out.list(&format!("::earlybound::choice!({name} {{ "), &listed, " } r#\"");
    options.iter().for_each(|option| out.line(format!("    {option}")));
    out.line("\"#);");
}

/// The state that each status belongs to.
pub(super) fn state_of(status: &Name, state: &Name, out: &mut Writer) {
    out.blank();
    out.block(format!("impl {} {{", status.rust), "}", |out| {
        out.line("/// Returns the state that the status belongs to; `None` if the reference does not say.");
        out.block(format!("pub fn state(self) -> Option<{}> {{", state.rust), "}", |out| {
            out.line("::earlybound::__private::state_of(self)");
        });
    });
}

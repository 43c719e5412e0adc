//! The module of types that columns of several tables share.

use super::module::Module;
use super::writer::Writer;
use super::{Options, choice, target};
use crate::names::{Names, OwnType};

/// The types, by name. They are declared as the first table that brings them along would.
pub(super) fn shared(names: &Names<'_>, options: &Options, out: &mut Writer) {
    let mut uses = Vec::new();
    let mut body = Writer::default();
    for shared in &names.shared {
        let (Some(table), Some(column)) = (names.tables.get(shared.table), names.column(shared)) else { continue };
        let mut module = Module::shared(table, names, options);
        body.blank();
        match &column.own_type {
            OwnType::None => {}
            OwnType::Choice(_, variants) => {
                let display_name = shared.display_name.as_deref();
                choice::choice(&module, column, &shared.name, variants, display_name, &mut body);
                if let Some(state) = &shared.state {
                    choice::state_of(&shared.name, state, &mut body);
                }
            }
            OwnType::Target(_, variants) => {
                let source = &column.attribute.logical_name;
                target::target(&mut module, source, &shared.name, variants, &mut body);
            }
        }
        uses.push(module.uses);
    }
    out.line("//! Types that columns of several tables have in common.");
    out.blank();
    for (path, names) in super::module::Uses::all(uses).lists() {
        out.import(&path, &names);
    }
    out.blank();
    out.text(&body.finish());
}

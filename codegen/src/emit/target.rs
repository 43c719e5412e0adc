//! The enum of what a lookup on several tables can point to.

use super::module::Module;
use super::writer::{Writer, literal};
use crate::docs::escape::code;
use crate::docs::{Detail, Doc};
use crate::names::Name;

/// The enum and its `Target`.
pub(super) fn target(module: &mut Module<'_>, column: &str, name: &Name, variants: &[Name], out: &mut Writer) {
    module.uses.runtime("EntityReference");
    module.uses.runtime("Id");
    let name = &name.rust;
    let variants: Vec<(&Name, String)> =
        variants.iter().filter_map(|variant| Some((variant, module.row(&variant.source)?))).collect();
    out.doc(&Doc::new(Detail::OneLine, format!("The rows that {} can point to.", code(column))));
    out.block(format!("pub enum {name} {{"), "}", |out| {
        for (variant, row) in &variants {
            out.line(format!("/// A row of {}.", code(&variant.source)));
            out.line(format!("{}(Id<{row}>),", variant.rust));
        }
        out.line("/// A row of a table that the reference does not name.");
        out.line("Other(EntityReference),");
    });
    out.blank();
    let listed =
        variants.iter().map(|(variant, row)| format!("{}: {row} = {}", variant.rust, literal(&variant.source)));
    out.list(&format!("::earlybound::target!({name} {{ "), &listed.collect::<Vec<_>>(), " });");
}

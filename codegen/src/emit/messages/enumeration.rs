//! The enum of an enum type.

use super::super::writer::{Writer, literal};
use super::Module;
use crate::docs;
use crate::names::EnumNames;

/// The enum, with a variant for each member and one for others, and its `EnumType`.
pub(super) fn enumeration(module: &mut Module<'_>, of: &EnumNames<'_>, out: &mut Writer) {
    let (name, detail) = (&of.name.rust, module.options.detail);
    let cow = module.uses("Cow");
    out.blank();
    out.doc(&docs::named_type(detail, "The enum", &of.item.name, of.item.description.as_deref()));
    module.gate(&of.beside, out);
    out.block(format!("pub enum {name} {{"), "}", |out| {
        for member in &of.members {
            out.doc(&docs::enum_member(detail, member.item));
            out.line(format!("{},", member.name.rust));
        }
        out.line("/// A member that the reference does not list.");
        out.line(format!("Other({cow}<'static, str>),"));
    });
    out.blank();
    module.gate(&of.beside, out);
    let listed = of.members.iter().map(|member| {
        let (variant, member) = (&member.name.rust, member.item);
        format!("{variant} = {} {}", literal(&member.name), member.value)
    });
    let open = format!("::earlybound::enum_type!({name} = {} {{ ", literal(&of.item.name));
    let listed: Vec<String> = listed.collect();
    out.list(&open, &listed, " });");
}

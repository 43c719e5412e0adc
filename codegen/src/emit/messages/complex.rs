//! The struct of a complex type.

use earlybound_reader::model::ComplexType;

use super::super::writer::{Writer, literal};
use super::Module;
use super::rust_type::property;
use crate::docs;
use crate::names::Typed;

/// The struct, with an optional field for each property, and its `ComplexType`.
pub(super) fn complex(module: &mut Module<'_>, complex: &Typed<'_, ComplexType>, out: &mut Writer) {
    let (name, detail) = (&complex.name.rust, module.options.detail);
    out.blank();
    out.doc(&docs::named_type(detail, "The complex type", &complex.item.name, complex.item.description.as_deref()));
    module.gate(&complex.beside, out);
    if complex.fields.is_empty() {
        out.line(format!("pub struct {name} {{}}"));
    } else {
        out.block(format!("pub struct {name} {{"), "}", |out| {
            for field in &complex.fields {
                let of = property(module, &field.of);
                out.doc(&docs::member(detail, field));
                out.line(format!("pub {}: Option<{of}>,", field.name.rust));
            }
        });
    }
    out.blank();
    module.gate(&complex.beside, out);
    let listed = complex.fields.iter().map(|field| format!("{} = {}", field.name.rust, literal(&field.member.name)));
    let listed: Vec<String> = listed.collect();
    let open = format!("::earlybound::complex_type!({name} = {} {{ ", literal(&complex.item.name));
    out.list(&open, &listed, " });");
}

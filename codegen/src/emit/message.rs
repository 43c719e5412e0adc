//! The enums of a table's messages and events.

use earlybound_reader::model::{Message, MessageSignature, Parameter};
use earlybound_schema::MessageKind;

use super::module::Module;
use super::writer::{Writer, literal};
use crate::docs;
use crate::names::{Kind, MessageType, Named, Typed};

/// The enum of a list of messages: `Message`, or `Event` for those that can only be subscribed to. Nothing if the list
/// is empty.
pub(super) fn messages(module: &mut Module<'_>, out: &mut Writer) {
    let table = module.table;
    list(module, "Message", "Messages of the table, by name.", &table.messages, out);
    list(module, "Event", "Events of the table: messages to subscribe to, not to send.", &table.events, out);
}

fn list(module: &mut Module<'_>, name: &str, what: &str, messages: &[Named<'_, Message>], out: &mut Writer) {
    if messages.is_empty() {
        return;
    }
    out.blank();
    out.line(format!("/// {what}"));
    out.block(format!("pub enum {name} {{"), "}", |out| {
        for message in messages {
            let typed = typed(module, message.item).map(|call| call.name.rust.as_str());
            out.doc(&docs::message(module.options.detail, module.table.table, message.item, typed));
            out.line(format!("{},", message.name.rust));
        }
    });
    out.blank();
    let field = if name == "Message" { "messages" } else { "events" };
    let listed: Vec<String> = messages.iter().map(|message| listed(module, message)).collect();
    out.list(&format!("::earlybound::message!({name}, TABLE.{field} {{ "), &listed, " });");
}

/// The struct of a message, if there is one.
fn typed<'m>(module: &'m Module<'_>, message: &Message) -> Option<&'m Typed<'m, MessageSignature>> {
    module.names.messages.call(&message.name).filter(|_| message.kind != Some(MessageKind::Operation))
}

/// A variant with what derives check: nothing, the kind, or kind, binding and parameters.
fn listed(module: &Module<'_>, message: &Named<'_, Message>) -> String {
    let (name, item) = (&message.name.rust, message.item);
    let typed = typed(module, item);
    match (item.kind, item.binding) {
        (Some(kind), None) if typed.is_none() => format!("{name}: {kind}"),
        (Some(kind), binding) => {
            let binding = binding.map_or_else(|| "Several".to_owned(), |binding| binding.to_string());
            let parameters: String = match typed {
                Some(call) => call
                    .fields
                    .iter()
                    .map(|field| parameter(&field.member.name, field.member.optional, field.of))
                    .collect(),
                None => item.parameters.iter().map(stated).collect(),
            };
            format!("{name}: ({kind} {binding}{parameters})")
        }
        (None, _) => name.clone(),
    }
}

/// A parameter that a table document states.
fn stated(parameter: &Parameter) -> String {
    let of = parameter.parameter_type.map_or(MessageType::UNKNOWN, MessageType::from);
    self::parameter(&parameter.name, parameter.optional, of)
}

/// A parameter with its type, as derives check it.
fn parameter(name: &str, is_optional: bool, of: MessageType<'_>) -> String {
    let optional = if is_optional { "optional " } else { "" };
    let one = match of.kind {
        Kind::Simple(name) => value_type(name).to_owned(),
        Kind::Enum { name, .. } => format!("(Enum {})", literal(name)),
        Kind::Complex(name) => format!("(Complex {})", literal(name)),
        Kind::Row(table) => format!("(Row {})", literal(table)),
        Kind::AnyRow => "(Row)".to_owned(),
        Kind::Any => "Any".to_owned(),
    };
    let of = if of.several { format!("[{one}]") } else { one };
    format!(", {optional}{}: {of}", literal(name))
}

/// The variant of `ValueType` for a type of Rust.
fn value_type(rust: &str) -> &str {
    match rust {
        "bool" => "Boolean",
        "i32" => "Integer",
        "i64" => "BigInteger",
        "f64" => "Double",
        "String" => "Text",
        "Uuid" => "Guid",
        "Vec<u8>" => "Binary",
        name => name,
    }
}

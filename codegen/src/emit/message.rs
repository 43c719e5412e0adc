//! The enums of a table's messages and events.

use earlybound_reader::model::Message;
use earlybound_schema::MessageKind;

use super::module::Module;
use super::writer::{Writer, literal};
use crate::docs;
use crate::names::Named;

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
            let typed = module.names.messages.call(&message.item.name).map(|name| name.rust.as_str());
            let typed = typed.filter(|_| message.item.kind != Some(MessageKind::Operation));
            out.doc(&docs::message(module.options.detail, module.table.table, message.item, typed));
            out.line(format!("{},", message.name.rust));
        }
    });
    out.blank();
    let field = if name == "Message" { "messages" } else { "events" };
    let listed: Vec<String> = messages.iter().map(listed).collect();
    out.list(&format!("::earlybound::message!({name}, TABLE.{field} {{ "), &listed, " });");
}

/// A variant with what derives check: nothing, the kind, or kind, binding and parameters.
fn listed(message: &Named<'_, Message>) -> String {
    let (name, item) = (&message.name.rust, message.item);
    match (item.kind, item.binding) {
        (Some(kind), Some(binding)) => {
            let parameters = item.parameters.iter();
            let parameters =
                parameters.map(|parameter| format!(", {} {}", literal(&parameter.name), parameter.optional));
            format!("{name}: ({kind} {binding}{})", parameters.collect::<String>())
        }
        (Some(kind), None) => format!("{name}: {kind}"),
        (None, _) => name.clone(),
    }
}

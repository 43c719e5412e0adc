//! Actions and functions. One that can be called on rows of several tables is listed once for each.

use roxmltree::Node;

use super::Tag;
use super::reader::{Reader, attribute, description};
use super::types::members;
use crate::diagnostic::Code;
use crate::model::{BoundTo, MessageSignature, collected, service_type};
use earlybound_schema::{Binding, MessageKind};

pub(super) fn message(reader: &mut Reader, node: Node<'_, '_>) {
    let Some(name) = reader.name(node) else { return };
    let is_action = node.has_tag_name_of("Action");
    let mut message = MessageSignature { origin: reader.origin(node), name: name.to_owned(), ..Default::default() };
    message.kind = Some(if is_action { MessageKind::Action } else { MessageKind::Function });
    message.description = description(node);
    message.layers = vec![reader.layer.clone()];
    let mut parameters = node.children().filter(|node| node.has_tag_name_of("Parameter"));
    if node.attribute("IsBound") == Some("true") {
        let Some(bound) = parameters.next().and_then(|parameter| bound_to(reader, parameter)) else {
            let message = format!("nothing says what `{name}` is bound to");
            let help = "the first parameter of a bound message is a row or rows of a table";
            reader.report(Code::BadValue, attribute(node, "IsBound"), message, "not read", help);
            return;
        };
        message.bound_to.push(bound);
    }
    message.parameters = members(reader, parameters);
    let returns = node.children().find(|node| node.has_tag_name_of("ReturnType"));
    message.returns = returns.and_then(|node| reader.type_of(node));
    add(reader, node, message);
}

fn bound_to(reader: &mut Reader, parameter: Node<'_, '_>) -> Option<BoundTo> {
    let type_name = reader.type_of(parameter)?;
    let binding = if collected(&type_name).is_some() { Binding::EntityCollection } else { Binding::Entity };
    let table = service_type(&type_name)?.to_owned();
    Some(BoundTo { table, binding })
}

/// Adds a message, or what it is bound to, where an earlier one has its name.
fn add(reader: &mut Reader, node: Node<'_, '_>, message: MessageSignature) {
    let Some(place) = reader.places.get(&message.name).copied() else {
        reader.places.insert(message.name.clone(), reader.said.messages.len());
        return reader.said.messages.push(message);
    };
    let Some(earlier) = reader.said.messages.get_mut(place) else { return };
    let is_same = earlier.kind == message.kind
        && earlier.parameters == message.parameters
        && earlier.returns == message.returns
        && earlier.bound_to.is_empty() == message.bound_to.is_empty();
    if is_same {
        for bound in message.bound_to {
            if !earlier.bound_to.contains(&bound) {
                earlier.bound_to.push(bound);
            }
        }
        return;
    }
    let text = format!("two signatures of `{}`", message.name);
    let help = "a message takes and answers the same, whatever it is called on";
    reader.report(Code::DuplicateItem, attribute(node, "Name"), text, "not read: the first counts", help);
}

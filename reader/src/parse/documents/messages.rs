//! Messages and their parameters.

use super::Reader;
use crate::model::fact::Misfit;
use crate::model::{Message, Other, Parameter};
use crate::parse::node::{Node, NodeKind};
use crate::rust_name::Shape;

/// The form of an answer below a table.
const PARTS: &str =
    "a list of parts, each `- { Name: …, Type: … }`: a single type stands with a message outside of tables";

impl Reader<'_> {
    pub(super) fn message(&mut self, node: &Node) -> Option<Message> {
        let mut message = Message { origin: self.name_origin(node, "Name"), ..Message::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "WebApiLink" => self.link(&mut message.web_api_link, value),
                "SdkLink" => self.link(&mut message.sdk_link, value),
                "Parameters" => {
                    message.parameters = self.list(value, Self::parameter);
                    Ok(())
                }
                "Returns" => match value.kind {
                    NodeKind::Nothing | NodeKind::List(_) => {
                        message.returns = self.list(value, Self::parameter);
                        Ok(())
                    }
                    _ => Err(Misfit::Value(PARTS)),
                },
                _ => self.fact(&mut message, Shape::Type, key, value),
            };
            self.outcome(outcome, key, key_node, value, &mut message.other);
        }
        self.named(&message.name, node, "Name").then_some(message)
    }

    fn parameter(&mut self, node: &Node) -> Option<Parameter> {
        let mut parameter = Parameter::default();
        let mut other = Other::new();
        for (key, key_node, value) in node.entries() {
            let outcome = self.fact(&mut parameter, Shape::Field, key, value);
            self.outcome(outcome, key, key_node, value, &mut other);
        }
        self.named(&parameter.name, node, "Name").then_some(parameter)
    }
}

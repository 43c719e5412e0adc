//! Messages and their parameters.

use super::facts::{set_flag, set_layer, set_text, set_texts};
use super::{Reader, scalar};
use crate::model::{Message, Other, Parameter};
use crate::parse::node::Node;
use crate::parse::value::{Misfit, flag, text, word};
use crate::rust_name::Shape;

impl Reader<'_> {
    pub(super) fn message(&mut self, node: &Node) -> Option<Message> {
        let mut message = Message { origin: self.name_origin(node, "Name"), ..Message::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Name" => set_text(&mut message.name, value),
                "IsEvent" => scalar(value, |raw| flag(&mut message.is_event, raw)),
                "IsEventOnly" => set_flag(&mut message.is_event_only, value),
                "Kind" => scalar(value, |raw| word(&mut message.kind, raw, "a kind of message")),
                "Method" => scalar(value, |raw| word(&mut message.method, raw, "a method")),
                "Path" => scalar(value, |raw| text(&mut message.path, raw)),
                "Columns" => set_texts(&mut message.columns, value),
                "WebApi" => scalar(value, |raw| text(&mut message.web_api, raw)),
                "WebApiLink" => self.link(&mut message.web_api_link, value),
                "Sdk" => scalar(value, |raw| text(&mut message.sdk, raw)),
                "SdkMethod" => scalar(value, |raw| text(&mut message.sdk_method, raw)),
                "SdkLink" => self.link(&mut message.sdk_link, value),
                "Binding" => scalar(value, |raw| word(&mut message.binding, raw, "a binding")),
                "Parameters" => {
                    message.parameters = self.list(value, Self::parameter);
                    Ok(())
                }
                "Returns" => {
                    message.returns = self.list(value, Self::parameter);
                    Ok(())
                }
                "RustName" => self.rust_name(&mut message.rust_name, Shape::Type, value),
                "Omit" => set_flag(&mut message.omit, value),
                "Layer" => set_layer(&mut message.layer, value),
                "Other" => self.other(value, &mut message.other),
                _ => Err(Misfit::Key),
            };
            self.outcome(outcome, key, key_node, value, &mut message.other);
        }
        self.named(&message.name, node, "Name").then_some(message)
    }

    fn parameter(&mut self, node: &Node) -> Option<Parameter> {
        let mut parameter = Parameter::default();
        let mut other = Other::new();
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Name" => set_text(&mut parameter.name, value),
                "Type" => scalar(value, |raw| word(&mut parameter.parameter_type, raw, "a type of parameter")),
                "Optional" => set_flag(&mut parameter.optional, value),
                _ => Err(Misfit::Key),
            };
            self.outcome(outcome, key, key_node, value, &mut other);
        }
        self.named(&parameter.name, node, "Name").then_some(parameter)
    }
}

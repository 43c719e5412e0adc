//! Alternate keys.

use super::facts::{set_flag, set_layer, set_text, set_texts};
use super::{Reader, scalar};
use crate::model::AlternateKey;
use crate::parse::node::Node;
use crate::parse::value::{Misfit, text};
use crate::rust_name::Shape;

impl Reader<'_> {
    pub(super) fn key(&mut self, node: &Node) -> Option<AlternateKey> {
        let mut alternate = AlternateKey { origin: self.name_origin(node, "LogicalName"), ..AlternateKey::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "LogicalName" => set_text(&mut alternate.logical_name, value),
                "SchemaName" => scalar(value, |raw| text(&mut alternate.schema_name, raw)),
                "DisplayName" => scalar(value, |raw| text(&mut alternate.display_name, raw)),
                "KeyAttributes" => set_texts(&mut alternate.key_attributes, value),
                "RustName" => self.rust_name(&mut alternate.rust_name, Shape::Constant, value),
                "Omit" => set_flag(&mut alternate.omit, value),
                "Layer" => set_layer(&mut alternate.layer, value),
                "Other" => self.other(value, &mut alternate.other),
                _ => Err(Misfit::Key),
            };
            self.outcome(outcome, key, key_node, value, &mut alternate.other);
        }
        if alternate.logical_name.is_empty() {
            alternate.logical_name = alternate.schema_name.as_deref().unwrap_or_default().to_lowercase();
        }
        self.named(&alternate.logical_name, node, "LogicalName").then_some(alternate)
    }
}

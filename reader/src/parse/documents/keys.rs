//! Alternate keys.

use super::Reader;
use crate::model::AlternateKey;
use crate::parse::node::Node;
use crate::rust_name::Shape;

impl Reader<'_> {
    pub(super) fn key(&mut self, node: &Node) -> Option<AlternateKey> {
        let mut alternate = AlternateKey { origin: self.name_origin(node, "LogicalName"), ..AlternateKey::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = self.fact(&mut alternate, Shape::Constant, key, value);
            self.outcome(outcome, key, key_node, value, &mut alternate.other);
        }
        if alternate.logical_name.is_empty() {
            alternate.logical_name = alternate.schema_name.as_deref().unwrap_or_default().to_lowercase();
        }
        self.named(&alternate.logical_name, node, "LogicalName").then_some(alternate)
    }
}

//! The layers that a table was merged from, as `earlybound model` writes them.

use super::facts::set_mark;
use super::{Reader, set_provenance, set_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fact::Misfit;
use crate::model::{Document, Layer, LayerId, Other};
use crate::parse::node::{Node, NodeKind};

impl Reader<'_> {
    /// Reads the layers of a document, which counts as what its base is.
    pub(super) fn layers(&mut self, document: &mut Document, node: &Node) {
        document.layers = self.list(node, Self::merged_layer);
        let Some(base) = document.layers.first() else { return };
        document.provenance = base.provenance;
        document.product = document.product.take().or_else(|| base.product.clone());
        document.date = document.date.take().or_else(|| base.date.clone());
    }

    pub(super) fn merged_layer(&mut self, node: &Node) -> Option<Layer> {
        let NodeKind::Map(_) = node.kind else {
            let help = "write `{ Product: …, Source: … }`".to_owned();
            self.report(Code::BadValue, node.span, "not a map".into(), "not read", Some(help));
            return None;
        };
        let mut layer = Layer::default();
        let mut source = None;
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Product" => set_text(&mut layer.product, value),
                "Source" => set_text(&mut source, value),
                "Date" => set_text(&mut layer.date, value),
                "Provenance" => set_provenance(&mut layer.provenance, value),
                "Full" => set_mark(&mut layer.full, value),
                _ => Err(Misfit::Key),
            };
            self.outcome(outcome, key, key_node, value, &mut Other::new());
        }
        layer.source = source.unwrap_or_default();
        Some(layer)
    }

    /// Reports items that name layers which the document does not list, and forgets these. A document that lists none is
    /// the layer of all that it says.
    pub(super) fn check_layers(&mut self, document: &mut Document) {
        let count = document.layers.len();
        if count == 0 {
            return;
        }
        let is_listed = |layer: &LayerId| usize::from(layer.0) < count;
        document.visit_layers(|origin, layer, changed_by| {
            if !layer.iter().chain(&*changed_by).all(is_listed) {
                let finding = Diagnostic::new(Code::BadValue, format!("a layer beyond the {count} of the table"));
                let help = "count the entries of `Layers` from 0";
                self.said.findings.push(finding.at(origin, "its layer is not known").help(help));
            }
            *layer = layer.filter(is_listed);
            changed_by.retain(is_listed);
        });
    }
}

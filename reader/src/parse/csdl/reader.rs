//! The state of reading, and the way findings are reported.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::Tag;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Layer, WebApi, collected};
use crate::parse::said::Said;
use crate::span::{Origin, SourceId, Span};

/// Metadata on its way to the model.
pub(super) struct Reader {
    source: SourceId,
    pub(super) layer: Layer,
    /// The prefixes of the service's own types: its namespaces and their short names, each with a dot.
    prefixes: Vec<String>,
    pub(super) said: WebApi,
    /// The index of each message, by name, among those that were read.
    pub(super) places: HashMap<String, usize>,
    findings: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn new(source: SourceId, layer: Layer, prefixes: Vec<String>) -> Self {
        Self { source, layer, prefixes, said: WebApi::default(), places: HashMap::new(), findings: Vec::new() }
    }

    pub(super) fn finish(self) -> Said {
        Said { web_api: self.said, findings: self.findings, ..Said::default() }
    }

    /// The name of an item, which is reported where there is none.
    pub(super) fn name<'d>(&mut self, node: Node<'d, '_>) -> Option<&'d str> {
        let name = node.attribute("Name").filter(|name| !name.is_empty());
        if name.is_none() {
            let message = format!("`{}` without a name", node.tag_name().name());
            self.report(Code::BadValue, start(node), message, "not read", "add `Name=\"…\"`");
        }
        name
    }

    /// Returns the place of an item's name.
    pub(super) fn origin(&self, node: Node<'_, '_>) -> Origin {
        Origin { source: self.source, span: attribute(node, "Name") }
    }

    /// Returns the place of an element.
    pub(super) fn at(&self, node: Node<'_, '_>) -> Origin {
        Origin { source: self.source, span: start(node) }
    }

    /// The type that an attribute `Type` names, as the model has it, which is reported where it is none.
    pub(super) fn type_of(&mut self, node: Node<'_, '_>) -> Option<String> {
        let written = node.attribute("Type").unwrap_or_default();
        let found = self.type_name(written);
        if found.is_none() {
            let message = format!("`{}` without a type", node.tag_name().name());
            let help = "types are `Edm.String`, a name in the document's namespace, and `Collection(…)` of these";
            self.report(Code::BadValue, attribute(node, "Type"), message, "the type stays unknown", help);
        }
        found
    }

    fn type_name(&self, written: &str) -> Option<String> {
        match collected(written) {
            Some(inner) => Some(format!("Collection({})", self.single_type(inner)?)),
            None => self.single_type(written),
        }
    }

    fn single_type(&self, written: &str) -> Option<String> {
        match self.own_name(written) {
            Some(own) => is_name(own).then(|| format!("mscrm.{own}")),
            None => written.strip_prefix("Edm.").filter(|name| is_name(name)).map(|_| written.to_owned()),
        }
    }

    /// The name of a type of the service itself.
    pub(super) fn own_name<'t>(&self, written: &'t str) -> Option<&'t str> {
        self.prefixes.iter().find_map(|prefix| written.strip_prefix(prefix.as_str()))
    }

    pub(super) fn report(&mut self, code: Code, span: Span, message: String, label: &str, help: &str) {
        let place = Origin { source: self.source, span };
        self.findings.push(Diagnostic::new(code, message).at(place, label).help(help));
    }

    /// Reports an item whose name an earlier one of its list has.
    pub(super) fn note_twice(&mut self, names: &mut HashSet<String>, node: Node<'_, '_>, name: &str) {
        if !names.insert(name.to_owned()) {
            let message = format!("two items called `{name}`");
            let help = "a service names an item once: the file may be put together from several";
            self.report(Code::DuplicateItem, attribute(node, "Name"), message, "both were kept", help);
        }
    }
}

/// The place of the value of an attribute; that of the element where it has no such attribute.
pub(super) fn attribute(node: Node<'_, '_>, name: &str) -> Span {
    node.attribute_node(name).map_or_else(|| start(node), |attribute| Span::new(attribute.range_value()))
}

fn start(node: Node<'_, '_>) -> Span {
    let start = node.range().start;
    Span::new(start..start + 1 + node.tag_name().name().len())
}

/// The annotation of a term of the core vocabulary.
pub(super) fn annotation<'a, 'input>(node: Node<'a, 'input>, term: &str) -> Option<Node<'a, 'input>> {
    let is_term = |node: &Node<'_, '_>| {
        let written = node.attribute("Term").unwrap_or_default();
        node.has_tag_name_of("Annotation") && written.strip_prefix("Org.OData.Core.V1.") == Some(term)
    };
    node.children().find(is_term)
}

/// Returns the service's description of an item.
pub(super) fn description(node: Node<'_, '_>) -> Option<String> {
    let text = annotation(node, "Description")?.attribute("String")?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns whether a text is a name: letters, digits and `_`, in any script.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

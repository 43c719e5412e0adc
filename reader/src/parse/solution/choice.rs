//! Choices and their options.

use super::tree::{Map, attribute, below, label};
use crate::parse::node::Node;

/// The options of a column: those of its own, or those of the choice that it names.
pub(super) fn of_column(node: &Node, language: Option<u16>) -> Option<Node> {
    let mut set = Map::like(node);
    match node.get("optionset").filter(|own| own.entries().next().is_some()) {
        Some(own) => {
            set.copy("Name", attribute(own, "Name"));
            set.list("Options", options(own, language));
        }
        None => set.copy("Name", node.get("OptionSetName")),
    }
    (!set.is_empty()).then(|| set.into_node())
}

/// A choice that columns of several tables may share.
pub(super) fn global(node: &Node, language: Option<u16>) -> Option<Node> {
    let mut set = Map::like(node);
    set.copy("Name", Some(attribute(node, "Name")?));
    set.list("Options", options(node, language));
    Some(set.into_node())
}

fn options(set: &Node, language: Option<u16>) -> Vec<Node> {
    let plain = below(set, "options", "option");
    let all = plain.chain(below(set, "states", "state")).chain(below(set, "statuses", "status"));
    all.map(|option| {
        let mut node = Map::like(option);
        node.copy("Value", attribute(option, "value"));
        node.copy("Label", label(option, "labels", "label", language));
        node.copy("Description", label(option, "Descriptions", "Description", language));
        node.copy("State", attribute(option, "state"));
        node.copy("DefaultStatus", attribute(option, "defaultstatus"));
        node.copy("InvariantName", attribute(option, "invariantname"));
        node.copy("TransitionData", attribute(option, "transitiondata"));
        node.into_node()
    })
    .collect()
}

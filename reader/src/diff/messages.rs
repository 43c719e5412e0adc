//! The messages that tables list.

use super::change::{ChangeKind, Severity};
use super::comparison::Comparison;
use super::pairs::{Pair, pairs};
use super::stated::Item;
use crate::model::{Message, Parameter, Table, WebApi};

pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    before: &Table,
    after: &Table,
    old_api: &WebApi,
    new_api: &WebApi,
) {
    let [old, new] = [before, after].map(|table| table.messages.iter().chain(&table.events));
    for pair in pairs(old, new, |message: &Message| message.name.as_str()) {
        let kinds = [ChangeKind::MessageRemoved, ChangeKind::MessageAdded];
        comparison.came_or_went(Item::Message, kinds, &pair, |message| (message.name.clone(), what(message)));
        if let Pair::Both(before, after) = pair {
            let name = &before.name;
            let item = |key| format!("{name}.{key}");
            let is_told = old_api.message(name).is_some() && new_api.message(name).is_some();
            if is_told {
                let [before, after] = [before, after].map(beside_its_signature);
                comparison.facts(ChangeKind::MessageChanged, Item::Message, &before, &after, item);
            } else {
                comparison.facts(ChangeKind::MessageChanged, Item::Message, before, after, item);
            }
            comparison.other(ChangeKind::MessageChanged, name, &before.other, &after.other);
            if !is_told {
                parameters(comparison, "Parameters", name, &before.parameters, &after.parameters);
                parameters(comparison, "Returns", name, &before.returns, &after.returns);
            }
        }
    }
}

/// The message without what its signature says, which is told once for all tables.
fn beside_its_signature(message: &Message) -> Message {
    Message { kind: None, binding: None, is_event: None, ..message.clone() }
}

fn what(message: &Message) -> Option<String> {
    message.kind.map(|kind| kind.to_string())
}

/// Tells what a message takes or gives back, where both sides say so.
fn parameters(comparison: &mut Comparison<'_>, property: &str, name: &str, before: &[Parameter], after: &[Parameter]) {
    if before == after || before.is_empty() || after.is_empty() {
        return;
    }
    let text = |parameters: &[Parameter]| {
        let members = parameters.iter().map(|parameter| {
            member(&parameter.name, parameter.parameter_type.map(|of| of.as_str()), parameter.optional)
        });
        Some(members.collect::<Vec<_>>().join(", "))
    };
    let takes_more = |parameter: &Parameter| parameter.optional && !before.iter().any(|old| old.name == parameter.name);
    let keeps = before.iter().all(|parameter| after.contains(parameter));
    let grows = keeps && after.iter().all(|parameter| before.contains(parameter) || takes_more(parameter));
    let severity = if grows { Severity::Additive } else { Severity::Breaking };
    let values = [text(before), text(after)];
    comparison.told.tell(ChangeKind::MessageChanged, severity, format!("{name}.{property}"), values);
}

fn member(name: &str, of: Option<&str>, optional: bool) -> String {
    format!("{name}{}: {}", if optional { "?" } else { "" }, of.unwrap_or("unknown"))
}

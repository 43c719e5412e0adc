//! Messages: which there are, and how they are called.

use std::fmt::Write as _;

use super::change::{Change, ChangeKind, Severity};
use super::comparison::Comparison;
use super::pairs::{Pair, pairs};
use super::stated::Item;
use crate::model::{Member, Message, MessageSignature, Parameter, Table, WebApi};
use earlybound_schema::Binding;

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
            comparison.facts(ChangeKind::MessageChanged, Item::Message, before, after, item);
            comparison.other(ChangeKind::MessageChanged, name, &before.other, &after.other);
            let told = old_api.message(name).is_some() && new_api.message(name).is_some();
            if !told {
                parameters(comparison, "Parameters", name, &before.parameters, &after.parameters);
                parameters(comparison, "Returns", name, &before.returns, &after.returns);
            }
        }
    }
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
    comparison.tell(ChangeKind::MessageChanged, severity, format!("{name}.{property}"), values);
}

/// Tells the messages whose signature is known. A side without any says nothing of them.
pub(super) fn compare_signatures(changes: &mut Vec<Change>, old: &WebApi, new: &WebApi) {
    if old.messages.is_empty() || new.messages.is_empty() {
        return;
    }
    for pair in pairs(&old.messages, &new.messages, |message| message.name.as_str()) {
        let (kind, severity, name, values) = match pair {
            Pair::Removed(message) => {
                (ChangeKind::MessageRemoved, Severity::Breaking, &message.name, [Some(signature(message)), None])
            }
            Pair::Added(message) => {
                (ChangeKind::MessageAdded, Severity::Additive, &message.name, [None, Some(signature(message))])
            }
            Pair::Both(before, after) => {
                let values = [signature(before), signature(after)];
                if values[0] == values[1] {
                    continue;
                }
                let severity = if grows(before, after) { Severity::Additive } else { Severity::Breaking };
                (ChangeKind::MessageChanged, severity, &before.name, values.map(Some))
            }
        };
        let item = if kind == ChangeKind::MessageChanged { format!("{name}.Signature") } else { name.clone() };
        let [old, new] = values;
        changes.push(Change { table: String::new(), severity, kind, item, old, new });
    }
}

/// Returns whether every call of before is still one.
fn grows(before: &MessageSignature, after: &MessageSignature) -> bool {
    let kept = |member: &Member| {
        let same = after.parameters.iter().find(|other| other.name == member.name);
        same.is_some_and(|other| other.type_name == member.type_name && (other.optional || !member.optional))
    };
    let may_be_left_out =
        |member: &Member| member.optional || before.parameters.iter().any(|other| other.name == member.name);
    before.kind == after.kind
        && before.returns == after.returns
        && before.bound_to.iter().all(|to| after.bound_to.contains(to))
        && before.parameters.iter().all(kept)
        && after.parameters.iter().all(may_be_left_out)
}

/// A message in one line: what it is called on, takes and answers.
fn signature(message: &MessageSignature) -> String {
    let mut text = message.kind.map_or(String::new(), |kind| format!("{kind} "));
    let on = message.bound_to.iter().map(|to| match to.binding {
        Binding::EntityCollection => format!("Collection({})", to.table),
        Binding::Entity | Binding::Global => to.table.clone(),
    });
    let on: Vec<String> = on.collect();
    if !on.is_empty() {
        _ = write!(text, "on {} ", on.join(", "));
    }
    let parameters = message.parameters.iter().map(|it| member(&it.name, it.type_name.as_deref(), it.optional));
    _ = write!(text, "({})", parameters.collect::<Vec<_>>().join(", "));
    if let Some(returns) = &message.returns {
        _ = write!(text, " -> {returns}");
    }
    text
}

fn member(name: &str, of: Option<&str>, optional: bool) -> String {
    format!("{name}{}: {}", if optional { "?" } else { "" }, of.unwrap_or("unknown"))
}

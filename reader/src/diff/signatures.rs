//! Messages whose signature is known: what they are called on, take and answer.

use std::fmt::Write as _;

use super::change::ChangeKind;
use super::change::Severity::{self, Additive, Behavioural, Breaking, Text};
use super::pairs::Pair;
use super::told::Told;
use super::types::{self, Members};
use crate::model::{BoundTo, MessageSignature};
use earlybound_schema::Binding;

/// The changes of parameters. One that is needed is passed to `new`, one that is not by a method: code that compiled
/// does not where the one becomes the other.
const PARAMETERS: Members = Members {
    kinds: [ChangeKind::ParameterRemoved, ChangeKind::ParameterAdded, ChangeKind::ParameterChanged],
    needed: Breaking,
    optional: Additive,
    may_be_left_out: Breaking,
};

pub(super) fn compare(told: &mut Told<'_>, pair: Pair<'_, MessageSignature>) {
    match pair {
        Pair::Removed(message) => {
            told.tell(ChangeKind::MessageRemoved, Breaking, message.name.clone(), [Some(signature(message)), None]);
        }
        Pair::Added(message) => {
            told.tell(ChangeKind::MessageAdded, Additive, message.name.clone(), [None, Some(signature(message))]);
        }
        Pair::Both(before, after) => changed(told, before, after),
    }
}

fn changed(told: &mut Told<'_>, before: &MessageSignature, after: &MessageSignature) {
    let (name, kind) = (&before.name, ChangeKind::MessageChanged);
    let both = [before, after];
    let item = |key: &str| format!("{name}.{key}");
    told.fact(kind, Breaking, item("Kind"), both.map(|one| one.kind.map(|kind| kind.to_string())));
    told.fact(kind, Behavioural, item("IsEvent"), both.map(|one| one.is_event.map(types::flag)));
    told.fact(kind, Text, item("Description"), both.map(|one| one.description.clone()));
    if before.bound_to != after.bound_to {
        let severity = binding(&before.bound_to, &after.bound_to);
        told.tell(kind, severity, item("BoundTo"), both.map(|one| on(&one.bound_to)));
    }
    if before.returns != after.returns {
        told.tell(kind, Breaking, item("Returns"), both.map(|one| one.returns.clone()));
    }
    PARAMETERS.compare(told, name, &before.parameters, &after.parameters);
}

/// The severity of another binding. It takes no call away if the message can be called on all that it was called on.
fn binding(before: &[BoundTo], after: &[BoundTo]) -> Severity {
    let is_kept = !before.is_empty() && before.iter().all(|to| after.contains(to));
    if is_kept { Additive } else { Breaking }
}

/// A message in one line: what it is called on, takes and answers.
fn signature(message: &MessageSignature) -> String {
    let mut text = message.kind.map_or(String::new(), |kind| format!("{kind} "));
    if let Some(tables) = on(&message.bound_to) {
        _ = write!(text, "on {tables} ");
    }
    let parameters: Vec<String> = message.parameters.iter().map(types::member).collect();
    _ = write!(text, "({})", parameters.join(", "));
    if let Some(returns) = &message.returns {
        _ = write!(text, " -> {returns}");
    }
    text
}

/// The tables that a message is called on, or nothing.
fn on(bound_to: &[BoundTo]) -> Option<String> {
    let tables = bound_to.iter().map(|to| match to.binding {
        Binding::EntityCollection => format!("Collection({})", to.table),
        Binding::Entity | Binding::Global => to.table.clone(),
    });
    let tables: Vec<String> = tables.collect();
    (!tables.is_empty()).then(|| tables.join(", "))
}

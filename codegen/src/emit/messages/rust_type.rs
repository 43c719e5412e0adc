//! The types of parameters, properties and answers in Rust.

use super::Module;
use crate::names::{Kind, MessageType};

/// A parameter as it is passed to a method.
pub(super) struct Passed {
    /// The type of the method's argument.
    pub(super) of: String,
    /// The conversion into the type of the field.
    pub(super) conversion: &'static str,
}

/// The type of a parameter.
pub(super) fn parameter(module: &mut Module<'_>, of: &MessageType<'_>) -> String {
    let one = single(module, of.kind);
    if of.several { format!("Vec<{one}>") } else { one }
}

/// Returns the way in which a value of the type is passed.
pub(super) fn passed(module: &mut Module<'_>, of: &MessageType<'_>) -> Passed {
    let one = single(module, of.kind);
    let converts = match of.kind {
        Kind::Simple(name) => name == "String",
        Kind::Enum { flags, .. } => flags,
        Kind::Row(_) | Kind::AnyRow | Kind::Any => true,
        Kind::Complex(_) => false,
    };
    match (of.several, converts) {
        (false, false) => Passed { of: one, conversion: "" },
        (false, true) => Passed { of: format!("impl Into<{one}>"), conversion: ".into()" },
        (true, false) => {
            Passed { of: format!("impl IntoIterator<Item = {one}>"), conversion: ".into_iter().collect()" }
        }
        (true, true) => Passed {
            of: format!("impl IntoIterator<Item = impl Into<{one}>>"),
            conversion: ".into_iter().map(Into::into).collect()",
        },
    }
}

/// The type of a property, without its `Option`.
pub(super) fn property(module: &mut Module<'_>, of: &MessageType<'_>) -> String {
    let one = sent(module, of.kind);
    if of.several { format!("Vec<{one}>") } else { one }
}

/// The type of an answer.
pub(super) fn answer(module: &mut Module<'_>, of: Option<&MessageType<'_>>) -> String {
    let Some(of) = of else { return "()".to_owned() };
    let one = sent(module, of.kind);
    match of.kind {
        _ if !of.several => one,
        Kind::Row(table) if described(module, table) => format!("{}<{one}>", module.uses("Page")),
        _ => format!("Vec<{one}>"),
    }
}

/// A type that the service sends: rows are those of the table, where it is described.
fn sent(module: &mut Module<'_>, kind: Kind<'_>) -> String {
    match kind {
        Kind::Row(table) if described(module, table) => row(module, table),
        Kind::Row(_) => module.uses("AnyValue").to_owned(),
        kind => single(module, kind),
    }
}

fn single(module: &mut Module<'_>, kind: Kind<'_>) -> String {
    let of = |module: &Module<'_>, name: &str| module.names.messages.type_of(name).map(|name| name.rust.clone());
    let named = match kind {
        Kind::Simple(name @ ("Decimal" | "Uuid" | "Timestamp" | "Date")) => Some(module.uses(name).to_owned()),
        Kind::Simple(name) => Some(name.to_owned()),
        Kind::Complex(name) | Kind::Enum { name, flags: false } => of(module, name),
        Kind::Enum { name, flags: true } => of(module, name).map(|name| format!("{}<{name}>", module.uses("Members"))),
        Kind::Row(table) => {
            let row = row(module, table);
            Some(format!("{}<{row}>", module.uses("RowValue")))
        }
        Kind::AnyRow | Kind::Any => None,
    };
    named.unwrap_or_else(|| module.uses("AnyValue").to_owned())
}

/// The path of the type that stands for a table: its row, or a type without values if it is not always there in full.
pub(super) fn row(module: &Module<'_>, table: &str) -> String {
    match module.names.rows.get(table) {
        Some(row) if described(module, table) => format!("super::{}", row.name.rust),
        Some(row) => format!("super::referenced::{}", row.name.rust),
        None => "::earlybound::column::UnknownTable".to_owned(),
    }
}

/// Returns whether a table has a row, whatever features are on.
fn described(module: &Module<'_>, table: &str) -> bool {
    let is_always_there = !module.options.features.contains_key(table);
    module.names.rows.get(table).is_some_and(|row| !row.referenced && is_always_there)
}

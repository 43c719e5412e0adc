//! Complex types and enum types, and what both messages and complex types consist of: members.

use super::change::ChangeKind;
use super::change::Severity::{self, Additive, Behavioural, Breaking, Text};
use super::pairs::{Pair, pairs};
use super::told::Told;
use crate::model::{ComplexType, EnumMember, EnumType, Member};

/// The kinds and severities of changes of members: parameters of a message, or properties of a complex type.
pub(super) struct Members {
    /// That one is gone, new, or another.
    pub(super) kinds: [ChangeKind; 3],
    /// The severity of a new one that is needed.
    pub(super) needed: Severity,
    /// The severity of a new one that may be left out.
    pub(super) optional: Severity,
    /// The severity of one that may be left out now, and was needed.
    pub(super) may_be_left_out: Severity,
}

/// The changes of properties. All of them are optional in generated code, and a type may be an answer alone.
const PROPERTIES: Members = Members {
    kinds: [ChangeKind::PropertyRemoved, ChangeKind::PropertyAdded, ChangeKind::PropertyChanged],
    needed: Additive,
    optional: Additive,
    may_be_left_out: Additive,
};

impl Members {
    /// Tells the members of an item that differ.
    pub(super) fn compare(&self, told: &mut Told<'_>, of: &str, before: &[Member], after: &[Member]) {
        let [gone, new, _] = self.kinds;
        for pair in pairs(before, after, |member| member.name.as_str()) {
            match pair {
                Pair::Removed(old) => told.tell(gone, Breaking, path(of, &old.name), [Some(what(old)), None]),
                Pair::Added(member) => {
                    let severity = if member.optional { self.optional } else { self.needed };
                    told.tell(new, severity, path(of, &member.name), [None, Some(what(member))]);
                }
                Pair::Both(old, new) => self.changed(told, &path(of, &old.name), old, new),
            }
        }
    }

    fn changed(&self, told: &mut Told<'_>, item: &str, before: &Member, after: &Member) {
        let [.., kind] = self.kinds;
        let both = [before, after];
        told.fact(kind, Breaking, path(item, "Type"), both.map(|one| one.type_name.clone()));
        if before.table != after.table {
            told.tell(kind, Breaking, path(item, "Table"), both.map(|one| one.table.clone()));
        }
        let severity = if after.optional { self.may_be_left_out } else { Breaking };
        told.fact(kind, severity, path(item, "Optional"), both.map(|one| Some(flag(one.optional))));
        told.fact(kind, Text, path(item, "Description"), both.map(|one| one.description.clone()));
    }
}

pub(super) fn complex_type(told: &mut Told<'_>, pair: Pair<'_, ComplexType>) {
    match pair {
        Pair::Removed(of) => {
            told.tell(ChangeKind::TypeRemoved, Breaking, of.name.clone(), [Some(properties(of)), None])
        }
        Pair::Added(of) => told.tell(ChangeKind::TypeAdded, Additive, of.name.clone(), [None, Some(properties(of))]),
        Pair::Both(before, after) => {
            described(told, &before.name, [&before.description, &after.description]);
            PROPERTIES.compare(told, &before.name, &before.properties, &after.properties);
        }
    }
}

pub(super) fn enum_type(told: &mut Told<'_>, pair: Pair<'_, EnumType>) {
    match pair {
        Pair::Removed(of) => told.tell(ChangeKind::TypeRemoved, Breaking, of.name.clone(), [Some(members(of)), None]),
        Pair::Added(of) => told.tell(ChangeKind::TypeAdded, Additive, of.name.clone(), [None, Some(members(of))]),
        Pair::Both(before, after) => {
            described(told, &before.name, [&before.description, &after.description]);
            for pair in pairs(&before.members, &after.members, |member| member.name.as_str()) {
                enum_member(told, &before.name, pair);
            }
        }
    }
}

/// Members go by their names on the wire: another number changes what a program reads of one.
fn enum_member(told: &mut Told<'_>, of: &str, pair: Pair<'_, EnumMember>) {
    let value = |member: &EnumMember| Some(member.value.to_string());
    match pair {
        Pair::Removed(old) => told.tell(ChangeKind::MemberRemoved, Breaking, path(of, &old.name), [value(old), None]),
        Pair::Added(new) => told.tell(ChangeKind::MemberAdded, Additive, path(of, &new.name), [None, value(new)]),
        Pair::Both(before, after) => {
            let item = path(of, &before.name);
            told.fact(ChangeKind::MemberChanged, Behavioural, path(&item, "Value"), [before, after].map(value));
            let descriptions = [before, after].map(|one| one.description.clone());
            told.fact(ChangeKind::MemberChanged, Text, path(&item, "Description"), descriptions);
        }
    }
}

fn described(told: &mut Told<'_>, name: &str, descriptions: [&Option<String>; 2]) {
    told.fact(ChangeKind::TypeChanged, Text, path(name, "Description"), descriptions.map(Clone::clone));
}

fn path(of: &str, name: &str) -> String {
    format!("{of}.{name}")
}

/// A member in a few words: `Status?: Edm.Int32`.
pub(super) fn member(member: &Member) -> String {
    format!("{}{}: {}", member.name, if member.optional { "?" } else { "" }, what(member))
}

/// The type of a member.
fn what(member: &Member) -> String {
    let of = member.type_name.as_deref().unwrap_or("unknown");
    member.table.as_ref().map_or_else(|| of.to_owned(), |table| format!("{of} of {table}"))
}

/// A flag as the pages write it.
pub(super) fn flag(is: bool) -> String {
    if is { "True" } else { "False" }.to_owned()
}

fn properties(of: &ComplexType) -> String {
    of.properties.iter().map(member).collect::<Vec<_>>().join(", ")
}

fn members(of: &EnumType) -> String {
    of.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")
}

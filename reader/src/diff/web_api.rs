//! The Web API beside the tables: messages with their signatures, and the types that these speak of.

use super::change::{Change, ChangeKind, Severity};
use super::pairs::{Pair, pairs};
use super::{signatures, types};
use crate::model::WebApi;

/// The changes that belong to no table.
#[derive(Debug)]
pub(super) struct Told<'a>(&'a mut Vec<Change>);

impl Told<'_> {
    /// Tells a change.
    pub(super) fn tell(&mut self, kind: ChangeKind, severity: Severity, item: String, [old, new]: [Option<String>; 2]) {
        self.0.push(Change { table: String::new(), severity, kind, item, old, new });
    }

    /// Tells a fact of an item, if both sides state it and not the same.
    pub(super) fn fact(&mut self, kind: ChangeKind, severity: Severity, item: String, values: [Option<String>; 2]) {
        if values[0] != values[1] && values.iter().all(Option::is_some) {
            self.tell(kind, severity, item, values);
        }
    }
}

/// Tells what differs. A side that has none of a kind says nothing of that kind.
pub(super) fn compare(changes: &mut Vec<Change>, old: &WebApi, new: &WebApi) {
    let mut told = Told(changes);
    each(&old.messages, &new.messages, |message| &message.name, |pair| signatures::compare(&mut told, pair));
    each(&old.complex_types, &new.complex_types, |of| &of.name, |pair| types::complex_type(&mut told, pair));
    each(&old.enum_types, &new.enum_types, |of| &of.name, |pair| types::enum_type(&mut told, pair));
}

fn each<T>(old: &[T], new: &[T], name: impl Fn(&T) -> &str, compare: impl FnMut(Pair<'_, T>)) {
    if !old.is_empty() && !new.is_empty() {
        pairs(old, new, name).for_each(compare);
    }
}

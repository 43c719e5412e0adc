//! The changes that are told so far.

use super::change::{Change, ChangeKind, Severity};

/// The changes, and the table that the next ones are about; an empty name if they belong to none.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) table: &'a str,
    pub(super) changes: &'a mut Vec<Change>,
}

impl Told<'_> {
    /// Tells a change.
    pub(super) fn tell(&mut self, kind: ChangeKind, severity: Severity, item: String, [old, new]: [Option<String>; 2]) {
        self.changes.push(Change { table: self.table.to_owned(), severity, kind, item, old, new });
    }

    /// Tells a fact of an item, if both sides state it and not the same.
    pub(super) fn fact(&mut self, kind: ChangeKind, severity: Severity, item: String, values: [Option<String>; 2]) {
        if values[0] != values[1] && values.iter().all(Option::is_some) {
            self.tell(kind, severity, item, values);
        }
    }
}

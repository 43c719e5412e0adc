//! The comparison of one table.

use std::collections::BTreeSet;

use super::change::{ChangeKind, Severity};
use super::pairs::Pair;
use super::severity::severity;
use super::stated::{Item, Topics};
use super::told::Told;
use crate::model::Other;
use crate::model::fact::Facts;
use crate::model::key::Key;

/// The tables that both versions describe.
#[derive(Debug)]
pub(super) struct Described(BTreeSet<String>);

impl Described {
    pub(super) fn new(old: BTreeSet<String>, new: BTreeSet<String>) -> Self {
        Self(old.intersection(&new).cloned().collect())
    }

    pub(super) fn contains(&self, table: &str) -> bool {
        self.0.contains(table)
    }
}

/// The comparison of a table that both versions describe.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    pub(super) told: Told<'a>,
    /// The topics of pages like the older one.
    pub(super) old: &'a Topics,
    /// The topics of pages like the newer one.
    pub(super) new: &'a Topics,
    /// True if what only the older version has is gone: additions say nothing of what they build on.
    pub(super) removes: bool,
    /// True if what only the newer version has is new.
    pub(super) adds: bool,
    /// True if both sides say all about the table.
    pub(super) is_whole: bool,
}

impl Comparison<'_> {
    /// Tells the facts that differ; `name` is how they are called.
    pub(super) fn facts<T: Facts>(
        &mut self,
        kind: ChangeKind,
        item: Item,
        before: &T,
        after: &T,
        name: impl Fn(Key) -> String,
    ) {
        before.compare(after, &mut |key, old, new| {
            if old == new || !self.knows(item, key, [&old, &new]) {
                return;
            }
            if let Some(severity) = severity(item, key, old.as_deref(), new.as_deref()) {
                self.told.tell(kind, severity, name(key), [old, new]);
            }
        });
    }

    /// Returns whether the side that does not state a fact could have.
    pub(super) fn knows(&self, item: Item, key: Key, [old, new]: [&Option<String>; 2]) -> bool {
        (old.is_some() || self.old.fact(item, key)) && (new.is_some() || self.new.fact(item, key))
    }

    /// Tells the facts that the reader does not know, where both sides state them.
    pub(super) fn other(&mut self, kind: ChangeKind, item: &str, before: &Other, after: &Other) {
        for (key, old) in before {
            if let Some(new) = after.get(key).filter(|new| *new != old) {
                let values = [old, new].map(|value| Some(value.clone()));
                self.told.tell(kind, Severity::Behavioural, format!("{item}.{key}"), values);
            }
        }
    }

    /// Tells that an item came or went; `described` gives its name, and what it is in a few words.
    pub(super) fn came_or_went<T>(
        &mut self,
        item: Item,
        [gone, new]: [ChangeKind; 2],
        pair: &Pair<'_, T>,
        described: impl Fn(&T) -> (String, Option<String>),
    ) {
        match *pair {
            Pair::Removed(thing) if self.removes && self.new.of(item) => {
                let (name, what) = described(thing);
                self.told.tell(gone, Severity::Breaking, name, [what, None]);
            }
            Pair::Added(thing) if self.adds && self.old.of(item) => {
                let (name, what) = described(thing);
                self.told.tell(new, Severity::Additive, name, [None, what]);
            }
            _ => {}
        }
    }
}

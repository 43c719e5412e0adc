//! The changes from one version of a reference to another.
//!
//! Model against model, no input or output. Each difference is told once: what belongs to a table that came or went is
//! not told beside it.

mod change;
mod columns;
mod comparison;
mod messages;
mod pairs;
mod relationships;
mod severity;
mod signatures;
mod stated;
mod told;
mod types;
mod web_api;

pub use change::{Change, ChangeKind, Severity};

use crate::model::{Schema, Table};
use comparison::{Comparison, Described};
use pairs::{Pair, pairs};
use stated::{Item, Stated};
use told::Told;

/// The differences between two versions, in order.
///
/// A fact that a layout of pages does not state is unknown, and unknown is no change. Tables of which only additions
/// were read are compared by what these say.
///
/// ```
/// use earlybound_reader::diff::{Severity, diff};
/// use earlybound_reader::model::{Attribute, Schema, Table};
///
/// let version = |length| {
///     let column = Attribute { logical_name: "fax".into(), max_length: Some(length), ..Attribute::default() };
///     let mut table = Table { attributes: vec![column], ..Table::default() };
///     table.table.logical_name = "account".into();
///     Schema { tables: vec![table], ..Schema::default() }
/// };
/// let changes = diff(&version(50), &version(40));
/// assert_eq!(changes[0].item, "fax.MaxLength");
/// assert_eq!(changes[0].severity, Severity::Breaking);
/// assert!(diff(&version(50), &version(50)).is_empty());
/// ```
pub fn diff(old: &Schema, new: &Schema) -> Vec<Change> {
    let (old_stated, new_stated) = (Stated::of(old), Stated::of(new));
    let tables = |schema: &Schema| schema.tables.iter().map(|table| table.table.logical_name.clone()).collect();
    let described = Described::new(tables(old), tables(new));
    let mut changes = Vec::new();
    for pair in pairs(&old.tables, &new.tables, |table: &Table| table.table.logical_name.as_str()) {
        match pair {
            Pair::Removed(table) => changes.push(whole(ChangeKind::TableRemoved, Severity::Breaking, table)),
            Pair::Added(table) => changes.push(whole(ChangeKind::TableAdded, Severity::Additive, table)),
            Pair::Both(before, after) => {
                let topics = old_stated.like(before).zip(new_stated.like(after));
                let Some((old_topics, new_topics)) = topics else { continue };
                let mut comparison = Comparison {
                    told: Told { table: &before.table.logical_name, changes: &mut changes },
                    old: old_topics,
                    new: new_topics,
                    removes: before.partial || !after.partial,
                    adds: after.partial || !before.partial,
                    is_whole: !before.partial && !after.partial,
                };
                tables_differ(&mut comparison, before, after);
                columns::compare(&mut comparison, before, after);
                messages::compare(&mut comparison, before, after, &old.web_api, &new.web_api);
                relationships::compare(&mut comparison, before, after, &described);
            }
        }
    }
    web_api::compare(&mut changes, &old.web_api, &new.web_api);
    changes.sort();
    changes.dedup();
    changes
}

fn whole(kind: ChangeKind, severity: Severity, table: &Table) -> Change {
    let name = &table.table.logical_name;
    Change { table: name.clone(), severity, kind, item: name.clone(), old: None, new: None }
}

fn tables_differ(comparison: &mut Comparison<'_>, before: &Table, after: &Table) {
    let name = &before.table.logical_name;
    comparison.facts(ChangeKind::TableChanged, Item::Table, &before.table, &after.table, |key| format!("{name}.{key}"));
    comparison.other(ChangeKind::TableChanged, name, &before.table.other, &after.table.other);
    for pair in pairs(&before.keys, &after.keys, |key| (key.logical_name.as_str(), key.key_attributes.as_slice())) {
        comparison.came_or_went(Item::AlternateKey, [ChangeKind::KeyRemoved, ChangeKind::KeyAdded], &pair, |key| {
            (key.logical_name.clone(), Some(key.key_attributes.join(", ")))
        });
    }
}

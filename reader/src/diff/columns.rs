//! Columns, their targets and their options.

use std::collections::BTreeSet;

use super::change::{ChangeKind, Severity};
use super::comparison::Comparison;
use super::pairs::{Pair, pairs};
use super::severity::allowed;
use super::stated::Item;
use crate::model::key::Key;
use crate::model::{Attribute, OptionMetadata, Section, Table, companion};
use earlybound_schema::{AttributeType, RequiredLevel};

pub(super) fn compare(comparison: &mut Comparison<'_>, before: &Table, after: &Table) {
    let [old_lookups, new_lookups] = [before, after].map(|table| companion::lookups(&table.attributes));
    let is_companion = |column: &Attribute, lookups| companion::lookup_of(column, lookups).is_some();
    for pair in pairs(&before.attributes, &after.attributes, |column| column.logical_name.as_str()) {
        match pair {
            Pair::Both(old, new) => {
                let first = comparison.told.changes.len();
                column(comparison, old, new);
                if is_companion(old, &old_lookups) && is_companion(new, &new_lookups) {
                    let told = comparison.told.changes.iter_mut().skip(first);
                    told.for_each(|change| change.severity = Severity::Text);
                }
            }
            Pair::Removed(old) if comparison.removes => {
                let what = [what(old), None];
                let severity = if is_companion(old, &old_lookups) { Severity::Text } else { Severity::Breaking };
                comparison.told.tell(ChangeKind::ColumnRemoved, severity, old.logical_name.clone(), what);
            }
            Pair::Added(new) if comparison.adds => {
                let severity = match new {
                    new if is_companion(new, &new_lookups) => Severity::Text,
                    new if must_be_set(new) => Severity::Breaking,
                    _ => Severity::Additive,
                };
                let what = [None, what(new)];
                comparison.told.tell(ChangeKind::ColumnAdded, severity, new.logical_name.clone(), what);
            }
            Pair::Removed(_) | Pair::Added(_) => {}
        }
    }
}

fn what(column: &Attribute) -> Option<String> {
    column.attribute_type.map(|of| of.to_string())
}

/// Returns whether the service refuses a new row without the column. It sets ids, owners and states on its own, and
/// every choice with a default value.
fn must_be_set(column: &Attribute) -> bool {
    let set_by_itself = column.attribute_type.is_none_or(|of| {
        use AttributeType::{EntityName, ManagedProperty, Owner, State, Status, Uniqueidentifier, Virtual};
        matches!(of, EntityName | ManagedProperty | Owner | State | Status | Uniqueidentifier | Virtual)
    });
    let has_default = column.default_value.is_some() || column.default_form_value.is_some_and(|value| value != -1);
    column.required_level == Some(RequiredLevel::SystemRequired)
        && column.creatable() == Some(true)
        && !set_by_itself
        && !has_default
}

fn column(comparison: &mut Comparison<'_>, before: &Attribute, after: &Attribute) {
    let name = &before.logical_name;
    let item = |key: Key| format!("{name}.{key}");
    let of = if before.attribute_type == after.attribute_type {
        Item::Column(before.attribute_type)
    } else {
        // Facts of one type alone say nothing of the other.
        Item::Column(None)
    };
    comparison.facts(ChangeKind::ColumnChanged, of, before, after, item);
    comparison.other(ChangeKind::ColumnChanged, name, &before.other, &after.other);
    if let (Some(old), Some(new)) = (&before.option_set, &after.option_set) {
        let global = |_| format!("{name}.GlobalChoiceName");
        comparison.facts(ChangeKind::ColumnChanged, of, old, new, global);
    }
    validity(comparison, before, after);
    targets(comparison, before, after);
    options(comparison, before, after);
}

/// Tells what the column was and is valid for, whether the pages say so by column or by section.
fn validity(comparison: &mut Comparison<'_>, before: &Attribute, after: &Attribute) {
    let name = &before.logical_name;
    let flag = |allowed: bool| Some(if allowed { "True" } else { "False" }.to_owned());
    let sides = [
        (Key::IsValidForCreate, before.creatable(), after.creatable()),
        (Key::IsValidForUpdate, before.updatable(), after.updatable()),
    ];
    let mut known = true;
    for (key, old, new) in sides {
        let (Some(old), Some(new)) = (old, new) else {
            known = false;
            continue;
        };
        if old != new {
            let values = [flag(old), flag(new)];
            comparison.told.tell(ChangeKind::ColumnChanged, allowed(new), format!("{name}.{key}"), values);
        }
    }
    let sections = [before.section, after.section];
    if !known && sections[0] != sections[1] && !sections.contains(&Section::Customized) {
        let severity = allowed(after.section == Section::Writable);
        let values = sections.map(|section| Some(section.to_string()));
        comparison.told.tell(ChangeKind::ColumnChanged, severity, format!("{name}.Section"), values);
    }
}

/// Tells the targets that came or went. A target that a relationship led to before did not come when the column lists
/// it, and one that a relationship still leads to did not go.
fn targets(comparison: &mut Comparison<'_>, before: &Attribute, after: &Attribute) {
    let (old, new) = (listed(before), listed(after));
    if old.is_empty() || new.is_empty() {
        return;
    }
    let name = || before.logical_name.clone();
    let removed = old.iter().filter(|target| comparison.removes && !after.targets.iter().any(|new| new == *target));
    for target in removed.copied().collect::<Vec<_>>() {
        let values = [Some(target.to_owned()), None];
        comparison.told.tell(ChangeKind::TargetRemoved, Severity::Breaking, name(), values);
    }
    let added = new.iter().filter(|target| comparison.adds && !before.targets.iter().any(|old| old == *target));
    for target in added.copied().collect::<Vec<_>>() {
        // A lookup on one table is of that table's id; one on several has a type of its own.
        let was_alone = comparison.is_whole && matches!(before.targets.as_slice(), [only] if only != target);
        let severity = if was_alone { Severity::Breaking } else { Severity::Additive };
        comparison.told.tell(ChangeKind::TargetAdded, severity, name(), [None, Some(target.to_owned())]);
    }
}

/// The targets that the column lists; where it lists none, those that relationships lead to.
fn listed(column: &Attribute) -> BTreeSet<&str> {
    let is_listed = |target: &&String| !column.implied_targets.contains(target);
    let listed: BTreeSet<&str> = column.targets.iter().filter(is_listed).map(String::as_str).collect();
    if listed.is_empty() { column.targets.iter().map(String::as_str).collect() } else { listed }
}

fn options(comparison: &mut Comparison<'_>, before: &Attribute, after: &Attribute) {
    let (old, new) = (choices(before), choices(after));
    if old.is_empty() || new.is_empty() {
        return;
    }
    let of = Item::Option(before.attribute_type);
    for pair in pairs(old, new, |option| option.value) {
        let item = |option: &OptionMetadata| format!("{}={}", before.logical_name, option.value);
        let kinds = [ChangeKind::OptionRemoved, ChangeKind::OptionAdded];
        comparison.came_or_went(of, kinds, &pair, |option| (item(option), option.label.clone()));
        if let Pair::Both(before, after) = pair {
            option(comparison, of, &item(before), before, after);
        }
    }
}

fn choices(column: &Attribute) -> &[OptionMetadata] {
    column.option_set.as_ref().map_or(&[], |set| &set.options)
}

/// Tells the facts of a value. A label is told as it is, others with what they are.
fn option(comparison: &mut Comparison<'_>, of: Item, item: &str, before: &OptionMetadata, after: &OptionMetadata) {
    let first = comparison.told.changes.len();
    comparison.facts(ChangeKind::OptionChanged, of, before, after, |key| key.to_string());
    for change in comparison.told.changes.iter_mut().skip(first) {
        let key = std::mem::replace(&mut change.item, item.to_owned());
        if key != Key::Label.as_str() {
            for value in [&mut change.old, &mut change.new].into_iter().flatten() {
                *value = format!("{key}: {value}");
            }
        }
    }
}

//! Changes as lines for people.

use earlybound_codegen::NameChange;
use earlybound_reader::diff::{Change, ChangeKind, Severity};
use earlybound_reader::visible::visible;

use super::report::{Group, Report, Told, is_id_type};
use crate::findings::plural;

/// The most characters of a value that are shown.
const LONGEST: usize = 80;
/// The most items that are named where several came or went together.
const NAMED: usize = 4;

pub(super) fn text(report: &Report, least: Severity) -> String {
    let mut text = String::new();
    for (table, group) in &report.groups {
        if group.worst().is_some_and(|worst| worst <= least) {
            text.push_str(&format!("{}: {}\n", title(table), group.counts().words()));
            lines(group, least).for_each(|line| text.push_str(&format!("  {line}\n")));
            text.push('\n');
        }
    }
    text.push_str(&format!("{} changed: {}\n", changed(report), report.counts().words()));
    visible(&text)
}

/// Returns what changed, in a few words: the number of tables, and messages.
fn changed(report: &Report) -> String {
    let tables = report.groups.iter().filter(|(table, _)| !table.is_empty()).count();
    let messages = report.groups.len() > tables;
    match (tables, messages) {
        (0, true) => "messages".to_owned(),
        (tables, true) => format!("{} and messages", plural(tables, "table")),
        (tables, false) => plural(tables, "table"),
    }
}

/// Returns the title of a group.
pub(super) fn title(table: &str) -> &str {
    if table.is_empty() { "messages" } else { table }
}

fn lines(group: &Group, least: Severity) -> impl Iterator<Item = String> {
    let told: Vec<&Told> = group.told(least).collect();
    let lines: Vec<String> = told.chunk_by(|one, next| is_one_line(&one.change, &next.change)).map(line).collect();
    lines.into_iter()
}

/// Returns whether two changes share a line: targets that came, or went, at one lookup, and names that are gone. These
/// come and go by dozens.
fn is_one_line(one: &Change, next: &Change) -> bool {
    if is_gone_alone(one) && is_gone_alone(next) {
        return true;
    }
    let of = |change: &Change| (change.severity, change.item.clone(), change.kind);
    matches!(one.kind, ChangeKind::TargetAdded | ChangeKind::TargetRemoved) && of(one) == of(next)
}

/// Returns the line of a change, or of several targets of one lookup.
fn line(told: &[&Told]) -> String {
    let gone: Vec<&NameChange> = told.iter().flat_map(|told| &told.names).collect();
    let names = if gone.is_empty() { String::new() } else { format!("; {}", names(gone)) };
    match told {
        [] => String::new(),
        [one] => format!("{:11}  {}{names}", one.change.severity, sentence(&one.change)),
        [first, ..] if is_gone_alone(&first.change) => format!("{:11}  {}", first.change.severity, unnamed(told)),
        [first, ..] => format!("{:11}  {}{names}", first.change.severity, targets(&first.change, told)),
    }
}

/// Returns whether a name is gone although the item that it stands for is unchanged.
fn is_gone_alone(change: &Change) -> bool {
    change.kind == ChangeKind::NameRemoved && !is_id_type(&change.table, &change.item, change.kind)
}

fn unnamed(told: &[&Told]) -> String {
    let named = told.iter().take(NAMED).map(|told| told.change.item.as_str()).collect::<Vec<_>>().join(", ");
    format!(
        "{} items no longer have a generated name ({named}{}): the newer version does not list them, as a page without \
         a section `Messages` does not",
        told.len(),
        more(told)
    )
}

/// Returns how many changes are not named.
fn more(told: &[&Told]) -> String {
    match told.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

fn targets(first: &Change, told: &[&Told]) -> String {
    let (kind, value): (_, fn(&Change) -> &Option<String>) = match first.kind {
        ChangeKind::TargetRemoved => ("targets gone", |change| &change.old),
        _ => ("new targets", |change| &change.new),
    };
    let named = told.iter().take(NAMED).filter_map(|told| value(&told.change).as_deref()).map(short);
    let named = named.collect::<Vec<_>>().join(", ");
    format!("{}: {} {kind} ({named}{})", first.item, told.len(), more(told))
}

/// Returns a change in a line.
pub(super) fn sentence(change: &Change) -> String {
    let Change { table, kind, item, old, new, .. } = change;
    let what = |value: &Option<String>| value.as_ref().map_or(String::new(), |value| format!(" ({})", short(value)));
    match kind {
        ChangeKind::TableAdded => "the table is new".to_owned(),
        ChangeKind::TableRemoved => "the table is gone".to_owned(),
        ChangeKind::ColumnAdded => format!("{item}: new column{}", what(new)),
        ChangeKind::ColumnRemoved => format!("{item}: column gone{}", what(old)),
        ChangeKind::OptionAdded => format!("{item}: new option{}", what(new)),
        ChangeKind::OptionRemoved => format!("{item}: option gone{}", what(old)),
        ChangeKind::TargetAdded => format!("{item}: new target{}", what(new)),
        ChangeKind::TargetRemoved => format!("{item}: target gone{}", what(old)),
        ChangeKind::KeyAdded => format!("{item}: new key{}", what(new)),
        ChangeKind::KeyRemoved => format!("{item}: key gone{}", what(old)),
        ChangeKind::MessageAdded => format!("{item}: new message{}", what(new)),
        ChangeKind::MessageRemoved => format!("{item}: message gone{}", what(old)),
        ChangeKind::ParameterAdded => format!("{item}: new parameter{}", what(new)),
        ChangeKind::ParameterRemoved => format!("{item}: parameter gone{}", what(old)),
        ChangeKind::TypeAdded => format!("{item}: new type{}", what(new)),
        ChangeKind::TypeRemoved => format!("{item}: type gone{}", what(old)),
        ChangeKind::PropertyAdded => format!("{item}: new property{}", what(new)),
        ChangeKind::PropertyRemoved => format!("{item}: property gone{}", what(old)),
        ChangeKind::MemberAdded => format!("{item}: new member{}", what(new)),
        ChangeKind::MemberRemoved => format!("{item}: member gone{}", what(old)),
        ChangeKind::RelationshipAdded => format!("{item}: new relationship{}", what(new)),
        ChangeKind::RelationshipRemoved => format!("{item}: relationship gone{}", what(old)),
        ChangeKind::NameRemoved if is_id_type(table, item, *kind) => {
            format!("{item}: the type of its ids is gone, since no lookup leads to the table any more")
        }
        ChangeKind::NameRemoved => format!("{item}: no longer has a generated name, though it is itself unchanged"),
        ChangeKind::NameChanged => format!("{item}: has another generated name, though it is itself unchanged"),
        ChangeKind::TableChanged
        | ChangeKind::ColumnChanged
        | ChangeKind::OptionChanged
        | ChangeKind::MessageChanged
        | ChangeKind::ParameterChanged
        | ChangeKind::TypeChanged
        | ChangeKind::PropertyChanged
        | ChangeKind::MemberChanged
        | ChangeKind::RelationshipChanged
        | ChangeKind::CascadeChanged => {
            let start = alike(old, new);
            format!("{item}: {}, was {}", value(new, start), value(old, start))
        }
    }
}

/// Returns the number of characters of two long texts that need not be shown, because they are alike.
fn alike(old: &Option<String>, new: &Option<String>) -> usize {
    let (Some(old), Some(new)) = (old, new) else { return 0 };
    let alike = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let is_long = [old, new].into_iter().any(|text| text.chars().count() > LONGEST);
    if is_long { alike.saturating_sub(LONGEST / 4) } else { 0 }
}

fn value(value: &Option<String>, start: usize) -> String {
    let rest = |text: &str| text.chars().skip(start).collect::<String>();
    match value.as_deref() {
        None => "nothing".to_owned(),
        Some("") => "empty".to_owned(),
        Some(text) if start > 0 => format!("\"…{}\"", short(&rest(text))),
        Some(text) if text.contains(' ') => format!("\"{}\"", short(text)),
        Some(text) => short(text),
    }
}

/// The beginning of a long text, on one line.
fn short(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(&text)),
    }
}

/// The generated names that are gone, and what stands in for them.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a NameChange>) -> String {
    names.into_iter().map(name_change).collect::<Vec<_>>().join(", ")
}

/// A generated name that is gone, and the one that stands in for it.
fn name_change(NameChange { old, new, .. }: &NameChange) -> String {
    match new {
        Some(new) => format!("`{old}` is now `{new}`"),
        None => format!("`{old}` is gone"),
    }
}

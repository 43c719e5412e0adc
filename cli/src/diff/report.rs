//! Changes with the generated names that they take away, table by table.

use std::collections::BTreeMap;

use earlybound_codegen::NameChange;
use earlybound_reader::diff::{Change, ChangeKind, Severity};
use serde::Serialize;

/// A change, and the names that are gone with it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) change: Change,
    pub(super) names: Vec<NameChange>,
}

impl Told {
    /// A name that is gone although what it stands for is as it was: others want the same name now, or nothing uses it.
    fn of_name(mut name: NameChange) -> Self {
        let kind = if name.new.is_some() { ChangeKind::NameChanged } else { ChangeKind::NameRemoved };
        if is_id_type(&name.table, &name.item, kind) {
            name.old = format!("referenced::{}", name.old);
        }
        let change = Change {
            table: name.table.clone(),
            severity: Severity::Breaking,
            kind,
            item: name.item.clone(),
            old: Some(name.old.clone()),
            new: name.new.clone(),
        };
        Self { change, names: vec![name] }
    }
}

/// Returns whether the name is that of a table that lookups led to, and that neither version describes.
pub(super) fn is_id_type(table: &str, item: &str, kind: ChangeKind) -> bool {
    kind == ChangeKind::NameRemoved && item == table
}

/// The changes of a table, the worst first.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) told: Vec<Told>,
}

impl Group {
    pub(super) fn worst(&self) -> Option<Severity> {
        self.told.iter().map(|told| told.change.severity).min()
    }

    /// The changes that are at least as bad.
    pub(super) fn told(&self, least: Severity) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(move |told| told.change.severity <= least)
    }

    pub(super) fn counts(&self) -> Counts {
        Counts::of(self.told.iter().map(|told| &told.change))
    }
}

/// The number of changes of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) struct Counts {
    pub(super) breaking: usize,
    pub(super) behavioural: usize,
    pub(super) additive: usize,
    pub(super) text: usize,
}

impl Counts {
    fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Self {
        let mut counts = Self::default();
        for change in changes {
            *match change.severity {
                Severity::Breaking => &mut counts.breaking,
                Severity::Behavioural => &mut counts.behavioural,
                Severity::Additive => &mut counts.additive,
                Severity::Text => &mut counts.text,
            } += 1;
        }
        counts
    }

    /// The counts that are not zero, in words.
    pub(super) fn words(self) -> String {
        let Self { breaking, behavioural, additive, text } = self;
        let counted = [(breaking, "breaking"), (behavioural, "behavioural"), (additive, "additive"), (text, "text")];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = counted.map(|(count, severity)| format!("{count} {severity}")).collect();
        if words.is_empty() { "no changes".to_owned() } else { words.join(", ") }
    }
}

/// All changes, by table.
#[derive(Debug)]
pub(super) struct Report {
    /// Those with the worst changes first.
    pub(super) groups: Vec<(String, Group)>,
}

impl Report {
    /// Puts changes and names together. A change that takes a name away is breaking, whatever else it is.
    pub(super) fn new(changes: Vec<Change>, names: Vec<NameChange>) -> Self {
        let mut groups = BTreeMap::<String, Group>::new();
        for change in changes {
            let group = groups.entry(change.table.clone()).or_default();
            group.told.push(Told { change, names: Vec::new() });
        }
        for name in names {
            let group = groups.entry(name.table.clone()).or_default();
            match cause(&mut group.told, &name.item) {
                Some(told) => {
                    told.change.severity = Severity::Breaking;
                    told.names.push(name);
                }
                None => group.told.push(Told::of_name(name)),
            }
        }
        for group in groups.values_mut() {
            group.told.sort_by(|a, b| a.change.cmp(&b.change));
        }
        let mut groups: Vec<(String, Group)> = groups.into_iter().collect();
        groups.sort_by_key(|(_, group)| group.worst());
        Self { groups }
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.groups.iter().flat_map(|(_, group)| &group.told).map(|told| &told.change)
    }

    /// The names that generated code no longer has.
    pub(super) fn names(&self) -> impl Iterator<Item = &NameChange> {
        self.groups.iter().flat_map(|(_, group)| &group.told).flat_map(|told| &told.names)
    }

    pub(super) fn counts(&self) -> Counts {
        Counts::of(self.changes())
    }

    pub(super) fn worst(&self) -> Option<Severity> {
        self.groups.iter().filter_map(|(_, group)| group.worst()).min()
    }
}

/// The change that takes the name of an item away: of the item itself, or of what names are made from.
fn cause<'a>(told: &'a mut [Told], item: &str) -> Option<&'a mut Told> {
    let causes = |named: &str| {
        let facts = ["SchemaName", "AttributeType", "Targets"];
        named == item
            || named
                .strip_prefix(item)
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|fact| facts.contains(&fact))
    };
    told.iter_mut().find(|told| causes(&told.change.item))
}

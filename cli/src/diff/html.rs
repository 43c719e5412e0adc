//! Changes as a page: that of the explorer, with what changed marked.

use earlybound_reader::diff::Severity;
use earlybound_reader::model::Schema;

use super::report::{Group, Report};
use super::text::{names, sentence};
use crate::explore::{self, Changed, Mark};
use crate::outcome::Failure;
use crate::read::Reading;

pub(super) fn html(new: &Reading<Schema>, report: &Report, least: Severity) -> Result<String, Failure> {
    let changed =
        report.groups.iter().map(|(table, group)| Changed { table: table.clone(), changes: marks(group, least) });
    explore::page_of(&new.read, &new.sources, changed.filter(|changed| !changed.changes.is_empty()).collect())
}

fn marks(group: &Group, least: Severity) -> Vec<Mark> {
    let changes = group.told(least).map(|told| Mark {
        severity: told.change.severity.as_str(),
        kind: match told.change.kind.as_str() {
            kind if kind.ends_with("Added") => "added",
            kind if kind.ends_with("Removed") => "gone",
            _ => "changed",
        },
        item: told.change.item.clone(),
        words: sentence(&told.change),
        names: names(&told.names).replace('`', ""),
    });
    changes.collect()
}

//! The plan of a delete for the rows of an organization.

use std::fmt::Write as _;

use earlybound::cascade::{self, Blocker, Outcome, Plan, PlannedChange, Planner, Progress, RowChange, RowKey, Unasked};
use earlybound::{Schema, Uuid};
use earlybound_reader::visible::visible;
use serde::Serialize;

use crate::findings::plural;
use crate::organization::Client;
use crate::outcome::Failure;
use crate::{output, progress};

/// The most blocking rows and unknown relationships that are told one by one.
const TOLD: usize = 50;

/// The limits of a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) rows: usize,
    /// The most relationships from the row.
    pub(super) depth: Option<u32>,
}

/// The plan, and what was read for it.
pub(super) struct Answer {
    plan: Plan,
    /// The name of the row, and those of the rows that block, in their order.
    name: Option<String>,
    blockers: Vec<(Blocker, Option<String>)>,
    unasked: Vec<Unasked>,
    rows: usize,
}

/// Asks the organization. It is only read.
pub(super) fn plan(client: &Client, schema: &Schema, table: &str, id: Uuid, limits: Limits) -> Result<Answer, Failure> {
    let table = schema.table(table).map_or("", |table| table.logical_name);
    let planner = Planner::new(schema);
    let planner = match limits.depth {
        Some(depth) => planner.to_depth(usize::try_from(depth).unwrap_or(usize::MAX)),
        None => planner,
    };
    let failed = |error: &dyn std::error::Error| Failure::of("plan the delete", error);
    progress::while_telling("asking the organization", |tell| {
        let mut failure = None;
        let mut rows = cascade::live(schema, |request| {
            client.answer(request).map_err(|error| {
                failure = Some(error);
                std::io::Error::other("no answer")
            })
        })
        .at_most(limits.rows);
        let start = RowKey::new(table, id);
        let mut told = |now: Progress| {
            tell(format!("asking for {}: {} to delete so far", now.table, plural(now.rows, "row")));
        };
        let planned = planner.plan_with(&mut rows, start, PlannedChange::Delete, &mut told);
        let planned = planned.map(|plan| {
            let blockers: Vec<Blocker> = plan.blockers().collect();
            let keys: Vec<RowKey> = [start].into_iter().chain(blockers.iter().map(|blocker| blocker.row)).collect();
            // Names are for show: the plan is worth as much without them.
            let mut names = rows.names(&keys).unwrap_or_else(|_| vec![None; keys.len()]).into_iter();
            let name = names.next().flatten();
            let blockers = blockers.into_iter().zip(names).collect();
            (plan, name, blockers)
        });
        let (unasked, read) = (rows.unasked().copied().collect(), rows.rows());
        drop(rows);
        match (planned, failure) {
            (_, Some(failure)) => Err(failure),
            (Err(error), None) => Err(failed(&error)),
            (Ok((plan, name, blockers)), None) => Ok(Answer { plan, name, blockers, unasked, rows: read }),
        }
    })
}

/// Prints the answer for people.
pub(super) fn print_text(answer: &Answer) -> Result<(), Failure> {
    output::print(&visible(&text(answer)))
}

fn text(answer: &Answer) -> String {
    let Answer { plan, name, blockers, unasked, rows } = answer;
    let named = |name: &Option<String>| name.as_ref().map_or(String::new(), |name| format!(" \"{name}\""));
    let mut text = format!("Deleting {}{}\n\n", plan.start(), named(name));
    if !blockers.is_empty() {
        _ = writeln!(text, "Refused: {} in the way.", plural(blockers.len(), "row"));
        for (blocker, name) in blockers.iter().take(TOLD) {
            let way: Vec<String> =
                blocker.path.iter().map(|hop| format!("{} by {}", hop.row, hop.relationship)).collect();
            _ = writeln!(text, "  {}{}: {}", blocker.row, named(name), way.join(", then "));
        }
        rest(&mut text, blockers.len());
        text.push_str("\nWithout these, this would happen:\n");
    }
    for ((table, outcome), count) in plan.counts().into_iter().filter(|((_, outcome), _)| *outcome != Outcome::Blocks) {
        _ = writeln!(text, "  {outcome:10} {}", format_args!("{} of {table}", plural(count, "row")));
    }
    if !plan.notes().is_empty() {
        text.push_str("\nTo know:\n");
        plan.notes().iter().for_each(|note| _ = writeln!(text, "  {note}"));
    }
    if !unasked.is_empty() {
        _ = writeln!(text, "\nNot known, because it could not be asked:");
        unasked.iter().take(TOLD).for_each(|unasked| _ = writeln!(text, "  {unasked}"));
        rest(&mut text, unasked.len());
    }
    _ = writeln!(text, "\n{} read, nothing changed", plural(*rows, "row"));
    text
}

/// Writes the number of lines that are left out.
fn rest(text: &mut String, count: usize) {
    if count > TOLD {
        _ = writeln!(text, "  … and {} more", count - TOLD);
    }
}

/// Prints the answer as data.
pub(super) fn print_json(answer: &Answer) -> Result<(), Failure> {
    let Answer { plan, name, blockers, unasked, rows } = answer;
    let row = |row: RowKey, name: Option<&str>| Row { table: row.table, id: row.id, name: name.map(str::to_owned) };
    let blockers = blockers.iter().map(|(blocker, name)| Blocking {
        row: row(blocker.row, name.as_deref()),
        path: blocker.path.iter().map(|hop| Hop { relationship: hop.relationship, row: row(hop.row, None) }).collect(),
    });
    let steps = plan.steps().map(|step| {
        let (change, column) = match step.change {
            RowChange::ClearLookup { column } => ("ClearLookup", Some(column)),
            _ => ("Delete", None),
        };
        Step { row: row(step.row, None), change, column }
    });
    let unasked = unasked.iter().map(|unasked| Unknown {
        table: unasked.table,
        column: unasked.column,
        parent_table: unasked.parent_table,
        reason: unasked.reason.to_string(),
    });
    let counts = plan.counts().into_iter();
    output::print_json(&Data {
        row: row(plan.start(), name.as_deref()),
        blocked: plan.is_blocked(),
        blockers: blockers.collect(),
        counts: counts.map(|((table, outcome), rows)| Count { table, outcome: outcome.to_string(), rows }).collect(),
        steps: steps.collect(),
        notes: plan.notes().iter().map(ToString::to_string).collect(),
        unasked: unasked.collect(),
        rows: *rows,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Data {
    #[serde(flatten)]
    row: Row,
    blocked: bool,
    blockers: Vec<Blocking>,
    counts: Vec<Count>,
    steps: Vec<Step>,
    notes: Vec<String>,
    unasked: Vec<Unknown>,
    /// The number of rows that were read.
    rows: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    table: &'static str,
    #[serde(serialize_with = "as_text")]
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

fn as_text<S: serde::Serializer>(id: &Uuid, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Blocking {
    #[serde(flatten)]
    row: Row,
    path: Vec<Hop>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hop {
    relationship: &'static str,
    #[serde(flatten)]
    row: Row,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Count {
    table: &'static str,
    outcome: String,
    rows: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Step {
    #[serde(flatten)]
    row: Row,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Unknown {
    table: &'static str,
    column: &'static str,
    parent_table: &'static str,
    reason: String,
}

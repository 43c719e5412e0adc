//! From what a search found to a plan.

use std::collections::HashMap;

use earlybound_schema::RequiredLevel;

use super::found::{Found, Touched};
use super::order::children_first;
use super::{Note, NoteKind, Plan, PlannedChange, Planner};

pub(super) fn assemble(planner: &Planner, mut found: Found) -> Plan {
    if found.change == PlannedChange::Delete {
        settle_restricted(&mut found, planner.policy().deleted_rows_do_not_block);
    }
    settle_unlinked(&mut found);
    note_required(&mut found, planner);
    let order = match found.change {
        PlannedChange::Delete => {
            let (order, circular) = children_first(found.reached.len(), std::mem::take(&mut found.links));
            if circular > 0 {
                found.note(None, NoteKind::Circle, circular);
            }
            order
        }
        _ => (0..found.reached.len()).collect(),
    };
    plan(planner, found, order)
}

/// A plan that changes what was found, and does the action to the reached rows in that order.
pub(super) fn plan(planner: &Planner, mut found: Found, order: Vec<usize>) -> Plan {
    let notes = std::mem::take(&mut found.notes).into_iter().map(|((edge, kind), rows)| {
        let relationship = edge.and_then(|edge| found.edges.get(edge)).copied();
        Note { relationship, kind, rows }
    });
    let notes = notes.collect();
    let unknown_tables = found.tables.iter().copied().filter(|table| !planner.graph().describes(table)).collect();
    found.index = HashMap::new(); // A plan does not need it any more.
    Plan { found, order, notes, unknown_tables }
}

/// Returns whether rows that are deleted themselves still block.
fn settle_restricted(found: &mut Found, let_go: bool) {
    for blocking in std::mem::take(&mut found.blocking) {
        let table = found.table(Some(blocking.via));
        if let Some(child) = found.index_of(table, blocking.id) {
            found.note(Some(blocking.via.edge), NoteKind::RestrictedAndDeleted, 1);
            if let_go {
                found.links.push((blocking.via.parent, child));
                continue;
            }
        }
        found.blocking.push(blocking);
    }
}

/// Lookups of rows that are deleted themselves need not be cleared, and none needs to be cleared twice.
fn settle_unlinked(found: &mut Found) {
    let mut unlinked = std::mem::take(&mut found.unlinked);
    unlinked.retain(|row| {
        found.change != PlannedChange::Delete || found.index_of(found.table(Some(row.via)), row.id).is_none()
    });
    found.unlinked = once_each(unlinked, found);
    found.repointed = once_each(std::mem::take(&mut found.repointed), found);
}

/// Sorted by table, row and column. Two relationships may share a column.
fn once_each(mut rows: Vec<Touched>, found: &Found) -> Vec<Touched> {
    let key = |row: &Touched| {
        let edge = found.edges.get(row.via.edge);
        (edge.map(|edge| (edge.referencing, row.id, edge.column)), row.via)
    };
    rows.sort_by_key(key);
    rows.dedup_by_key(|row| key(row).0);
    rows
}

fn note_required(found: &mut Found, planner: &Planner) {
    for at in 0..found.unlinked.len() {
        let Some(edge) = found.unlinked.get(at).map(|row| row.via.edge) else { continue };
        let level = found.edges.get(edge).and_then(|edge| planner.required_level(edge.referencing, edge.column?));
        if let Some(level @ (RequiredLevel::SystemRequired | RequiredLevel::ApplicationRequired)) = level {
            found.note(Some(edge), NoteKind::Required(level), 1);
        }
    }
}

//! A plan: what a change of one row does to all rows, in order.

use core::fmt;
use std::collections::BTreeMap;

use earlybound_schema::cascade::CascadeType;

use super::found::{Found, Touched, Via};
use super::{Blocker, Edge, Hop, Note, Outcome, PlannedChange, RowChange, RowKey, Step, asynchronous_from};
use crate::value::Uuid;

/// The effects of a change of one row: the steps in order, or what blocks it.
///
/// The platform does all of it or nothing of it, unless it [runs asynchronously](Self::may_run_asynchronously).
#[derive(Clone, PartialEq, Eq)]
pub struct Plan {
    pub(super) found: Found,
    /// The reached rows that undergo the action, in order.
    pub(super) order: Vec<usize>,
    pub(super) notes: Vec<Note>,
    pub(super) unknown_tables: Vec<&'static str>,
}

impl Plan {
    /// The change that the plan is for.
    pub const fn change(&self) -> PlannedChange {
        self.found.change
    }

    /// The row that the plan is for.
    pub const fn start(&self) -> RowKey {
        self.found.start
    }

    /// Returns whether the platform refuses the change.
    pub fn is_blocked(&self) -> bool {
        !self.found.blocking.is_empty()
    }

    /// The rows that keep the change from being made, with the way to each.
    pub fn blockers(&self) -> impl Iterator<Item = Blocker> {
        self.found.blocking.iter().filter_map(|blocking| {
            let relationship = *self.found.edges.get(blocking.via.edge)?;
            Some(Blocker { row: self.row(blocking), relationship, path: self.path(Some(blocking.via), blocking.id) })
        })
    }

    /// The steps, in order; none if the plan [is blocked](Self::is_blocked).
    ///
    /// Lookups are cleared before rows are deleted, and children are deleted before their parents. Rows that are
    /// assigned, shared or reparented come after the row through which the action got to them.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let cleared = self.found.unlinked.iter().filter_map(|touched| {
            let change = RowChange::ClearLookup { column: self.column(touched)? };
            Some(Step { row: self.row(touched), change, via: Some(touched.via) })
        });
        let repointed = self.found.repointed.iter().filter_map(|touched| {
            let PlannedChange::Merge { into } = self.found.change else { return None };
            let change =
                RowChange::SetLookup { column: self.column(touched)?, to: RowKey::new(self.found.start.table, into) };
            Some(Step { row: self.row(touched), change, via: Some(touched.via) })
        });
        let moved = self.moved().map(|change| Step { row: self.found.start, change, via: None });
        let undergone = self.order.iter().filter_map(|index| {
            let reached = self.found.reached.get(*index)?;
            let row = RowKey::new(self.found.table(reached.via), reached.id);
            Some(Step { row, change: self.undergone(), via: reached.via })
        });
        let steps = cleared.chain(repointed).chain(moved).chain(undergone);
        (!self.is_blocked()).then_some(steps).into_iter().flatten()
    }

    /// The way from the start to the row of a step of this plan, itself last; empty for the start. There may be others:
    /// this is one of the shortest.
    pub fn path_to(&self, step: &Step) -> Vec<Hop> {
        self.path(step.via, step.row.id)
    }

    /// Notes on what the plan leaves out, assumes or warns of; relationships in the order in which they were reached.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The tables of rows that undergo the action and that are not described in full, sorted: relationships that
    /// are not known may point at them.
    pub fn unknown_tables(&self) -> &[&'static str] {
        &self.unknown_tables
    }

    /// The number of rows with each outcome, by table, the start among them; also if the plan is blocked, and then for
    /// what would happen without the block.
    pub fn counts(&self) -> BTreeMap<(&'static str, Outcome), usize> {
        let mut counts = BTreeMap::new();
        let mut count = |table, outcome| *counts.entry((table, outcome)).or_default() += 1;
        if let Some(outcome) = Outcome::of(self.found.change.action(), CascadeType::Cascade).filter(|it| it.goes_on()) {
            for reached in self.order.iter().filter_map(|index| self.found.reached.get(*index)) {
                count(self.found.table(reached.via), outcome);
            }
        }
        for (list, outcome) in [
            (&self.found.unlinked, Outcome::Unlinked),
            (&self.found.repointed, Outcome::Repointed),
            (&self.found.blocking, Outcome::Blocks),
        ] {
            for touched in list {
                count(self.found.table(Some(touched.via)), outcome);
            }
        }
        counts
    }

    /// Returns whether the platform may carry the plan out in batches, so that what is done stays done when the rest
    /// fails: from as many rows on as [`asynchronous_from`] says, where an administrator allows it.
    pub fn may_run_asynchronously(&self) -> bool {
        let rows = self.order.len() + self.found.repointed.len();
        asynchronous_from(self.found.change.action()).is_some_and(|threshold| rows >= threshold)
    }

    /// The step of each row that undergoes the action.
    fn undergone(&self) -> RowChange {
        match self.found.change {
            PlannedChange::Delete => RowChange::Delete,
            PlannedChange::Assign { to } => RowChange::Assign { to },
            PlannedChange::Share { with } => RowChange::Share { with },
            PlannedChange::Unshare { with } => RowChange::Unshare { with },
            PlannedChange::Reparent { .. } => RowChange::Reparent,
            PlannedChange::Merge { into } => {
                RowChange::Deactivate { merged_into: RowKey::new(self.found.start.table, into) }
            }
        }
    }

    /// The step for the lookup of the start.
    fn moved(&self) -> Option<RowChange> {
        let PlannedChange::Reparent { column, to } = self.found.change else { return None };
        Some(match to {
            Some(to) => RowChange::SetLookup { column, to },
            None => RowChange::ClearLookup { column },
        })
    }

    fn row(&self, touched: &Touched) -> RowKey {
        RowKey::new(self.found.table(Some(touched.via)), touched.id)
    }

    fn column(&self, touched: &Touched) -> Option<&'static str> {
        self.found.edges.get(touched.via.edge)?.column
    }

    fn path(&self, via: Option<Via>, id: Uuid) -> Vec<Hop> {
        let mut path = Vec::new();
        let mut at = via.map(|via| (via, id));
        while let Some((via, id)) = at {
            let Some(Edge { schema_name: relationship, referencing, .. }) = self.found.edges.get(via.edge) else {
                break;
            };
            path.push(Hop { relationship, row: RowKey::new(referencing, id) });
            let parent = self.found.reached.get(via.parent);
            at = parent.and_then(|parent| Some((parent.via?, parent.id)));
        }
        path.reverse();
        path
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("start", &self.found.start)
            .field("change", &self.found.change)
            .field("blockers", &self.blockers().collect::<Vec<_>>())
            .field("steps", &self.steps().map(|step| (step.row, step.change)).collect::<Vec<_>>())
            .field("notes", &self.notes)
            .field("unknown_tables", &self.unknown_tables)
            .finish()
    }
}

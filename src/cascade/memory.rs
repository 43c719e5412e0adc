//! Rows in memory, for tests: what the platform would do to them.

use core::convert::Infallible;
use core::fmt;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::platform::{MERGED_INTO, merged_state};
use super::{
    Blocker, Plan, PlanError, PlannedChange, Planner, Pointing, RowChange, RowFacts, RowKey, RowSource, RowState,
    RowsQuery, Step,
};
use crate::value::Uuid;

/// Rows in memory, to which changes are applied as the platform would: all of a change, or nothing.
///
/// A test fills it, applies a change, and looks at what is left:
///
/// ```
/// use earlybound::cascade::{PlannedChange, Owner, Planner, RowState, MemorySource};
/// use earlybound::{Id, Uuid};
/// use dataverse::{Account, Contact, SCHEMA};
///
/// let account = Id::<Account>::new(Uuid::from_u128(1));
/// let contact = Id::<Contact>::new(Uuid::from_u128(2));
/// let (anna, boris) = (Owner::User(Uuid::from_u128(3)), Owner::User(Uuid::from_u128(4)));
/// let mut rows = MemorySource::default();
/// rows.insert(account, RowState::default().owned_by(anna));
/// rows.insert(contact, RowState::default().owned_by(anna).pointing_at("parentcustomerid", account));
///
/// let planner = Planner::new(&SCHEMA);
/// rows.apply(&planner, account, PlannedChange::Assign { to: boris })?;
/// assert_eq!(rows.get(contact).and_then(|row| row.owner), Some(boris), "contacts go with their account");
/// rows.apply(&planner, account, PlannedChange::Delete)?;
/// assert!(rows.is_empty());
/// # Ok::<(), earlybound::cascade::ApplyError>(())
/// ```
///
/// It knows rows, their owners, states, lookups and shares. It does not know privileges, plug-ins and workflows, nor
/// access that comes from roles and business units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemorySource {
    rows: BTreeMap<RowKey, RowState>,
    /// The rows of a table that point at a row through a column.
    pointing: BTreeMap<(RowKey, &'static str, &'static str), BTreeSet<Uuid>>,
}

impl MemorySource {
    /// Puts a row in; gives the one that had its id.
    pub fn insert(&mut self, row: impl Into<RowKey>, state: impl Into<RowState>) -> Option<RowState> {
        let (key, state) = (row.into(), state.into());
        let before = self.remove(key);
        for (column, parent) in &state.lookups {
            self.pointing.entry((*parent, key.table, column)).or_default().insert(key.id);
        }
        self.rows.insert(key, state);
        before
    }

    /// A row.
    pub fn get(&self, row: impl Into<RowKey>) -> Option<&RowState> {
        self.rows.get(&row.into())
    }

    /// All rows, by table and id.
    pub fn iter(&self) -> impl Iterator<Item = (RowKey, &RowState)> {
        self.rows.iter().map(|(key, row)| (*key, row))
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Applies a change to a row, and all that follows from it; gives the plan that was carried out.
    ///
    /// # Errors
    ///
    /// Returns an error if the change is blocked or makes no sense. No row has changed then.
    pub fn apply(
        &mut self,
        planner: &Planner,
        row: impl Into<RowKey>,
        change: PlannedChange,
    ) -> Result<Plan, ApplyError> {
        let start = row.into();
        let plan = planner.plan(self, start, change).map_err(ApplyError::Impossible)?;
        if plan.is_blocked() {
            return Err(ApplyError::Blocked(plan.blockers().collect()));
        }
        let shares = self.inherited_on_move(start, change);
        for step in plan.steps() {
            self.carry_out(start, &step, &shares);
        }
        Ok(plan)
    }

    fn carry_out(&mut self, start: RowKey, step: &Step, moved: &MovedShares) {
        let key = step.row;
        match step.change {
            RowChange::ClearLookup { column } => self.point(key, column, None),
            RowChange::SetLookup { column, to } => self.point(key, column, Some(to)),
            RowChange::Delete => drop(self.remove(key)),
            RowChange::Deactivate { merged_into } => {
                self.point(key, MERGED_INTO, Some(merged_into));
                self.change(key, |row| row.state = Some(merged_state(key.table)));
            }
            RowChange::Assign { to } => self.change(key, |row| row.owner = Some(to)),
            RowChange::Share { with } if key == start => self.change(key, |row| _ = row.shared_with.insert(with)),
            RowChange::Share { with } => self.change(key, |row| _ = row.inherited.insert((start, with))),
            RowChange::Unshare { with } if key == start => self.change(key, |row| _ = row.shared_with.remove(&with)),
            RowChange::Unshare { with } => self.change(key, |row| _ = row.inherited.remove(&(start, with))),
            RowChange::Reparent => self.change(key, |row| {
                row.inherited.retain(|share| !moved.lost.contains(share));
                row.inherited.extend(&moved.gained);
            }),
        }
    }

    fn change(&mut self, key: RowKey, change: impl FnOnce(&mut RowState)) {
        if let Some(row) = self.rows.get_mut(&key) {
            change(row);
        }
    }

    fn point(&mut self, key: RowKey, column: &'static str, to: Option<RowKey>) {
        let Some(row) = self.rows.get_mut(&key) else { return };
        let before = match to {
            Some(to) => row.lookups.insert(column, to),
            None => row.lookups.remove(column),
        };
        if let Some(before) = before {
            self.forget(before, key, column);
        }
        if let Some(to) = to {
            self.pointing.entry((to, key.table, column)).or_default().insert(key.id);
        }
    }

    fn remove(&mut self, key: RowKey) -> Option<RowState> {
        let row = self.rows.remove(&key)?;
        for (column, parent) in &row.lookups {
            self.forget(*parent, key, column);
        }
        Some(row)
    }

    /// Forgets that a row points at `parent`.
    fn forget(&mut self, parent: RowKey, key: RowKey, column: &'static str) {
        if let Entry::Occupied(mut rows) = self.pointing.entry((parent, key.table, column)) {
            rows.get_mut().remove(&key.id);
            if rows.get().is_empty() {
                rows.remove();
            }
        }
    }

    /// The shares that a row loses with its old parent and gains with the new one.
    fn inherited_on_move(&self, start: RowKey, change: PlannedChange) -> MovedShares {
        let PlannedChange::Reparent { column, to } = change else { return MovedShares::default() };
        let passed_on = |parent: Option<RowKey>| {
            let Some((key, parent)) = parent.and_then(|key| Some((key, self.get(key)?))) else {
                return BTreeSet::new();
            };
            let own = parent.shared_with.iter().map(|principal| (key, *principal));
            own.chain(parent.inherited.iter().copied()).collect()
        };
        let before = self.get(start).and_then(|row| row.lookups.get(column)).copied();
        MovedShares { lost: passed_on(before), gained: passed_on(to) }
    }
}

#[derive(Debug, Default)]
struct MovedShares {
    lost: BTreeSet<(RowKey, Uuid)>,
    gained: BTreeSet<(RowKey, Uuid)>,
}

impl RowSource for MemorySource {
    type Error = Infallible;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Infallible> {
        Ok(self.get(key).map(|row| facts(key.id, row)))
    }

    fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Infallible>> {
        let RowsQuery { table, column, parent_table, .. } = *query;
        query.parents.iter().flat_map(move |parent| {
            let rows = self.pointing.get(&(RowKey::new(parent_table, *parent), table, column));
            let rows = rows.into_iter().flatten().filter_map(|id| Some((*id, self.get(RowKey::new(table, *id))?)));
            rows.map(|(id, row)| Ok(Pointing { row: facts(id, row), parent: *parent })).collect::<Vec<_>>()
        })
    }
}

const fn facts(id: Uuid, row: &RowState) -> RowFacts {
    RowFacts { id, owner: row.owner, state: row.state }
}

/// The reason that a change was not applied.
#[derive(Clone, PartialEq, Eq)]
pub enum ApplyError {
    /// Rows stand in the way.
    Blocked(Vec<Blocker>),
    /// The change makes no sense for the row.
    Impossible(PlanError<Infallible>),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(blockers) => {
                f.write_str("blocked by ")?;
                for (index, blocker) in blockers.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{} ({})", blocker.row, blocker.relationship.schema_name)?;
                }
                Ok(())
            }
            Self::Impossible(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Blocked(_) => None,
            Self::Impossible(error) => error.source(),
        }
    }
}

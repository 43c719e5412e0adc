//! A row in memory, for tests.

use std::collections::{BTreeMap, BTreeSet};

use super::{Owner, RowKey};
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::value::Uuid;
use crate::wire::Row;
use crate::wire::{LookupValue, Value};

/// A row in memory: what cascades look at and change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowState {
    /// The owner.
    pub owner: Option<Owner>,
    /// Its state code.
    pub state: Option<i32>,
    /// The rows that its lookups point at, by column.
    pub lookups: BTreeMap<&'static str, RowKey>,
    /// The users and teams that it is shared with.
    pub shared_with: BTreeSet<Uuid>,
    /// Shares that it has through its parents: the row that was shared, and the user or team that it was shared with.
    pub inherited: BTreeSet<(RowKey, Uuid)>,
}

impl RowState {
    /// With that owner.
    #[must_use]
    pub const fn owned_by(mut self, owner: Owner) -> Self {
        self.owner = Some(owner);
        self
    }

    /// With that state code.
    #[must_use]
    pub const fn in_state(mut self, state: i32) -> Self {
        self.state = Some(state);
        self
    }

    /// With a lookup that points at a row.
    #[must_use]
    pub fn pointing_at(mut self, column: &'static str, row: impl Into<RowKey>) -> Self {
        self.lookups.insert(column, row.into());
        self
    }
}

/// The parts of a row that cascades depend on: its owner, its state, and the targets of its lookups.
///
/// A lookup is left out where it does not say its table, or points at one that neither the targets nor the
/// relationships of its column name; so is an owner that is neither a user nor a team.
///
/// ```
/// use earlybound::cascade::{RowKey, RowState};
/// use earlybound::{Id, Lookup, Uuid};
/// use dataverse::Account;
///
/// let parent = Id::new(Uuid::from_u128(1));
/// let account = Account { parentaccountid: Some(Lookup::new(parent)), ..Account::default() };
/// assert_eq!(RowState::from(&account).lookups["parentaccountid"], RowKey::from(parent));
/// ```
impl<R: Row> From<&R> for RowState {
    fn from(row: &R) -> Self {
        let mut state = Self::default();
        row.fields(&mut |fields| {
            for (column, field) in R::table().columns.iter().zip(fields) {
                state.take(R::table(), column, field.value());
            }
        });
        state
    }
}

impl RowState {
    fn take(&mut self, table: &TableMetadata, column: &'static ColumnMetadata, value: Value<'_>) {
        match (column.column_type, value) {
            (ColumnType::State { .. }, Value::Integer(state)) => self.state = i32::try_from(state).ok(),
            (ColumnType::Owner { .. }, Value::Lookup(owner)) => match owner.table.as_deref() {
                Some("systemuser") => self.owner = Some(Owner::User(owner.id)),
                Some("team") => self.owner = Some(Owner::Team(owner.id)),
                _ => {}
            },
            (_, Value::Lookup(reference)) => {
                if let Some(parent) = target(table, column, &reference) {
                    self.lookups.insert(column.logical_name, RowKey::new(parent, reference.id));
                }
            }
            _ => {}
        }
    }
}

/// The table that a reference leads to, where the column's targets or relationships name it.
fn target(table: &TableMetadata, column: &ColumnMetadata, reference: &LookupValue<'_>) -> Option<&'static str> {
    let targets = column.column_type.targets();
    match &reference.table {
        Some(name) => {
            let relationships = table.many_to_one_on(column.logical_name).filter_map(|it| it.referenced_entity);
            targets.iter().copied().chain(relationships).find(|target| target == name)
        }
        None => targets.first().copied().filter(|_| targets.len() == 1),
    }
}

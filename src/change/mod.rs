//! Changes: what to create and what to update, and nothing that was not said.
//!
//! A [`Create`], an [`Update`] and the [`Parties`] of an activity are built from the constants of columns, so that the
//! compiler knows what fits; what they hold is the same [`Change`] for all tables, which knows how the service takes
//! it.

pub(crate) mod body;
mod builder;
pub(crate) mod check;
mod create;
mod parties;
mod rows;
mod status;
mod update;

use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub use create::Create;
pub use parties::Parties;
pub use update::Update;
use uuid::Uuid;

use crate::lookup::{Lookup, Target};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::request::{BoundRow, RequestError, RequestProblem};
use crate::wire::shown::Shown;
use crate::wire::{Field, LookupValue, Value};

/// Pending changes to one row, and the rows that go with it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) table: &'static TableMetadata,
    /// By the index of the column: a column is written once, and the order does not depend on the calls.
    columns: BTreeMap<usize, Assignment>,
    related: Vec<Related>,
    addresses: Vec<AddressParty>,
    keyed: Vec<KeyedParty>,
    /// True if the values are left to the service to check.
    unchecked: bool,
}

/// A party of an activity that is only an address, and its role.
#[derive(Clone, Debug, PartialEq)]
struct AddressParty {
    address: String,
    role: Result<i32, RequestProblem>,
}

/// The pending change to one column.
#[derive(Clone, Debug, PartialEq)]
enum Assignment {
    /// It gets this value, or none.
    Value(Value<'static>),
    /// It points to a row by names that the caller stated.
    Named { navigation_property: Cow<'static, str>, entity_set: Cow<'static, str>, id: Uuid },
    /// It points to a row of that table, by its path.
    Keyed { table: &'static str, path: Result<String, RequestError> },
    /// It points to nothing, by a name that the caller stated.
    Cleared { navigation_property: Cow<'static, str> },
    /// It points to nothing, where it pointed to this row.
    Unbound(LookupValue<'static>),
}

/// A party of an activity that is named by a key, and its role.
#[derive(Clone, Debug, PartialEq)]
struct KeyedParty {
    table: &'static str,
    path: Result<String, RequestError>,
    role: Result<i32, RequestProblem>,
}

/// Rows that go with a new one.
#[derive(Clone, Debug, PartialEq)]
struct Related {
    relationship: &'static str,
    navigation_property: Option<&'static str>,
    /// The lookup of the row that the relationship fills.
    column: Option<&'static str>,
    /// The lookup of the other rows that the relationship fills.
    given: Option<&'static str>,
    rows: RelatedRows,
}

#[derive(Clone, Debug, PartialEq)]
enum RelatedRows {
    /// A new row that it points to.
    Parent(Box<Change>),
    /// New rows that point to it.
    New(Vec<Change>),
    /// The paths of rows that exist.
    Existing(Vec<Result<String, RequestError>>),
}

/// The purpose of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Create,
    Update,
    Upsert,
}

impl Change {
    const fn new(table: &'static TableMetadata) -> Self {
        Self {
            table,
            columns: BTreeMap::new(),
            related: Vec::new(),
            addresses: Vec::new(),
            keyed: Vec::new(),
            unchecked: false,
        }
    }

    pub(crate) fn set(&mut self, index: usize, value: &dyn Field) {
        self.columns.insert(index, Assignment::Value(value.value().into_owned()));
    }

    /// Lets a lookup point to a row.
    pub(crate) fn bind<T: Target>(&mut self, index: usize, row: BoundRow<T>) {
        match row {
            BoundRow::Target(target) => self.set(index, &Some(Lookup::new(target))),
            BoundRow::Key(table, path) => _ = self.columns.insert(index, Assignment::Keyed { table, path }),
        }
    }

    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut change = f.debug_struct(name);
        for (index, assignment) in &self.columns {
            let column = self.table.columns.get(*index).unwrap_or(const { &ColumnMetadata::UNKNOWN });
            match assignment {
                Assignment::Value(value) => change.field(column.logical_name, &Shown { column, value }),
                other => change.field(column.logical_name, other),
            };
        }
        for related in &self.related {
            change.field(related.relationship, &related.rows);
        }
        if !self.addresses.is_empty() {
            change.field("addresses", &self.addresses);
        }
        if !self.keyed.is_empty() {
            change.field("keyed", &self.keyed);
        }
        change.finish()
    }
}

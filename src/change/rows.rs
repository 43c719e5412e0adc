//! Changes from rows.

use earlybound_schema::RequiredLevel;

use super::{AddressParty, Assignment, Change};
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::request::RequestProblem;
use crate::wire::{Annotations, Field, LookupValue, Value};

/// Takes the values that a row has, for a new one.
pub(super) fn take(change: &mut Change, fields: &[&dyn Field], problems: &mut Vec<RequestProblem>) {
    let table = change.table.logical_name;
    for (index, (column, field)) in change.table.columns.iter().zip(fields).enumerate() {
        match field.value() {
            Value::Null => {}
            _ if column.is_valid_for_create == Some(false) => {
                problems.push(RequestProblem::NotForCreate { table, column: column.logical_name });
            }
            value => _ = change.columns.insert(index, Assignment::Value(value.into_owned())),
        }
    }
}

/// Takes what stands beside the values of a row and belongs to a new one: lookups that their columns do not have, and
/// parties that are only an address.
pub(super) fn take_annotations(change: &mut Change, annotations: &Annotations, problems: &mut Vec<RequestProblem>) {
    for (name, lookup) in annotations.lookups() {
        let index = change.table.columns.iter().position(|column| column.logical_name == *name);
        change.columns.extend(index.map(|index| (index, Assignment::Value(Value::Lookup(lookup.clone())))));
    }
    for party in annotations.parties() {
        match (&party.address, party.role) {
            (Some(address), Some(role)) if party.row.is_none() => {
                change.addresses.push(AddressParty { address: address.clone(), role: Ok(role) });
            }
            _ => problems.push(RequestProblem::UnplacedParty { table: change.table.logical_name }),
        }
    }
}

/// Takes the differences between the same row before and after.
pub(super) fn compare(
    change: &mut Change,
    before: &[&dyn Field],
    after: &[&dyn Field],
    problems: &mut Vec<RequestProblem>,
) {
    let columns = change.table.columns.iter().zip(before.iter().zip(after)).enumerate();
    for (index, (column, (before, after))) in columns {
        let (before, after) = (before.value(), after.value());
        if !same(&before, &after) {
            problems.extend(refusal(change.table, column, &after));
            change.columns.insert(index, changed(before, after));
        }
    }
}

fn refusal(table: &TableMetadata, column: &ColumnMetadata, after: &Value<'_>) -> Option<RequestProblem> {
    let (table, name) = (table.logical_name, column.logical_name);
    if matches!(column.column_type, ColumnType::PartyList { .. }) {
        Some(RequestProblem::PartiesInUpdate { table, column: name })
    } else if column.is_valid_for_update == Some(false) {
        Some(RequestProblem::NotForUpdate { table, column: name })
    } else if matches!(after, Value::Null) && column.required_level == Some(RequiredLevel::SystemRequired) {
        Some(RequestProblem::Required { table, column: name })
    } else {
        None
    }
}

fn changed(before: Value<'_>, after: Value<'_>) -> Assignment {
    match (before, after) {
        (Value::Lookup(reference), Value::Null) => Assignment::Unbound(reference.into_owned()),
        (_, value) => Assignment::Value(value.into_owned()),
    }
}

/// Returns whether the service would store the same. The name of a row is not part of a lookup, and a choice of several
/// values that has none is no value.
fn same(before: &Value<'_>, after: &Value<'_>) -> bool {
    match (before, after) {
        (Value::Lookup(before), Value::Lookup(after)) => before.id == after.id && before.table == after.table,
        (Value::Parties(before), Value::Parties(after)) => {
            let parts = |party: &LookupValue<'_>| (party.id, party.table.as_deref().map(str::to_owned));
            before.iter().map(parts).eq(after.iter().map(parts))
        }
        (Value::Null, Value::Choices(none)) | (Value::Choices(none), Value::Null) => none.is_empty(),
        (before, after) => before == after,
    }
}

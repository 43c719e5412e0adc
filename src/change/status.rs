//! States and the reasons for them, which belong together.

use std::borrow::Cow;

use super::{Assignment, Change, Purpose};
use crate::metadata::{ColumnMetadata, ColumnType};
use crate::request::{Json, RequestProblem};
use crate::wire::Value;

/// The state that belongs to the status which a change sets, as a property, if the change does not set it; a problem if
/// it sets another one, or if a new row cannot have it.
pub(super) fn state(
    change: &Change,
    purpose: Purpose,
) -> Result<Option<(&'static ColumnMetadata, Json<'static>)>, RequestProblem> {
    let of = |is: fn(&ColumnType) -> bool| change.table.columns.iter().position(|column| is(&column.column_type));
    let (Some(state), Some(status)) =
        (of(|of| matches!(of, ColumnType::State { .. })), of(|of| matches!(of, ColumnType::Status { .. })))
    else {
        return Ok(None);
    };
    let Some(status_value) = assigned(change, status) else { return Ok(None) };
    let (Some(state_column), Some(status_column)) = (change.table.columns.get(state), change.table.columns.get(status))
    else {
        return Ok(None);
    };
    let options = status_column.column_type.options();
    let option = options.iter().find(|option| i64::from(option.value) == status_value);
    let Some(expected) = option.and_then(|option| option.state) else { return Ok(None) };
    match assigned(change, state) {
        Some(stated) if stated != i64::from(expected) => Err(RequestProblem::StatusOfAnotherState {
            table: change.table.logical_name,
            status: status_value,
            state: stated,
            expected,
        }),
        Some(_) => Ok(None),
        None if purpose == Purpose::Create && state_column.is_valid_for_create == Some(false) => {
            let initial = state_column.column_type.default_option().unwrap_or(0);
            let (table, status) = (change.table.logical_name, status_value);
            if change.unchecked || expected == initial {
                return Ok(None);
            }
            Err(RequestProblem::StatusOfNewRow { table, status, state: expected, initial })
        }
        None => Ok(Some((state_column, Json::Value(Cow::Owned(Value::Integer(expected.into())))))),
    }
}

fn assigned(change: &Change, index: usize) -> Option<i64> {
    match change.columns.get(&index) {
        Some(Assignment::Value(Value::Integer(value))) => Some(*value),
        _ => None,
    }
}

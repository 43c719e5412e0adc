//! Values, checked against the metadata before they are sent.

use core::cmp::Ordering;

use earlybound_schema::{Number, RequiredLevel};
use jiff::civil::DateTime;

use super::{Assignment, Change};
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::request::RequestProblem;
use crate::value::Decimal;
use crate::wire::Value;

/// The times that the platform stores.
/// (<https://learn.microsoft.com/dotnet/api/microsoft.xrm.sdk.metadata.datetimeattributemetadata.minsupportedvalue>)
const FIRST_TIME: DateTime = DateTime::constant(1753, 1, 1, 0, 0, 0, 0);
const LAST_TIME: DateTime = DateTime::constant(9999, 12, 30, 23, 59, 59, 999_999_999);
/// The most values of a choice of several.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/multi-select-picklist>)
const MOST_CHOICES: usize = 150;

/// Notes the values that the service would reject, or would change.
pub(super) fn values(change: &Change, problems: &mut Vec<RequestProblem>) {
    for (index, assignment) in &change.columns {
        if let (Some(column), Assignment::Value(value)) = (change.table.columns.get(*index), assignment) {
            problems.extend(self::value(change.table, column, value));
        }
    }
}

/// Notes the columns that the platform requires in a new row and does not fill itself: texts, and the customers of
/// cases. `given` is the column that the row's place in another new row fills.
pub(super) fn required(change: &Change, given: Option<&str>, problems: &mut Vec<RequestProblem>) {
    let table = change.table;
    let bound = |column: &str| change.related.iter().any(|related| related.column == Some(column));
    for (index, column) in table.columns.iter().take(table.fields).enumerate() {
        let name = column.logical_name;
        let is_missing = !change.columns.contains_key(&index) && given != Some(name) && !bound(name);
        if is_missing && is_required(column) && table.primary_id_attribute != Some(name) {
            problems.push(RequestProblem::RequiredInNew { table: table.logical_name, column: name });
        }
    }
}

fn is_required(column: &ColumnMetadata) -> bool {
    let is_filled_by_users =
        matches!(column.column_type, ColumnType::String { .. } | ColumnType::Memo { .. } | ColumnType::Customer { .. });
    column.required_level == Some(RequiredLevel::SystemRequired)
        && column.is_valid_for_create != Some(false)
        && column.companion_of.is_none()
        && is_filled_by_users
}

/// The problem of a value that the service would reject in that column, or would change.
pub(crate) fn value(table: &TableMetadata, column: &ColumnMetadata, value: &Value<'_>) -> Option<RequestProblem> {
    let (table, column, column_type) = (table.logical_name, column.logical_name, column.column_type);
    match value {
        Value::Text(text) => {
            // The platform counts the units of UTF-16.
            let length = text.encode_utf16().count();
            match column_type.max_length() {
                Some(max) if length > usize::try_from(max).unwrap_or(usize::MAX) => {
                    Some(RequestProblem::TooLong { table, column, length, max })
                }
                _ => malformed(column_type, text).map(|format| {
                    let value = text.chars().take(60).collect();
                    RequestProblem::Malformed { table, column, value, format }
                }),
            }
        }
        Value::Integer(number) => match column_type {
            ColumnType::State { options, .. } if !options.is_empty() => {
                let listed = options.iter().any(|option| i64::from(option.value) == *number);
                (!listed).then_some(RequestProblem::UnknownState { table, column, value: *number })
            }
            _ => number_problem(table, column, column_type, &number.to_string()),
        },
        Value::Decimal(number) => number_problem(table, column, column_type, &number.normalize().to_string()),
        Value::Double(number) if number.is_finite() => number_problem(table, column, column_type, &number.to_string()),
        Value::Timestamp(time) => time_problem(table, column, time.to_utc()),
        Value::DateTime(time) => time_problem(table, column, *time),
        Value::Date(date) => time_problem(table, column, date.to_datetime(jiff::civil::Time::midnight())),
        Value::Choices(choices) if choices.len() > MOST_CHOICES => {
            Some(RequestProblem::TooManyChoices { table, column, count: choices.len(), max: MOST_CHOICES })
        }
        _ => None,
    }
}

fn number_problem(
    table: &'static str,
    column: &'static str,
    column_type: ColumnType,
    number: &str,
) -> Option<RequestProblem> {
    let (min, max) = column_type.range();
    let is_beyond = |limit: Option<Number>, side| limit.is_some_and(|limit| compared(number, limit) == Some(side));
    if is_beyond(min, Ordering::Less) || is_beyond(max, Ordering::Greater) {
        return Some(RequestProblem::OutOfRange { table, column, value: number.to_owned(), min, max });
    }
    // If the organization or the currency decides, the column does not say how many digits there are; those of a
    // floating-point number are no more exact than it is.
    if let ColumnType::Money { precision_source: Some(1 | 2), .. } | ColumnType::Double { .. } = column_type {
        return None;
    }
    let digits = number.split_once('.').map_or(0, |(_, digits)| digits.len());
    let precision = column_type.precision()?;
    (digits > usize::try_from(precision).unwrap_or(usize::MAX)).then(|| RequestProblem::TooPrecise {
        table,
        column,
        value: number.to_owned(),
        precision,
    })
}

/// On which side of a limit a number is: exactly, but for numbers that only a floating-point number holds.
fn compared(number: &str, limit: Number) -> Option<Ordering> {
    match (number.parse::<Decimal>(), limit.to_string().parse::<Decimal>()) {
        (Ok(number), Ok(limit)) => Some(number.cmp(&limit)),
        _ => number.parse::<f64>().ok()?.partial_cmp(&limit.to_f64()),
    }
}

fn time_problem(table: &'static str, column: &'static str, time: DateTime) -> Option<RequestProblem> {
    let is_stored = (FIRST_TIME..=LAST_TIME).contains(&time);
    (!is_stored).then(|| RequestProblem::OutOfTime { table, column, value: time.to_string() })
}

/// The format that a text does not have. Formats that leave everything open are met by everything.
fn malformed(column_type: ColumnType, text: &str) -> Option<&'static str> {
    let (ColumnType::String { format, .. } | ColumnType::Memo { format, .. }) = column_type else { return None };
    let has_format = match format.to_ascii_lowercase().as_str() {
        "email" => text.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty()),
        "url" => !text.contains(char::is_whitespace),
        "json" => serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
        _ => true,
    };
    (!has_format && !text.is_empty()).then_some(format)
}

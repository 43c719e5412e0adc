//! Errors for what does not fit a row, and answers that are no rows.

use core::fmt;

use serde::de::Error;
use serde_json::value::RawValue;

use super::value::ValueError;
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::value::{Date, Decimal, Timestamp};

/// The error of a value that a column does not hold: which column, which value, and what to state where if the
/// organization differs from the reference.
pub(crate) fn error<E: Error>(table: &TableMetadata, column: &ColumnMetadata, error: &ValueError) -> E {
    E::custom(Misfit { table, column, error })
}

struct Misfit<'a> {
    table: &'a TableMetadata,
    column: &'a ColumnMetadata,
    error: &'a ValueError,
}

impl fmt::Display for Misfit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = (self.table.logical_name, self.column.logical_name);
        let ValueError { expected, found, .. } = self.error;
        write!(f, "`{column}` is not {expected}")?;
        if found.is_empty() {
            return Ok(());
        }
        write!(f, ": found `{found}`")?;
        match fact(self.column.column_type, found) {
            Some(fact) => {
                write!(
                    f,
                    "; if the column is so in your organization, state `{fact}` of `{column}` in `{table}.table.yaml`"
                )
            }
            None => Ok(()),
        }
    }
}

/// The line of a document that makes a column hold such values; `None` if nothing does.
fn fact(column_type: ColumnType, found: &str) -> Option<&'static str> {
    let text = found.strip_prefix('"').map(|text| text.trim_end_matches('"'));
    if let (ColumnType::DateTime { .. }, Some(text)) = (column_type, text) {
        let starts_with_year = text.bytes().take(4).all(|byte| byte.is_ascii_digit()) && text.len() >= 10;
        return match (starts_with_year, text.parse::<Timestamp>(), text.parse::<Date>()) {
            (true, Ok(_), _) => Some("DateTimeBehavior: UserLocal"),
            (true, Err(_), Ok(_)) if !text.contains('T') => Some("DateTimeBehavior: DateOnly"),
            (true, ..) => None,
            (false, ..) => Some("AttributeType: String"),
        };
    }
    match (text, found) {
        (Some(_), _) => Some("AttributeType: String"),
        (None, "true" | "false") => Some("AttributeType: Boolean"),
        (None, number) if number.parse::<i32>().is_ok() => Some("AttributeType: Integer"),
        (None, number) if number.parse::<i64>().is_ok() => Some("AttributeType: BigInt"),
        (None, number) if is_decimal(number) && !holds_decimals(column_type) => Some("AttributeType: Decimal"),
        _ => None,
    }
}

/// Returns whether the platform's decimal numbers can be the number.
fn is_decimal(number: &str) -> bool {
    number.parse::<Decimal>().is_ok() || Decimal::from_scientific(number).is_ok()
}

fn holds_decimals(column_type: ColumnType) -> bool {
    matches!(column_type, ColumnType::Decimal { .. } | ColumnType::Money { .. })
}

/// Refuses what stands where a row is expected and is none.
pub(super) fn check(table: &TableMetadata, name: &str, raw: &RawValue) -> Result<(), String> {
    match name {
        "error" => check_error(raw),
        "@odata.context" if raw.get().contains("/$deletedEntity") => {
            Err(format!("a row of `{}` that was deleted has no columns", table.logical_name))
        }
        _ => Ok(()),
    }
}

/// Refuses an error that stands where an answer is expected.
pub(crate) fn refuse_error<E: Error>(raw: &RawValue) -> Result<(), E> {
    check_error(raw).map_err(E::custom)
}

fn check_error(raw: &RawValue) -> Result<(), String> {
    let Ok(serde_json::Value::Object(error)) = serde_json::from_str(raw.get()) else { return Ok(()) };
    let text = |key: &str| error.get(key).and_then(serde_json::Value::as_str);
    match text("message") {
        Some(message) => {
            Err(format!("the service answered with an error: {message} ({})", text("code").unwrap_or("no code")))
        }
        None => Ok(()),
    }
}

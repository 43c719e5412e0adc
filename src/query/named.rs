//! Values that stand under a name of the query's own in a row of the answer.

use std::borrow::Cow;

use serde::de::Error;

use crate::request::FORMATTED;
use crate::wire::{Field, LookupValue, Row, Value, read_value, term};

/// Returns the value under a name; `None` if there is none. A lookup has its table and the name of its row, if the answer
/// has annotations.
pub(super) fn value<V>(row: &impl Row, name: &str) -> serde_json::Result<Option<V>>
where
    Option<V>: Field,
{
    let Some(json) = row.annotations().other(name) else { return Ok(None) };
    let mut value: Option<V> = read_value(serde_json::from_str(json)?)?;
    let lookup = if let Value::Lookup(lookup) = value.value() { Some(lookup.into_owned()) } else { None };
    if let Some(lookup) = lookup {
        let table = text(row, name, term::TABLE).map(Cow::Owned);
        let shown = formatted(row, name).map(Cow::Owned);
        value.read(Value::Lookup(LookupValue { table, name: shown, ..lookup })).map_err(serde_json::Error::custom)?;
    }
    Ok(value)
}

/// Returns the value under a name as users see it.
pub(super) fn formatted(row: &impl Row, name: &str) -> Option<String> {
    text(row, name, FORMATTED)
}

/// Returns the text of an annotation.
fn text(row: &impl Row, name: &str, term: &str) -> Option<String> {
    serde_json::from_str(row.annotations().other(&format!("{name}@{term}"))?).ok()
}

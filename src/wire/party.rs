//! The parties of an activity: rows of their own on the wire, columns such as `to` and `cc` in a row.

use std::borrow::Cow;

use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::field::Field;
use super::single::optional;
use super::term;
use super::value::{LookupValue, Value};
use crate::lookup::EntityReference;
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};

/// The table of parties.
const ACTIVITY_PARTY: &str = "activityparty";

/// The roles of parties: columns, and the platform's numbers for them (`participationtypemask`).
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/activityparty-entity>)
const ROLES: [(&str, i32); 12] = [
    ("from", 1),
    ("to", 2),
    ("cc", 3),
    ("bcc", 4),
    ("requiredattendees", 5),
    ("optionalattendees", 6),
    ("organizer", 7),
    ("owner", 9),
    ("resources", 10),
    ("customer", 11),
    ("customers", 11),
    ("related", 13),
];

/// A party of an activity that is in no column of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Party {
    /// The row that takes part; `None` for a party that is only an address.
    pub row: Option<EntityReference>,
    /// The name of the row.
    pub name: Option<String>,
    /// The address, such as that of a recipient who is no row.
    pub address: Option<String>,
    /// The platform's number for the role (`participationtypemask`); `None` if the answer does not say.
    pub role: Option<i32>,
}

/// The platform's number for the role that a column holds.
pub(crate) fn role(column: &ColumnMetadata) -> Option<i32> {
    let ColumnType::PartyList { role, .. } = column.column_type else { return None };
    role.or_else(|| ROLES.iter().find(|(name, _)| *name == column.logical_name).map(|(_, role)| *role))
}

/// The navigation property from an activity to its parties.
pub(crate) fn navigation_property(table: &TableMetadata) -> Option<&'static str> {
    let to_parties = table.one_to_many.iter().find(|one| one.referencing_entity == Some(ACTIVITY_PARTY))?;
    to_parties.referenced_entity_navigation_property_name
}

/// Sorts parties into the columns of their roles; gives those that are in none.
pub(super) fn read(raw: &RawValue, table: &TableMetadata, fields: &mut [&mut dyn Field]) -> Result<Vec<Party>, String> {
    let mut parties = parsed(raw)?;
    for (column, field) in table.columns.iter().zip(fields) {
        let Some(role) = role(column) else { continue };
        let is_in_role = |party: &Party| party.role == Some(role) && party.row.is_some();
        let values: Vec<_> = parties.iter().filter(|party| is_in_role(party)).filter_map(value).collect();
        // A column that cannot hold them leaves them where they are.
        if !values.is_empty() && field.read(Value::Parties(values)).is_ok() {
            parties.retain(|party| !is_in_role(party));
        }
    }
    Ok(parties)
}

/// Returns whether the columns of a row hold the parties that they were read from.
pub(super) fn are_unchanged(raw: &RawValue, table: &TableMetadata, fields: &[&dyn Field]) -> bool {
    let Ok(parties) = parsed(raw) else { return false };
    table.columns.iter().zip(fields).filter_map(|(column, field)| Some((role(column)?, field))).all(|(role, field)| {
        let read: Vec<_> = parties.iter().filter(|party| party.role == Some(role)).filter_map(value).collect();
        match field.value() {
            Value::Parties(parties) => parties == read,
            _ => read.is_empty(),
        }
    })
}

fn parsed(raw: &RawValue) -> Result<Vec<Party>, String> {
    let parties: Option<Vec<Json>> = serde_json::from_str(raw.get()).map_err(|error| error.to_string())?;
    parties.unwrap_or_default().iter().map(party).collect()
}

fn party(json: &Json) -> Result<Party, String> {
    let text = |key: &str| stated(json, key, "a text", |value| value.as_str().map(str::to_owned));
    let annotation = |term: &str| text(&format!("_partyid_value@{term}"));
    let id = stated(json, "_partyid_value", "an id", |id| id.as_str()?.parse().ok())?;
    let table = annotation(term::TABLE)?.map(Cow::Owned);
    Ok(Party {
        row: id.map(|id| EntityReference { table, id }),
        name: annotation(term::FORMATTED)?,
        address: text("addressused")?,
        role: stated(json, "participationtypemask", "a whole number of 32 bits", |role| {
            role.as_i64()?.try_into().ok()
        })?,
    })
}

/// Returns a fact that a party states of itself; `None` if it states none, or `null`.
fn stated<T>(json: &Json, key: &str, expected: &str, read: fn(&Json) -> Option<T>) -> Result<Option<T>, String> {
    optional(json.get(key), read).map_err(|value| format!("`{key}` is not {expected}: found `{value}`"))
}

pub(super) fn value(party: &Party) -> Option<LookupValue<'_>> {
    let row = party.row.as_ref()?;
    let table = row.table.as_deref().map(Cow::Borrowed);
    Some(LookupValue { id: row.id, table, name: party.name.as_deref().map(Cow::Borrowed), entity_sets: &[] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(logical_name: &'static str, role: Option<i32>) -> ColumnMetadata {
        let column_type = ColumnType::PartyList { targets: &[], role };
        ColumnMetadata { logical_name, column_type, ..ColumnMetadata::UNKNOWN }
    }

    #[test]
    fn roles_are_those_of_the_platform_or_of_a_document() {
        assert_eq!(role(&column("customer", None)), Some(11));
        assert_eq!(role(&column("related", None)), Some(13));
        assert_eq!(role(&column("new_guests", None)), None);
        assert_eq!(role(&column("new_guests", Some(6))), Some(6));
        assert_eq!(role(&ColumnMetadata { logical_name: "to", ..ColumnMetadata::UNKNOWN }), None, "no party list");
    }
}

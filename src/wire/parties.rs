//! The parties of an activity: rows of their own on the wire, columns such as `to` and `cc` in a row.

use std::borrow::Cow;

use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::field::Field;
use super::value::{LookupValue, Value};
use crate::metadata::{ColumnType, TableMetadata};

/// The table of parties.
const ACTIVITY_PARTY: &str = "activityparty";

/// The roles of parties: columns, and the platform's numbers for them (`participationtypemask`).
const ROLES: [(&str, i64); 10] = [
    ("from", 1),
    ("to", 2),
    ("cc", 3),
    ("bcc", 4),
    ("requiredattendees", 5),
    ("optionalattendees", 6),
    ("organizer", 7),
    ("owner", 9),
    ("resources", 10),
    ("customers", 11),
];

/// The platform's number for the role that a column holds.
pub(crate) fn role(column: &str) -> Option<i64> {
    ROLES.iter().find(|(name, _)| *name == column).map(|(_, role)| *role)
}

/// The navigation property from an activity to its parties.
pub(crate) fn navigation_property(table: &TableMetadata) -> Option<&'static str> {
    let to_parties = table.one_to_many.iter().find(|one| one.referencing_entity == Some(ACTIVITY_PARTY))?;
    to_parties.referenced_entity_navigation_property_name
}

/// Sorts parties into the columns of their roles.
pub(super) fn read(raw: &RawValue, table: &TableMetadata, fields: &mut [&mut dyn Field]) -> Result<(), String> {
    let parties: Option<Vec<Json>> = serde_json::from_str(raw.get()).map_err(|error| error.to_string())?;
    let Some(parties) = parties else { return Ok(()) };
    for (column, field) in table.columns.iter().zip(fields) {
        let ColumnType::PartyList { .. } = column.column_type else { continue };
        let in_role =
            |party: &&Json| party.get("participationtypemask").and_then(Json::as_i64) == role(column.logical_name);
        let references: Vec<LookupValue<'_>> = parties.iter().filter(in_role).filter_map(reference).collect();
        if !references.is_empty() {
            let read = field.read(Value::Parties(references));
            read.map_err(|mismatch| format!("`{}` is not {}", column.logical_name, mismatch.expected))?;
        }
    }
    Ok(())
}

/// The row that takes part; parties that are an address alone lead to none.
fn reference(party: &Json) -> Option<LookupValue<'_>> {
    let text = |key: &str| party.get(key).and_then(Json::as_str);
    let annotation = |term: &str| text(&format!("_partyid_value@{term}")).map(Cow::Borrowed);
    Some(LookupValue {
        id: text("_partyid_value")?.parse().ok()?,
        table: annotation("Microsoft.Dynamics.CRM.lookuplogicalname"),
        name: annotation("OData.Community.Display.V1.FormattedValue"),
        tables: &[],
    })
}

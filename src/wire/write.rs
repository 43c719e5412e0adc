//! Writing: a row as the service would answer it, and single values as the service takes them.

use core::fmt::Display;

use base64::display::Base64Display;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::field::Field;
use super::parties;
use super::row::Row;
use super::value::{Reference, Value};
use crate::{ColumnMetadata, TableMetadata};

/// Writes a row with the values that it has, in the form in which it is read.
pub fn serialize<R: Row, S: Serializer>(row: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    row.fields(&mut |fields| {
        let Some(serializer) = serializer.take() else { return };
        result = Some(write_row(fields, R::TABLE, row.annotations().etag(), serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("a row that does not show its fields")))
}

fn write_row<S: Serializer>(
    fields: &[&dyn Field],
    table: &TableMetadata,
    etag: Option<&str>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(etag) = etag {
        map.serialize_entry("@odata.etag", etag)?;
    }
    let mut in_roles = Vec::new();
    for (column, field) in table.columns.iter().zip(fields) {
        match field.value() {
            Value::Null => {}
            Value::Lookup(reference) => write_lookup(column.logical_name, &reference, &mut map)?,
            Value::Parties(parties) => in_roles.push((column, parties)),
            value => map.serialize_entry(column.logical_name, &value)?,
        }
    }
    if let Some(name) = parties::navigation_property(table).filter(|_| !in_roles.is_empty()) {
        map.serialize_entry(name, &Parties(&in_roles))?;
    }
    map.end()
}

/// A lookup as it is read: the id, and what is known beside it.
fn write_lookup<M: SerializeMap>(name: &str, reference: &Reference<'_>, map: &mut M) -> Result<(), M::Error> {
    let property = format!("_{name}_value");
    if let Some(text) = &reference.name {
        map.serialize_entry(&format!("{property}@OData.Community.Display.V1.FormattedValue"), text)?;
    }
    if let Some(table) = &reference.table {
        map.serialize_entry(&format!("{property}@Microsoft.Dynamics.CRM.lookuplogicalname"), table)?;
    }
    map.serialize_entry(&property, &Shown(reference.id))
}

/// The parties of all roles, as rows.
struct Parties<'a>(&'a [(&'static ColumnMetadata, Vec<Reference<'a>>)]);

impl Serialize for Parties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (column, references) in self.0 {
            for reference in references {
                list.serialize_element(&Party { column, reference })?;
            }
        }
        list.end()
    }
}

struct Party<'a> {
    column: &'a ColumnMetadata,
    reference: &'a Reference<'a>,
}

impl Serialize for Party<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut party = serializer.serialize_map(None)?;
        write_lookup("partyid", self.reference, &mut party)?;
        if let Some(role) = parties::role(self.column.logical_name) {
            party.serialize_entry("participationtypemask", &role)?;
        }
        party.end()
    }
}

/// The form that the service takes. An empty choice of several values is `null`: an empty text would be refused.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Double(number) => serializer.serialize_f64(*number),
            // The text itself: a number of JSON has as many digits as it needs.
            Self::Decimal(number) => {
                RawValue::from_string(number.to_string()).map_err(S::Error::custom)?.serialize(serializer)
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::Guid(id) => serializer.collect_str(id),
            Self::Binary(bytes) => serializer.collect_str(&Base64Display::new(bytes, &BASE64_STANDARD)),
            Self::Timestamp(time) => serializer.collect_str(time),
            Self::Date(date) => serializer.collect_str(date),
            Self::DateTime(time) => serializer.collect_str(&format_args!("{time}Z")),
            Self::Choices(values) if values.is_empty() => serializer.serialize_unit(),
            Self::Choices(values) => {
                let values: Vec<String> = values.iter().map(i32::to_string).collect();
                serializer.serialize_str(&values.join(","))
            }
            Self::Lookup(reference) => serializer.collect_str(&reference.id),
            Self::Parties(parties) => serializer.collect_seq(parties.iter().map(|party| Shown(party.id))),
            Self::Managed(property) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("Value", &property.value)?;
                map.serialize_entry("CanBeChanged", &property.can_be_changed)?;
                map.end()
            }
        }
    }
}

/// What is written as it prints.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

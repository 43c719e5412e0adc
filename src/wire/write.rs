//! Writing: a row as the service would answer it, and single values as the service takes them.

use base64::display::Base64Display;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::field::Field;
use super::parties;
use super::row::Row;
use super::scalar::RAW_VALUE;
use super::value::{LookupValue, Value};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::value::Uuid;

/// Writes a row with the values that it has, in the form in which it is read.
pub fn serialize<R: Row, S: Serializer>(row: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    row.fields(&mut |fields| {
        let Some(serializer) = serializer.take() else { return };
        result = Some(write_row(fields, R::TABLE, row.annotations().etag(), serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("the row's serializer wrote no fields")))
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
    let mut property = String::new();
    for (column, field) in table.columns.iter().zip(fields) {
        match field.value() {
            Value::Null => {}
            Value::Lookup(reference) => write_lookup(column.logical_name, &reference, &mut property, &mut map)?,
            Value::Parties(parties) => in_roles.push((column, parties)),
            value => map.serialize_entry(column.logical_name, &value)?,
        }
    }
    if let Some(name) = parties::navigation_property(table).filter(|_| !in_roles.is_empty()) {
        map.serialize_entry(name, &Parties(&in_roles))?;
    }
    map.end()
}

/// A lookup as it is read: the id, and what is known beside it. The name of the property is made in a text that the
/// lookups of a row share.
fn write_lookup<M: SerializeMap>(
    name: &str,
    reference: &LookupValue<'_>,
    property: &mut String,
    map: &mut M,
) -> Result<(), M::Error> {
    // Room for the longest: a name of the platform has at most 128 characters, and most have far less.
    property.reserve(96);
    property.clear();
    property.extend(["_", name, "_value"]);
    let length = property.len();
    let mut annotation = |term, text: &Option<_>| {
        let Some(text) = text else { return Ok(()) };
        property.truncate(length);
        property.push_str(term);
        map.serialize_entry(&*property, text)
    };
    annotation("@OData.Community.Display.V1.FormattedValue", &reference.name)?;
    annotation("@Microsoft.Dynamics.CRM.lookuplogicalname", &reference.table)?;
    property.truncate(length);
    map.serialize_entry(&*property, &Hyphenated(reference.id))
}

/// The parties of all roles, as rows.
struct Parties<'a>(&'a [(&'static ColumnMetadata, Vec<LookupValue<'a>>)]);

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
    reference: &'a LookupValue<'a>,
}

impl Serialize for Party<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut party = serializer.serialize_map(None)?;
        write_lookup("partyid", self.reference, &mut String::new(), &mut party)?;
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
                let mut raw = serializer.serialize_struct(RAW_VALUE, 1)?;
                raw.serialize_field(RAW_VALUE, &number.to_string())?;
                raw.end()
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::Guid(id) => Hyphenated(*id).serialize(serializer),
            Self::Binary(bytes) => serializer.collect_str(&Base64Display::new(bytes, &BASE64_STANDARD)),
            Self::Timestamp(time) => serializer.collect_str(time),
            Self::Date(date) => serializer.collect_str(date),
            Self::DateTime(time) => serializer.collect_str(&format_args!("{time}Z")),
            Self::Choices(values) if values.is_empty() => serializer.serialize_unit(),
            Self::Choices(values) => {
                let values: Vec<String> = values.iter().map(i32::to_string).collect();
                serializer.serialize_str(&values.join(","))
            }
            Self::Lookup(reference) => Hyphenated(reference.id).serialize(serializer),
            Self::Parties(parties) => serializer.collect_seq(parties.iter().map(|party| Hyphenated(party.id))),
            Self::Managed(property) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("Value", &property.value)?;
                map.serialize_entry("CanBeChanged", &property.can_be_changed)?;
                map.end()
            }
        }
    }
}

/// An id as the service writes it.
struct Hyphenated(Uuid);

impl Serialize for Hyphenated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

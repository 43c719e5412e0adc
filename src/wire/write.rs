//! Writing: a row as the service would answer it.

use core::mem::forget;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::annotations::Held;
use super::field::Field;
use super::json::Hyphenated;
use super::party::{self, Party};
use super::row::Row;
use super::term;
use super::value::{LookupValue, Value};
use crate::metadata::{ColumnMetadata, TableMetadata};

/// The property that says what table a row is of.
const TYPE: &str = "@odata.type";

/// Writes a row with the values that it has and what stands beside them, in the form in which it is read.
pub fn serialize<R: Row, S: Serializer>(row: &R, serializer: S) -> Result<S::Ok, S::Error> {
    write(row, None, serializer)
}

/// A row with its type, as messages take it.
pub(crate) struct Typed<'r, R> {
    pub(crate) row: &'r R,
    pub(crate) odata_type: &'r str,
}

impl<R: Row> Serialize for Typed<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.row, Some(self.odata_type), serializer)
    }
}

/// The columns whose numbers JSON cannot hold.
pub(crate) fn infinite_columns<R: Row>(row: &R) -> Vec<&'static str> {
    let mut names = Vec::new();
    row.fields(&mut |fields| {
        let columns = R::table().columns.iter().zip(fields);
        let infinite =
            columns.filter(|(_, field)| matches!(field.value(), Value::Double(number) if !number.is_finite()));
        names.extend(infinite.map(|(column, _)| column.logical_name));
    });
    names
}

fn write<R: Row, S: Serializer>(row: &R, odata_type: Option<&str>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    row.fields(&mut |fields| {
        let Some(serializer) = serializer.take() else { return };
        result = Some(write_row(fields, R::table(), row.annotations().held(), odata_type, serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("the row's serializer wrote no fields")))
}

fn write_row<S: Serializer>(
    fields: &[&dyn Field],
    table: &TableMetadata,
    held: Option<&Held>,
    odata_type: Option<&str>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(odata_type) = odata_type {
        map.serialize_entry(TYPE, odata_type)?;
    }
    if let Some(etag) = held.and_then(|held| held.etag.as_deref()) {
        map.serialize_entry("@odata.etag", etag)?;
    }
    let mut in_roles = Vec::new();
    // Room for the longest: a name of the platform has at most 128 characters, and most have far less.
    let mut name = String::with_capacity(96);
    for (column, field) in table.columns.iter().zip(fields) {
        match field.value() {
            // Most fields of a whole table are empty, and dropping a value asks which one it is.
            empty @ Value::Null => forget(empty),
            Value::Lookup(lookup) => write_lookup(column.logical_name, &lookup, &mut name, &mut map)?,
            Value::Parties(parties) => in_roles.push((column, parties)),
            Value::Double(number) if !number.is_finite() => {
                return Err(S::Error::custom(format_args!(
                    "`{}` is {number}, which JSON cannot hold",
                    column.logical_name
                )));
            }
            value => map.serialize_entry(column.property(), &value)?,
        }
    }
    let parties = party::navigation_property(table);
    let others = held.map_or(&[][..], |held| held.parties.as_slice());
    let rewritten = parties.filter(|property| !is_kept(property, table, held, fields));
    if let Some(property) = rewritten.filter(|_| !in_roles.is_empty() || !others.is_empty()) {
        map.serialize_entry(property, &Parties { in_roles: &in_roles, others })?;
    }
    if let Some(held) = held {
        write_held(held, odata_type, rewritten, &mut name, &mut map)?;
    }
    map.end()
}

/// Returns whether the parties stand in the expanded rows as they stand in the columns.
fn is_kept(property: &str, table: &TableMetadata, held: Option<&Held>, fields: &[&dyn Field]) -> bool {
    let expanded = held.and_then(|held| held.expanded.iter().find(|(name, _)| *name == property));
    expanded.is_some_and(|(_, raw)| party::are_unchanged(raw, table, fields))
}

/// Writes the annotations, except for the type and the parties if they were written before.
fn write_held<M: SerializeMap>(
    held: &Held,
    odata_type: Option<&str>,
    parties: Option<&str>,
    name: &mut String,
    map: &mut M,
) -> Result<(), M::Error> {
    for (column, text) in &held.formatted {
        annotated(name, column, term::FORMATTED);
        map.serialize_entry(&*name, text)?;
    }
    for (column, lookup) in &held.lookups {
        write_lookup(column, lookup, name, map)?;
    }
    for (property, raw) in held.expanded.iter().filter(|(property, _)| Some(*property) != parties) {
        map.serialize_entry(property, raw)?;
    }
    for (property, link) in &held.next_links {
        annotated(name, property, term::NEXT_LINK);
        map.serialize_entry(&*name, link)?;
    }
    let others = held.others.iter().filter(|(name, _)| odata_type.is_none() || **name != *TYPE);
    for (name, raw) in others {
        map.serialize_entry(name, raw)?;
    }
    Ok(())
}

fn annotated(name: &mut String, property: &str, term: &str) {
    name.clear();
    name.extend([property, "@", term]);
}

/// A lookup as it is read: the id, and what is known beside it. The name of the property is made in a text that the
/// lookups of a row share.
fn write_lookup<M: SerializeMap>(
    column: &str,
    lookup: &LookupValue<'_>,
    name: &mut String,
    map: &mut M,
) -> Result<(), M::Error> {
    name.clear();
    name.extend(["_", column, "_value"]);
    let length = name.len();
    let mut annotation = |term, text: &Option<_>| {
        let Some(text) = text else { return Ok(()) };
        name.truncate(length);
        name.extend(["@", term]);
        map.serialize_entry(&*name, text)
    };
    annotation(term::FORMATTED, &lookup.name)?;
    annotation(term::TABLE, &lookup.table)?;
    name.truncate(length);
    map.serialize_entry(&*name, &Hyphenated(lookup.id))
}

/// The parties of all roles, and those in none, as rows.
struct Parties<'a> {
    in_roles: &'a [(&'static ColumnMetadata, Vec<LookupValue<'a>>)],
    others: &'a [Party],
}

impl Serialize for Parties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (column, lookups) in self.in_roles {
            let role = party::role(column);
            for lookup in lookups {
                list.serialize_element(&Element { lookup: Some(lookup), address: None, role })?;
            }
        }
        for party in self.others {
            let (lookup, address) = (party::value(party), party.address.as_deref());
            list.serialize_element(&Element { lookup: lookup.as_ref(), address, role: party.role })?;
        }
        list.end()
    }
}

/// A row of `activityparty`.
struct Element<'a> {
    lookup: Option<&'a LookupValue<'a>>,
    address: Option<&'a str>,
    role: Option<i32>,
}

impl Serialize for Element<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut party = serializer.serialize_map(None)?;
        if let Some(lookup) = self.lookup {
            write_lookup("partyid", lookup, &mut String::new(), &mut party)?;
        }
        if let Some(address) = self.address {
            party.serialize_entry("addressused", address)?;
        }
        if let Some(role) = self.role {
            party.serialize_entry("participationtypemask", &role)?;
        }
        party.end()
    }
}

//! Writing: a row as the service would answer it.

use core::fmt::Write;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::annotations::Held;
use super::field::Field;
use super::json::{Hyphenated, Raw};
use super::party::{self, Party};
use super::row::Row;
use super::term;
use super::value::{LookupValue, Value};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::value::Decimal;

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
        let columns = R::wire().columns.iter().zip(fields);
        let is_infinite = |value| matches!(value, Value::Double(number) if !number.is_finite());
        let infinite = columns.filter(|(_, field)| is_infinite(field.value()));
        names.extend(infinite.map(|(column, _)| column.logical_name));
    });
    names
}

fn write<R: Row, S: Serializer>(row: &R, odata_type: Option<&str>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    row.fields(&mut |fields| {
        let Some(serializer) = serializer.take() else { return };
        result = Some(write_row(fields, R::wire(), row.annotations().held(), odata_type, serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("the row's serializer wrote no fields")))
}

fn write_row<S: Serializer>(
    fields: &[&dyn Field],
    table: &'static TableMetadata,
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
    // Room for the longest: a name of the platform has at most 128 characters, and most have far less.
    let mut text = String::with_capacity(96);
    let in_roles = write_columns(fields, table, &mut text, &mut map)?;
    let others = held.map_or(&[][..], |held| held.parties.as_slice());
    let is_expanded = held.is_some_and(|held| !held.expanded.is_empty());
    // Looked for only where there may be parties: a table has many relationships.
    let may_have = !in_roles.is_empty() || !others.is_empty() || is_expanded;
    let parties = may_have.then(|| party::navigation_property(table)).flatten();
    let rewritten = parties.filter(|property| !is_kept(property, table, held, fields));
    if let Some(property) = rewritten.filter(|_| !in_roles.is_empty() || !others.is_empty()) {
        map.serialize_entry(property, &Parties { in_roles: &in_roles, others })?;
    }
    if let Some(held) = held {
        write_held(held, odata_type, rewritten, &mut text, &mut map)?;
    }
    map.end()
}

/// Writes the columns that have values; returns those with parties, which are written together. `text` is for what is
/// made of several pieces, so that a row allocates for all of it once.
fn write_columns<'r, M: SerializeMap>(
    fields: &[&'r dyn Field],
    table: &'static TableMetadata,
    text: &mut String,
    map: &mut M,
) -> Result<Vec<InRole<'r>>, M::Error> {
    let mut in_roles = Vec::new();
    for (column, field) in table.columns.iter().zip(fields) {
        if field.is_null() {
            continue;
        }
        // The kinds that most fields have stand for themselves: what may be any value is dropped as one.
        match field.value() {
            Value::Null => {}
            Value::Text(of) => map.serialize_entry(column.property(), &*of)?,
            Value::Integer(number) => map.serialize_entry(column.property(), &number)?,
            Value::Boolean(flag) => map.serialize_entry(column.property(), &flag)?,
            Value::Lookup(lookup) => write_lookup(column.logical_name, &lookup, text, map)?,
            value @ Value::Parties(_) => in_roles.push((column, value)),
            Value::Decimal(number) => {
                text.clear();
                push_digits(text, number);
                map.serialize_entry(column.property(), &Raw(text))?;
            }
            Value::Double(number) if !number.is_finite() => {
                let name = column.logical_name;
                return Err(M::Error::custom(format_args!("`{name}` is {number}, which JSON cannot hold")));
            }
            value => map.serialize_entry(column.property(), &value)?,
        }
    }
    Ok(in_roles)
}

/// Adds the digits of a number: those of its mantissa, with a point among them. `Display` divides once for each digit.
fn push_digits(text: &mut String, number: Decimal) {
    if number.is_sign_negative() {
        text.push('-');
    }
    let scale = number.scale() as usize;
    // Writing to a text does not fail.
    _ = write!(text, "{:01$}", number.mantissa().unsigned_abs(), scale + 1);
    if scale > 0 {
        text.insert(text.len() - scale, '.');
    }
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
    for (property, raw) in held.expanded.iter().filter(|(property, _)| Some(&**property) != parties) {
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

/// A lookup as it is read: the id, and what is known beside it. `name` is where the names of the properties are made.
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

/// A column that holds the parties of a role, and its value.
type InRole<'r> = (&'static ColumnMetadata, Value<'r>);

/// The parties of all roles, and those in none, as rows.
struct Parties<'a> {
    in_roles: &'a [InRole<'a>],
    others: &'a [Party],
}

impl Serialize for Parties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (column, value) in self.in_roles {
            let Value::Parties(lookups) = value else { continue };
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

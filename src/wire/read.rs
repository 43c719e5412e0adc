//! Reading: one path for all rows, driven by the table's columns.

use core::fmt;
use core::marker::PhantomData;
use core::mem::take;
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::annotations::Annotations;
use super::field::Field;
use super::misfit;
use super::property::{self, Annotation, Property, PropertyCache};
use super::row::Row;
use super::scalar::{Exact, Said, Scalar};
use super::value::{LookupValue, Value, ValueError};
use super::{bind, party};
use crate::metadata::{ColumnMetadata, OneToManyMetadata, TableMetadata};
use crate::value::Uuid;

/// Reads a row.
pub fn deserialize<'de, R: Row, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let mut row = R::EMPTY;
    fill(&mut row, deserializer, None)?;
    Ok(row)
}

/// Reads a row into one that is empty: rows are large, and are not to be moved more than needed.
fn fill<'de, R: Row, D: Deserializer<'de>>(
    row: &mut R,
    deserializer: D,
    cache: Option<&mut PropertyCache>,
) -> Result<(), D::Error> {
    let mut once = Some((deserializer, cache));
    let mut result = Ok(());
    row.fields_mut(&mut |fields, annotations| {
        let Some((deserializer, cache)) = once.take() else { return };
        result = deserializer.deserialize_map(RowVisitor::new(R::wire(), fields, annotations, cache));
    });
    result
}

/// Reads rows of the same shape one after the other.
pub(crate) struct RowsSeed<R>(pub(crate) PhantomData<fn() -> R>);

impl<'de, R: Row> DeserializeSeed<'de> for RowsSeed<R> {
    type Value = Vec<R>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<R>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, R: Row> Visitor<'de> for RowsSeed<R> {
    type Value = Vec<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rows of `{}`", R::LOGICAL_NAME)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<R>, A::Error> {
        let mut rows = Vec::new();
        let mut cache = PropertyCache::default();
        loop {
            make_room(&mut rows);
            // Made where it stays: a row that is pushed is made elsewhere and moved.
            rows.resize_with(rows.len() + 1, || R::EMPTY);
            let Some(row) = rows.last_mut() else { return Ok(rows) };
            if seq.next_element_seed(Next { row, cache: &mut cache })?.is_none() {
                rows.pop();
                // A list that doubles has no more room to spare either.
                if rows.capacity() > 2 * rows.len() {
                    rows.shrink_to_fit();
                }
                return Ok(rows);
            }
        }
    }
}

/// Makes room for one more row: in a short list, in one as long as people look at, and then in the longest that a page has,
/// where 5,000 rows are followed by one that ends them. Rows are large, and a list that doubles would move each of them more
/// often.
fn make_room<R>(rows: &mut Vec<R>) {
    const STEPS: [usize; 3] = [8, 200, 5_001];
    if rows.len() == rows.capacity() {
        let step = STEPS.into_iter().find(|step| *step > rows.len());
        rows.reserve_exact(step.unwrap_or(2 * rows.len()) - rows.len());
    }
}

/// Reads the next row, with what is known of those before it.
struct Next<'m, R> {
    row: &'m mut R,
    cache: &'m mut PropertyCache,
}

impl<'de, R: Row> DeserializeSeed<'de> for Next<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        fill(self.row, deserializer, Some(self.cache))
    }
}

/// Fills the fields of a row. The same code for every row.
pub(super) struct RowVisitor<'r, 'f, 'de> {
    table: &'static TableMetadata,
    fields: &'r mut [&'f mut dyn Field],
    annotations: &'r mut Annotations,
    /// Annotations on lookups whose value has not come yet.
    pending: Vec<(usize, Annotation, Cow<'de, str>)>,
    /// Rows that lookups are bound to, with their addresses. Whatever comes later may be their value.
    bound: Vec<(usize, LookupValue<'static>, String)>,
    /// The properties of the rows before this one.
    cache: Option<&'r mut PropertyCache>,
}

impl<'r, 'f> RowVisitor<'r, 'f, '_> {
    pub(super) fn new(
        table: &'static TableMetadata,
        fields: &'r mut [&'f mut dyn Field],
        annotations: &'r mut Annotations,
        cache: Option<&'r mut PropertyCache>,
    ) -> Self {
        Self { table, fields, annotations, pending: Vec::new(), bound: Vec::new(), cache }
    }
}

impl<'de> Visitor<'de> for RowVisitor<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of `{}`", self.table.logical_name)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        for index in 0.. {
            let cache = self.cache.as_deref_mut();
            let Some(property) = map.next_key_seed(property::Seed { table: self.table, index, cache })? else { break };
            match property {
                Property::Column(column) => {
                    let read = map.next_value_seed(Scalar { field: self.field(column)? })?;
                    read.map_err(|error| self.refused(column, &error))?;
                }
                Property::Number(column) => {
                    let read = map.next_value_seed(Exact { field: self.field(column)? })?;
                    read.map_err(|error| self.refused(column, &error))?;
                }
                Property::Lookup(column) => self.lookup(column, &mut map)?,
                Property::Annotation(column, annotation) => self.annotation(column, annotation, map.next_value()?)?,
                Property::Etag => self.annotations.hold().etag = map.next_value()?,
                Property::Navigation(name) => self.navigation(name, &mut map)?,
                Property::NextLink(name) => {
                    let link: Option<String> = map.next_value()?;
                    self.annotations.hold().next_links.extend(link.map(|link| (name, link)));
                }
                Property::Bind(column, relationship) => self.bind(column, relationship, &mut map)?,
                Property::Other(name) => self.other(name, map.next_value()?)?,
            }
        }
        self.keep_bound()?;
        self.keep_pending()
    }
}

impl<'de> RowVisitor<'_, '_, 'de> {
    fn field<E: Error>(&mut self, column: usize) -> Result<&mut dyn Field, E> {
        match self.fields.get_mut(column) {
            Some(field) => Ok(*field),
            None => Err(E::custom("a column without a field")),
        }
    }

    fn lookup<A: MapAccess<'de>>(&mut self, column: usize, map: &mut A) -> Result<(), A::Error> {
        let mut id: Option<Uuid> = None;
        map.next_value_seed(Scalar { field: &mut id })?.map_err(|error| self.refused(column, &error))?;
        // A property that stands twice says what it says last.
        let name = self.table.columns.get(column).map_or("", |column| column.logical_name);
        drop(self.annotations.take_lookup(name));
        let Some(id) = id else { return self.set(column, Value::Null) };
        let mut lookup = LookupValue { id, table: None, name: None, entity_sets: &[] };
        self.pending.retain_mut(|(of, annotation, text)| {
            let said = if *of == column {
                annotate(&mut lookup, *annotation, take(text), self.table, column)
            } else {
                Err(take(text))
            };
            said.map_err(|left| *text = left).is_err()
        });
        self.set_lookup(column, lookup)
    }

    fn annotation<E: Error>(&mut self, column: usize, annotation: Annotation, Said(text): Said<'de>) -> Result<(), E> {
        let (Some(text), Some(metadata)) = (text, self.table.columns.get(column)) else { return Ok(()) };
        if !metadata.column_type.is_lookup() {
            self.annotations.hold().formatted.push((metadata.logical_name, text.into_owned()));
            return Ok(());
        }
        let beside = self.annotations.take_lookup(metadata.logical_name).map(Value::Lookup);
        let in_field = || self.fields.get(column).map_or(Value::Null, |field| field.value().into_owned());
        let Value::Lookup(mut lookup): Value<'de> = beside.unwrap_or_else(in_field) else {
            self.pending.push((column, annotation, text));
            return Ok(());
        };
        if let Err(text) = annotate(&mut lookup, annotation, text, self.table, column) {
            self.pending.push((column, annotation, text));
        }
        self.set_lookup(column, lookup)
    }

    /// Keeps what was said about lookups that have no value, or about their values what no reference explains.
    fn keep_pending<E: Error>(&mut self) -> Result<(), E> {
        for (column, annotation, text) in take(&mut self.pending) {
            let name = self.table.columns.get(column).map_or("", |column| column.logical_name);
            let raw = serde_json::value::to_raw_value(&text).map_err(E::custom)?;
            self.annotations.hold().others.push((format!("_{name}_value@{}", annotation.term()).into(), raw));
        }
        Ok(())
    }

    /// Stores expanded rows as raw JSON; the caller picks the row type.
    fn navigation<A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error> {
        let raw: Box<RawValue> = map.next_value()?;
        if party::navigation_property(self.table).is_some_and(|parties| parties == name) {
            let parties = party::read(&raw, self.table, self.fields).map_err(Error::custom)?;
            if !parties.is_empty() {
                self.annotations.hold().parties = parties;
            }
        }
        if raw.get() != "null" {
            self.annotations.hold().expanded.push((name.into(), raw));
        }
        Ok(())
    }

    /// A row may be written down as it is to be created: with addresses of the rows that its lookups are to point to.
    fn bind<A: MapAccess<'de>>(
        &mut self,
        column: usize,
        relationship: &OneToManyMetadata,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let Said(Some(address)) = map.next_value()? else { return self.set(column, Value::Null) };
        match bind::lookup(&address, relationship) {
            Some(lookup) => {
                self.bound.push((column, lookup, address.into_owned()));
                Ok(())
            }
            None => Err(self.refused(column, &ValueError::new("the address of a row by its id", address))),
        }
    }

    /// A lookup points to one row, whatever says it.
    fn keep_bound<E: Error>(&mut self) -> Result<(), E> {
        for (column, lookup, address) in take(&mut self.bound) {
            match self.fields.get(column).map_or(Value::Null, |field| field.value()) {
                Value::Lookup(held) if held.id != lookup.id => {
                    return Err(self.refused(column, &ValueError::new("the row that another property names", address)));
                }
                Value::Lookup(_) => {}
                _ => self.set_lookup(column, lookup)?,
            }
        }
        Ok(())
    }

    /// No column has rows as its value, so rows were expanded, whether or not the reference knows the relationship.
    fn other<E: Error>(&mut self, name: Box<str>, raw: Box<RawValue>) -> Result<(), E> {
        misfit::check(self.table, &name, &raw).map_err(E::custom)?;
        let held = self.annotations.hold();
        if raw.get().starts_with(['{', '[']) && !name.contains('@') {
            held.expanded.push((name.into_string().into(), raw));
        } else {
            held.others.push((name, raw));
        }
        Ok(())
    }

    fn set<E: Error>(&mut self, column: usize, value: Value<'_>) -> Result<(), E> {
        let Some(field) = self.fields.get_mut(column) else { return Ok(()) };
        let read = field.read(value);
        read.map_err(|error| self.refused(column, &error))
    }

    /// A lookup that points to a table which its column does not have is kept beside the fields.
    fn set_lookup<E: Error>(&mut self, column: usize, lookup: LookupValue<'_>) -> Result<(), E> {
        let Some((field, metadata)) = self.fields.get_mut(column).zip(self.table.columns.get(column)) else {
            return Ok(());
        };
        match field.read(Value::Lookup(lookup)) {
            Ok(()) => Ok(()),
            Err(error) => match error.lookup {
                Some(lookup) if lookup.table.is_some() => {
                    self.annotations.hold().lookups.push((metadata.logical_name, *lookup));
                    self.set(column, Value::Null)
                }
                _ => Err(self.refused(column, &error)),
            },
        }
    }

    fn refused<E: Error>(&self, column: usize, error: &ValueError) -> E {
        misfit::error(self.table, self.table.columns.get(column).unwrap_or(&ColumnMetadata::UNKNOWN), error)
    }
}

/// Adds what an annotation says to a lookup.
///
/// # Errors
///
/// Returns a navigation property that the reference does not name, where the table is not known either.
fn annotate<'a>(
    lookup: &mut LookupValue<'a>,
    annotation: Annotation,
    text: Cow<'a, str>,
    table: &TableMetadata,
    column: usize,
) -> Result<(), Cow<'a, str>> {
    match annotation {
        Annotation::Formatted => lookup.name = Some(text),
        Annotation::Table => lookup.table = Some(text),
        // The property leads to one table, which matters if the table itself is not said.
        Annotation::Navigation => {
            let name = table.columns.get(column).map_or("", |column| column.logical_name);
            let mut relationships = table.many_to_one_on(name);
            let leads = relationships.find(|one| one.referencing_entity_navigation_property_name == Some(&*text));
            match leads.and_then(|one| one.referenced_entity) {
                _ if lookup.table.is_some() => {}
                Some(table) => lookup.table = Some(table.into()),
                None => return Err(text),
            }
        }
    }
    Ok(())
}

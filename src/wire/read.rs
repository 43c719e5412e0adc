//! Reading: one path for all rows, driven by the table's columns.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::annotations::Annotations;
use super::field::Field;
use super::property::{Annotation, Property, PropertyCache};
use super::row::Row;
use super::scalar::{Exact, Managed, OptionalId, Scalar};
use super::value::{LookupValue, Value, ValueError};
use super::{parties, property};
use crate::metadata::{ColumnType, TableMetadata};

/// Reads a row.
pub fn deserialize<'de, R: Row, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    deserialize_row(deserializer, None)
}

fn deserialize_row<'de, R: Row, D: Deserializer<'de>>(
    deserializer: D,
    cache: Option<&mut PropertyCache>,
) -> Result<R, D::Error> {
    let mut row = R::EMPTY;
    let mut annotations = Annotations::NONE;
    let mut once = Some((deserializer, cache));
    let mut result = Ok(());
    row.fields_mut(&mut |fields| {
        let Some((deserializer, cache)) = once.take() else { return };
        result = deserializer.deserialize_map(RowVisitor::new(R::TABLE, fields, &mut annotations, cache));
    });
    result?;
    *row.annotations_mut() = annotations;
    Ok(row)
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
        while let Some(row) = seq.next_element_seed(Remembering { cache: &mut cache, of: self.0 })? {
            rows.push(row);
        }
        Ok(rows)
    }
}

/// Reads a row, with what is known of those before it.
struct Remembering<'m, R> {
    cache: &'m mut PropertyCache,
    of: PhantomData<fn() -> R>,
}

impl<'de, R: Row> DeserializeSeed<'de> for Remembering<'_, R> {
    type Value = R;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<R, D::Error> {
        deserialize_row(deserializer, Some(self.cache))
    }
}

/// Fills the fields of a row. The same code for every row.
pub(super) struct RowVisitor<'r, 'f> {
    table: &'static TableMetadata,
    fields: &'r mut [&'f mut dyn Field],
    annotations: &'r mut Annotations,
    /// What was said about lookups whose value has not come yet.
    pending: Vec<(usize, Annotation, String)>,
    /// The properties of the rows before this one.
    cache: Option<&'r mut PropertyCache>,
}

impl<'r, 'f> RowVisitor<'r, 'f> {
    pub(super) fn new(
        table: &'static TableMetadata,
        fields: &'r mut [&'f mut dyn Field],
        annotations: &'r mut Annotations,
        cache: Option<&'r mut PropertyCache>,
    ) -> Self {
        Self { table, fields, annotations, pending: Vec::new(), cache }
    }
}

impl<'de> Visitor<'de> for RowVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of `{}`", self.table.logical_name)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        for index in 0.. {
            let cache = self.cache.as_deref_mut();
            let Some(property) = map.next_key_seed(property::Seed { table: self.table, index, cache })? else { break };
            match property {
                Property::Column(column) => self.column(column, &mut map)?,
                Property::Lookup(column) => self.lookup(column, &mut map)?,
                Property::Annotation(column, annotation) => self.annotation(column, annotation, map.next_value()?)?,
                Property::Etag => {
                    let etag: Option<String> = map.next_value()?;
                    etag.into_iter().for_each(|etag| self.annotations.set_etag(etag));
                }
                Property::Navigation(name) => self.navigation(name, &mut map)?,
                Property::Unknown => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

impl RowVisitor<'_, '_> {
    fn column<'de, A: MapAccess<'de>>(&mut self, column: usize, map: &mut A) -> Result<(), A::Error> {
        let (Some(field), Some(metadata)) = (self.fields.get_mut(column), self.table.columns.get(column)) else {
            return map.next_value::<IgnoredAny>().map(drop);
        };
        let read = match metadata.column_type {
            ColumnType::Decimal { .. } | ColumnType::Money { .. } => map.next_value_seed(Exact { field: *field })?,
            ColumnType::ManagedProperty => map.next_value_seed(Managed { field: *field })?,
            _ => map.next_value_seed(Scalar { field: *field })?,
        };
        read.map_err(|mismatch| refused(metadata.logical_name, mismatch))
    }

    fn lookup<'de, A: MapAccess<'de>>(&mut self, column: usize, map: &mut A) -> Result<(), A::Error> {
        let id = map.next_value_seed(OptionalId)?.map_err(|mismatch| self.refused(column, mismatch))?;
        let Some(id) = id else { return self.set(column, Value::Null) };
        let mut reference = LookupValue { id, table: None, name: None, tables: &[] };
        for (_, annotation, text) in self.pending.extract_if(.., |(of, ..)| *of == column) {
            annotate(&mut reference, annotation, text, self.table, column);
        }
        self.set(column, Value::Lookup(reference))
    }

    fn annotation<E: Error>(&mut self, column: usize, annotation: Annotation, text: Option<String>) -> Result<(), E> {
        let (Some(text), Some(metadata)) = (text, self.table.columns.get(column)) else { return Ok(()) };
        if !metadata.column_type.is_lookup() {
            if annotation == Annotation::Formatted {
                self.annotations.push_formatted(metadata.logical_name, text);
            }
            return Ok(());
        }
        let held = self.fields.get(column).map_or(Value::Null, |field| field.value().into_owned());
        let Value::Lookup(mut reference) = held else {
            self.pending.push((column, annotation, text));
            return Ok(());
        };
        annotate(&mut reference, annotation, text, self.table, column);
        self.set(column, Value::Lookup(reference))
    }

    /// Stores expanded rows as raw JSON; the caller picks the row type.
    fn navigation<'de, A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error> {
        let raw: Box<RawValue> = map.next_value()?;
        if parties::navigation_property(self.table).is_some_and(|parties| parties == name) {
            parties::read(&raw, self.table, self.fields).map_err(Error::custom)?;
        }
        if raw.get() != "null" {
            self.annotations.push_expanded(name, raw);
        }
        Ok(())
    }

    fn set<E: Error>(&mut self, column: usize, value: Value<'_>) -> Result<(), E> {
        let Some(field) = self.fields.get_mut(column) else { return Ok(()) };
        let read = field.read(value);
        read.map_err(|mismatch| self.refused(column, mismatch))
    }

    fn refused<E: Error>(&self, column: usize, mismatch: ValueError) -> E {
        refused(self.table.columns.get(column).map_or("", |column| column.logical_name), mismatch)
    }
}

pub(crate) fn refused<E: Error>(column: &str, mismatch: ValueError) -> E {
    E::custom(format_args!("`{column}` is not {}", mismatch.expected))
}

/// Adds what an annotation says to a reference.
fn annotate(
    reference: &mut LookupValue<'_>,
    annotation: Annotation,
    text: String,
    table: &TableMetadata,
    column: usize,
) {
    match annotation {
        Annotation::Formatted => reference.name = Some(text.into()),
        Annotation::Table => reference.table = Some(text.into()),
        // The property leads to one table, which matters where the table itself is not said.
        Annotation::Navigation => {
            let name = table.columns.get(column).map_or("", |column| column.logical_name);
            let mut relationships = table.many_to_one_on(name);
            let leads = relationships.find(|one| one.referencing_entity_navigation_property_name == Some(&*text));
            if let (None, Some(table)) = (&reference.table, leads.and_then(|one| one.referenced_entity)) {
                reference.table = Some(table.into());
            }
        }
    }
}

//! Reading some columns of a row, for structs of one's own.

use serde::de::Deserializer;

use super::field::Field;
use super::read::RowVisitor;
use super::value::{Mismatch, Value};
use crate::{Annotations, TableMetadata};

/// Reads some columns of a row: each, by its place among the fields of the table, into its own field.
pub(crate) fn read_columns<'de, 'f, D: Deserializer<'de>>(
    deserializer: D,
    table: &'static TableMetadata,
    fields: impl IntoIterator<Item = (usize, &'f mut dyn Field)>,
) -> Result<Annotations, D::Error> {
    let mut ignored = vec![Ignored; table.fields];
    let mut all: Vec<&mut dyn Field> = ignored.iter_mut().map(|field| field as &mut dyn Field).collect();
    for (place, field) in fields {
        if let Some(slot) = all.get_mut(place) {
            *slot = field;
        }
    }
    let mut annotations = Annotations::NONE;
    deserializer.deserialize_map(RowVisitor::new(table, &mut all, &mut annotations, None))?;
    Ok(annotations)
}

/// The field of a column that nobody asked for.
#[derive(Clone)]
struct Ignored;

impl Field for Ignored {
    fn read(&mut self, _: Value<'_>) -> Result<(), Mismatch> {
        Ok(())
    }

    fn value(&self) -> Value<'_> {
        Value::Null
    }
}

//! Reading some columns of a row, for structs of one's own.

use serde::de::Deserializer;

use super::field::Field;
use super::read::RowVisitor;
use super::value::{Mismatch, Value};
use crate::{Annotations, TableMetadata};

/// Reads some columns of a row: those at `places` among the fields of the table, each into its own field.
pub fn read_columns<'de, D: Deserializer<'de>>(
    deserializer: D,
    table: &'static TableMetadata,
    places: &[usize],
    fields: &mut [&mut dyn Field],
) -> Result<Annotations, D::Error> {
    let mut ignored = vec![Ignored; table.fields];
    let mut all: Vec<&mut dyn Field> = ignored.iter_mut().map(|field| field as &mut dyn Field).collect();
    for (place, field) in places.iter().zip(fields) {
        if let Some(slot) = all.get_mut(*place) {
            *slot = *field;
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

//! Reading some columns of a row, for user-defined structs.

use serde::de::Deserializer;

use super::field::Field;
use super::read::RowVisitor;
use super::value::{Value, ValueError};
use crate::metadata::TableMetadata;
use crate::wire::Annotations;

/// Reads some columns of a row, each into the field given with its index.
pub(crate) fn read_columns<'de, 'f, D: Deserializer<'de>>(
    deserializer: D,
    table: &'static TableMetadata,
    fields: impl IntoIterator<Item = (usize, &'f mut dyn Field)>,
) -> Result<Annotations, D::Error> {
    let mut ignored = vec![Ignored; table.fields];
    let mut all: Vec<&mut dyn Field> = ignored.iter_mut().map(|field| field as &mut dyn Field).collect();
    for (index, field) in fields {
        if let Some(slot) = all.get_mut(index) {
            *slot = field;
        }
    }
    let mut annotations = Annotations::NONE;
    deserializer.deserialize_map(RowVisitor::new(table, &mut all, &mut annotations, None))?;
    Ok(annotations)
}

/// The field of a column that the struct does not have.
#[derive(Clone)]
struct Ignored;

impl Field for Ignored {
    fn read(&mut self, _: Value<'_>) -> Result<(), ValueError> {
        Ok(())
    }

    fn value(&self) -> Value<'_> {
        Value::Null
    }

    fn is_null(&self) -> bool {
        true
    }
}

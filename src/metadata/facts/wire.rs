//! The part of a table's metadata that reading and writing rows uses.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;
use super::words::Words;
use crate::metadata::column::{ColumnMetadata, ColumnType};
use crate::metadata::table::TableMetadata;

/// The metadata that reading and writing rows uses, read on first use: the fields, the types of those that are more than
/// a value, and properties of the Web API that have other names or lead to rows. A program that does nothing else with a
/// table does not hold the rest.
#[derive(Debug)]
pub struct WireTable {
    logical_name: &'static str,
    fields: &'static str,
    text: &'static str,
    read: OnceLock<Box<TableMetadata>>,
}

impl WireTable {
    /// The table of that logical name. The fields are those of the row as Rust writes them, `name, ownerid: Owner`; the
    /// text is the part of the table's facts that rows need.
    pub const fn new(logical_name: &'static str, fields: &'static str, text: &'static str) -> Self {
        Self { logical_name, fields, text, read: OnceLock::new() }
    }

    /// Returns the metadata. The first call reads it.
    pub fn get(&self) -> &TableMetadata {
        self.read.get_or_init(|| {
            let stated = table::read(self.logical_name, &[self.text], &[]);
            let fields = self.fields.split(',').map(str::trim).filter(|field| !field.is_empty());
            let renamed = self.renamed();
            let columns: Vec<_> = fields.map(|field| column(field, &renamed, &stated)).collect();
            Box::new(TableMetadata { fields: columns.len(), columns: Box::leak(columns.into_boxed_slice()), ..stated })
        })
    }

    /// The columns of the fields that do not have their names, by field.
    fn renamed(&self) -> HashMap<&'static str, &'static str> {
        let renamed = self.text.lines().filter_map(|line| {
            let mut words = Words::of(line);
            let logical_name = words.text();
            let field = words.find(|word| word.key == Some("field"))?;
            Some((field.text(), logical_name))
        });
        renamed.collect()
    }
}

/// The column of a field: as the text has it, or else no more than a name and a type.
fn column(
    field: &'static str,
    renamed: &HashMap<&'static str, &'static str>,
    stated: &TableMetadata,
) -> ColumnMetadata {
    let (name, of) = field.split_once(':').map_or((field, ""), |(name, of)| (name.trim(), of.trim()));
    let logical_name = renamed.get(name).copied().unwrap_or_else(|| name.trim_start_matches("r#"));
    stated.column(logical_name).copied().unwrap_or_else(|| ColumnMetadata {
        logical_name,
        column_type: of.parse().map_or(ColumnType::Unknown, ColumnType::of),
        ..ColumnMetadata::UNKNOWN
    })
}

#[cfg(test)]
mod tests {
    use earlybound_schema::AttributeType;

    use super::*;

    #[test]
    fn fields_are_columns() {
        static TABLE: WireTable = WireTable::new(
            "new_book",
            "new-title, r#type : Picklist,\nownerid: Owner, revenue",
            "columns\n  new-title field=new_title\n  revenue Revenue \"\" Money curf None property=revenue1\nmany-to-one\n  book_owner parent=ownerid",
        );
        let columns = TABLE.get().columns.iter();
        let columns: Vec<_> = columns
            .map(|column| (column.logical_name, column.property(), column.column_type.attribute_type()))
            .collect();
        assert_eq!(
            columns,
            [
                ("new-title", "new-title", None),
                ("type", "type", Some(AttributeType::Picklist)),
                ("ownerid", "ownerid", Some(AttributeType::Owner)),
                ("revenue", "revenue1", Some(AttributeType::Money)),
            ]
        );
        let through: Vec<_> =
            TABLE.get().many_to_one.iter().map(|one| one.referencing_entity_navigation_property_name).collect();
        assert_eq!(through, [Some("ownerid")]);
    }
}

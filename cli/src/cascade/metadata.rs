//! Tables that were read, as the runtime has them: as far as cascades of rows need them.
//!
//! The runtime's metadata lives as long as the program. So does this: a run makes it once.

use earlybound::Schema;
use earlybound::metadata::{AttributeType, ColumnMetadata, ColumnType, LazyTable, OneToManyMetadata, TableMetadata};
use earlybound_reader::model::{self, Attribute, OneToManyRelationship, Table};

/// The schema of all tables.
pub(super) fn schema(schema: &model::Schema) -> Schema {
    let tables: Vec<&'static LazyTable> = schema.tables.iter().map(table).collect();
    Schema { tables: tables.leak() }
}

fn table(table: &Table) -> &'static LazyTable {
    let facts = &table.table;
    let mut columns: Vec<ColumnMetadata> = table.attributes.iter().map(column).collect();
    columns.sort_by_key(|column| column.logical_name);
    let side = |list: &[OneToManyRelationship]| -> &'static [OneToManyMetadata] {
        list.iter().map(relationship).collect::<Vec<_>>().leak()
    };
    Box::leak(Box::new(LazyTable::given(Box::leak(Box::new(TableMetadata {
        logical_name: kept(&facts.logical_name),
        entity_set_name: facts.entity_set_name.as_deref().map(kept),
        primary_id_attribute: facts.primary_id_attribute.as_deref().map(kept),
        primary_name_attribute: facts.primary_name_attribute.as_deref().map(kept),
        ownership_type: facts.ownership_type,
        partial: table.partial,
        fields: columns.len(),
        columns: columns.leak(),
        many_to_one: side(&table.many_to_one_relationships),
        one_to_many: side(&table.one_to_many_relationships),
        ..TableMetadata::UNKNOWN
    })))))
}

fn column(column: &Attribute) -> ColumnMetadata {
    ColumnMetadata {
        logical_name: kept(&column.logical_name),
        property_name: column.property_name.as_deref().map(kept),
        column_type: match column.attribute_type {
            Some(AttributeType::Owner) => ColumnType::Owner { targets: &[] },
            Some(AttributeType::Lookup) => ColumnType::Lookup { targets: &[] },
            Some(AttributeType::Customer) => ColumnType::Customer { targets: &[] },
            Some(AttributeType::State) => ColumnType::State { options: &[], default: None, set: None },
            Some(AttributeType::Uniqueidentifier) => ColumnType::Uniqueidentifier,
            _ => ColumnType::Unknown,
        },
        required_level: column.required_level,
        ..ColumnMetadata::UNKNOWN
    }
}

fn relationship(relationship: &OneToManyRelationship) -> OneToManyMetadata {
    OneToManyMetadata {
        schema_name: kept(&relationship.schema_name),
        referenced_entity: relationship.referenced_entity.as_deref().map(kept),
        referencing_entity: relationship.referencing_entity.as_deref().map(kept),
        referencing_attribute: relationship.referencing_attribute.as_deref().map(kept),
        cascade: relationship.cascade_configuration,
        ..OneToManyMetadata::UNKNOWN
    }
}

/// The text for as long as the program runs.
fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}

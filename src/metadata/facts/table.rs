//! A table as a whole: its own facts, and the sections of its text.

use super::option::Options;
use super::words::Words;
use super::{column, key, message, relationship};
use crate::metadata::table::{LayerMetadata, TableMetadata};

/// The kind of the lines below a heading.
#[derive(Clone, Copy)]
enum Section {
    Table,
    Columns,
    OtherColumns,
    Keys,
    Messages,
    Events,
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Section {
    fn of(heading: &str) -> Option<Self> {
        Some(match heading {
            "columns" => Self::Columns,
            "other columns" => Self::OtherColumns,
            "keys" => Self::Keys,
            "messages" => Self::Messages,
            "events" => Self::Events,
            "many-to-one" => Self::ManyToOne,
            "one-to-many" => Self::OneToMany,
            "many-to-many" => Self::ManyToMany,
            _ => return None,
        })
    }
}

/// Reads the texts of a table. Each begins with facts about the table, and has sections of its own.
pub(super) fn read(logical_name: &'static str, texts: &[&'static str], options: Options) -> TableMetadata {
    let mut table = TableMetadata { logical_name, ..TableMetadata::UNKNOWN };
    let (mut layers, mut messages, mut events) = (Vec::new(), Vec::new(), Vec::new());
    let (mut columns, mut others) = (Vec::new(), Vec::new());
    let mut keys = Vec::new();
    let (mut many_to_one, mut one_to_many, mut many_to_many) = (Vec::new(), Vec::new(), Vec::new());
    for text in texts {
        let mut section = Section::Table;
        for line in text.lines().map(|line| line.trim_start_matches(' ')).filter(|line| !line.is_empty()) {
            if let Some(heading) = Section::of(line) {
                section = heading;
                continue;
            }
            match section {
                Section::Table => match line.strip_prefix("layer ") {
                    Some(line) => layers.push(layer_of_table(line)),
                    None => facts(&mut table, line),
                },
                Section::Columns => columns.push(column::read(line, options)),
                Section::OtherColumns => others.push(column::read(line, options)),
                Section::Keys => keys.push(key::read(line)),
                Section::Messages => messages.push(message::read(line)),
                Section::Events => events.push(message::read(line)),
                Section::ManyToOne => many_to_one.push(relationship::one_to_many(line)),
                Section::OneToMany => one_to_many.push(relationship::one_to_many(line)),
                Section::ManyToMany => many_to_many.push(relationship::many_to_many(line)),
            }
        }
    }
    // Each text is sorted. Together they are after this.
    columns.sort_by_key(|column| column.logical_name);
    many_to_one.sort_by_key(|relationship| relationship.schema_name);
    one_to_many.sort_by_key(|relationship| relationship.schema_name);
    table.fields = columns.len();
    columns.append(&mut others);
    table.layers = Box::leak(layers.into_boxed_slice());
    table.columns = Box::leak(columns.into_boxed_slice());
    table.keys = Box::leak(keys.into_boxed_slice());
    table.messages = Box::leak(messages.into_boxed_slice());
    table.events = Box::leak(events.into_boxed_slice());
    table.many_to_one = Box::leak(many_to_one.into_boxed_slice());
    table.one_to_many = Box::leak(one_to_many.into_boxed_slice());
    table.many_to_many = Box::leak(many_to_many.into_boxed_slice());
    table
}

fn facts(table: &mut TableMetadata, line: &'static str) {
    for word in Words::of(line) {
        let Some(key) = word.key else { continue };
        match key {
            "SchemaName" => table.schema_name = Some(word.text()),
            "DisplayName" => table.display_name = Some(word.text()),
            "DisplayCollectionName" => table.display_collection_name = Some(word.text()),
            "EntitySetName" => table.entity_set_name = Some(word.text()),
            "CollectionSchemaName" => table.collection_schema_name = Some(word.text()),
            "LogicalCollectionName" => table.logical_collection_name = Some(word.text()),
            "PrimaryIdAttribute" => table.primary_id_attribute = Some(word.text()),
            "PrimaryNameAttribute" => table.primary_name_attribute = Some(word.text()),
            "OwnershipType" => table.ownership_type = word.parse(),
            "TableType" => table.table_type = word.parse(),
            "IsBPFEntity" => table.is_bpf_entity = word.parse(),
            "partial" => table.partial = word.text() == "true",
            _ => {}
        }
    }
}

/// `product="Microsoft Dataverse" date=08/26/2024 full=true`.
fn layer_of_table(line: &'static str) -> LayerMetadata {
    let mut layer = LayerMetadata::UNKNOWN;
    for word in Words::of(line) {
        match word.key {
            Some("product") => layer.product = Some(word.text()),
            Some("date") => layer.date = Some(word.text()),
            Some("full") => layer.full = word.text() == "true",
            _ => {}
        }
    }
    layer
}

//! The properties of the table as a whole.

use super::grammar::Key;
use super::value::{Misfit, Raw, flag, text, word};
use crate::model::TableFacts;

/// Sets a property of the table.
pub(super) fn set(facts: &mut TableFacts, key: Key, value: Raw<'_>) -> Result<(), Misfit> {
    match key {
        Key::LogicalName => facts.logical_name = value.plain().unwrap_or_default().into_owned(),
        Key::SchemaName => text(&mut facts.schema_name, value)?,
        Key::DisplayName => text(&mut facts.display_name, value)?,
        Key::DisplayCollectionName => text(&mut facts.display_collection_name, value)?,
        Key::EntitySetName => text(&mut facts.entity_set_name, value)?,
        Key::CollectionSchemaName => text(&mut facts.collection_schema_name, value)?,
        Key::LogicalCollectionName => text(&mut facts.logical_collection_name, value)?,
        Key::PrimaryIdAttribute => text(&mut facts.primary_id_attribute, value)?,
        Key::PrimaryNameAttribute => text(&mut facts.primary_name_attribute, value)?,
        Key::OwnershipType => word(&mut facts.ownership_type, value, "an ownership type")?,
        Key::TableType => word(&mut facts.table_type, value, "a table type")?,
        Key::IsBpfEntity => flag(&mut facts.is_bpf_entity, value)?,
        Key::AddedBy => text(&mut facts.added_by, value)?,
        _ => return Err(Misfit::Key),
    }
    Ok(())
}

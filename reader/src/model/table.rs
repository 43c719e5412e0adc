//! Tables: their own facts, and all that belongs to them.

use super::alternate_key::AlternateKey;
use super::attribute::Attribute;
use super::fact::{Other, facts};
use super::layer::Provenance;
use super::message::Message;
use super::relationship::{ManyToManyRelationship, OneToManyRelationship};
use super::value::Entry;
use crate::span::Origin;
use earlybound_schema::{AttributeType, OwnershipType, TableType};

facts! {
    /// The facts about a table as a whole.
    pub struct TableFacts {
        /// The name in code, lower case.
        pub logical_name: String = LogicalName,
        /// The name as its author wrote it.
        pub schema_name: Option<String> = SchemaName,
        /// The name that users see.
        pub display_name: Option<String> = DisplayName,
        /// The plural that users see.
        pub display_collection_name: Option<String> = DisplayCollectionName,
        /// The description of the table.
        pub description: Option<String> = Description,
        /// The name in Web API addresses. Never derived: plurals are irregular.
        pub entity_set_name: Option<String> = EntitySetName,
        /// The plural of the schema name.
        pub collection_schema_name: Option<String> = CollectionSchemaName,
        /// The plural of the logical name.
        pub logical_collection_name: Option<String> = LogicalCollectionName,
        /// The column that holds a row's id.
        pub primary_id_attribute: Option<String> = PrimaryIdAttribute,
        /// The column that holds a row's name.
        pub primary_name_attribute: Option<String> = PrimaryNameAttribute,
        /// The ownership of its rows.
        pub ownership_type: Option<OwnershipType> = OwnershipType,
        /// The storage of its rows.
        pub table_type: Option<TableType> = TableType,
        /// True if rows are instances of a business process flow.
        #[cfg_attr(feature = "serde", serde(rename = "IsBPFEntity"))]
        pub is_bpf_entity: Option<bool> = IsBpfEntity,
        /// The solution that added the table.
        pub added_by: Option<String> = AddedBy,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if the table is left out.
        pub omit: bool = Omit,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

/// One layer of a table: a page that says something about it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Layer {
    /// The product.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub product: Option<String>,
    /// The path of the page.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub source: String,
    /// The day the page was made, as the page writes it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub date: Option<String>,
    /// The kind of source.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub provenance: Provenance,
    /// True if the page is a full one, not one of additions.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub full: bool,
}

/// A table: all its layers merged. The lists are sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Table {
    /// The place where the base layer names the table.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub origin: Origin,
    /// The facts about the table as a whole.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub table: TableFacts,
    /// The pages that were merged, base first.
    pub layers: Vec<Layer>,
    /// True if no layer is a full page, so that much of the table is unknown.
    pub partial: bool,
    /// The messages that the table supports.
    pub messages: Vec<Message>,
    /// Messages that are there to be subscribed to, not to be sent.
    pub events: Vec<Message>,
    /// The columns.
    pub attributes: Vec<Attribute>,
    /// The alternate keys.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub keys: Vec<AlternateKey>,
    /// Relationships in which this table's rows point at others.
    pub many_to_one_relationships: Vec<OneToManyRelationship>,
    /// Relationships in which others' rows point at this table's.
    pub one_to_many_relationships: Vec<OneToManyRelationship>,
    /// Relationships through an intersect table.
    pub many_to_many_relationships: Vec<ManyToManyRelationship>,
}

impl Table {
    /// The column of that logical name.
    pub fn attribute(&self, logical_name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.logical_name == logical_name)
    }

    /// Returns whether a column can be part of an alternate key. The platform has keys of its own on the ids of elastic
    /// tables.
    pub fn is_key(&self, column: &Attribute) -> bool {
        self.table.primary_id_attribute.as_ref() == Some(&column.logical_name)
            || column.attribute_type.is_some_and(AttributeType::is_key)
    }
}

impl Entry for Layer {}

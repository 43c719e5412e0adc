//! Documents: what one source says about one table.

use super::alternate_key::AlternateKey;
use super::attribute::Attribute;
use super::layer::Provenance;
use super::like::Like;
use super::link::Extends;
use super::message::Message;
use super::relationship::{ManyToManyRelationship, OneToManyRelationship};
use super::table::TableFacts;
use crate::span::Origin;

/// One layer of one table, as one page describes it.
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Document {
    /// The path of the page as given, or below the given folder.
    pub source: String,
    /// The place where the page names its table.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub origin: Origin,
    /// All that it takes up of its source.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub extent: Origin,
    /// The product whose layer this is, such as `Microsoft Dataverse`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub product: Option<String>,
    /// The day the page was made, as the page writes it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub date: Option<String>,
    /// The table that this page extends; absent on a full page. Where a page names several, the last one.
    pub extends: Option<Extends>,
    /// Further tables that this page extends, below the one of `Extends`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub also_extends: Vec<Extends>,
    /// The kind of table, for a table of your own: it has the standard columns and relationships of its kind.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub like: Option<Like>,
    /// The kind of source.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub provenance: Provenance,
    /// The facts about the table as a whole.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub table: TableFacts,
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

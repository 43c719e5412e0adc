//! Documents: what one source says about one table.

use super::alternate_key::AlternateKey;
use super::attribute::Attribute;
use super::layer::{LayerId, Provenance};
use super::like::Like;
use super::link::Extends;
use super::message::Message;
use super::relationship::{ManyToManyRelationship, OneToManyRelationship};
use super::table::{Layer, TableFacts};
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
    /// The layers that the document was merged from, base first, if it is a table that was written. The layers of its
    /// items are positions among them. Empty if the document is one layer itself.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub layers: Vec<Layer>,
    /// True if none of these layers is a full page.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub partial: bool,
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

impl Document {
    /// Visits each item that layers define and change: its place, the layer that defined it, and those that changed it.
    pub(crate) fn visit_layers(&mut self, mut visit: impl FnMut(Origin, &mut Option<LayerId>, &mut Vec<LayerId>)) {
        // Of these items nothing says who changed them.
        let unchanged = &mut Vec::new();
        for message in self.messages.iter_mut().chain(&mut self.events) {
            visit(message.origin, &mut message.layer, unchanged);
        }
        for column in &mut self.attributes {
            visit(column.origin, &mut column.layer, &mut column.changed_by);
            for option in column.option_set.iter_mut().flat_map(|set| &mut set.options) {
                visit(option.origin, &mut option.layer, unchanged);
            }
        }
        for key in &mut self.keys {
            visit(key.origin, &mut key.layer, unchanged);
        }
        for side in self.many_to_one_relationships.iter_mut().chain(&mut self.one_to_many_relationships) {
            visit(side.origin, &mut side.layer, &mut side.changed_by);
        }
        for pair in &mut self.many_to_many_relationships {
            visit(pair.origin, &mut pair.layer, &mut pair.changed_by);
        }
    }
}

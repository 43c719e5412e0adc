//! Stage 3, the *model*: plain data, in the vocabulary of Dataverse's `EntityMetadata`.
//!
//! `None` and an empty list mean that the reference does not say.

mod attribute;
mod key;
mod message;
mod relationship;

pub use attribute::{Attribute, OptionMetadata, OptionSet, Section};
pub use key::AlternateKey;
pub use message::{Message, Parameter};
pub use relationship::{AssociatedMenu, ManyToManyRelationship, OneToManyRelationship};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::source::Origin;
use earlybound_schema::cascade::{CascadeAction, Graph, Reach, TableSides};
use earlybound_schema::{OwnershipType, TableType, vocabulary};

/// Declares a struct of facts: every field may be absent in text, and is left out of it when it says nothing; those
/// after `always` are never left out.
macro_rules! facts {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)+ }
        $(always { $($(#[$always_meta:meta])* pub $always:ident: $always_type:ty,)+ })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase", default)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "crate::model::says_nothing")]
                pub $field: $type,
            )+
            $($($(#[$always_meta])* pub $always: $always_type,)+)?
        }
    };
}
pub(crate) use facts;

/// Whether a field holds what it holds when the reference does not say.
fn says_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Keys that the reader does not know, and values that do not fit their key, as they stand on the page.
pub type Other = BTreeMap<String, String>;

facts! {
    /// A link: what it says and where it leads.
    pub struct Link {
        /// The words that are linked.
        pub text: String,
        /// The address as the page has it, absolute or relative.
        pub url: String,
    }
}

facts! {
    /// The table that a page extends, in the product that the page builds on.
    pub struct Extends {
        /// The table's logical name.
        pub logical_name: String,
        /// The product whose page is extended; empty where the page does not say.
        pub product: String,
        /// The page that is extended.
        pub url: String,
    }
}

facts! {
    /// Where a customized item was defined, and so what its values change.
    pub struct ChangesFrom {
        /// The product that defined the item.
        pub product: String,
        /// The item on that product's page.
        pub url: String,
    }
}

facts! {
    /// The facts about a table as a whole.
    pub struct TableFacts {
        /// The name in code, lower case.
        pub logical_name: String,
        /// The name as its author wrote it.
        pub schema_name: Option<String>,
        /// The name that users see.
        pub display_name: Option<String>,
        /// The plural that users see.
        pub display_collection_name: Option<String>,
        /// What the table is for.
        pub description: Option<String>,
        /// The name in Web API addresses. Never derived: plurals are irregular.
        pub entity_set_name: Option<String>,
        /// The plural of the schema name.
        pub collection_schema_name: Option<String>,
        /// The plural of the logical name.
        pub logical_collection_name: Option<String>,
        /// The column that holds a row's id.
        pub primary_id_attribute: Option<String>,
        /// The column that holds a row's name.
        pub primary_name_attribute: Option<String>,
        /// Who can own a row.
        pub ownership_type: Option<OwnershipType>,
        /// How rows are stored.
        pub table_type: Option<TableType>,
        /// Whether rows are instances of a business process flow.
        #[serde(rename = "IsBPFEntity")]
        pub is_bpf_entity: Option<bool>,
        /// The solution that added the table.
        pub added_by: Option<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// Whether the table is left out.
        pub omit: bool,
        /// What the reader does not know.
        pub other: Other,
    }
}

vocabulary! {
    /// Who says what a document says. A later one counts more than those before it.
    #[derive(Default)]
    pub Provenance {
        /// A page of the reference.
        #[default]
        Page = "Page",
        /// A solution.
        Solution = "Solution",
        /// A live organization that was asked about its tables.
        Organization = "Organization",
        /// A table document of your own.
        Own = "Own",
    }
}

/// What one page says: one layer of one table.
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Document {
    /// The path of the page as given, or below the given folder.
    pub source: String,
    /// Where the page names its table.
    #[serde(skip)]
    pub origin: Origin,
    /// All that it takes up of its source.
    #[serde(skip)]
    pub extent: Origin,
    /// The product whose layer this is, such as `Microsoft Dataverse`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The day the page was made, as the page writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The table that this page extends; absent on a full page. Where a page names several, the last one.
    pub extends: Option<Extends>,
    /// Further tables that this page extends, below [`extends`](Self::extends).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_extends: Vec<Extends>,
    /// Who says it.
    #[serde(skip_serializing_if = "says_nothing")]
    pub provenance: Provenance,
    /// The facts about the table as a whole.
    #[serde(flatten)]
    pub table: TableFacts,
    /// What can be done with the table's rows.
    pub messages: Vec<Message>,
    /// Messages that are there to be subscribed to, not to be sent.
    pub events: Vec<Message>,
    /// The columns.
    pub attributes: Vec<Attribute>,
    /// The alternate keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<AlternateKey>,
    /// Relationships in which this table's rows point at others.
    pub many_to_one_relationships: Vec<OneToManyRelationship>,
    /// Relationships in which others' rows point at this table's.
    pub one_to_many_relationships: Vec<OneToManyRelationship>,
    /// Relationships through an intersect table.
    pub many_to_many_relationships: Vec<ManyToManyRelationship>,
}

/// Which layer of a table: an index into [`Table::layers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LayerId(pub u16);

facts! {
    /// One layer of a table: a page that says something about it.
    pub struct Layer {
        /// The product.
        pub product: Option<String>,
        /// The path of the page.
        pub source: String,
        /// The day the page was made, as the page writes it.
        pub date: Option<String>,
        /// Who says it.
        pub provenance: Provenance,
        /// Whether the page is a full one, not one of additions.
        pub full: bool,
    }
}

/// A table: all its layers merged. The lists are sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Table {
    /// Where the base layer names the table.
    #[serde(skip)]
    pub origin: Origin,
    /// The facts about the table as a whole.
    #[serde(flatten)]
    pub table: TableFacts,
    /// The pages that were merged, base first.
    pub layers: Vec<Layer>,
    /// Whether no layer is a full page, so that much of the table is unknown.
    pub partial: bool,
    /// What can be done with the table's rows.
    pub messages: Vec<Message>,
    /// Messages that are there to be subscribed to, not to be sent.
    pub events: Vec<Message>,
    /// The columns.
    pub attributes: Vec<Attribute>,
    /// The alternate keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
}

/// All tables of a run, sorted by logical name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Schema {
    /// The tables.
    pub tables: Vec<Table>,
}

impl Schema {
    /// The logical names of the tables.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.tables.iter().map(|table| table.table.logical_name.clone()).collect()
    }

    /// The relationships of all tables, from whichever side they are described.
    ///
    /// A table of which only additions were read does not count as described in full.
    pub fn cascade_graph(&self) -> Graph<'_> {
        Graph::of_tables(self.tables.iter().map(|table| TableSides {
            name: &table.table.logical_name,
            complete: !table.partial,
            many_to_one: table.many_to_one_relationships.iter().map(OneToManyRelationship::side),
            one_to_many: table.one_to_many_relationships.iter().map(OneToManyRelationship::side),
        }))
    }

    /// What `action` on a row of the table `start` may do. For several answers, ask one [graph](Self::cascade_graph).
    pub fn reach<'a>(&'a self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        self.cascade_graph().reach(action, start)
    }
}

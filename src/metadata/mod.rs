//! Facts of the reference, as plain data: tables, columns, options, messages and relationships.
//!
//! The structs are named after the platform's metadata classes, and their fields after the properties of those. A fact
//! that the reference does not state is `None`, an empty string or an empty list.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/metadataentitytypes>

mod column;
mod facts;
mod key;
mod message;
mod option;
mod relationship;
mod table;

pub use column::{ColumnMetadata, ColumnType};
pub use earlybound_schema::cascade::{CascadeConfiguration, RelationshipBehavior};
pub use earlybound_schema::{
    AttributeType, Binding, DateTimeBehavior, HttpMethod, MessageKind, Number, OwnershipType, ParameterType,
    ParseNumberError, ParseWordError, RequiredLevel, TableType,
};
pub use facts::LazyTable;
#[doc(hidden)]
pub use facts::{OptionList, WireTable};
pub use key::AlternateKeyMetadata;
pub use message::{MessageMetadata, ParameterMetadata};
pub use option::OptionMetadata;
pub use relationship::{ManyToManyMetadata, OneToManyMetadata, Relationship};
pub use table::{LayerMetadata, TableMetadata};

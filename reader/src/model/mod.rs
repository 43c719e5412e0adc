//! Stage 3, the *model*: plain data, in the vocabulary of Dataverse's `EntityMetadata`.
//!
//! `None` and an empty list mean that the reference does not say.

mod alternate_key;
mod attribute;
pub mod companion;
mod document;
pub(crate) mod fact;
pub(crate) mod key;
mod layer;
mod like;
mod link;
mod message;
mod relationship;
mod schema;
mod table;
mod type_name;
mod value;
mod web_api;

pub use alternate_key::AlternateKey;
pub use attribute::{Attribute, OptionMetadata, OptionSet, Section};
pub use document::Document;
pub use fact::Other;
pub use layer::{LayerId, Provenance};
pub use like::Like;
pub use link::{ChangesFrom, Extends, Link};
pub(crate) use message::SENT_BY_PLATFORM;
pub use message::{Message, Parameter};
pub use relationship::{AssociatedMenu, ManyToManyRelationship, OneToManyRelationship};
pub use schema::Schema;
pub use table::{Layer, Table, TableFacts};
pub use type_name::{ANY_TABLE, collected, service_type};
pub use web_api::{
    BoundTo, ComplexType, EntityType, EnumMember, EnumType, Member, MessageSignature, NavigationProperty, Property,
    WebApi,
};

//! Early-bound Rust types for Dataverse and Dynamics 365 tables: what generated code stands on.
//!
//! The `earlybound` command (or a build script with `earlybound-codegen`) reads the public table/entity reference and
//! writes one module per table. Such a module says *what* a table has; this crate says what a row id, a lookup, a
//! choice and the metadata of a table *are*:
//!
//! - [`Id`] is the id of a row of one table, [`Lookup`] a reference to a row, [`Target`] the tables it may lead to;
//! - [`Choice`] is implemented by the enum of a choice column and keeps values that the reference does not list;
//! - [`Table`] ties a row type to its [`TableMetadata`]: columns, messages, relationships with their cascades;
//! - [`Schema`] is all generated tables together;
//! - [`Query`] asks for rows, and [`Page`] is an answer;
//! - [`Create`] and [`Update`] change rows, [`Invoke`] calls an action or a function: each becomes a [`Request`], which
//!   any HTTP client can send;
//! - [`cascade`] answers what an action on a row does to others.
//!
//! Facts that the reference does not state are `None`, an empty text or an empty list, never a guess.
//!
//! Features, none of them on by default: `derive` for structs and enums of one's own over generated code, `http` for
//! requests of the crate `http`, `reference` for the macro that reads pages where it stands.
//!
//! ```
//! use earlybound::{Choice, ColumnMetadata, ColumnType, Id, Lookup, OptionMetadata, Table, TableMetadata, Uuid};
//!
//! // What generated code for a small table looks like.
//! #[derive(Clone, Debug, Default, PartialEq)]
//! pub struct Account {
//!     pub accountid: Option<Id<Account>>,
//!     pub parentaccountid: Option<Lookup<Id<Account>>>,
//!     pub statecode: Option<StateCode>,
//! }
//!
//! pub enum StateCode {
//!     Active,
//!     Inactive,
//!     Other(i32),
//! }
//!
//! impl StateCode {
//!     pub const OPTIONS: &'static [OptionMetadata] = &[
//!         OptionMetadata { value: 0, label: "Active", ..OptionMetadata::UNKNOWN },
//!         OptionMetadata { value: 1, label: "Inactive", ..OptionMetadata::UNKNOWN },
//!     ];
//! }
//!
//! earlybound::choice!(StateCode { Active, Inactive });
//!
//! static TABLE: TableMetadata = TableMetadata {
//!     logical_name: "account",
//!     entity_set_name: Some("accounts"),
//!     columns: &[ColumnMetadata {
//!         logical_name: "parentaccountid",
//!         column_type: ColumnType::Lookup { targets: &["account"] },
//!         ..ColumnMetadata::UNKNOWN
//!     }],
//!     ..TableMetadata::UNKNOWN
//! };
//!
//! impl Table for Account {
//!     const LOGICAL_NAME: &'static str = "account";
//!     const METADATA: Option<&'static TableMetadata> = Some(&TABLE);
//! }
//!
//! // What users do with it.
//! let parent: Id<Account> = "00000000-0000-0000-0000-00000000000a".parse()?;
//! let account = Account {
//!     parentaccountid: Some(Lookup::new(parent).named("Contoso")),
//!     statecode: Some(StateCode::from_value(7)),
//!     ..Account::default()
//! };
//! assert_eq!(account.statecode.map(Choice::value), Some(7), "a value that is not listed survives");
//! assert_eq!(StateCode::Inactive.label(), Some("Inactive"));
//!
//! let column = TABLE.column("parentaccountid").unwrap();
//! assert_eq!(column.column_type.targets(), ["account"]);
//! assert_eq!(column.required_level, None, "nobody said");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod cascade;
mod change;
mod choice;
mod column;
mod derive;
mod generated;
mod id;
mod lookup;
mod message;
pub mod query;
mod relationship;
mod request;
mod schema;
mod table;
mod typed;
mod value;
pub mod wire;

pub use change::{Create, Parties, Update};
pub use choice::{Choice, OptionMetadata};
pub use column::{ColumnMetadata, ColumnType};
pub use derive::choice::{KeepsChoice, ReadsAs};
pub use derive::message::IntoArgument;
pub use derive::projection::{AlwaysThere, HoldsRows, Projection, Shows};
#[cfg(feature = "reference")]
pub use earlybound_macros::reference;
#[cfg(feature = "derive")]
pub use earlybound_macros::{Changes, Choice, Message, Row};
pub use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType, RelationshipBehavior};
pub use earlybound_schema::{
    AttributeType, Binding, DateTimeBehavior, HttpMethod, MessageKind, Number, OwnershipType, ParameterType,
    ParseNumberError, ParseWordError, RequiredLevel, TableType,
};
#[cfg(feature = "http")]
pub use http;
pub use id::Id;
pub use lookup::{EntityReference, Lookup, Target};
pub use message::{MessageMetadata, ParameterMetadata};
pub use query::{Condition, Page, Query};
pub use relationship::{ManyToManyMetadata, OneToManyMetadata, Relationship};
pub use request::{Argument, Invoke, Key, Problem, Request, RequestError, ToMany};
pub use schema::Schema;
#[doc(hidden)]
pub use serde;
pub use table::{LayerMetadata, Table, TableMetadata};
pub use typed::{
    Column, CreateOnly, ForCreate, ForRead, ForUpdate, IntoTarget, IntoValue, ManyToMany, ManyToOne, Navigation,
    Nullable, OneToMany, Optional, ReadOnly, ReadWrite, Required, Undescribed, UpdateOnly, Valid,
};
pub use value::{Date, DateTime, Decimal, ManagedProperty, Timestamp, Uuid};
pub use wire::{Annotations, Field, Row};

/// What the macros of this crate expand to.
#[doc(hidden)]
pub mod __private {
    pub use crate::choice::{choice_debug, choice_value, choice_variant};
    pub use crate::derive::changes::{Changing, bound, clear, for_create, for_update, set, value};
    pub use crate::derive::message::{call, parameter, parameters};
    pub use crate::derive::row::{Read, Show, Unread, along, column, expand, read, select};
    pub use crate::lookup::target_debug;
    pub use crate::wire::{clone, debug, deserialize, eq, serialize};
}

/// The examples of the README are tested with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! Early-bound Rust types for Dataverse and Dynamics 365 tables: what generated code stands on.
//!
//! The `earlybound` command (or a build script with `earlybound-codegen`) reads the public table/entity reference and
//! writes one module per table. Such a module says *what* a table has; this crate says what a row id, a lookup, a
//! choice and the metadata of a table *are*:
//!
//! - [`Id`] is the id of a row of one table, [`Lookup`] the value of a lookup column, [`Target`] what it can point to;
//! - [`Choice`] is implemented by the enum of a choice column and keeps values that the reference does not list;
//! - [`Table`] ties a row type to its [metadata]: columns, messages, relationships with their cascades;
//! - [`Schema`] is all generated tables together;
//! - [`Query`] asks for rows, and [`Page`] is an answer;
//! - [`Create`] and [`Update`] change rows, [`Invoke`] calls an action or a function: each becomes a [`Request`], which
//!   any HTTP client can send;
//! - [`cascade`] answers what an action on a row does to others.
//!
//! What you rarely type stands in the modules: facts of the reference in [`metadata`], what a column can be used for in
//! [`mod@column`], the parts of queries and requests in [`query`] and [`request`], values on the wire in [`wire`], and the
//! traits behind the derive macros in [`mod@derive`].
//!
//! Facts that the reference does not state are `None`, an empty text or an empty list, never a guess.
//!
//! Features, none of them on by default: `derive` for your own structs and enums over generated code, `http` for
//! requests of the crate `http`, `reference` for the macro that reads pages where it stands.
//!
//! A query, a change and a call. `earlybound_generated` stands for the module of your generated code:
//!
//! ```
//! use earlybound::{Create, Id, Invoke, Page, Row, Uuid};
//! use earlybound_generated::account::{self, StateCode};
//! use earlybound_generated::incident::Message;
//! use earlybound_generated::{Account, Incident};
//!
//! let query = Account::query().select(account::NAME).filter(account::STATECODE.eq(StateCode::Active)).top(3);
//! assert_eq!(query.request()?.path(), "/accounts?$select=name&$filter=statecode%20eq%200&$top=3");
//!
//! let page: Page<Account> = serde_json::from_str(r#"{ "value": [{ "name": "Contoso" }] }"#)?;
//! assert_eq!(page.rows[0].name.as_deref(), Some("Contoso"));
//!
//! let create = Create::<Account>::new().set(account::NAME, "Contoso").request()?;
//! assert_eq!(create.body(), Some(r#"{"name":"Contoso"}"#));
//!
//! let case: Id<Incident> = Uuid::nil().into();
//! let call = Invoke::bound(case, Message::ApplyRoutingRule.metadata()).action();
//! # let _ = call;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod batch;
pub mod cascade;
mod change;
mod choice;
pub mod column;
pub mod definition;
pub mod derive;
pub mod file;
mod generated;
mod id;
mod lookup;
mod message;
pub mod metadata;
pub mod property;
pub mod query;
pub mod request;
mod schema;
pub mod service;
mod table;
mod value;
pub mod wire;

pub use change::{Create, Parties, Update};
pub use choice::Choice;
pub use column::{Column, ManyToMany, ManyToOne, OneToMany};
#[cfg(feature = "reference")]
pub use earlybound_macros::reference;
#[cfg(feature = "derive")]
pub use earlybound_macros::{Changes, Choice, Message, Row};
pub use earlybound_schema::cascade::{CascadeAction, CascadeType};
#[cfg(feature = "http")]
pub use http;
pub use id::Id;
pub use lookup::{EntityReference, Lookup, Target};
pub use query::{Condition, Page, Query};
pub use request::{Argument, Invoke, Key, Request, RequestError};
pub use schema::Schema;
pub use table::Table;
pub use value::{Date, DateTime, Decimal, ManagedProperty, ParseTimestampError, Timestamp, Uuid};
pub use wire::{Annotations, Row};

/// What generated code and the macros of this crate expand to. Nothing here is part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use {serde, serde_json};

    pub use crate::choice::{choice_debug, choice_value, choice_variant, state_of};
    pub use crate::derive::changes::{ChangeBuilder, bind, clear, for_create, for_update, set, value};
    pub use crate::derive::message::{call, parameter, parameters};
    pub use crate::derive::row::{Read, Show, Unread, along, column, expand, read, select};
    pub use crate::lookup::target_debug;
    pub use crate::message::message;
    pub use crate::metadata::OptionList;
    pub use crate::query::options::Child;
    pub use crate::wire::read::deserialize;
    pub use crate::wire::row::{clone, debug, eq};
    pub use crate::wire::write::serialize;
}

/// The examples of the README and of the book are tested with those of the documentation.
#[cfg(doctest)]
mod book {
    macro_rules! chapters {
        ($($name:ident: $path:literal),* $(,)?) => {
            $(#[doc = include_str!(concat!("../", $path))] mod $name {})*
        };
    }

    chapters! {
        readme: "README.md",
        cascades: "docs/cascades.md",
        changes: "docs/changes.md",
        costs: "docs/costs.md",
        derives: "docs/derives.md",
        getting_started: "docs/getting-started.md",
        own_tables: "docs/own-tables.md",
        queries: "docs/queries.md",
        rows: "docs/rows.md",
        settings: "docs/settings.md",
    }
}

//! Early-bound Rust types for the tables of Dataverse and Dynamics 365: the runtime that generated code stands on.
//!
//! # Getting the code
//!
//! There are three ways to turn pages of the table reference into Rust:
//!
//! - a build script with [`earlybound-codegen`](https://docs.rs/earlybound-codegen), and [`include_generated!`];
//! - the command `earlybound generate`, for code that is checked in;
//! - the macro `reference!`, which reads pages where it stands (feature `reference`).
//!
//! The crate `earlybound-generated` has 138 tables that are ready to use.
//!
//! In all examples of this documentation, `dataverse` is the module of your generated code, or that crate:
//! `dataverse = { package = "earlybound-generated", …, features = ["all"] }`.
//! [The book](https://github.com/earlybound/earlybound/blob/main/docs/getting-started.md) begins there.
//!
//! # A query
//!
//! ```
//! use earlybound::Page;
//! use dataverse::Account;
//! use dataverse::account::{self, StateCode};
//!
//! let query = Account::query().select(account::NAME).filter(account::STATECODE.eq(StateCode::Active)).top(3);
//! assert_eq!(query.request()?.path(), "/accounts?$select=name&$filter=statecode%20eq%200&$top=3");
//!
//! let page: Page<Account> = serde_json::from_str(r#"{ "value": [{ "name": "Contoso" }] }"#)?;
//! assert_eq!(page.rows[0].name.as_deref(), Some("Contoso"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A change
//!
//! ```
//! use earlybound::Create;
//! use dataverse::{Account, account};
//!
//! let create = Create::<Account>::new().set(account::NAME, "Contoso").request()?;
//! assert_eq!(create.path(), "/accounts");
//! assert_eq!(create.body(), Some(r#"{"name":"Contoso"}"#));
//! # Ok::<(), earlybound::RequestError>(())
//! ```
//!
//! # A call
//!
//! ```
//! use earlybound::{Id, Uuid};
//! use dataverse::messages::AddToQueue;
//! use dataverse::{Incident, Queue};
//!
//! # let (case, queue): (Id<Incident>, Id<Queue>) = (Uuid::nil().into(), Uuid::nil().into());
//! let request = AddToQueue::new(case).on(queue).request()?;
//! assert!(request.path().ends_with("/Microsoft.Dynamics.CRM.AddToQueue"));
//! # Ok::<(), earlybound::RequestError>(())
//! ```
//!
//! Any HTTP client sends a [`Request`]; there is none in this crate.
//!
//! # The parts
//!
//! - [`Id`] is the id of a row of one table, [`Lookup`] the value of a lookup column, [`Target`] what it can point to;
//! - [`Choice`] is implemented by the enum of a choice column, and keeps values that the reference does not list;
//! - [`Table`] ties a row type to its [metadata]: columns, messages, relationships with their cascades;
//! - [`Schema`] is all generated tables together;
//! - [`Query`] asks for rows, and [`Page`] is an answer;
//! - [`Create`] and [`Update`] change rows; [`Invoke`] calls an action or a function, and so do [typed
//!   messages](message);
//! - [`cascade`] answers what an action on a row does to others.
//!
//! The rest is in modules: facts of the reference in [`metadata`], the uses of a column in [`mod@column`], the parts of
//! queries and requests in [`query`] and [`request`], answers of the service in [`service`], [`batch`] and
//! [`mod@file`], values on the wire in [`wire`], and the traits behind the derive macros in [`mod@derive`].
//!
//! A fact that the reference does not state is `None`, an empty text or an empty list, never a guess.
//!
//! # Features
//!
//! None is on by default: `derive` for your own structs and enums over generated code, `http` for requests of the crate
//! `http`, `reference` for the macro that reads pages, `serde` for choices in your own serde structs.

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
pub mod message;
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

/// The items that generated code and the macros of this crate expand to. Nothing here is part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use {serde, serde_json};

    pub use crate::choice::{choice_debug, choice_display, choice_value, choice_variant, state_of};
    pub use crate::derive::changes::{ChangeBuilder, bind, clear, for_create, for_update, set, value};
    pub use crate::derive::message::check;
    pub use crate::derive::row::{Read, Show, Unread, along, column, expand, read, select};
    pub use crate::lookup::target_debug;
    pub use crate::message::call::{invoke, invoke_on, invoke_on_table};
    pub use crate::message::complex::{
        complex_argument, complex_debug, complex_eq, complex_from_answer, complex_from_json,
    };
    pub use crate::message::list::message;
    pub use crate::message::members::{member_argument, member_from_answer, member_from_json};
    pub use crate::metadata::{OptionList, WireTable};
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
        ci: "docs/ci.md",
        changes: "docs/changes.md",
        costs: "docs/costs.md",
        derives: "docs/derives.md",
        errors: "docs/errors.md",
        extending: "docs/extending.md",
        getting_started: "docs/getting-started.md",
        layers: "docs/layers.md",
        messages: "docs/messages.md",
        organization: "docs/organization.md",
        own_tables: "docs/own-tables.md",
        queries: "docs/queries.md",
        rows: "docs/rows.md",
        settings: "docs/settings.md",
    }
}

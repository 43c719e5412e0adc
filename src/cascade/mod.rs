//! What an action on a row does to the rows that point at it.
//!
//! Two answers, the second one wider than the first:
//!
//! - what a relationship states: [`OneToManyMetadata::cascade`], and for a table [`TableMetadata::cascading`];
//! - what can happen at all, through any number of relationships: [`Schema::reach`].
//!
//! ```
//! use earlybound::cascade::Outcome;
//! use earlybound::{CascadeAction, CascadeType};
//! use earlybound_generated::{SCHEMA, account};
//!
//! let blocking = account::TABLE.cascading(CascadeAction::Delete).filter(|(_, cascade)| *cascade == CascadeType::Restrict);
//! assert_eq!(blocking.map(|(relationship, _)| relationship.referencing_entity).next(), Some(Some("entitlement")));
//!
//! let reach = SCHEMA.reach(CascadeAction::Delete, "account");
//! assert!(reach.tables(Outcome::Deleted).contains("contact"));
//! assert!(reach.unknown_tables.contains(&"entitlement"), "not among the generated tables");
//! ```

mod metadata;

pub use earlybound_schema::reach::{Cycle, Edge, Effect, Graph, Outcome, Reach, Side, can_merge};

#[cfg(doc)]
use crate::{OneToManyMetadata, Schema, TableMetadata};

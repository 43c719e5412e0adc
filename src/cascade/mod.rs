//! The effects of an action on a row on the rows that point at it.
//!
//! Five answers, each closer to the rows than the one before:
//!
//! - what a relationship states: [`OneToManyMetadata::cascade`], for a table [`TableMetadata::cascading`];
//! - what can happen at all, through any number of relationships: [`Schema::reach`];
//! - what does happen to rows that are there: [`Planner::plan`] asks a [`RowSource`] and gives a [`Plan`] of
//!   [`Step`]s, with what blocks it and what it leaves out;
//! - what does happen to the rows of an organization: [`live`] asks the Web API for them;
//! - what is left afterwards, in tests: [`MemorySource::apply`].
//!
//! ```
//! use earlybound::CascadeAction;
//! use earlybound::cascade::Outcome;
//! use dataverse::SCHEMA;
//!
//! let reach = SCHEMA.reach(CascadeAction::Delete, "account");
//! assert!(reach.tables(Outcome::Deleted).contains("contact"));
//! assert!(reach.tables(Outcome::Blocks).contains("entitlement"));
//! assert!(reach.unknown_tables.is_empty(), "pages describe every table that it can touch");
//! ```
//!
//! If the platform's documentation leaves something open, a [`Policy`] decides. Many-to-many relationships cascade
//! nothing: the pairs of a row go with it. Child tables that the platform deletes with their parents by itself (such as
//! comments with a post) are not marked as such by the reference, so that only what relationships state is planned.

mod assemble;
mod error;
mod found;
mod live;
mod memory;
mod note;
mod order;
mod plan;
mod planned_change;
mod planner;
mod platform;
mod policy;
mod search;
mod selection;
mod source;
mod state;
mod step;

pub use earlybound_schema::cascade::{
    CascadeAction, CascadeConfiguration, CascadeType, Cycle, Edge, Effect, Graph, Outcome, Reach, RelationshipBehavior,
    Side, TableSides, can_merge,
};
pub use error::PlanError;
pub use live::{Live, LiveAsync, LiveError, Unasked, UnaskedReason, live, live_async};
pub use memory::{ApplyError, MemorySource};
pub use note::{Note, NoteKind};
pub use plan::Plan;
pub use planned_change::PlannedChange;
pub use planner::{Planner, Progress};
pub use platform::{active_state, asynchronous_from};
pub use policy::Policy;
pub use source::{Owner, Pointing, RowFacts, RowKey, RowSource, RowsQuery};
pub use state::RowState;
pub use step::{Blocker, Hop, RowChange, Step};

#[cfg(doc)]
use crate::{
    metadata::{OneToManyMetadata, TableMetadata},
    schema::Schema,
};

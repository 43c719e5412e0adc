//! The possible effects of an action on a row: the static answer, from the cascades alone.
//!
//! In goes a [`Graph`] of relationships, out comes a [`Reach`]: one [`Effect`] for every relationship that the action
//! gets to, with the shortest way there. Which rows are concerned in the end, only the rows can say; a reach names all
//! that can happen, and what nobody has stated.
//!
//! - Deleting goes on through `Cascade`; `RemoveLink` and `Restrict` are where it ends.
//! - Assigning, sharing, unsharing and reparenting go on through `Cascade`, `Active` and `UserOwned`.
//! - Merging does not go on: rows that point at the row that is given up point at the other one from then on, and
//!   nothing happens to rows that point at *them*. Only [four tables](can_merge) can be merged: for any other, a reach
//!   is what relationships state, not what can happen.
//! - `RollupView` changes no data, and what `Archive` does is not documented. Neither goes on.
//!
//! ```
//! use earlybound_schema::cascade::{
//!     CascadeAction, CascadeConfiguration, CascadeType, Graph, Outcome, Side,
//! };
//!
//! let deleting = |effect| CascadeConfiguration { delete: Some(effect), ..CascadeConfiguration::UNKNOWN };
//! let contacts = Side {
//!     schema_name: "contact_customer_accounts",
//!     referenced: Some("account"),
//!     referencing: Some("contact"),
//!     column: Some("parentcustomerid"),
//!     cascade: deleting(CascadeType::Cascade),
//! };
//! let cases = Side {
//!     schema_name: "incident_customer_contacts",
//!     referenced: Some("contact"),
//!     referencing: Some("incident"),
//!     column: Some("customerid"),
//!     cascade: deleting(CascadeType::Restrict),
//! };
//! let graph = Graph::new(["account", "contact"], [contacts, cases]);
//!
//! let reach = graph.reach(CascadeAction::Delete, "account");
//! let [contact, incident] = &reach.effects[..] else { panic!() };
//! assert_eq!((contact.table(), contact.outcome), ("contact", Some(Outcome::Deleted)));
//! assert_eq!((incident.table(), incident.outcome), ("incident", Some(Outcome::Blocks)));
//! assert_eq!(reach.path(incident), ["contact_customer_accounts", "incident_customer_contacts"]);
//! assert_eq!(reach.unknown_tables, ["incident"], "nobody described it");
//! ```

mod configuration;
mod cycles;
mod effect;
mod graph;
mod outcome;
mod search;
#[cfg(test)]
mod tests;

pub use configuration::{CascadeAction, CascadeConfiguration, CascadeType, RelationshipBehavior};
pub use cycles::Cycle;
pub use effect::Effect;
pub use graph::{Edge, Graph, Side, TableSides};
pub use outcome::{Outcome, can_merge};
pub use search::Reach;

//! What an action on a row of one table may do to rows of others: the static answer, from the cascades alone.
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
//! use earlybound_schema::reach::{Graph, Outcome, Side};
//! use earlybound_schema::{CascadeAction, CascadeConfiguration, CascadeType};
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

mod cycles;
mod graph;
#[cfg(feature = "reference")]
mod model;
mod search;
#[cfg(test)]
mod tests;

pub use cycles::Cycle;
pub use graph::{Edge, Graph, Side};
pub use search::{Effect, Reach};

use crate::vocabulary::vocabulary;
use crate::{CascadeAction, CascadeType};

vocabulary! {
    /// What becomes of the rows that point, where a relationship passes an action on to them.
    pub Outcome {
        /// They get the owner.
        Assigned = "assigned",
        /// The row that they point at cannot be deleted.
        Blocks = "blocks",
        /// They are deleted.
        Deleted = "deleted",
        /// They point at the row that is kept.
        Repointed = "re-pointed",
        /// Who has access through their parent has access to them.
        Reparented = "reparented",
        /// They are shared.
        Shared = "shared",
        /// Their lookup is cleared.
        Unlinked = "unlinked",
        /// Access that they had through a share of their parent is taken back.
        Unshared = "unshared",
    }
}

impl Outcome {
    /// What `cascade` means for `action`; `None` for `NoCascade`, and for a pair that no documentation gives a
    /// meaning to, such as assigning with `Restrict`.
    ///
    /// ```
    /// use earlybound_schema::reach::Outcome;
    /// use earlybound_schema::{CascadeAction, CascadeType};
    ///
    /// const CLEARED: Option<Outcome> = Outcome::of(CascadeAction::Delete, CascadeType::RemoveLink);
    /// assert_eq!(CLEARED, Some(Outcome::Unlinked));
    /// assert_eq!(Outcome::of(CascadeAction::Assign, CascadeType::Restrict), None);
    /// ```
    pub const fn of(action: CascadeAction, cascade: CascadeType) -> Option<Self> {
        let same = cascade.goes_on();
        match (action, cascade) {
            (CascadeAction::Delete, CascadeType::Cascade) => Some(Self::Deleted),
            (CascadeAction::Delete, CascadeType::RemoveLink) => Some(Self::Unlinked),
            (CascadeAction::Delete, CascadeType::Restrict) => Some(Self::Blocks),
            (CascadeAction::Merge, CascadeType::Cascade) => Some(Self::Repointed),
            (CascadeAction::Assign, _) if same => Some(Self::Assigned),
            (CascadeAction::Reparent, _) if same => Some(Self::Reparented),
            (CascadeAction::Share, _) if same => Some(Self::Shared),
            (CascadeAction::Unshare, _) if same => Some(Self::Unshared),
            _ => None,
        }
    }

    /// Whether the rows undergo the action themselves, so that it goes on to the rows that point at them.
    pub const fn goes_on(self) -> bool {
        !matches!(self, Self::Blocks | Self::Repointed | Self::Unlinked)
    }
}

/// Whether rows of a table can be merged: the platform merges accounts, contacts, leads and cases (`incident`) alone,
/// whatever relationships of other tables state for [`CascadeAction::Merge`].
pub const fn can_merge(table: &str) -> bool {
    matches!(table.as_bytes(), b"account" | b"contact" | b"incident" | b"lead")
}

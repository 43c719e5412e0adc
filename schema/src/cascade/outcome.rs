//! Outcomes for the rows that an action gets to.

use super::configuration::{CascadeAction, CascadeType};
use crate::vocabulary;

vocabulary! {
    /// The outcome for the rows that point, if a relationship passes an action on to them.
    pub Outcome {
        /// They get the owner.
        Assigned = "assigned",
        /// The row that they point at cannot be deleted.
        Blocks = "blocks",
        /// They are deleted.
        Deleted = "deleted",
        /// They point at the row that is kept.
        Repointed = "re-pointed",
        /// Access is inherited from their parent.
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
    /// Returns the meaning of `cascade` for `action`; `None` for `NoCascade`, and for a pair that no documentation
    /// gives a meaning to, such as assigning with `Restrict`.
    ///
    /// ```
    /// use earlybound_schema::cascade::{CascadeAction, CascadeType, Outcome};
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

    /// Returns whether the rows undergo the action themselves, so that it goes on to the rows that point at them.
    pub const fn goes_on(self) -> bool {
        !matches!(self, Self::Blocks | Self::Repointed | Self::Unlinked)
    }
}

/// Returns whether rows of a table can be merged: the platform merges accounts, contacts, leads and cases (`incident`)
/// alone, whatever relationships of other tables state for [`CascadeAction::Merge`].
pub const fn can_merge(table: &str) -> bool {
    matches!(table.as_bytes(), b"account" | b"contact" | b"incident" | b"lead")
}

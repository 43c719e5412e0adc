//! Kinds of tables.

use earlybound_schema::vocabulary;

vocabulary! {
    /// A kind of table to which the platform gives standard columns and relationships.
    pub Like {
        /// Rows are owned by users and teams.
        UserOwned = "UserOwned",
        /// Rows are owned by the organization.
        OrganizationOwned = "OrganizationOwned",
        /// Rows are activities.
        Activity = "Activity",
    }
}

super::value::words! { Like => "a kind of table" }

//! The changes from one version to another, for the page.

use serde::Serialize;

/// The changes of a table.
#[derive(Debug, Serialize)]
pub(crate) struct Changed {
    /// The logical name; empty for messages that are called on no table.
    pub(crate) table: String,
    pub(crate) changes: Vec<Mark>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(crate) struct Mark {
    pub(crate) severity: &'static str,
    /// The kind of the change: `added`, `gone` or `changed`.
    pub(crate) kind: &'static str,
    /// The item as a difference calls it.
    pub(crate) item: String,
    pub(crate) words: String,
    /// The generated names that are gone with it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) names: String,
}

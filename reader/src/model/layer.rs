//! The layers of a table: who says what, and in which order it counts.

use earlybound_schema::vocabulary;

vocabulary! {
    /// The kind of source that a document is. A later kind overrides those before it.
    #[derive(Default)]
    pub Provenance {
        /// A page of the reference.
        #[default]
        Page = "Page",
        /// A solution.
        Solution = "Solution",
        /// The metadata of a service, which knows little of columns.
        Metadata = "Metadata",
        /// A live organization that was asked about its tables.
        Organization = "Organization",
        /// A table document of your own.
        Own = "Own",
    }
}

/// A layer of a table: an index into [`Table::layers`](crate::model::Table::layers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(description = "The position of a layer among those of its table."))]
pub struct LayerId(pub u16);

//! Alternate keys: columns whose values together name one row.

use super::{LayerId, Other, facts};
use crate::source::Origin;

facts! {
    /// An alternate key of a table. Pages do not list any.
    pub struct AlternateKey {
        /// Where the key is named.
        #[serde(skip)]
        pub origin: Origin,
        /// The name in code, lower case.
        pub logical_name: String,
        /// The name as its author wrote it.
        pub schema_name: Option<String>,
        /// The name that users see.
        pub display_name: Option<String>,
        /// The logical names of the columns whose values together are the key, in order.
        pub key_attributes: Vec<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// Whether it is left out of the table.
        pub omit: bool,
        /// The layer that defined the key.
        pub layer: Option<LayerId>,
        /// What the reader does not know.
        pub other: Other,
    }
}

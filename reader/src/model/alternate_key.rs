//! Alternate keys: columns whose values together name one row.

use super::fact::{Other, facts};
use super::layer::LayerId;
use super::value::Entry;
use crate::span::Origin;

facts! {
    /// An alternate key of a table. Pages do not list any.
    pub struct AlternateKey {
        /// The place where the key is named.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name in code, lower case.
        pub logical_name: String = LogicalName,
        /// The name as its author wrote it.
        pub schema_name: Option<String> = SchemaName,
        /// The name that users see.
        pub display_name: Option<String> = DisplayName,
        /// The logical names of the columns whose values together are the key, in order.
        pub key_attributes: Vec<String> = KeyAttributes,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if it is left out of the table.
        pub omit: bool = Omit,
        /// The layer that defined the key.
        pub layer: Option<LayerId> = Layer,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

impl Entry for AlternateKey {}

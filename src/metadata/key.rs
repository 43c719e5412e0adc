//! Alternate keys.

/// An alternate key: columns whose values together name one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AlternateKeyMetadata {
    /// The name in code, lower case.
    pub logical_name: &'static str,
    /// The name as its author wrote it.
    pub schema_name: Option<&'static str>,
    /// The name that users see.
    pub display_name: Option<&'static str>,
    /// The logical names of the columns, in order.
    pub columns: &'static [&'static str],
    /// The layer that added the key, as an index into the table's [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl AlternateKeyMetadata {
    /// A key without a name, of which nothing is known.
    pub const UNKNOWN: Self =
        Self { logical_name: "", schema_name: None, display_name: None, columns: &[], layer: None };
}

//! Types that stand for tables.

use crate::metadata::TableMetadata;

/// The type that stands for a table: its row struct, or an empty enum where the reference only names the table.
pub trait Table: 'static {
    /// The table's name in code, lower case.
    const LOGICAL_NAME: &'static str;

    /// What the reference says about the table; `None` where it only names it.
    const METADATA: Option<&'static TableMetadata> = None;
}

//! Types that stand for tables.

use crate::metadata::TableMetadata;

/// The type that stands for a table: its row struct, or an empty enum where the reference only names the table.
pub trait Table: 'static {
    /// The table's name in code, lower case.
    const LOGICAL_NAME: &'static str;

    /// The table's name in Web API addresses; `None` if the reference does not state it.
    const ENTITY_SET_NAME: Option<&'static str> = None;

    /// Returns what the reference says about the table; `None` if it only names it.
    fn metadata() -> Option<&'static TableMetadata> {
        None
    }
}

//! The metadata of a table, read on first use.

use core::ops::Deref;
use std::sync::OnceLock;

use super::option::Options;
use super::table;
use crate::metadata::table::TableMetadata;

/// The metadata of a table, read from its text on first use. It dereferences to [`TableMetadata`].
///
/// Generated code has one for each table.
///
/// ```
/// use dataverse::account;
///
/// assert_eq!(account::TABLE.entity_set_name, Some("accounts"));
/// ```
#[derive(Debug)]
pub struct LazyTable {
    logical_name: &'static str,
    texts: [&'static str; 2],
    options: Options,
    given: Option<&'static TableMetadata>,
    // In a box: a program has room for the metadata of the tables that it reads, and for no others.
    read: OnceLock<Box<TableMetadata>>,
}

impl LazyTable {
    /// The table of that logical name, with the texts of its facts. The options of choice columns come with the name of
    /// their column. Generated code calls it.
    #[doc(hidden)]
    pub const fn new(logical_name: &'static str, texts: [&'static str; 2], options: Options) -> Self {
        Self { logical_name, texts, options, given: None, read: OnceLock::new() }
    }

    /// A table whose metadata is written out, for tests and for tables that no generator knows.
    ///
    /// ```
    /// use earlybound::metadata::{LazyTable, TableMetadata};
    ///
    /// static TABLE: LazyTable =
    ///     LazyTable::given(&TableMetadata { logical_name: "new_paint", ..TableMetadata::UNKNOWN });
    /// assert_eq!(TABLE.logical_name, "new_paint");
    /// ```
    pub const fn given(metadata: &'static TableMetadata) -> Self {
        let (logical_name, given) = (metadata.logical_name, Some(metadata));
        Self { logical_name, texts: [""; 2], options: &[], given, read: OnceLock::new() }
    }

    /// Returns the logical name, without reading the metadata.
    pub(crate) const fn name(&self) -> &'static str {
        self.logical_name
    }

    /// Returns the metadata. The first call reads the text, which takes some hundred microseconds for the largest tables.
    pub fn get(&self) -> &TableMetadata {
        match self.given {
            Some(metadata) => metadata,
            None => self.read.get_or_init(|| Box::new(table::read(self.logical_name, &self.texts, self.options))),
        }
    }
}

impl PartialEq for LazyTable {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for LazyTable {}

impl Deref for LazyTable {
    type Target = TableMetadata;

    fn deref(&self) -> &TableMetadata {
        self.get()
    }
}

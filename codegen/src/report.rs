//! The report of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;
use earlybound_reader::source::Sources;

/// The texts of files, by the name of the file.
pub type Files = BTreeMap<String, String>;

/// The report of a run: what it read, found and wrote.
///
/// A run whose [`diagnostics`](Self::diagnostics) hold an error writes nothing.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// The pages that were read.
    pub sources: Sources,
    /// The findings on them, in their order.
    pub diagnostics: Diagnostics,
    /// The counts of what they describe.
    pub counts: Counts,
    /// The files that were written; of a check, those that would be.
    pub written: Vec<PathBuf>,
    /// The files that are there already as they should be, and were not touched.
    pub unchanged: Vec<PathBuf>,
    /// The generated files that no table stands for any longer, and that were removed; of a check, those that would be.
    pub removed: Vec<PathBuf>,
}

impl Report {
    /// Returns whether the files are as they should be: no error, nothing to write and nothing to remove.
    ///
    /// ```no_run
    /// let report = earlybound_codegen::Config::new().input("reference").out_dir("src/dataverse").check()?;
    /// assert!(report.is_up_to_date(), "run `cargo run --bin generate` and commit the changes");
    /// # Ok::<(), earlybound_codegen::Error>(())
    /// ```
    pub fn is_up_to_date(&self) -> bool {
        !self.diagnostics.has_errors() && self.written.is_empty() && self.removed.is_empty()
    }
}

/// The counts of what a schema describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Tables, also those of which only additions are known.
    pub tables: usize,
    /// Columns of all tables.
    pub columns: usize,
    /// Values of all choice columns.
    pub options: usize,
    /// Messages and events, counted for each table that lists them.
    pub messages: usize,
    /// Relationships, each once, whichever of its tables lists it.
    pub relationships: usize,
}

impl Counts {
    /// Counts what a schema describes.
    pub fn of(schema: &Schema) -> Self {
        let relationships = schema.cascade_graph().edges().count() + schema.many_to_many_relationships().count();
        let mut counts = Self { tables: schema.tables.len(), relationships, ..Self::default() };
        for table in &schema.tables {
            let choices = table.attributes.iter().filter_map(|attribute| attribute.option_set.as_ref());
            counts.columns += table.attributes.len();
            counts.options += choices.map(|set| set.options.len()).sum::<usize>();
            counts.messages += table.messages.len() + table.events.len();
        }
        counts
    }
}

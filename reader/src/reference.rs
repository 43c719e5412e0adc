//! All stages of reading in one call.

use std::path::Path;

use crate::check::check;
use crate::diagnostic::Diagnostics;
use crate::model::Schema;
use crate::parse::Entry;
use crate::project::{Extents, Project};
use crate::source::Sources;
use crate::{parse, project, resolve};

/// The result of reading the inputs of a run.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The files.
    pub sources: Sources,
    /// The settings of the project.
    pub project: Project,
    /// The entries of tables of contents.
    pub contents: Vec<Entry>,
    /// The tables that the settings select.
    pub schema: Schema,
    /// The findings, in order.
    pub diagnostics: Diagnostics,
}

impl Reference {
    /// Reads files and folders: pages, table documents and settings in, tables out.
    ///
    /// ```
    /// use earlybound_reader::reference::Reference;
    ///
    /// # let folder = std::env::temp_dir().join(format!("earlybound-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// std::fs::write(folder.join("color.table.yaml"), "LogicalName: color\nEntitySetName: colors\n")?;
    /// let reference = Reference::read(&[&folder]);
    /// assert_eq!(reference.schema.tables[0].table.entity_set_name.as_deref(), Some("colors"));
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read<P: AsRef<Path>>(paths: &[P]) -> Self {
        let mut reference = Self::read_unsettled(paths);
        project::settle(&reference.project, &reference.schema, &mut reference.diagnostics);
        reference
    }

    /// Does what [`read`](Self::read) does, except that findings are neither silenced nor sorted: for a caller with
    /// findings of its own, who calls [`project::settle`] once they are there.
    pub fn read_unsettled<P: AsRef<Path>>(paths: &[P]) -> Self {
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::read(paths, &mut diagnostics);
        let project = Project::read(&sources, &mut diagnostics);
        let contents = parse::contents(&sources, &mut diagnostics);
        let parsed = parse::parse_in(&sources, project.language, &mut diagnostics);
        let extents = Extents::of(&parsed.documents);
        let mut schema = resolve::tables(parsed, &mut diagnostics);
        check(&schema, &mut diagnostics);
        let known = schema.names();
        project::apply(&project, &mut schema, &mut diagnostics);
        resolve::report_missing(&schema, &known, &mut diagnostics);
        extents.retain(&known, &schema, &mut diagnostics);
        Self { sources, project, contents, schema, diagnostics }
    }
}

//! The stages up to the resolved tables.

use std::path::PathBuf;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::{Document, Schema};
use earlybound_reader::parse::{self, Parsed};
use earlybound_reader::project::{self, Project};
use earlybound_reader::reference::Reference;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

/// The result of reading, with all findings on it.
#[derive(Debug)]
pub(crate) struct Reading<T> {
    pub(crate) sources: Sources,
    pub(crate) read: T,
    pub(crate) diagnostics: Diagnostics,
}

impl Reading<Schema> {
    /// Returns whether there is nothing to answer from, for a reason that the findings say.
    pub(crate) fn is_empty(&self) -> bool {
        let Schema { tables, web_api, .. } = &self.read;
        tables.is_empty() && web_api.is_empty() && self.diagnostics.has_errors()
    }
}

/// Reads pages, one document each, in the order given.
pub(crate) fn pages(paths: &[PathBuf]) -> Reading<Vec<Document>> {
    let Parsing { sources, parsed, mut diagnostics, .. } = parse(paths);
    diagnostics.sort();
    Reading { sources, read: parsed.documents, diagnostics }
}

/// Reads pages and merges them into tables, as the settings beside them say.
pub(crate) fn tables(paths: &[PathBuf]) -> Reading<Schema> {
    let Reference { sources, schema, diagnostics, .. } = Reference::read(paths);
    Reading { sources, read: schema, diagnostics }
}

/// Reads pages and merges them into tables, also those that the settings leave out. Nothing is called otherwise.
pub(crate) fn all_tables(paths: &[PathBuf]) -> Reading<Schema> {
    let Parsing { sources, project, parsed, mut diagnostics } = parse(paths);
    let read = resolve(parsed, &mut diagnostics);
    project::settle(&project, &read, &mut diagnostics);
    Reading { sources, read, diagnostics }
}

/// The documents of the files, before they are merged.
struct Parsing {
    sources: Sources,
    project: Project,
    parsed: Parsed,
    diagnostics: Diagnostics,
}

fn parse(paths: &[PathBuf]) -> Parsing {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::read(paths, &mut diagnostics);
    let project = Project::read(&sources, &mut diagnostics);
    let parsed = parse::parse_in(&sources, project.language, &mut diagnostics);
    Parsing { sources, project, parsed, diagnostics }
}

//! A run: from paths to the text of files.

use std::path::PathBuf;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::project::{self, Project};
use earlybound_reader::reference::Reference;
use earlybound_reader::source::Sources;

use crate::names::{Kept, KeptFile, Names, listing};
use crate::report::Counts;
use crate::settings;

/// The result of a run, before anything is written.
pub(crate) struct Run<T> {
    pub(crate) sources: Sources,
    /// The findings, sorted.
    pub(crate) diagnostics: Diagnostics,
    pub(crate) counts: Counts,
    /// The file of names as it is to be; `None` if there is none.
    pub(crate) kept: Option<KeptFile>,
    /// The code; `None` if a finding is an error.
    pub(crate) code: Option<T>,
}

/// Reads the inputs, names every item, and emits the code. Every way into this crate is an ending of this run.
pub(crate) fn run<T>(inputs: &[PathBuf], emit: impl FnOnce(&Names<'_>, &Project) -> T) -> Run<T> {
    let Reference { sources, project, schema, mut diagnostics, .. } = Reference::read_unsettled(inputs);
    settings::report_unused(inputs, &sources, &mut diagnostics);
    let kept = Kept::read(&sources, &mut diagnostics);
    let names = Names::new(&schema, &project.messages, &kept, &mut diagnostics);
    project::settle(&project, &schema, &mut diagnostics);
    let code = (!diagnostics.has_errors()).then(|| emit(&names, &project));
    let kept = kept.path().and_then(|_| kept.file(&listing(&names), false));
    Run { sources, diagnostics, counts: Counts::of(&schema), kept, code }
}

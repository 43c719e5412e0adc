//! The file of names on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::reference::Reference;
use earlybound_reader::source::{SourceKind, Sources};

use crate::config::Config;
use crate::error::Error;
use crate::folder::{Folder, at};
use crate::names::{Kept, KeptFile, Names, listing};
use crate::report::{Counts, Report};

/// The name of the file.
const NAME: &str = "earlybound.lock";

/// Returns whether the file on disk holds what it is to hold.
pub(crate) fn is_same(file: &KeptFile) -> Result<bool, Error> {
    match fs::read(&file.path) {
        Ok(bytes) => Ok(bytes == file.text.as_bytes()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(at(&file.path)(error)),
    }
}

/// Writes the file if it is to change. Returns whether it was as it should be.
pub(crate) fn update(file: &KeptFile) -> Result<bool, Error> {
    let same = is_same(file)?;
    if !same {
        let folder = file.path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        Folder::lock(folder)?.replace(&[(&file.path, &file.text)])?;
    }
    Ok(same)
}

impl Config {
    /// Writes the file `earlybound.lock`, which keeps the names of generated code as they are: beside the settings, or
    /// in the first folder that is read. From then on [`generate`](Self::generate) adds to it, and an item that comes
    /// later renames none that is there. `prune` forgets the names of what is gone, which are given to nobody else
    /// until then.
    ///
    /// Pages with errors are no failure of the run: look at the report. Nothing is written then.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written.
    pub fn keep_names(&self, prune: bool) -> Result<Report, Error> {
        let reference = Reference::read_unsettled(&self.inputs);
        let mut diagnostics = reference.diagnostics;
        let kept = Kept::read(&reference.sources, &mut diagnostics);
        let names = Names::new(&reference.schema, &reference.project.messages, &kept, &mut Diagnostics::default());
        let place = self.names_file(&reference.sources);
        let kept = if kept.path().is_some() { kept } else { kept.in_file(place) };
        let mut report =
            Report { counts: Counts::of(&reference.schema), sources: reference.sources, ..Report::default() };
        if let Some(file) = kept.file(&listing(&names), prune).filter(|_| !diagnostics.has_errors()) {
            let list = if update(&file)? { &mut report.unchanged } else { &mut report.written };
            list.push(file.path);
        }
        report.diagnostics = diagnostics;
        report.diagnostics.sort();
        Ok(report)
    }

    /// Where a new file of names belongs.
    fn names_file(&self, sources: &Sources) -> PathBuf {
        let settings = sources.iter().find(|(_, source)| source.kind == SourceKind::Project);
        let beside = |path: &Path| path.with_file_name(NAME);
        settings.map_or_else(
            || match self.inputs.iter().find(|input| input.is_dir()) {
                Some(folder) => folder.join(NAME),
                None => self.inputs.first().map_or_else(|| PathBuf::from(NAME), |input| beside(input)),
            },
            |(_, source)| beside(&source.path),
        )
    }
}

//! The file of names on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use earlybound_reader::source::{SourceKind, Sources};

use crate::error::Error;
use crate::folder::{Folder, at};
use crate::names::KeptFile;

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

/// Returns the place of a new file of names: beside the settings, or in the first folder that is read.
pub(crate) fn place(inputs: &[PathBuf], sources: &Sources) -> PathBuf {
    let settings = sources.iter().find(|(_, source)| source.kind == SourceKind::Project);
    let beside = |path: &Path| path.with_file_name(NAME);
    if let Some((_, source)) = settings {
        return beside(&source.path);
    }
    match inputs.iter().find(|input| input.is_dir()) {
        Some(folder) => folder.join(NAME),
        None => inputs.first().map_or_else(|| PathBuf::from(NAME), |input| beside(input)),
    }
}

//! The file of names on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use earlybound_reader::source::{SourceKind, Sources};

use crate::error::Error;
use crate::folder::{Folder, at};
use crate::names::{KEPT_MARK, KeptFile};

/// The name of the file.
const NAME: &str = "earlybound.lock";

/// Returns whether the file on disk holds what it is to hold.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is somebody else's: a link, a device, or a text without the head.
pub(crate) fn is_same(file: &KeptFile) -> Result<bool, Error> {
    let path = &file.path;
    let foreign = || Error::NotGenerated { path: path.clone() };
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(at(path)(error)),
        Ok(found) if !found.is_file() => return Err(foreign()),
        Ok(_) => {}
    }
    let bytes = fs::read(path).map_err(at(path))?;
    if !bytes.is_empty() && !bytes.starts_with(KEPT_MARK.as_bytes()) {
        return Err(foreign());
    }
    Ok(bytes == file.text.as_bytes())
}

/// Writes the file if it is to change. Returns whether it was as it should be.
pub(crate) fn update(file: &KeptFile) -> Result<bool, Error> {
    let folder = file.path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let same = is_same(file)?;
    if !same {
        Folder::lock(folder)?.replace(&[(&file.path, &file.text)])?;
    } else if Folder::has_leftovers(folder) {
        drop(Folder::lock(folder)?);
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

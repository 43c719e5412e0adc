//! Files that a command writes: whole or not at all, and never over those of others.

use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use earlybound_codegen::Folder;
use earlybound_reader::json_schema;
use earlybound_reader::render::GENERATOR;

use crate::html;
use crate::outcome::Failure;
use earlybound_reader::visible::visible_path;

/// The kind of a file, which tells those of this program from others.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A page of the reference.
    Reference,
    /// A page for a browser.
    Html,
    /// A JSON Schema.
    Schema,
    /// A table document from what an organization answered.
    Answer,
}

impl Kind {
    /// Returns whether a file of this kind says that this program wrote it.
    fn is_ours(self, text: &str) -> bool {
        let mut head = text.lines().take(10);
        match self {
            Self::Reference => head.any(|line| line == GENERATOR),
            Self::Html => head.any(|line| line == html::MARK),
            Self::Answer => head.any(|line| line == "  \"Provenance\": \"Organization\","),
            Self::Schema => text.contains(&format!("\"$comment\": \"{}\"", json_schema::COMMENT)),
        }
    }
}

/// The destination of files, and what may be replaced there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Destination<'a> {
    /// The folder that nothing is written outside of.
    pub(crate) folder: &'a Path,
    pub(crate) kind: Kind,
    /// True if files of others are replaced.
    pub(crate) force: bool,
}

/// The action for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    /// It holds the text already.
    Nothing,
    /// It is new, or may be replaced.
    Replace,
    /// It is a device or a pipe, which takes what is written.
    WriteThrough,
}

impl Destination<'_> {
    /// Writes files, by their path below the folder. Returns how many were written; others hold their text already.
    pub(crate) fn write(&self, files: &[(PathBuf, String)]) -> Result<usize, Failure> {
        self.renew(files, |_| false).map(|(written, _)| written)
    }

    /// Writes files, and removes those of this kind whose names are `unwanted`; those of others stay. Nobody else writes
    /// to the folder in between. Returns how many were written and removed.
    pub(crate) fn renew(
        &self,
        files: &[(PathBuf, String)],
        unwanted: impl Fn(&str) -> bool,
    ) -> Result<(usize, usize), Failure> {
        let files: Vec<(PathBuf, &str)> =
            files.iter().map(|(path, text)| (self.folder.join(path), text.as_str())).collect();
        let planned = self.plan(&files)?;
        for (path, text) in with(&files, &planned, Action::WriteThrough) {
            let written = File::options().write(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
            written.map_err(|error| failed(path, &error))?;
        }
        let written = with(&files, &planned, Action::WriteThrough).count();
        let is_done = !planned.contains(&Action::Replace) && self.gone(&unwanted)?.is_empty();
        if is_done && !Folder::has_leftovers(self.folder) {
            return Ok((written, 0));
        }
        let folder = Folder::lock(self.folder)?;
        // Another process may have written in between.
        let planned = self.plan(&files)?;
        let gone = self.gone(&unwanted)?;
        let replaced: Vec<_> = with(&files, &planned, Action::Replace).collect();
        for (path, _) in &replaced {
            let parent = path.parent().unwrap_or(self.folder);
            fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
        }
        folder.replace(&replaced)?;
        gone.iter().try_for_each(|path| folder.remove(path))?;
        Ok((written + replaced.len(), gone.len()))
    }

    /// The files of this kind that are unwanted.
    fn gone(&self, unwanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
        let failed = |error: io::Error| failed(self.folder, &error);
        let mut gone = Vec::new();
        let entries = match fs::read_dir(self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(gone),
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let is_file = entry.file_type().map_err(failed)?.is_file();
            if is_file && entry.file_name().to_str().is_some_and(&unwanted) {
                let text = fs::read(entry.path()).map_err(failed)?;
                gone.extend(self.kind.is_ours(&String::from_utf8_lossy(&text)).then(|| entry.path()));
            }
        }
        Ok(gone)
    }

    /// The plan, before anything is done.
    fn plan(&self, files: &[(PathBuf, &str)]) -> Result<Vec<Action>, Failure> {
        files.iter().map(|(path, text)| self.action(path, text)).collect()
    }

    fn action(&self, path: &Path, text: &str) -> Result<Action, Failure> {
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.folder) {
            if fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
                return Err(refused(folder, "is a link that leads out of the folder", "name another folder"));
            }
        }
        let found = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Action::Replace),
            found => found.map_err(|error| failed(path, &error))?.file_type(),
        };
        let led_to = fs::metadata(path).map(|found| found.file_type());
        if led_to.is_ok_and(takes_what_is_written) {
            return Ok(Action::WriteThrough);
        }
        if found.is_symlink() {
            return Err(refused(path, "is a link", "name the file that it leads to"));
        }
        if found.is_dir() {
            return Err(refused(path, "is a folder", "name a file"));
        }
        let present = fs::read(path).map_err(|error| failed(path, &error))?;
        if present == text.as_bytes() {
            return Ok(Action::Nothing);
        }
        // An empty file says nothing that could be lost.
        if self.force || present.is_empty() || self.kind.is_ours(&String::from_utf8_lossy(&present)) {
            return Ok(Action::Replace);
        }
        Err(refused(path, "was not written by earlybound", "name another place, or replace it with `--force`"))
    }
}

/// The files for which an action was planned.
fn with<'a>(
    files: &'a [(PathBuf, &'a str)],
    planned: &'a [Action],
    action: Action,
) -> impl Iterator<Item = (&'a Path, &'a str)> {
    let pairs = files.iter().zip(planned).filter(move |(_, planned)| **planned == action);
    pairs.map(|((path, text), _)| (path.as_path(), *text))
}

fn takes_what_is_written(file: FileType) -> bool {
    !file.is_file() && !file.is_dir() && !file.is_symlink()
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::io(&format!("write `{}`", visible_path(path)), error)
}

fn refused(path: &Path, what: &str, help: &str) -> Failure {
    Failure::new(format!("`{}` {what}; {help}", visible_path(path)))
}

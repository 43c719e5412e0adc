//! Files on disk: what is to change, and changing it.
//!
//! Files are replaced whole or not at all, and only if they differ. Nothing is touched that was not generated, and
//! nothing outside of the folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::file_name::folded;
use crate::folder::{Folder, at};
use crate::header::MARK;
use crate::report::Files;

/// The differences between a folder and the files that belong in it.
#[derive(Debug, Default)]
pub(crate) struct Changes<'a> {
    write: Vec<(PathBuf, &'a str)>,
    /// The files that are as they should be.
    pub(crate) unchanged: Vec<PathBuf>,
    remove: Vec<PathBuf>,
}

impl<'a> Changes<'a> {
    /// Compares; changes nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, or is in the way and was not generated.
    pub(crate) fn between(folder: &Path, files: &'a Files) -> Result<Self, Error> {
        let mut changes = Self::default();
        for (name, text) in files {
            let path = folder.join(plain_name(name)?);
            match Found::at(&path, text)? {
                Found::Same => changes.unchanged.push(path),
                Found::Nothing | Found::Generated => changes.write.push((path, text)),
                Found::Foreign => return Err(Error::NotGenerated { path }),
            }
        }
        changes.remove = stale(folder, files)?;
        Ok(changes)
    }

    /// The files to write.
    pub(crate) fn written(&self) -> Vec<PathBuf> {
        self.write.iter().map(|(path, _)| path.clone()).collect()
    }

    /// The files to remove.
    pub(crate) fn removed(&self) -> Vec<PathBuf> {
        self.remove.clone()
    }

    fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// Writes and removes.
    fn apply(&self, folder: &Folder) -> Result<(), Error> {
        let files: Vec<(&Path, &str)> = self.write.iter().map(|(path, text)| (path.as_path(), *text)).collect();
        folder.replace(&files)?;
        self.remove.iter().try_for_each(|path| folder.remove(path))
    }
}

/// Brings a folder up to date. One that is up to date already is not written to.
///
/// # Errors
///
/// Returns an error if a file cannot be written or removed, or is in the way and was not generated.
pub(crate) fn update<'a>(folder: &Path, files: &'a Files) -> Result<Changes<'a>, Error> {
    let changes = Changes::between(folder, files)?;
    if changes.is_empty() && !Folder::has_leftovers(folder) {
        return Ok(changes);
    }
    let locked = Folder::lock(folder)?;
    // Another process may have written in between.
    let changes = Changes::between(folder, files)?;
    changes.apply(&locked)?;
    Ok(changes)
}

/// The state of the place where a file is to be written.
enum Found {
    Nothing,
    Same,
    Generated,
    Foreign,
}

impl Found {
    fn at(path: &Path, text: &str) -> Result<Self, Error> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(at(path)(error)),
            Ok(metadata) if !metadata.is_file() => return Ok(Self::Foreign),
            Ok(_) => {}
        }
        let Some(bytes) = unless_gone(fs::read(path)).map_err(at(path))? else { return Ok(Self::Nothing) };
        Ok(match bytes {
            _ if is_same(&bytes, text) => Self::Same,
            // An empty file says nothing that could be lost; a loss of power can leave one.
            _ if bytes.is_empty() || bytes.starts_with(MARK.as_bytes()) => Self::Generated,
            _ => Self::Foreign,
        })
    }
}

/// Returns whether a file holds a text. The line that tells the command does not count: people spell paths in many
/// ways. Nor do line ends, which version control may change.
fn is_same(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes()
        || (bytes.starts_with(MARK.as_bytes()) && code_lines(bytes).eq(code_lines(text.as_bytes())))
}

fn code_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').skip(1).map(<[u8]>::trim_ascii_end)
}

/// The generated files of a folder that are none of `files`, on a disk that does not tell cases apart either.
fn stale(folder: &Path, files: &Files) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(folder)(error)),
    };
    let wanted: BTreeSet<String> = files.keys().map(|name| folded(name)).collect();
    let mut names = BTreeSet::<OsString>::new();
    for entry in entries {
        let entry = entry.map_err(at(folder))?;
        let is_code = Path::new(&entry.file_name()).extension().is_some_and(|extension| extension == "rs");
        let belongs = entry.file_name().to_str().is_some_and(|name| wanted.contains(&folded(name)));
        let is_file = entry.file_type().map_err(at(&entry.path()))?.is_file();
        if is_code && !belongs && is_file && is_generated(&entry.path())? {
            names.insert(entry.file_name());
        }
    }
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

fn is_generated(path: &Path) -> Result<bool, Error> {
    let mut beginning = Vec::with_capacity(MARK.len());
    let Some(file) = unless_gone(fs::File::open(path)).map_err(at(path))? else { return Ok(false) };
    file.take(MARK.len() as u64).read_to_end(&mut beginning).map_err(at(path))?;
    Ok(beginning == MARK.as_bytes())
}

/// A file that another process has removed since it was found is gone, and no error: folders are compared without a lock.
fn unless_gone<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// A name that stays in its folder. The names of modules always do; this is the second lock.
fn plain_name(name: &str) -> Result<&Path, Error> {
    let path = Path::new(name);
    let mut components = path.components();
    match (components.next(), components.next()) {
        (Some(Component::Normal(_)), None) => Ok(path),
        _ => Err(Error::FileName { name: name.to_owned() }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), format!("{MARK}.\n{text}"))).collect()
    }

    fn apply(folder: &Path, files: &Files) {
        update(folder, files).unwrap();
    }

    #[test]
    fn a_file_that_is_gone_by_now_was_not_generated() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_generated(&folder.path().join("gone.rs")).unwrap());
    }

    #[test]
    fn files_that_do_not_change_are_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("account.rs");
        apply(folder.path(), &files(&[("account.rs", "1")]));
        let old = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();

        apply(folder.path(), &files(&[("account.rs", "1"), ("contact.rs", "1")]));
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);

        apply(folder.path(), &files(&[("account.rs", "2"), ("contact.rs", "1")]));
        assert_ne!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
        assert!(fs::read_to_string(&path).unwrap().ends_with('2'));
    }

    #[test]
    fn stale_files_go_and_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        apply(folder.path(), &files(&[("account.rs", ""), ("contact.rs", ""), ("notes.txt", "")]));
        fs::write(folder.path().join("mine.rs"), "// mine").unwrap();
        let fewer = files(&[("contact.rs", "")]);
        let changes = Changes::between(folder.path(), &fewer).unwrap();
        assert_eq!(changes.removed(), [folder.path().join("account.rs")]);
        update(folder.path(), &fewer).unwrap();
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["contact.rs", "mine.rs", "notes.txt"]);
    }

    /// Where cases are not told apart, it is the file that was just written.
    #[test]
    fn a_file_whose_name_differs_in_case_alone_is_not_stale() {
        let folder = tempfile::tempdir().unwrap();
        apply(folder.path(), &files(&[("Account.rs", ""), ("b.rs", "")]));
        let changes = files(&[("account.rs", "")]);
        assert_eq!(Changes::between(folder.path(), &changes).unwrap().removed(), [folder.path().join("b.rs")]);
    }

    #[test]
    fn files_of_others_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contact.rs");
        fs::write(&path, "// mine").unwrap();
        let error = Changes::between(folder.path(), &files(&[("account.rs", ""), ("contact.rs", "")])).unwrap_err();
        assert!(error.to_string().contains("contact.rs"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "// mine");
        assert!(!folder.path().join("account.rs").exists(), "nothing is written when something is in the way");
    }

    #[test]
    fn comparing_changes_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("tables");
        let files = files(&[("account.rs", "")]);
        let changes = Changes::between(&folder, &files).unwrap();
        assert_eq!(changes.written(), [folder.join("account.rs")]);
        assert!(!folder.exists());
    }

    #[test]
    fn an_empty_file_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("account.rs"), "").unwrap();
        apply(folder.path(), &files(&[("account.rs", "1")]));
        assert!(fs::read_to_string(folder.path().join("account.rs")).unwrap().ends_with('1'));
    }

    #[test]
    fn several_at_once_leave_the_files_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let name = |number: usize| format!("table{number}.rs");
        let version = |version: usize| -> Files {
            (version..version + 20).map(|number| (name(number), format!("{MARK}.\n{version}"))).collect()
        };
        for _ in 0..10 {
            std::thread::scope(|scope| {
                let writers = [0, 10, 15].map(|number| scope.spawn(move || number));
                let writers = writers.map(|writer| {
                    let files = version(writer.join().unwrap());
                    let folder = folder.path();
                    scope.spawn(move || update(folder, &files).map(drop))
                });
                writers.into_iter().for_each(|writer| writer.join().unwrap().unwrap());
            });
            let left: Files = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap())
                .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
                .collect();
            assert!([0, 10, 15].iter().any(|number| left == version(*number)), "{:?}", left.keys());
        }
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../account.rs", "/account.rs", "a/b.rs", "..", ""] {
            assert!(Changes::between(folder.path(), &files(&[(name, "")])).is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        fs::write(outside.path(), MARK).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("account.rs")).unwrap();
        assert!(Changes::between(folder.path(), &files(&[("account.rs", "")])).is_err());
        assert!(Changes::between(folder.path(), &files(&[])).unwrap().removed().is_empty());
    }
}

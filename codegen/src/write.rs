//! Files on disk: what is to change, and changing it.
//!
//! Files are replaced whole or not at all, and only if they differ. Nothing is touched that was not generated, and
//! nothing outside of the folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::Error;
use crate::header::MARK;
use crate::report::Files;

/// What differs between a folder and the files that belong in it.
#[derive(Debug, Default)]
pub(crate) struct Changes<'a> {
    folder: PathBuf,
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
    /// Where a file cannot be read, or is in the way and was not generated.
    pub(crate) fn between(folder: &Path, files: &'a Files) -> Result<Self, Error> {
        let mut changes = Self { folder: folder.to_owned(), ..Self::default() };
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

    /// Writes and removes.
    ///
    /// # Errors
    ///
    /// Where the system refuses; what was done before that stays done.
    pub(crate) fn apply(&self) -> Result<(), Error> {
        if !self.write.is_empty() {
            fs::create_dir_all(&self.folder).map_err(at(&self.folder))?;
        }
        for (path, text) in &self.write {
            replace(&self.folder, path, text).map_err(at(path))?;
        }
        for path in &self.remove {
            fs::remove_file(path).map_err(at(path))?;
        }
        Ok(())
    }
}

/// What stands where a file is to be written.
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
        let bytes = fs::read(path).map_err(at(path))?;
        Ok(match bytes {
            _ if is_same(&bytes, text) => Self::Same,
            _ if bytes.starts_with(MARK.as_bytes()) => Self::Generated,
            _ => Self::Foreign,
        })
    }
}

/// Whether a file holds a text. The line that tells the command does not count: people spell paths in many ways. Nor do
/// line ends, which version control may change.
fn is_same(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes()
        || (bytes.starts_with(MARK.as_bytes()) && code_lines(bytes).eq(code_lines(text.as_bytes())))
}

fn code_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').skip(1).map(<[u8]>::trim_ascii_end)
}

/// The generated files of a folder that are none of `files`.
fn stale(folder: &Path, files: &Files) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(folder)(error)),
    };
    let mut names = BTreeSet::<OsString>::new();
    for entry in entries {
        let entry = entry.map_err(at(folder))?;
        let is_code = Path::new(&entry.file_name()).extension().is_some_and(|extension| extension == "rs");
        let belongs = entry.file_name().to_str().is_some_and(|name| files.contains_key(name));
        let is_file = entry.file_type().map_err(at(&entry.path()))?.is_file();
        if is_code && !belongs && is_file && is_generated(&entry.path())? {
            names.insert(entry.file_name());
        }
    }
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

fn is_generated(path: &Path) -> Result<bool, Error> {
    let mut beginning = Vec::with_capacity(MARK.len());
    let file = fs::File::open(path).map_err(at(path))?;
    file.take(MARK.len() as u64).read_to_end(&mut beginning).map_err(at(path))?;
    Ok(beginning == MARK.as_bytes())
}

/// Writes beside the file and renames, so that nobody ever sees half of it.
fn replace(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let (beside, mut file) = create_in(folder)?;
    let written = file.write_all(text.as_bytes());
    drop(file);
    let replaced = written.and_then(|()| fs::rename(&beside, path));
    if replaced.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

/// A new file that nobody else writes to. A crate for this would bring five more into every build script.
fn create_in(folder: &Path) -> io::Result<(PathBuf, fs::File)> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".earlybound-{}-{number}", std::process::id()));
        match fs::File::create_new(&path) {
            // Left behind by a process that had the same number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|file| (path, file)),
        }
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

fn at(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |error| Error::Io { path, error }
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
        Changes::between(folder, files).unwrap().apply().unwrap();
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
        changes.apply().unwrap();
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["contact.rs", "mine.rs", "notes.txt"]);
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
    fn a_file_that_cannot_be_replaced_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = folder.path().join("account.rs");
        fs::create_dir_all(in_the_way.join("full")).unwrap();
        assert!(replace(folder.path(), &in_the_way, "text").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_another_process_left_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let left = |number| folder.path().join(format!(".earlybound-{}-{number}", std::process::id()));
        (0..1000).for_each(|number| fs::write(left(number), "left").unwrap());
        let path = folder.path().join("account.rs");
        replace(folder.path(), &path, "text").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "text");
        assert!((0..1000).all(|number| fs::read_to_string(left(number)).unwrap() == "left"));
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

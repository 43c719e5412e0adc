//! A folder that one process at a time writes to, and files in it that are old or new, never torn.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;

/// The time that a process waits for another one that writes to the same folder.
const PATIENCE: Duration = Duration::from_secs(30);

/// The file that is locked while a process writes. The system releases the lock of a process that is killed.
const LOCK: &str = ".earlybound-lock";

/// The prefix of files that are still being written. The number of the process follows, and one of the file.
const UNFINISHED: &str = ".earlybound-";

/// A folder that only this process writes to, until the value is dropped.
///
/// ```
/// use earlybound_codegen::Folder;
///
/// # let path = std::env::temp_dir().join(format!("earlybound-folder-{}", std::process::id()));
/// let folder = Folder::lock(&path)?;
/// let page = path.join("account.md");
/// folder.replace(&[(&page, "# Account")])?;
/// assert_eq!(std::fs::read_to_string(page)?, "# Account");
/// # drop(folder);
/// # std::fs::remove_dir_all(path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    lock: Option<File>,
}

impl Folder {
    /// Makes the folder if there is none, waits for other processes that write to it, and removes the unfinished files
    /// of those that were killed. A file system without locks is written to without one, and nothing is removed there:
    /// it may be the work of a process that still runs.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be written to, or another process writes to it for more than 30 seconds.
    pub fn lock(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(at(path))?;
        let folder = Self { path: path.to_owned(), lock: lock(path, PATIENCE)? };
        if folder.lock.is_some() {
            for unfinished in unfinished(path).map_err(at(path))? {
                remove(&unfinished).map_err(at(&unfinished))?;
            }
        }
        Ok(folder)
    }

    /// Returns whether processes that were killed left files in a folder, which [`lock`](Self::lock) removes.
    pub fn has_leftovers(path: &Path) -> bool {
        let lock = path.join(LOCK);
        let is_lock = fs::symlink_metadata(&lock).is_ok_and(|found| found.is_file())
            && File::open(&lock).and_then(|lock| is_signature(&lock)).unwrap_or(false);
        is_lock || unfinished(path).is_ok_and(|files| !files.is_empty())
    }

    /// Writes files, each whole or not at all. All of them are on disk before the first takes its place: after a loss
    /// of power, too, a file is the old or the new one.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be written, or cannot take its place. Files that took theirs before stay.
    pub fn replace<T: AsRef<str>>(&self, files: &[(&Path, T)]) -> Result<(), Error> {
        let mut beside = Beside::default();
        for (path, text) in files {
            let (unfinished, mut file) = create_in(&self.path).map_err(at(path))?;
            beside.0.push(unfinished);
            file.write_all(text.as_ref().as_bytes()).map_err(at(path))?;
        }
        sync(&beside.0).map_err(at(&self.path))?;
        for ((path, _), beside) in files.iter().zip(&beside.0) {
            fs::rename(beside, path).map_err(at(path))?;
        }
        beside.0.clear();
        self.sync_names().map_err(at(&self.path))
    }

    /// Removes a file, unless it is gone already.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be removed.
    pub fn remove(&self, path: &Path) -> Result<(), Error> {
        remove(path).map_err(at(path))
    }

    /// Brings the names of files to the disk. Only Unix has folders that can be opened for that.
    fn sync_names(&self) -> io::Result<()> {
        if cfg!(unix) { bring_to_disk(&File::open(&self.path)?) } else { Ok(()) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // A lock that stays is taken over by the next process.
            let _ = fs::remove_file(self.path.join(LOCK));
        }
    }
}

/// Files that have not taken their places; they are removed unless they do.
#[derive(Default)]
struct Beside(Vec<PathBuf>);

impl Drop for Beside {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

/// The number of files that are synced at a time. The system does it for all that ask together, so that one after
/// the other takes ten times as long.
const SYNCED_AT_ONCE: usize = 16;

/// Brings what files hold to the disk.
fn sync(files: &[PathBuf]) -> io::Result<()> {
    let sync_file = |path: &PathBuf| bring_to_disk(&File::options().write(true).open(path)?);
    let sync_files = |files: &[PathBuf]| files.iter().try_for_each(sync_file);
    thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(SYNCED_AT_ONCE).max(1));
        let start = |part| thread::Builder::new().spawn_scoped(scope, move || sync_files(part)).map_err(|_| part);
        let started: Vec<_> = parts.map(start).collect();
        let broken = || io::Error::other("a thread ended early");
        started.into_iter().try_for_each(|started| match started {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(broken())),
            // The system gives no more threads.
            Err(part) => sync_files(part),
        })
    })
}

/// Brings a file or folder to the disk, where its file system has a way to.
fn bring_to_disk(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

fn unfinished(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_unfinished) && entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn is_unfinished(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = name.strip_prefix(UNFINISHED).and_then(|numbers| numbers.split_once('-'));
    numbers.is_some_and(|(process, file)| is_number(process) && is_number(file))
}

/// Takes the lock of a folder. `None` if its file system has no locks.
fn lock(folder: &Path, patience: Duration) -> Result<Option<File>, Error> {
    let path = folder.join(LOCK);
    let start = Instant::now();
    loop {
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(Error::NotGenerated { path });
        }
        let mut options = File::options();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(at(&path))?;
        match file.try_lock() {
            // The process that had the lock removed the file.
            Ok(()) if !is_at(&file, &path) => continue,
            Ok(()) | Err(TryLockError::Error(_)) if !is_signature(&file).map_err(at(&path))? => {
                return Err(Error::NotGenerated { path });
            }
            Ok(()) => {
                sign(&file).map_err(at(&path))?;
                return Ok(Some(file));
            }
            Err(TryLockError::Error(_)) => {
                remove(&path).map_err(at(&path))?;
                return Ok(None);
            }
            Err(TryLockError::WouldBlock) => {}
        }
        if start.elapsed() > patience {
            return Err(Error::Busy { folder: folder.to_owned(), holder: holder(file) });
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// The beginning of what a process writes into its lock. Its number follows.
const SIGNATURE: &str = "process ";

/// Returns whether a lock holds what a process wrote into it, or the beginning of that, and nothing of others.
fn is_signature(file: &File) -> io::Result<bool> {
    let mut text = Vec::new();
    file.take(100).read_to_end(&mut text)?;
    let number = text.strip_prefix(SIGNATURE.as_bytes());
    Ok(number.map_or(SIGNATURE.as_bytes().starts_with(&text), |number| number.iter().all(u8::is_ascii_digit)))
}

/// Writes down who has the lock.
fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{SIGNATURE}{}", std::process::id())
}

/// Returns the process that has the lock; some systems let no other process read that.
fn holder(file: File) -> String {
    let mut holder = String::new();
    match file.take(100).read_to_string(&mut holder) {
        Ok(1..) => holder,
        _ => "another process".to_owned(),
    }
}

/// Returns whether a path still leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let same = |(one, other): (fs::Metadata, fs::Metadata)| one.ino() == other.ino() && one.dev() == other.dev();
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(same)
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// A new file that nobody else writes to. A crate for this would bring five more into every build script.
fn create_in(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{UNFINISHED}{}-{number}", std::process::id()));
        match File::create_new(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            created => return created.map(|file| (path, file)),
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |error| Error::Io { path, error }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_cannot_be_replaced_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = folder.path().join("account.rs");
        fs::create_dir_all(in_the_way.join("full")).unwrap();
        assert!(Folder::lock(folder.path()).unwrap().replace(&[(&in_the_way, "text")]).is_err());
        assert_eq!(names(folder.path()), ["account.rs"]);
    }

    #[test]
    fn what_another_process_left_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let locked = Folder::lock(folder.path()).unwrap();
        let left = |number| folder.path().join(format!(".earlybound-{}-{number}", std::process::id()));
        (0..1000).for_each(|number| fs::write(left(number), "left").unwrap());
        let path = folder.path().join("account.rs");
        locked.replace(&[(&path, "text")]).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "text");
        assert!((0..1000).all(|number| fs::read_to_string(left(number)).unwrap() == "left"));
    }

    #[test]
    fn what_killed_processes_left_goes() {
        let folder = tempfile::tempdir().unwrap();
        let kept = [".earlybound-1", ".earlybound-1-", ".earlybound-1-2-3", ".earlybound-a-1", "x.earlybound-1-1"];
        for name in kept.into_iter().chain([".earlybound-1-1", ".earlybound-4194304-17", LOCK]) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        drop(Folder::lock(folder.path()).unwrap());
        assert_eq!(names(folder.path()), kept);
    }

    #[test]
    fn a_second_one_waits_and_then_says_who_holds_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = Folder::lock(folder.path()).unwrap();
        let error = lock(folder.path(), Duration::ZERO).unwrap_err().to_string();
        assert!(error.contains(&format!("process {} writes to", std::process::id())), "{error}");
        thread::scope(|scope| {
            let second = scope.spawn(|| Folder::lock(folder.path()).map(drop));
            thread::sleep(Duration::from_millis(50));
            assert!(!second.is_finished());
            drop(first);
            second.join().unwrap().unwrap();
        });
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        fs::write(outside.path(), "precious").unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join(LOCK)).unwrap();
        assert!(Folder::lock(folder.path()).is_err());
        assert_eq!(fs::read_to_string(outside.path()).unwrap(), "precious");
    }

    #[test]
    fn a_lock_of_others_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LOCK);
        for text in ["precious", "process", "process 7"] {
            fs::write(&path, text).unwrap();
            assert_eq!(Folder::lock(folder.path()).is_ok(), text != "precious", "{text}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), (text == "precious").then_some(text));
        }
    }

    #[test]
    fn a_file_that_is_gone_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Folder::lock(folder.path()).unwrap().remove(&folder.path().join("gone.rs")).is_ok());
    }
}

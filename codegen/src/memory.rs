//! What the last run made of each table, so that the next one emits only what changed.
//!
//! A file beside the generated ones says for each of them what it was made from and what it held then, both as hashes.
//! A table's code is made from the table with its names, from the names of all rows, and from what the emitter is told,
//! by one build of this crate. Where all of that is the same, and the file still holds what was written, the file is
//! taken as it is. Whatever is in doubt is emitted again.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::{Error, write};

/// The file of the memory. It does not end in `.rs`, and is no generated file.
const NAME: &str = "earlybound.manifest";

/// The hashes of a file: of what it was made from, and of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    inputs: u64,
    text: u64,
}

/// The memory of a folder, or none.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Where it is, and which build of this crate is running.
    kept: Option<(PathBuf, String)>,
    last: BTreeMap<String, Entry>,
    now: Mutex<BTreeMap<String, (Entry, bool)>>,
}

impl Memory {
    /// No memory: everything is emitted.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The memory of a folder. It is empty at first, and where this program cannot be told from an older build of it.
    pub(crate) fn of(folder: &Path) -> Self {
        let Some(program) = program() else { return Self::none() };
        let last = fs::read_to_string(folder.join(NAME)).ok().and_then(|text| read(&text)).unwrap_or_default();
        Self { kept: Some((folder.to_owned(), program)), last, now: Mutex::default() }
    }

    /// The text of a file: the one that is there, if it was made from the same `inputs`, else what `emit` makes.
    ///
    /// # Errors
    ///
    /// Those of `emit`.
    pub(crate) fn text(
        &self,
        name: &str,
        inputs: impl Debug,
        emit: impl FnOnce() -> Result<String, Error>,
    ) -> Result<String, Error> {
        let Some((folder, program)) = &self.kept else { return emit() };
        let inputs = hash_debug(&(program, inputs));
        let known = self.last.get(name).filter(|entry| entry.inputs == inputs);
        let there = known.and_then(|entry| {
            let text = fs::read_to_string(folder.join(name)).ok()?;
            (hash(text.as_bytes()) == entry.text).then_some(text)
        });
        let reused = there.is_some();
        let text = there.map_or_else(emit, Ok)?;
        let entry = Entry { inputs, text: hash(text.as_bytes()) };
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), (entry, reused));
        Ok(text)
    }

    /// How many files were taken as they are.
    pub(crate) fn reused(&self) -> usize {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.values().filter(|(_, reused)| *reused).count()
    }

    /// Writes the memory for the next run, once the files are written.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    pub(crate) fn save(&self) -> Result<(), Error> {
        let Some((folder, _)) = &self.kept else { return Ok(()) };
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (name, (Entry { inputs, text: hash }, _)) in &*now {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{inputs:016x} {hash:016x} {name}");
        }
        let path = folder.join(NAME);
        fs::create_dir_all(folder).and_then(|()| write::replace(folder, &path, &text)).map_err(write::at(&path))
    }
}

/// Which build of which program this is. Cargo links a build script anew when anything in it changes.
fn program() -> Option<String> {
    let metadata = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some(format!("{} {:?}", metadata.len(), metadata.modified().ok()?))
}

/// The entries; nothing where a line is not as it was written.
fn read(text: &str) -> Option<BTreeMap<String, Entry>> {
    let entry = |line: &str| {
        let (inputs, rest) = line.split_once(' ')?;
        let (text, name) = rest.split_once(' ')?;
        let hash = |word| u64::from_str_radix(word, 16).ok();
        Some((name.to_owned(), Entry { inputs: hash(inputs)?, text: hash(text)? }))
    };
    text.lines().map(entry).collect()
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// The hash of a value by what `Debug` says of it: derived, that is all of it, and no field can be forgotten.
fn hash_debug(value: &impl Debug) -> u64 {
    struct Text(DefaultHasher);
    impl Write for Text {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut text = Text(DefaultHasher::new());
    // This writer does not fail, and derived `Debug` does not by itself.
    let _ = write!(text, "{value:?}");
    text.0.finish()
}

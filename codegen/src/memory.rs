//! What the last run made of each table, so that the next one emits only what changed.
//!
//! A file beside the generated ones says for each of them what it was made from and what it held then, both as hashes.
//! A table's code is made from the table with its names, which say what types it takes from others, from the names of
//! all rows, and from what the emitter is told, by one build of this crate. Where all of that is the same, and the file
//! still holds what was written, the file is taken as it is. Whatever is in doubt is emitted again.

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

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::*;
    use crate::{Config, Report};

    /// Tables that know of one another: by lookups, by relationships, and by what settings say.
    const PAGES: [(&str, &str); 4] = [
        (
            "account.table.yaml",
            "LogicalName: account\nSchemaName: Account\nEntitySetName: accounts\nPrimaryIdAttribute: accountid\n\
             Attributes:\n- { LogicalName: accountid, AttributeType: Uniqueidentifier }\n\
             - { LogicalName: primarycontactid, AttributeType: Lookup, Targets: [contact] }\n\
             - { LogicalName: ownerid, AttributeType: Owner, Targets: [systemuser, team] }\n\
             OneToManyRelationships:\n- { SchemaName: contact_customer_accounts, ReferencingEntity: contact, \
             ReferencingAttribute: parentcustomerid }\n",
        ),
        (
            "contact.table.yaml",
            "LogicalName: contact\nSchemaName: Contact\nEntitySetName: contacts\nPrimaryIdAttribute: contactid\n\
             Attributes:\n- { LogicalName: contactid, AttributeType: Uniqueidentifier }\n\
             - { LogicalName: parentcustomerid, AttributeType: Customer, Targets: [account, contact] }\n\
             - { LogicalName: ownerid, AttributeType: Owner, Targets: [systemuser, team] }\n\
             ManyToOneRelationships:\n- SchemaName: contact_customer_accounts\n  ReferencedEntity: account\n  \
             ReferencingAttribute: parentcustomerid\n  CascadeConfiguration: { Delete: Cascade }\n",
        ),
        (
            "task.table.yaml",
            "LogicalName: task\nSchemaName: Task\nEntitySetName: tasks\nPrimaryIdAttribute: activityid\n\
             Attributes:\n- { LogicalName: activityid, AttributeType: Uniqueidentifier }\n\
             - LogicalName: prioritycode\n  AttributeType: Picklist\n  \
             OptionSet: { Options: [{ Value: 0, Label: Low }, { Value: 1, Label: High }] }\n",
        ),
        ("earlybound.yaml", "docs: true\n"),
    ];

    /// A folder of pages and one of code that was generated from them.
    struct Project(TempDir);

    impl Project {
        fn generated() -> (Self, Report) {
            let project = Self(tempfile::tempdir().unwrap());
            fs::create_dir(project.path("pages")).unwrap();
            for (name, text) in PAGES {
                fs::write(project.path("pages").join(name), text).unwrap();
            }
            let report = project.generate();
            (project, report)
        }

        fn path(&self, below: &str) -> PathBuf {
            self.0.path().join(below)
        }

        fn generate(&self) -> Report {
            let report = self.config().generate_what_changed().unwrap();
            assert!(!report.diagnostics.has_errors(), "{:?}", report.diagnostics);
            report
        }

        fn config(&self) -> Config {
            Config::new().input(self.path("pages")).out_dir(self.path("code")).command("cargo build")
        }

        fn edit(&self, page: &str, from: &str, to: &str) {
            let path = self.path("pages").join(page);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{page} has no `{from}`");
            fs::write(path, text.replace(from, to)).unwrap();
        }

        fn add(&self, page: &str, text: &str) {
            fs::write(self.path("pages").join(page), text).unwrap();
        }

        /// The generated files, and those of a run that remembers nothing, in a new folder.
        fn both(&self) -> [BTreeMap<String, String>; 2] {
            let fresh = tempfile::tempdir_in(self.0.path()).unwrap();
            self.config().out_dir(fresh.path()).generate().unwrap();
            [self.path("code"), fresh.path().to_owned()].map(|folder| files(&folder))
        }
    }

    fn files(folder: &Path) -> BTreeMap<String, String> {
        let files = fs::read_dir(folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        });
        files.filter(|(name, _)| name != NAME).collect()
    }

    /// Edits of all kinds, with how many of the tables need not be emitted again.
    #[test]
    fn what_is_remembered_is_what_would_be_emitted() {
        type Edit = (&'static str, usize, fn(&Project));
        let edits: &[Edit] = &[
            ("nothing", 3, |_| {}),
            ("a column", 2, |project| project.edit("task.table.yaml", "Label: High", "Label: Urgent")),
            ("a fact of a table", 2, |project| project.edit("account.table.yaml", "accounts", "companies")),
            ("a column that the table did not have", 2, |project| {
                let account = "- { LogicalName: parentaccountid, AttributeType: Lookup, Targets: [account] }\n";
                project.edit("account.table.yaml", "Attributes:\n", &format!("Attributes:\n{account}"));
            }),
            ("a type that another table takes from this one", 1, |project| {
                project.edit("account.table.yaml", "[systemuser, team]", "[systemuser, contact]");
            }),
            ("a relationship, which the other table has too", 1, |project| {
                project.edit("contact.table.yaml", "Delete: Cascade", "Delete: Restrict");
            }),
            ("the name of a row, which others call", 0, |project| {
                project.edit("contact.table.yaml", "SchemaName: Contact", "SchemaName: Person");
            }),
            ("a page for a table that was only named", 0, |project| {
                project.add("team.table.yaml", "LogicalName: team\nSchemaName: Team\nPrimaryIdAttribute: teamid\n");
            }),
            ("a table that takes the name of another one's row", 0, |project| {
                project.add("con_tact.table.yaml", "LogicalName: con_tact\nPrimaryIdAttribute: con_tactid\n");
            }),
            ("a page that goes away", 0, |project| {
                fs::remove_file(project.path("pages/contact.table.yaml")).unwrap();
            }),
            ("a setting of all", 0, |project| project.edit("earlybound.yaml", "true", "false")),
            ("derives", 0, |project| project.add("earlybound.yaml", "derives: { choices: [PartialOrd] }\n")),
            ("a name in the settings", 2, |project| {
                project.add("earlybound.yaml", "rename: { task.prioritycode: urgency }\n");
            }),
            ("the name of a table in the settings", 0, |project| {
                project.add("earlybound.yaml", "rename: { account: Company }\n");
            }),
        ];
        for (what, skipped, edit) in edits {
            let (project, first) = Project::generated();
            assert_eq!((first.skipped, first.written.len()), (0, 5), "{what}");
            edit(&project);
            let report = project.generate();
            let [remembered, fresh] = project.both();
            assert!(remembered == fresh, "{what}: {remembered:#?} {fresh:#?}");
            assert_eq!(report.skipped, *skipped, "{what}");
            assert_eq!(project.generate().skipped, report.counts.tables, "{what}, then nothing");
        }
    }

    #[test]
    fn files_that_did_not_change_keep_their_time() {
        let (project, _) = Project::generated();
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        let old = |name: &str| fs::File::options().write(true).open(project.path("code").join(name)).unwrap();
        for name in files(&project.path("code")).keys() {
            old(name).set_modified(hour_ago).unwrap();
        }
        project.edit("task.table.yaml", "Label: High", "Label: Urgent");
        project.generate();
        let is_new = |name: &&String| {
            fs::metadata(project.path("code").join(name)).unwrap().modified().unwrap()
                > hour_ago + Duration::from_secs(1)
        };
        let files = files(&project.path("code"));
        assert_eq!(files.keys().filter(is_new).collect::<Vec<_>>(), ["task.rs"]);
    }

    #[test]
    fn what_is_not_as_it_was_written_is_emitted_again() {
        type Damage = (&'static str, fn(&Path));
        let damages: &[Damage] = &[
            ("a file that was edited", |code| {
                let text = fs::read_to_string(code.join("task.rs")).unwrap();
                fs::write(code.join("task.rs"), text.replace("Low", "Lowest")).unwrap();
            }),
            ("a file that is gone", |code| fs::remove_file(code.join("task.rs")).unwrap()),
            ("no memory", |code| fs::remove_file(code.join(NAME)).unwrap()),
            ("a broken memory", |code| fs::write(code.join(NAME), "00 zz task.rs\n").unwrap()),
            ("a memory of other files", |code| {
                let text = fs::read_to_string(code.join(NAME)).unwrap();
                let rotated =
                    text.replace("task.rs", "x").replace("account.rs", "task.rs").replace(" x", " account.rs");
                fs::write(code.join(NAME), rotated).unwrap();
            }),
        ];
        for (what, damage) in damages {
            let (project, _) = Project::generated();
            damage(&project.path("code"));
            assert!(project.generate().skipped < 3, "{what}");
            let [remembered, fresh] = project.both();
            assert!(remembered == fresh, "{what}");
        }
    }

    #[test]
    fn another_build_of_the_program_emits_all() {
        let (project, _) = Project::generated();
        let code = project.path("code");
        let mut memory = Memory::of(&code);
        let emitted = || Ok(String::new());
        assert!(memory.last.contains_key("task.rs"));
        memory.kept = Some((code, "another".to_owned()));
        assert_eq!(memory.text("task.rs", (), emitted).unwrap(), "");
    }
}

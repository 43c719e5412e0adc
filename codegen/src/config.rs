//! The settings of a run, and the run.

use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;
use earlybound_reader::project::Project;
use earlybound_reader::reference::Reference;

use crate::docs::Detail;
use crate::emit::{self, Options};
use crate::memory::Memory;
use crate::write::Changes;
use crate::{Counts, Error, Files, Report};

/// What to read, what to write, and how.
///
/// ```no_run
/// earlybound_codegen::Config::new().input("reference").out_dir("src/tables").generate()?;
/// # Ok::<(), earlybound_codegen::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) root: Option<RootFile>,
    pub(crate) docs: Option<bool>,
    pub(crate) command: Option<String>,
}

/// What the root of the generated code is to the code around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RootFile {
    /// A module, `mod.rs`: for a folder below `src`, and a `mod tables;` that leads to it.
    #[default]
    Module,
    /// A crate, `lib.rs`.
    Crate,
    /// A module and a file to include, `include.rs`, that leads to it: for the folder of a build script, which no `mod`
    /// can lead to. [`Config::compile`] and `earlybound::include_generated!` take care of it.
    Include,
}

impl RootFile {
    /// What a folder asks for: a folder `src` beside a `Cargo.toml` is a crate's, any other a module's.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use earlybound_codegen::RootFile;
    ///
    /// assert_eq!(RootFile::of(Path::new("src/tables")), RootFile::Module);
    /// ```
    pub fn of(folder: &Path) -> Self {
        let is_crate = folder.file_name().is_some_and(|name| name == "src")
            && folder.parent().is_some_and(|parent| parent.join("Cargo.toml").is_file());
        if is_crate { Self::Crate } else { Self::Module }
    }

    /// The name of the root file.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Module | Self::Include => "mod.rs",
            Self::Crate => "lib.rs",
        }
    }
}

impl Config {
    /// Nothing to read yet, and all as the settings beside the pages say.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page, or a folder of pages.
    ///
    /// ```
    /// # use earlybound_codegen::Config;
    /// let config = Config::new().input("reference/dataverse").input("reference/account.md");
    /// ```
    #[must_use]
    pub fn input(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(path.into());
        self
    }

    /// Adds several pages or folders.
    ///
    /// ```
    /// # use earlybound_codegen::Config;
    /// let config = Config::new().inputs(["dataverse", "dynamics365", "customerservice"]);
    /// ```
    #[must_use]
    pub fn inputs<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.inputs.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Names the folder to write to. It is made if need be; other files in it stay as they are.
    ///
    /// ```
    /// # use earlybound_codegen::Config;
    /// let config = Config::new().out_dir("src/tables");
    /// ```
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Sets what the root file is. As [`RootFile::of`] the folder says, unless set.
    ///
    /// ```
    /// # use earlybound_codegen::{Config, RootFile};
    /// let config = Config::new().out_dir("tables/src").root_file(RootFile::Crate);
    /// ```
    #[must_use]
    pub fn root_file(mut self, root: RootFile) -> Self {
        self.root = Some(root);
        self
    }

    /// Sets whether items are documented with all that the reference says, whatever the settings beside the pages say.
    /// They are, unless set; without, each has one line, and the code compiles faster.
    ///
    /// ```
    /// # use earlybound_codegen::Config;
    /// let config = Config::new().docs(false);
    /// ```
    #[must_use]
    pub fn docs(mut self, docs: bool) -> Self {
        self.docs = Some(docs);
        self
    }

    /// Sets the command that stands in the header of each file: how to write it anew. The one of the `earlybound`
    /// program that does the same, unless set.
    ///
    /// ```
    /// # use earlybound_codegen::Config;
    /// let config = Config::new().command("cargo run --bin generate");
    /// ```
    #[must_use]
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// Reads the pages and writes the code.
    ///
    /// Files that do not change are not touched; generated files of tables that are gone are removed. Pages with errors
    /// are no failure of the run: look at the report. Nothing is written then.
    ///
    /// # Errors
    ///
    /// Where no folder is set, a file cannot be written, or a file is in the way that was not generated.
    pub fn generate(&self) -> Result<Report, Error> {
        self.run(&Memory::none(), |changes| changes.apply())
    }

    /// Does what [`generate`](Self::generate) does, and emits only what changed since the last run with this folder.
    pub(crate) fn generate_what_changed(&self) -> Result<Report, Error> {
        let memory = self.out_dir.as_deref().map_or_else(Memory::none, Memory::of);
        self.run(&memory, |changes| {
            changes.apply()?;
            memory.save()
        })
    }

    /// Does all that [`generate`](Self::generate) does, except that it writes and removes nothing.
    ///
    /// # Errors
    ///
    /// Those of [`generate`](Self::generate), as far as they show without writing.
    pub fn check(&self) -> Result<Report, Error> {
        self.run(&Memory::none(), |_| Ok(()))
    }

    /// Turns a schema into the texts of files, by name: the last stage alone, without the settings of a project.
    ///
    /// # Errors
    ///
    /// None that comes from the schema; see [`Error::Emit`].
    pub fn emit(&self, schema: &Schema, diagnostics: &mut Diagnostics) -> Result<Files, Error> {
        emit::emit(schema, &self.options(&Project::default()), &Memory::none(), diagnostics)
    }

    /// What the emitter is told: the settings beside the pages, and over them what was set here.
    pub(crate) fn options(&self, project: &Project) -> Options {
        let docs = self.docs.or(project.docs).unwrap_or(true);
        Options {
            root: self.root.unwrap_or_else(|| self.out_dir.as_deref().map_or(RootFile::Module, RootFile::of)),
            detail: if docs { Detail::Full } else { Detail::OneLine },
            layout: project.layout,
            row_derives: project.row_derives.clone(),
            choice_derives: project.choice_derives.clone(),
            command: self.command_line(),
        }
    }

    fn run(&self, memory: &Memory, finish: impl FnOnce(&Changes<'_>) -> Result<(), Error>) -> Result<Report, Error> {
        let out_dir: &Path = self.out_dir.as_deref().ok_or(Error::NoOutDir)?;
        let Reference { sources, project, schema, mut diagnostics, .. } = Reference::read_unsettled(&self.inputs);
        let files = emit::emit(&schema, &self.options(&project), memory, &mut diagnostics)?;
        project.settle(&schema, &mut diagnostics);

        let mut report = Report { sources, diagnostics, counts: Counts::of(&schema), ..Report::default() };
        if !report.diagnostics.has_errors() {
            let changes = Changes::between(out_dir, &files)?;
            finish(&changes)?;
            (report.written, report.removed) = (changes.written(), changes.removed());
            report.unchanged = changes.unchanged;
            report.skipped = memory.reused();
        }
        Ok(report)
    }
}

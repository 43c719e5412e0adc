//! The settings of a run, and the run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;
use earlybound_reader::project::{Layout, Project};
use earlybound_reader::reference::Reference;
use earlybound_reader::source::Sources;

use crate::command::command_line;
use crate::docs::Detail;
use crate::driver::{Run, run};
use crate::emit::{self, Options};
use crate::error::Error;
use crate::kept;
use crate::names::{Kept, KeptFile, Names, TableNames, listing};
use crate::report::{Counts, Files, Report};
use crate::root_file::RootFile;
use crate::write::{self, Changes};

/// The inputs, the outputs and the options of a run.
///
/// ```no_run
/// earlybound_codegen::Config::new().input("reference").out_dir("src/dataverse").generate()?;
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

impl Config {
    /// Returns a configuration without inputs, with everything as the settings beside the pages say.
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
    /// let config = Config::new().out_dir("src/dataverse");
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

    /// Sets the command that stands in the header of each file: how to write it again. The one of the `earlybound`
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
    /// Returns an error if no folder is set, a file cannot be written, or a file is in the way that was not generated.
    pub fn generate(&self) -> Result<Report, Error> {
        self.run(write::update, kept::update)
    }

    /// Does all that [`generate`](Self::generate) does, except that it writes and removes nothing.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`generate`](Self::generate), as far as they show without writing.
    pub fn check(&self) -> Result<Report, Error> {
        self.run(|folder, files| Changes::between(folder, files), kept::is_same)
    }

    /// Does all that [`generate`](Self::generate) does, except that it leaves the file of names as it is.
    pub(crate) fn generate_code(&self) -> Result<Report, Error> {
        self.run(write::update, |_| Ok(true))
    }

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
        let place = kept::place(&self.inputs, &reference.sources);
        let kept = if kept.path().is_some() { kept } else { kept.in_file(place) };
        let mut report =
            Report { counts: Counts::of(&reference.schema), sources: reference.sources, ..Report::default() };
        if let Some(file) = kept.file(&listing(&names), prune).filter(|_| !diagnostics.has_errors()) {
            let list = if kept::update(&file)? { &mut report.unchanged } else { &mut report.written };
            list.push(file.path);
        }
        report.diagnostics = diagnostics;
        report.diagnostics.sort();
        Ok(report)
    }

    /// Reads the pages and names every item, only for the findings. Needs no folder to write to.
    ///
    /// ```no_run
    /// let report = earlybound_codegen::Config::new().input("reference").read();
    /// println!("{} tables, {} findings", report.counts.tables, report.diagnostics.iter().count());
    /// ```
    pub fn read(&self) -> Report {
        let Run { sources, diagnostics, counts, .. } = run(&self.inputs, |_, _| ());
        Report { sources, diagnostics, counts, ..Report::default() }
    }

    /// Reads the pages and returns the code as the items of one module, as `earlybound::reference!` includes it.
    ///
    /// ```
    /// use earlybound_codegen::Config;
    ///
    /// # let folder = std::env::temp_dir().join(format!("earlybound-expand-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// std::fs::write(folder.join("color.table.yaml"), "LogicalName: color\nEntitySetName: colors\n")?;
    /// let expansion = Config::new().input(&folder).expand();
    /// assert!(expansion.items.contains("pub struct Color"));
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn expand(&self) -> Expansion {
        let Run { sources, diagnostics, code, .. } = run(&self.inputs, |names, project| {
            let options = self.options(project, names);
            emit::items(names, &Options { root: RootFile::Module, layout: Layout::Single, ..options })
        });
        Expansion { items: code.unwrap_or_default(), sources, diagnostics }
    }

    /// Turns a schema into the texts of files, by name: only naming and emitting, without the settings of a project.
    pub fn emit(&self, schema: &Schema, diagnostics: &mut Diagnostics) -> Files {
        let names = Names::new(schema, &[], &Kept::default(), diagnostics);
        emit::files(&names, &self.options(&Project::default(), &names))
    }

    /// Returns the options of the emitter: the settings beside the pages, overridden by what was set here.
    pub(crate) fn options(&self, project: &Project, names: &Names<'_>) -> Options {
        let docs = self.docs.or(project.docs).unwrap_or(true);
        Options {
            root: self.root.unwrap_or_else(|| self.out_dir.as_deref().map_or(RootFile::Module, RootFile::of)),
            detail: if docs { Detail::Full } else { Detail::OneLine },
            layout: project.layout,
            row_derives: project.row_derives.clone(),
            choice_derives: project.choice_derives.clone(),
            features: features(project, names),
            command: self.command_line(),
        }
    }

    /// The command that was set, or that of the `earlybound` program which does the same.
    pub(crate) fn command_line(&self) -> String {
        self.command
            .clone()
            .unwrap_or_else(|| command_line(&self.inputs, self.out_dir.as_deref(), self.root, self.docs))
    }

    fn run(
        &self,
        finish: impl for<'a> FnOnce(&Path, &'a Files) -> Result<Changes<'a>, Error>,
        keep: impl FnOnce(&KeptFile) -> Result<bool, Error>,
    ) -> Result<Report, Error> {
        let out_dir = self.out_dir.as_deref().ok_or(Error::NoOutDir)?;
        let Run { sources, diagnostics, counts, kept, code } =
            run(&self.inputs, |names, project| emit::files(names, &self.options(project, names)));
        let mut report = Report { sources, diagnostics, counts, ..Report::default() };
        if let Some(files) = code {
            // Before anything is written: it may be somebody else's.
            kept.as_ref().map(kept::is_same).transpose()?;
            let changes = finish(out_dir, &files)?;
            (report.written, report.removed) = (changes.written(), changes.removed());
            report.unchanged = changes.unchanged;
            if let Some(file) = kept {
                let list = if keep(&file)? { &mut report.unchanged } else { &mut report.written };
                list.push(file.path);
            }
        }
        Ok(report)
    }
}

/// The features that tables need, by the logical name of the table.
fn features(project: &Project, names: &Names<'_>) -> BTreeMap<String, String> {
    let feature = |named: &TableNames<'_>| {
        let feature = project.feature_of(named.table)?;
        Some((named.table.table.logical_name.clone(), feature.to_owned()))
    };
    names.tables.iter().filter_map(feature).collect()
}

/// The code of pages as text, for a macro.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Expansion {
    /// The items of a module; empty if there is an error. Inner attributes come first.
    pub items: String,
    /// The files that were read.
    pub sources: Sources,
    /// The findings, sorted.
    pub diagnostics: Diagnostics,
}

//! `earlybound generate`: Rust.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use earlybound_codegen::{Config, Counts, Report, RootFile, quoted};
use earlybound_reader::diagnostic::Severity;

use crate::findings::{self, plural};
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::output;
use crate::progress;

/// The folder that is written to where none is given.
const DEFAULT_OUT: &str = "generated/src";

/// Write Rust for all tables
///
/// Reads all pages, merges them into tables, and writes one module for each table and a root that names them. Files
/// that did not change are not touched; generated files of tables that are gone are removed. If there are errors
/// nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound generate
  earlybound generate reference --out src/dataverse
  earlybound generate reference --out src/dataverse --check")]
pub(crate) struct Generate {
    #[command(flatten)]
    inputs: Inputs,
    /// The folder to write to [default: generated/src, where no PATH is given]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing, and exit with 1 if any file would change
    #[arg(long)]
    check: bool,
    /// The name of the root file [default: lib.rs in the `src` of a crate, else mod.rs]
    #[arg(long, value_enum, value_name = "FILE")]
    root: Option<Root>,
    /// Document each item in one line, for code that compiles faster
    #[arg(long)]
    no_docs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Root {
    /// A module of a crate
    #[value(name = "mod.rs")]
    Module,
    /// A crate of its own
    #[value(name = "lib.rs")]
    Crate,
}

impl From<Root> for RootFile {
    fn from(root: Root) -> Self {
        match root {
            Root::Module => Self::Module,
            Root::Crate => Self::Crate,
        }
    }
}

impl Generate {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let start = Instant::now();
        let config = Config::new()
            .inputs(self.inputs.paths()?)
            .out_dir(self.out()?)
            .root_file(self.root()?)
            .command(self.command());
        // Without the flag, the settings beside the pages decide.
        let config = if self.no_docs { config.docs(false) } else { config };
        let run = || if self.check { config.check() } else { config.generate() };
        let report = progress::while_running("reading pages, writing Rust", run)?;

        output::tell_styled(&findings::text(&report.diagnostics, &report.sources, Severity::Warning));
        output::tell(&format!("{} in {:.2} s\n", summary(&report, self.check), start.elapsed().as_secs_f64()));
        if self.check && !report.diagnostics.has_errors() && !report.is_up_to_date() {
            output::tell(&self.drift(&report));
            return Ok(Outcome::Findings);
        }
        Ok(Outcome::of(&report.diagnostics))
    }

    /// The folder to write to. Pages of one's own are not meant for the folder of the shipped ones.
    fn out(&self) -> Result<&Path, Failure> {
        match &self.out {
            Some(out) => Ok(out),
            None if self.inputs.are_shipped() => Ok(Path::new(DEFAULT_OUT)),
            None => Err(Failure::usage("say where to write to: `--out src/dataverse`".to_owned())),
        }
    }

    /// The root file. A library beside a program would be a crate that nobody asked for.
    fn root(&self) -> Result<RootFile, Failure> {
        if let Some(root) = self.root {
            return Ok(root.into());
        }
        let out = self.out()?;
        let root = RootFile::of(out);
        let is_program = out.join("main.rs").is_file() && !out.join("lib.rs").is_file();
        if root == RootFile::Crate && is_program {
            let tables = out.join("tables");
            let message = format!(
                "`{}` is a program: name a folder below it, such as `--out {}`",
                out.display(),
                tables.display()
            );
            return Err(Failure::usage(message));
        }
        Ok(root)
    }

    /// The command that writes what this one writes or checks.
    fn command(&self) -> String {
        let mut command = format!("earlybound generate{}", self.inputs.arguments());
        if let Some(out) = self.out.as_ref().filter(|out| *out != Path::new(DEFAULT_OUT)) {
            command.push_str(&format!(" --out {}", quoted(out)));
        }
        if let Some(root) = self.root {
            command.push_str(&format!(" --root {}", RootFile::from(root).file_name()));
        }
        if self.no_docs {
            command.push_str(" --no-docs");
        }
        command
    }

    /// Returns what is out of date, and what to do.
    fn drift(&self, report: &Report) -> String {
        format!(
            "error: generated files are out of date\n{}help: run `{}` and commit the changes\n",
            report.drift(),
            self.command()
        )
    }
}

/// Returns a summary of what was read, found and done.
fn summary(report: &Report, is_check: bool) -> String {
    let Counts { tables, columns, options, messages, relationships, .. } = report.counts;
    let counts = [
        plural(tables, "table"),
        plural(columns, "column"),
        plural(options, "option"),
        plural(messages, "message"),
        plural(relationships, "relationship"),
    ];
    let pages = findings::pages(&report.sources);
    let written = plural(report.written.len(), "file");
    let (unchanged, removed) = (report.unchanged.len(), report.removed.len());
    let done = match is_check {
        _ if report.diagnostics.has_errors() => "nothing written because of the errors".to_owned(),
        true => format!("{written} to write, {unchanged} unchanged, {removed} to remove"),
        false => format!("{written} written, {unchanged} unchanged, {removed} removed"),
    };
    let notes = if report.diagnostics.count(Severity::Note) > 0 { "; run `earlybound check` to see notes" } else { "" };
    format!("{pages} read: {}\n{}{notes}\n{done}", counts.join(", "), findings::counts(&report.diagnostics))
}

//! `earlybound diff`: the changes from one version of the reference to another.

mod html;
mod markdown;
mod report;
mod revision;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use earlybound_codegen::{NameChange, name_changes};
use earlybound_reader::diff::{Change, Severity, diff};
use earlybound_reader::model::Schema;
use serde::Serialize;

use crate::outcome::{Failure, Outcome};
use crate::read::Reading;
use crate::{findings, output, progress, read};
use report::{Counts, Report};
use revision::Revision;

/// Show what changed from one version of the reference to another, and what that breaks
///
/// Each version is a page, a document, a solution, an answer, or a folder of these. A change is breaking if code that
/// compiled no longer does, or if the service refuses what it took; behavioural if the service does something else;
/// additive if more is possible; else it is about texts. Names that generated code no longer has are shown beside what
/// they stand for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound diff reference-2023 reference-2024
  earlybound diff reference --git HEAD~1 --deny breaking
  earlybound diff old.md new.md --format markdown --least behavioural
  earlybound diff reference-2023 reference-2024 --format html > changes.html

Exit codes:
  1 if there are changes as severe as those that `--deny` names, or errors in a version")]
pub(crate) struct Diff {
    /// The older version and the newer one; with `--git`, the inputs
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// One more input of the older version
    #[arg(long, value_name = "PATH", conflicts_with = "git")]
    old: Vec<PathBuf>,
    /// One more input of the newer version
    #[arg(long, value_name = "PATH", conflicts_with = "git")]
    new: Vec<PathBuf>,
    /// Take the inputs as they are in that revision of their Git repository for the older version
    #[arg(long, value_name = "REVISION")]
    git: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
    /// Leave out changes that are less severe
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Least::Text)]
    least: Least,
    /// Exit with 1 if there are changes of that severity or worse
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Least>,
    /// Add the names that generated code no longer has to the JSON, as `Names`
    #[arg(long)]
    names: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DiffFormat {
    /// Lines for people; targets that one lookup gains or loses share a line
    Text,
    /// Data: `{"Changes": [...], "Counts": {...}}`
    Json,
    /// For a description of a pull request
    Markdown,
    /// The page of `earlybound explore`, with what changed marked
    Html,
}

/// A severity, with all that is worse.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Least {
    /// Code no longer compiles, or the service refuses what it took
    Breaking,
    /// The service does something else
    Behavioural,
    /// More is possible
    Additive,
    /// Words for people
    Text,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Breaking => Self::Breaking,
            Least::Behavioural => Self::Behavioural,
            Least::Additive => Self::Additive,
            Least::Text => Self::Text,
        }
    }
}

/// The data that `--format json` prints.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Data<'a> {
    changes: Vec<&'a Change>,
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<Name<'a>>>,
}

/// A name that generated code no longer has.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Name<'a> {
    table: &'a str,
    item: &'a str,
    old: &'a str,
    new: Option<&'a str>,
}

impl<'a> From<&'a NameChange> for Name<'a> {
    fn from(name: &'a NameChange) -> Self {
        Self { table: &name.table, item: &name.item, old: &name.old, new: name.new.as_deref() }
    }
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let revision = self.git.as_ref().map(|name| Revision::of(name, &self.paths)).transpose()?;
        let (old, new) = self.versions(revision.as_ref())?;
        let (old, new, report) = progress::while_running("reading two versions", || {
            let (old, new) = (read::tables(&old), read::tables(&new));
            let changes = diff(&old.read, &new.read);
            let report = Report::new(changes, name_changes((&old.read, &old.sources), (&new.read, &new.sources)));
            (old, new, report)
        });
        // Nothing is compared with a version that could not be read.
        if !old.is_empty() && !new.is_empty() {
            self.print(&new, &report)?;
        }
        let errors = [findings::conclude(&old), findings::conclude(&new)].contains(&Outcome::Findings);
        let denied = self.deny.is_some_and(|least| report.worst().is_some_and(|worst| worst <= least.into()));
        Ok(if errors || denied { Outcome::Findings } else { Outcome::Done })
    }

    /// The paths of the older and of the newer version.
    fn versions(&self, revision: Option<&Revision>) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
        match (revision, self.paths.as_slice()) {
            (Some(revision), paths) => Ok((revision.paths(), paths.to_vec())),
            (None, [old, new]) => {
                let with = |path: &PathBuf, more: &[PathBuf]| [std::slice::from_ref(path), more].concat();
                Ok((with(old, &self.old), with(new, &self.new)))
            }
            (None, _) => Err(Failure::usage(
                "name two versions, the older one first; more inputs of one follow `--old` or `--new`, and `--git` \
                 takes the older version from a repository",
            )),
        }
    }

    fn print(&self, new: &Reading<Schema>, report: &Report) -> Result<(), Failure> {
        let least = Severity::from(self.least);
        match self.format {
            DiffFormat::Text => output::print(&text::text(report, least)),
            DiffFormat::Markdown => output::print(&markdown::markdown(report, least)),
            DiffFormat::Html => output::print(&html::html(new, report, least)?),
            DiffFormat::Json => {
                let changes = report.changes().filter(|change| change.severity <= least).collect();
                let names = self.names.then(|| report.names().map(Name::from).collect());
                output::print_json(&Data { changes, counts: report.counts(), names })
            }
        }
    }
}

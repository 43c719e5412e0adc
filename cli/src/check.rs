//! `earlybound check`: only findings.

use clap::{Args, ValueEnum};
use earlybound_codegen::{Config, Report};
use earlybound_reader::diagnostic::{Code, Diagnostics, Severity, render_json};
use serde::Serialize;

use crate::findings::{self, plural};
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::output;

/// So many pages that are no reference are shown; folders of documentation have dozens.
const SKIPPED: usize = 3;

/// Read pages and say what is wrong with them
///
/// Reads all pages, merges them into tables, names everything in Rust, and prints every error, warning and note with
/// its place. Writes no file. Exits with 1 if there are errors.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound check
  earlybound check reference/account.md
  earlybound check reference --format json > findings.json")]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: Inputs,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t = FindingsFormat::Text)]
    format: FindingsFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FindingsFormat {
    /// For people, with the lines quoted
    Text,
    /// For programs: `{"Diagnostics": [...]}`
    Json,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Findings<T> {
    diagnostics: T,
}

impl Check {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let report = Config::new().inputs(self.inputs.paths()?).read();
        match self.format {
            FindingsFormat::Text => print_text(&report)?,
            FindingsFormat::Json => {
                let diagnostics = render_json(&report.diagnostics, &report.sources);
                output::print_json(&Findings { diagnostics })?;
            }
        }
        Ok(Outcome::of(&report.diagnostics))
    }
}

fn print_text(report: &Report) -> Result<(), Failure> {
    let Report { sources, diagnostics, counts, .. } = report;
    let (mut shown, mut skipped) = (Diagnostics::default(), 0_usize);
    for finding in diagnostics.iter() {
        skipped += usize::from(finding.code == Code::NotAReference);
        if finding.code != Code::NotAReference || skipped <= SKIPPED {
            shown.push(finding.clone());
        }
    }
    let mut findings = findings::text(&shown, sources, Severity::Note);
    if skipped > SKIPPED {
        let files = plural(skipped - SKIPPED, "more page");
        let code = Code::NotAReference.as_str();
        findings
            .push_str(&format!("note[{code}]: {files} that are no table reference; `--format json` lists them\n\n"));
    }
    let (pages, tables) = (findings::pages(sources), plural(counts.tables, "table"));
    output::print(&format!("{findings}checked {pages} of {tables}: {}\n", findings::counts(diagnostics)))
}

//! `earlybound model`: what was understood, as data.

use clap::{Args, ValueEnum};
use earlybound_reader::model::{Document, Schema};
use serde::Serialize;

use crate::findings;
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::output;
use crate::read;

/// Print what the pages say, as JSON or YAML
///
/// Keys are those of Dataverse's own metadata. Prints `{"Tables": [...], "Messages": [...], "ComplexTypes": [...],
/// "EnumTypes": [...], "EntityTypes": [...], "Diagnostics": [...]}` with the layers of each table merged, or with `--pages` `{"Documents": [...], "Diagnostics": [...]}` with one document for each page. Exits
/// with 1 if there are errors.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound model
  earlybound model --pages reference/account.md
  earlybound model reference --format yaml > tables.yml")]
pub(crate) struct Model {
    #[command(flatten)]
    inputs: Inputs,
    /// Print one document for each page, in the order given, instead of merged tables
    #[arg(long)]
    pages: bool,
    /// The form of the data
    #[arg(long, value_enum, default_value_t = ModelFormat::Json)]
    format: ModelFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModelFormat {
    /// JSON, indented
    Json,
    /// YAML
    Yaml,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Pages<'a, T> {
    documents: &'a [Document],
    diagnostics: T,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Resolved<'a, T> {
    #[serde(flatten)]
    schema: &'a Schema,
    diagnostics: T,
}

impl Model {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let paths = &self.inputs.paths()?;
        if self.pages {
            let reading = read::pages(paths);
            self.print(&Pages { documents: &reading.read, diagnostics: findings::json(&reading) })?;
            Ok(findings::conclude(&reading))
        } else {
            let reading = read::tables(paths);
            self.print(&Resolved { schema: &reading.read, diagnostics: findings::json(&reading) })?;
            Ok(findings::conclude(&reading))
        }
    }

    fn print(&self, data: &impl Serialize) -> Result<(), Failure> {
        match self.format {
            ModelFormat::Json => output::print_json(data),
            ModelFormat::Yaml => output::print_yaml(data),
        }
    }
}

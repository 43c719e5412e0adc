//! `earlybound tables`: which tables there are.

use clap::{Args, ValueEnum};
use earlybound_reader::model::Table;
use serde::Serialize;

use crate::findings::{self, plural};
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::{output, read};
use earlybound_reader::visible::visible;

/// List the tables that the pages describe
///
/// Prints a line for each table: its logical name, its display name, and how many columns and relationships it has.
/// Exits with 1 if there are errors in the pages.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound tables entities
  earlybound tables --format json")]
pub(crate) struct Tables {
    #[command(flatten)]
    inputs: Inputs,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// Lines for people
    Text,
    /// Data
    Json,
}

/// A table in the list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Line<'a> {
    logical_name: &'a str,
    display_name: Option<&'a str>,
    columns: usize,
    /// As this table lists them: a relationship between two tables counts for both.
    relationships: usize,
    /// True if only additions were read, not the page that they extend.
    partial: bool,
}

impl Tables {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let reading = read::tables(self.inputs.paths()?);
        let lines: Vec<Line<'_>> = reading.read.tables.iter().map(line).collect();
        match self.format {
            ListFormat::Text => output::print(&text(&lines))?,
            ListFormat::Json => output::print_json(&lines)?,
        }
        Ok(findings::conclude(&reading))
    }
}

fn line(table: &Table) -> Line<'_> {
    Line {
        logical_name: &table.table.logical_name,
        display_name: table.table.display_name.as_deref(),
        columns: table.attributes.len(),
        relationships: table.many_to_one_relationships.len()
            + table.one_to_many_relationships.len()
            + table.many_to_many_relationships.len(),
        partial: table.partial,
    }
}

fn text(lines: &[Line<'_>]) -> String {
    let width = lines.iter().map(|line| line.logical_name.chars().count()).max().unwrap_or_default();
    let line = |line: &Line<'_>| {
        let logical_name = line.logical_name;
        let (columns, relationships) = (plural(line.columns, "column"), plural(line.relationships, "relationship"));
        let name = line.display_name.unwrap_or("(no display name)");
        let partial = if line.partial { ", only additions" } else { "" };
        visible(&format!("{logical_name:width$}  {name}: {columns}, {relationships}{partial}")) + "\n"
    };
    lines.iter().map(line).collect()
}

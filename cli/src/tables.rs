//! `earlybound tables`: which tables there are.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use earlybound_reader::model::{Schema, Table};
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
  earlybound tables reference
  earlybound tables --all powerapps-docs
  earlybound tables --format json")]
pub(crate) struct Tables {
    #[command(flatten)]
    inputs: Inputs,
    /// List also the tables that the settings leave out
    #[arg(long)]
    all: bool,
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
    /// Those that lead to the table or away from it, whichever page states them: a relationship counts for both its
    /// tables.
    relationships: usize,
    /// True if only additions were read, not the page that they extend.
    partial: bool,
}

impl Tables {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let paths = self.inputs.paths()?;
        let reading = if self.all { read::all_tables(&paths) } else { read::tables(&paths) };
        let relationships = relationships(&reading.read);
        let lines: Vec<Line<'_>> = reading.read.tables.iter().map(|table| line(table, &relationships)).collect();
        match self.format {
            ListFormat::Text => output::print(&text(&lines))?,
            ListFormat::Json => output::print_json(&lines)?,
        }
        Ok(findings::conclude(&reading))
    }
}

/// Returns how many ends of relationships each table has.
fn relationships(schema: &Schema) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    let graph = schema.cascade_graph();
    let mut add = |name| *counts.entry(name).or_default() += 1;
    for edge in graph.edges() {
        add(edge.referenced);
        add(edge.referencing);
    }
    for pair in schema.many_to_many_relationships() {
        let (one, other) = (pair.entity1_logical_name.as_deref(), pair.entity2_logical_name.as_deref());
        one.into_iter().chain(other.filter(|_| one != other)).for_each(&mut add);
    }
    counts
}

fn line<'a>(table: &'a Table, relationships: &BTreeMap<&str, usize>) -> Line<'a> {
    let logical_name = table.table.logical_name.as_str();
    Line {
        logical_name,
        display_name: table.table.display_name.as_deref(),
        columns: table.attributes.len(),
        relationships: relationships.get(logical_name).copied().unwrap_or_default(),
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

//! `earlybound pull`: table documents from what an organization answers.

mod messages;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use earlybound::definition::of_generator;
use earlybound_codegen::{folded, is_file_name};
use earlybound_reader::diagnostic::{Diagnostics, Severity};
use earlybound_reader::model::{Document, Provenance};
use earlybound_reader::parse::parse_in;
use earlybound_reader::project::Project;
use earlybound_reader::source::Sources;
use wildmatch::WildMatch;

use crate::files::{Destination, Kind};
use crate::findings::{self, plural};
use crate::organization::{Client, Token, is_name};
use crate::outcome::{Failure, Outcome};
use crate::{output, progress};

/// The ending of the names of files.
const ENDING: &str = ".table.json";

/// The settings that are read if none are named.
const SETTINGS: &str = "earlybound.yaml";

/// Ask an organization for its tables, and write them as table documents
///
/// Writes a file for each table, with all that generated code needs: columns with their options, relationships and
/// alternate keys; and one for the messages that are called on rows of these tables. The files are sorted and hold no
/// ids and dates, so that a second run changes only what has changed; files of tables that the organization no longer
/// has are removed. If anything goes wrong nothing is written. `generate` reads the files like any other input.
///
/// The access token comes from the environment variable EARLYBOUND_TOKEN, or from a command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound pull https://contoso.crm.dynamics.com --table 'new_*' --table account --out organization
  earlybound pull https://contoso.crm.dynamics.com --out organization \\
    --token-command 'az account get-access-token --resource https://contoso.crm.dynamics.com --query accessToken -o tsv'")]
pub(crate) struct Pull {
    /// The address of the organization
    #[arg(value_name = "URL")]
    url: String,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A table by its logical name; `*` stands for any text [default: those that the settings select]
    #[arg(long = "table", value_name = "NAME")]
    tables: Vec<String>,
    /// A message by its name, beside those of the tables and of the settings; `*` stands for any text
    #[arg(long = "message", value_name = "NAME")]
    messages: Vec<String>,
    /// The settings that select tables and a language [default: earlybound.yaml, if it is there]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// A command that prints an access token
    #[arg(long, value_name = "COMMAND")]
    token_command: Option<String>,
    /// Replace files that this command did not write
    #[arg(long)]
    force: bool,
}

impl Pull {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let project = self.project()?;
        let selection = self.selection(&project)?;
        let client = Client::new(&self.url, Token::of(self.token_command.as_deref())?)?;
        let selected = project.messages.iter().map(|selection| &selection.messages);
        let messages: Vec<_> = self.messages.iter().chain(selected).map(|name| pattern(name)).collect();
        let tables = progress::while_running("asking for the names of tables", || client.tables())?;
        let names = selection.names(&tables)?;
        let mut files = progress::of_many("asking for tables", &names, |name| file(&client, name, project.language))?;
        let asking = "asking for messages";
        files.push(progress::while_running(asking, || messages::file(&client, &names, &messages))?);
        let destination = Destination { folder: &self.out, kind: Kind::Answer, force: self.force };
        let present: BTreeSet<String> = tables.iter().map(|table| folded(table)).collect();
        let (written, removed) = destination.renew(&files, |name| {
            let table = name.strip_suffix(ENDING);
            table.is_some_and(|table| is_name(table) && !present.contains(&folded(table)))
        })?;
        let (count, unchanged) = (plural(names.len(), "table"), files.len() - written);
        let written = plural(written, "file");
        output::tell(&format!("{count} pulled: {written} written, {unchanged} unchanged, {removed} removed\n"));
        Ok(Outcome::Done)
    }

    fn project(&self) -> Result<Project, Failure> {
        let path = self.settings.as_deref().unwrap_or(Path::new(SETTINGS));
        if self.settings.is_none() && !path.exists() {
            return Ok(Project::default());
        }
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::read(&[path], &mut diagnostics);
        let project = Project::read(&sources, &mut diagnostics);
        if diagnostics.has_errors() {
            findings::tell(&diagnostics, &sources, Severity::Error);
            return Err(Failure::new("the settings have errors"));
        }
        Ok(project)
    }

    fn selection(&self, project: &Project) -> Result<Selection, Failure> {
        let (with, without): (Vec<_>, Vec<_>) = if self.tables.is_empty() {
            let patterns =
                |list: &[earlybound_reader::project::Selection]| list.iter().map(|one| pattern(&one.tables)).collect();
            (patterns(&project.select), patterns(&project.without))
        } else {
            (self.tables.iter().map(|name| pattern(name)).collect(), Vec::new())
        };
        if with.is_empty() {
            return Err(Failure::usage("say which tables: `--table 'new_*'`, or `select` in the settings"));
        }
        Ok(Selection { with, without })
    }
}

fn pattern(pattern: &str) -> (String, WildMatch) {
    (pattern.to_owned(), WildMatch::new(pattern))
}

/// The tables that are asked for.
struct Selection {
    with: Vec<(String, WildMatch)>,
    without: Vec<(String, WildMatch)>,
}

impl Selection {
    /// The tables that are chosen, of all that there are.
    fn names<'t>(&self, tables: &'t [String]) -> Result<Vec<&'t str>, Failure> {
        let nothing = self.with.iter().find(|(_, pattern)| !tables.iter().any(|table| pattern.matches(table)));
        if let Some((pattern, _)) = nothing {
            return Err(Failure::new(format!("the organization has no table `{pattern}`")));
        }
        let is_in = |list: &[(String, WildMatch)], table: &str| list.iter().any(|(_, pattern)| pattern.matches(table));
        let chosen = tables.iter().filter(|table| is_in(&self.with, table) && !is_in(&self.without, table));
        let chosen: Vec<_> = chosen.map(String::as_str).collect();
        let mut files = BTreeMap::new();
        for table in &chosen {
            if let Some(other) = files.insert(folded(table), table) {
                let message = format!("the tables `{other}` and `{table}` are one file on some systems: leave one out");
                return Err(Failure::new(message));
            }
        }
        Ok(chosen)
    }
}

/// The file of a table, by its name and what it holds.
fn file(client: &Client, table: &str, language: Option<u16>) -> Result<(PathBuf, String), Failure> {
    let name = format!("{table}{ENDING}");
    if !is_file_name(&name) {
        return Err(Failure::new(format!(
            "no file can have the name of the table `{table}`: leave it out, with `without`"
        )));
    }
    let request = of_generator(table, language).map_err(|error| Failure::new(error.to_string()))?;
    let answer = client.text(&request)?;
    let mut sources = Sources::default();
    sources.add(name.clone(), answer);
    let mut diagnostics = Diagnostics::default();
    let documents = parse_in(&sources, language, &mut diagnostics).documents;
    let found = documents.into_iter().find(|document| document.table.logical_name == table);
    let Some(document) = found.filter(|_| !diagnostics.has_errors()) else {
        findings::tell(&diagnostics, &sources, Severity::Error);
        return Err(Failure::new(format!("the organization's answer does not describe `{table}`")));
    };
    Ok((PathBuf::from(name), output::json(&sorted(document))?))
}

/// Puts a document into an order that does not depend on the organization's.
fn sorted(mut document: Document) -> Document {
    document.provenance = Provenance::Organization;
    document.attributes.sort_by(|a, b| a.logical_name.cmp(&b.logical_name));
    document.keys.sort_by(|a, b| a.logical_name.cmp(&b.logical_name));
    document.many_to_one_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
    document.one_to_many_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
    document.many_to_many_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
    for column in &mut document.attributes {
        column.targets.sort();
    }
    document
}

//! `earlybound cascade`: what happens to other rows when something happens to a row.

mod answer;
mod metadata;
mod report;
mod rows;
mod text;

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};
use earlybound_reader::model::Schema;
use earlybound_reader::nearest;
use earlybound_reader::visible::visible;
use earlybound_schema::cascade::CascadeAction;
use earlybound_schema::cascade::{Effect, Reach, can_merge};

use crate::inputs::Inputs;
use crate::organization::{Client, Token};
use crate::outcome::{Failure, Outcome};
use crate::picture::{dot, mermaid, svg};
use crate::story::{self, Tree};
use crate::{findings, output, read};

/// Say what an action on a row does to the rows that point at it
///
/// Follows the relationships of a table to all others that the action reaches: whose rows are deleted with it, whose
/// lookups are cleared, and what blocks. `--format json` prints
/// `{"Action": …, "Table": …, "Effects": [...], "Unknown": [...]}` with one effect for each relationship that is
/// reached and the shortest way to it. Exits with 1 if there are errors in the pages.
///
/// With `--url` it asks an organization, which it only reads, for the rows that a delete of one row would meet: after
/// TABLE stands the id of the row. The access token comes from the environment variable EARLYBOUND_TOKEN, or from a
/// command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound cascade account
  earlybound cascade --assign account reference
  earlybound cascade account --format svg > account.svg
  earlybound cascade --delete account 7eb682f1-ca75-e511-80d4-00155d2a68d1 organization \\
    --url https://contoso.crm.dynamics.com")]
pub(crate) struct Cascade {
    #[command(flatten)]
    action: Action,
    /// The logical name of the table
    table: String,
    #[command(flatten)]
    inputs: Inputs,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
    /// Follow no more than this many relationships from the table
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    depth: Option<u32>,
    /// Ask this organization for its rows; the first PATH is the id of the row
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A command that prints an access token
    #[arg(long, value_name = "COMMAND", requires = "url")]
    token_command: Option<String>,
    /// Give up where more rows than this would have to be read
    #[arg(long, value_name = "N", requires = "url", default_value_t = 100_000)]
    at_most: usize,
}

/// The action on the row; without any of these, it is deleted.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Action {
    /// The row is deleted (the default)
    #[arg(long)]
    delete: bool,
    /// The row gets another owner
    #[arg(long)]
    assign: bool,
    /// The row is shared
    #[arg(long)]
    share: bool,
    /// A share of the row is taken back
    #[arg(long)]
    unshare: bool,
    /// The row gets another parent
    #[arg(long)]
    reparent: bool,
    /// The row is merged into another one
    #[arg(long)]
    merge: bool,
}

impl Action {
    fn get(&self) -> CascadeAction {
        let flags = [
            (self.assign, CascadeAction::Assign),
            (self.share, CascadeAction::Share),
            (self.unshare, CascadeAction::Unshare),
            (self.reparent, CascadeAction::Reparent),
            (self.merge, CascadeAction::Merge),
        ];
        flags.into_iter().find_map(|(is_set, action)| is_set.then_some(action)).unwrap_or(CascadeAction::Delete)
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AnswerFormat {
    /// A tree
    Text,
    /// Data
    Json,
    /// A picture for Graphviz
    Dot,
    /// A picture for Mermaid
    Mermaid,
    /// A picture
    Svg,
    /// A page with the picture and all relationships
    Html,
}

impl Cascade {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        if let Some(url) = &self.url {
            return self.rows(url);
        }
        let reading = read::tables(&self.inputs.paths()?);
        let outcome = findings::conclude(&reading);
        if reading.is_empty() {
            return Ok(outcome);
        }
        let graph = reading.read.cascade_graph();
        let action = self.action.get();
        if !is_known(&reading.read, &self.table) && graph.pointing_at(&self.table).is_empty() {
            let message = visible(&no_table(&self.table, &reading.read));
            // Where pages could not be read, it may be in one of them.
            return Err(if outcome == Outcome::Done { Failure::usage(message) } else { Failure::new(message) });
        }
        if action == CascadeAction::Merge && !can_merge(&self.table) {
            let who = "accounts, contacts, leads and cases";
            output::tell(&format!("note: rows of `{}` cannot be merged: only {who} can\n", self.table));
        }
        self.print(&cut(graph.reach(action, &self.table), self.depth))?;
        Ok(outcome)
    }

    /// Plans a delete for the rows of an organization.
    fn rows(&self, url: &str) -> Result<Outcome, Failure> {
        let format = match (self.action.get(), self.format) {
            (CascadeAction::Delete, AnswerFormat::Text) => rows::print_text,
            (CascadeAction::Delete, AnswerFormat::Json) => rows::print_json,
            (CascadeAction::Delete, _) => {
                return Err(Failure::usage("what happens to rows is printed as text or as JSON"));
            }
            _ => {
                return Err(Failure::usage(
                    "an organization is asked what a delete does; leave out `--url` for the rest",
                ));
            }
        };
        let (id, inputs) = self.inputs.split_first("the id of the row")?;
        let id = id.parse().map_err(|_| Failure::usage(format!("`{}` is no id of a row", visible(&id))))?;
        let client = Client::new(url, Token::of(self.token_command.as_deref())?)?;
        let reading = read::tables(&inputs.paths()?);
        let outcome = findings::conclude(&reading);
        if !is_known(&reading.read, &self.table) {
            return Err(Failure::usage(visible(&no_table(&self.table, &reading.read))));
        }
        let limits = rows::Limits { rows: self.at_most, depth: self.depth };
        let schema = metadata::schema(&reading.read);
        format(&rows::plan(&client, &schema, &self.table, id, limits)?)?;
        Ok(outcome)
    }

    fn print(&self, reach: &Reach<'_>) -> Result<(), Failure> {
        let picture = || story::picture(reach, &Tree::of(reach));
        match self.format {
            AnswerFormat::Text => output::print(&text::text(reach, &Tree::of(reach))),
            AnswerFormat::Json => output::print_json(&answer::answer(reach)),
            AnswerFormat::Dot => output::print(&dot::write(&picture())),
            AnswerFormat::Mermaid => output::print(&mermaid::write(&picture())),
            AnswerFormat::Svg => output::print(&svg::write(&picture())),
            AnswerFormat::Html => output::print(&report::write(reach, &picture())),
        }
    }
}

/// Returns whether a page describes the table.
fn is_known(schema: &Schema, table: &str) -> bool {
    schema.tables.iter().any(|known| known.table.logical_name == table)
}

/// The answer as far as that many relationships away. Effects stand in the order of their depth.
fn cut(mut reach: Reach<'_>, depth: Option<u32>) -> Reach<'_> {
    let Some(depth) = depth.and_then(|depth| usize::try_from(depth).ok()) else { return reach };
    reach.effects.retain(|effect| effect.depth <= depth);
    let start = Some(reach.start);
    let is_among = |tables: &BTreeSet<_>, table| start == Some(table) || tables.contains(table);
    let met: BTreeSet<_> = reach.effects.iter().map(Effect::table).collect();
    reach.unknown_tables.retain(|table| is_among(&met, *table));
    let passed: BTreeSet<_> =
        reach.effects.iter().filter(|it| it.depth < depth && it.goes_on()).map(Effect::table).collect();
    reach.unstated.retain(|edge| is_among(&passed, edge.referenced));
    reach
}

/// That there is no such table, with those that may have been meant: a slip, a part of a name, or the name in the apps.
fn no_table(word: &str, schema: &Schema) -> String {
    const MANY: usize = 5;
    let lower = word.to_lowercase();
    let is_shown = |name: &Option<String>| name.as_ref().is_some_and(|name| name.to_lowercase() == lower);
    let facts = || schema.tables.iter().map(|table| &table.table);
    let near = nearest::nearest(word, facts().map(|facts| facts.logical_name.as_str()));
    let mut meant: Vec<&str> = near.into_iter().collect();
    meant.extend(
        facts()
            .filter(|facts| is_shown(&facts.display_name) || is_shown(&facts.display_collection_name))
            .chain(facts().filter(|facts| lower.len() > 2 && facts.logical_name.contains(&lower)))
            .map(|facts| facts.logical_name.as_str()),
    );
    let mut seen = BTreeSet::new();
    meant.retain(|name| seen.insert(*name));
    meant.truncate(MANY);
    let names: Vec<_> = meant.iter().map(|name| format!("`{name}`")).collect();
    let help = match names.as_slice() {
        [] => "`earlybound tables` lists those that there are".to_owned(),
        names => format!("did you mean {}?", names.join(" or ")),
    };
    format!("there is no table `{word}` in the pages; {help}")
}

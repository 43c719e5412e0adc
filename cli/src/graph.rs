//! `earlybound graph`: tables and their relationships as a picture.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Args, ValueEnum};
use earlybound_reader::model::Schema;
use earlybound_schema::cascade::RelationshipBehavior;
use earlybound_schema::cascade::{Edge, Graph as Relationships};
use serde::Serialize;
use wildmatch::WildMatch;

use crate::findings::{self, plural};
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::picture::{Arrow, Node, Picture, Tone, dot, mermaid, svg};
use crate::{output, read};

/// The most arrows that a picture can have and still be followed.
const ARROWS: usize = 600;

/// Draw tables and the relationships between them
///
/// Arrows lead from a table to those whose rows point at it, the way that a delete or an assignment goes. Their colour
/// is the behaviour of the relationship: parental, referential, referential with restricted delete, or custom.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound graph --format svg > tables.svg
  earlybound graph reference --tables account,contact,opportunity* --format svg > sales.svg
  earlybound graph --behavior Parental | dot -Tpdf > parental.pdf")]
pub(crate) struct Graph {
    #[command(flatten)]
    inputs: Inputs,
    /// The tables to draw, by logical names in which `*` stands for any letters
    #[arg(long, value_name = "NAME", value_delimiter = ',', default_value = "*")]
    tables: Vec<String>,
    /// The relationships to draw, by behaviour [default: all]
    #[arg(long, value_enum, value_name = "BEHAVIOR", value_delimiter = ',')]
    behavior: Vec<Behavior>,
    /// The form of the picture
    #[arg(long, value_enum, default_value_t = PictureFormat::Dot)]
    format: PictureFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[value(rename_all = "PascalCase")]
enum Behavior {
    /// Whatever happens to the parent happens to its children
    Parental,
    /// Deleting the parent clears the lookup
    Referential,
    /// A parent with children cannot be deleted
    Restrict,
    /// Any other mix
    Custom,
    /// Many-to-many
    Many,
    /// Not stated
    Unknown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PictureFormat {
    /// For Graphviz
    Dot,
    /// For Mermaid
    Mermaid,
    /// A picture
    Svg,
    /// Data
    Json,
}

/// A relationship between two tables of the selection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Link<'a> {
    referenced: &'a str,
    referencing: &'a str,
    relationship: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    behavior: Option<&'static str>,
    #[serde(skip)]
    kind: Behavior,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Drawn<'a> {
    tables: Vec<&'a str>,
    relationships: Vec<Link<'a>>,
}

impl Graph {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let reading = read::tables(&self.inputs.paths()?);
        let outcome = findings::conclude(&reading);
        if reading.is_empty() {
            return Ok(outcome);
        }
        let relationships = reading.read.cascade_graph();
        let drawn = self.select(&reading.read, &relationships)?;
        match self.format {
            PictureFormat::Dot => output::print(&dot::write(&picture(&drawn)))?,
            PictureFormat::Mermaid => output::print(&mermaid::write(&picture(&drawn)))?,
            PictureFormat::Svg => output::print(&svg::write(&legible(picture(&drawn))?))?,
            PictureFormat::Json => output::print_json(&drawn)?,
        }
        Ok(outcome)
    }

    /// The tables that the names select, and the relationships between them.
    fn select<'a>(&self, schema: &'a Schema, graph: &Relationships<'a>) -> Result<Drawn<'a>, Failure> {
        let mut tables = BTreeSet::new();
        for pattern in &self.tables {
            let matches = WildMatch::new_case_insensitive(pattern);
            let names = schema.tables.iter().map(|table| table.table.logical_name.as_str());
            let chosen: Vec<_> = names.filter(|name| matches.matches(name)).collect();
            tables.extend(&chosen);
            if chosen.is_empty() {
                return Err(Failure::usage(format!("no table in the pages is called `{pattern}`")));
            }
        }
        let is_drawn = |link: &Link<'_>| {
            tables.contains(link.referenced)
                && tables.contains(link.referencing)
                && (self.behavior.is_empty() || self.behavior.contains(&link.kind))
        };
        let relationships: BTreeSet<_> = graph.edges().map(link).chain(pairs(schema)).filter(is_drawn).collect();
        Ok(Drawn { tables: tables.into_iter().collect(), relationships: relationships.into_iter().collect() })
    }
}

fn link<'a>(edge: &Edge<'a>) -> Link<'a> {
    let behavior = edge.cascade.behavior();
    let kind = match behavior {
        Some(RelationshipBehavior::Parental) => Behavior::Parental,
        Some(RelationshipBehavior::Referential) => Behavior::Referential,
        Some(RelationshipBehavior::ReferentialRestrictDelete) => Behavior::Restrict,
        Some(RelationshipBehavior::Custom) => Behavior::Custom,
        None => Behavior::Unknown,
    };
    let &Edge { referenced, referencing, schema_name, .. } = edge;
    Link { referenced, referencing, relationship: schema_name, behavior: behavior.map(|it| it.as_str()), kind }
}

/// Many-to-many relationships between two known tables.
fn pairs(schema: &Schema) -> impl Iterator<Item = Link<'_>> {
    schema.many_to_many_relationships().filter_map(|pair| {
        let (one, two) = (pair.entity1_logical_name.as_deref()?, pair.entity2_logical_name.as_deref()?);
        let behavior = Some("Many-to-many");
        let (referenced, referencing, relationship) = (one.min(two), one.max(two), pair.schema_name.as_str());
        Some(Link { referenced, referencing, relationship, behavior, kind: Behavior::Many })
    })
}

/// The picture: one arrow for all relationships between two tables that behave alike.
fn picture(drawn: &Drawn<'_>) -> Picture {
    let at: BTreeMap<&str, usize> = drawn.tables.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut arrows: BTreeMap<(usize, usize, Behavior), Vec<&str>> = BTreeMap::new();
    for link in &drawn.relationships {
        if let (Some(from), Some(to)) = (at.get(link.referenced), at.get(link.referencing)) {
            arrows.entry((*from, *to, link.kind)).or_default().push(link.relationship);
        }
    }
    let kinds: BTreeSet<_> = drawn.relationships.iter().map(|link| link.kind).collect();
    let nodes = drawn.tables.iter().map(|name| node(name)).collect();
    let arrow = |((from, to, kind), names): (_, Vec<&str>)| Arrow { from, to, label: label(&names), tone: tone(kind) };
    Picture {
        title: "Tables and relationships".to_owned(),
        summary: format!(
            "{}, {}",
            plural(drawn.tables.len(), "table"),
            plural(drawn.relationships.len(), "relationship")
        ),
        is_tree: false,
        nodes,
        arrows: arrows.into_iter().map(arrow).collect(),
        legend: kinds.into_iter().map(|kind| (tone(kind), words(kind).to_owned())).collect(),
    }
}

fn node(name: &str) -> Node {
    Node { name: name.to_owned(), note: String::new(), hint: name.to_owned(), tone: Tone::Plain, is_outside: false }
}

/// The first relationship, and how many there are beyond it.
fn label(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [name, more @ ..] => format!("{name} +{}", more.len()),
    }
}

const fn tone(kind: Behavior) -> Tone {
    match kind {
        Behavior::Parental => Tone::All,
        Behavior::Referential => Tone::Clear,
        Behavior::Restrict => Tone::Block,
        Behavior::Custom => Tone::Some,
        Behavior::Many => Tone::Many,
        Behavior::Unknown => Tone::Unknown,
    }
}

const fn words(kind: Behavior) -> &'static str {
    match kind {
        Behavior::Parental => "parental",
        Behavior::Referential => "referential",
        Behavior::Restrict => "referential, restrict delete",
        Behavior::Custom => "custom",
        Behavior::Many => "many-to-many",
        Behavior::Unknown => "not stated",
    }
}

/// A picture that can be laid out in a moment, and looked at.
fn legible(picture: Picture) -> Result<Picture, Failure> {
    if picture.arrows.len() <= ARROWS {
        return Ok(picture);
    }
    let arrows = picture.arrows.len();
    Err(Failure::usage(format!(
        "{arrows} arrows are more than a picture shows (at most {ARROWS}): select tables with `--tables`, kinds of \
         relationships with `--behavior`, or another `--format`"
    )))
}

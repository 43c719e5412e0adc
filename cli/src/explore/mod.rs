//! `earlybound explore`: the reference as one page to look around in.

mod changes;
mod columns;
mod data;
mod reaches;

use std::path::{Path, PathBuf};

use clap::Args;
use earlybound_codegen::column_paths;
use earlybound_reader::diagnostic::Severity;
use earlybound_reader::model::Schema;
use earlybound_reader::source::Sources;

use crate::files::{Destination, Kind};
use crate::findings::{self, plural};
use crate::html::Html;
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::{output, progress, read};

pub(crate) use changes::{Changed, Mark};

const BODY: &str = include_str!("page.html");
const STYLE: &str = concat!(
    include_str!("../picture/picture.css"),
    include_str!("page.css"),
    include_str!("cascade.css"),
    include_str!("details.css"),
    include_str!("changes.css"),
    include_str!("media.css")
);
const SCRIPT: &str = concat!(
    include_str!("page.js"),
    include_str!("changes.js"),
    include_str!("search.js"),
    include_str!("cascade.js"),
    include_str!("picture.js"),
    include_str!("details.js"),
    include_str!("start.js")
);

/// Write a page to explore the tables and their cascades in a browser
///
/// The page is one file that needs no network: search a table, see its columns, choices, messages and relationships,
/// pick an action and see what it does to other tables.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound explore --out dataverse.html
  earlybound explore reference --out dataverse.html")]
pub(crate) struct Explore {
    #[command(flatten)]
    inputs: Inputs,
    /// The file to write; a device or a pipe is written to
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace the file even if earlybound did not write it
    #[arg(long)]
    force: bool,
}

impl Explore {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let paths = &self.inputs.paths()?;
        let (reading, page, left_out) = progress::while_running("reading pages, drawing pictures", || {
            let reading = read::tables(paths);
            let paths = column_paths(&reading.read, &reading.sources);
            let data = data::data(&reading.read, &paths);
            let page = page(&data);
            let left_out = data.left_out;
            (reading, page, left_out)
        });
        findings::tell(&reading.diagnostics, &reading.sources, Severity::Error);
        let page = page?;
        let bytes = page.len();
        let (folder, name) = match (self.out.parent(), self.out.file_name()) {
            (Some(folder), Some(name)) if folder != Path::new("") => (folder, PathBuf::from(name)),
            _ => (Path::new("."), self.out.clone()),
        };
        let destination = Destination { folder, kind: Kind::Html, force: self.force };
        let is_new = destination.write(&[(name, page)])? > 0;
        let tables = plural(reading.read.tables.len(), "table");
        output::tell(&format!("{tables}: {}\n", said(&self.out, bytes, is_new)));
        if left_out > 0 {
            let answers = plural(left_out, "answer");
            output::tell(&format!(
                "note: the page leaves out {answers} that would make it too large; `earlybound cascade` gives them\n"
            ));
        }
        Ok(Outcome::of(&reading.diagnostics))
    }
}

/// The page of a schema, with what changed since another version marked.
pub(crate) fn page_of(schema: &Schema, sources: &Sources, changes: Vec<Changed>) -> Result<String, Failure> {
    let paths = column_paths(schema, sources);
    let mut data = data::data(schema, &paths);
    data.changes = changes;
    page(&data)
}

fn page(data: &data::Data<'_>) -> Result<String, Failure> {
    let data = serde_json::to_string(data).map_err(|error| Failure::new(format!("cannot write JSON: {error}")))?;
    Ok(Html { title: "Table explorer", style: STYLE, body: BODY, data: &data, script: SCRIPT }.write())
}

fn said(out: &Path, bytes: usize, is_new: bool) -> String {
    let megabytes = bytes as f64 / 1e6;
    format!("{} {} ({megabytes:.1} MB)", out.display(), if is_new { "written" } else { "unchanged" })
}

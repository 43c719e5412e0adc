//! `earlybound schema`: JSON Schemas for editors.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use earlybound_reader::json_schema;
use serde_json::Value;

use crate::files::{self, Destination};
use crate::outcome::{Failure, Outcome};
use crate::output;

/// Write the JSON Schemas of table documents and settings, for editors
///
/// With a schema an editor completes and checks what you write. Begin a file with
/// `# yaml-language-server: $schema=…/table.schema.json`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound schema --out .vscode
  earlybound schema project")]
pub(crate) struct Schema {
    /// Print one schema instead of writing both
    #[arg(value_enum, required_unless_present = "out")]
    kind: Option<Kind>,
    /// The folder to write `table.schema.json` and `project.schema.json` to
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    out: Option<PathBuf>,
    /// Replace files of these names even if earlybound did not write them
    #[arg(long, requires = "out")]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Table documents, `*.table.yaml`
    Table,
    /// Settings, `earlybound.yaml`
    Project,
}

impl Kind {
    fn schema(self) -> Value {
        match self {
            Self::Table => json_schema::table_document(),
            Self::Project => json_schema::project(),
        }
    }
}

impl Schema {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        if let Some(kind) = self.kind {
            output::print_json(&kind.schema())?;
        }
        if let Some(folder) = &self.out {
            let destination = Destination { folder, kind: files::Kind::Schema, force: self.force };
            for (name, kind) in [("table.schema.json", Kind::Table), ("project.schema.json", Kind::Project)] {
                let file = (PathBuf::from(name), format!("{:#}\n", kind.schema()));
                let said = if destination.write(&[file])? > 0 { "wrote" } else { "unchanged:" };
                output::tell(&format!("{said} `{}`\n", folder.join(name).display()));
            }
        }
        Ok(Outcome::Done)
    }
}

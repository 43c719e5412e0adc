//! `earlybound schema`: JSON Schemas for editors.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use earlybound_reader::json_schema;
use serde_json::Value;

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
            for (name, kind) in [("table.schema.json", Kind::Table), ("project.schema.json", Kind::Project)] {
                let path = folder.join(name);
                let written = output::replace_file(&path, &format!("{:#}\n", kind.schema()))?;
                output::tell(&format!("{} `{}`\n", if written { "wrote" } else { "unchanged:" }, path.display()));
            }
        }
        Ok(Outcome::Done)
    }
}

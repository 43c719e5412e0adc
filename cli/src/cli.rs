//! The command line: which subcommands there are, and what they have in common.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use earlybound_codegen::quoted;

use crate::outcome::{Failure, Outcome};
use crate::{cascade, check, explain, explore, generate, graph, model, render, schema};

/// The pages that are read where no path is given.
const DEFAULT_PATH: &str = "schema/reference";

/// Early-bound Rust types from the Dataverse and Dynamics 365 table/entity reference.
#[derive(Debug, Parser)]
#[command(name = "earlybound", version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  there are errors, or generated files are out of date
  2  the command line is not understood";

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    Check(check::Check),
    Model(model::Model),
    Render(render::Render),
    Cascade(cascade::Cascade),
    Graph(graph::Graph),
    Explore(explore::Explore),
    Explain(explain::Explain),
    Schema(schema::Schema),
}

impl Cli {
    /// Runs the subcommand.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        match self.command {
            Command::Generate(generate) => generate.run(),
            Command::Check(check) => check.run(),
            Command::Model(model) => model.run(),
            Command::Render(render) => render.run(),
            Command::Cascade(cascade) => cascade.run(),
            Command::Graph(graph) => graph.run(),
            Command::Explore(explore) => explore.run(),
            Command::Explain(explain) => explain.run(),
            Command::Schema(schema) => schema.run(),
        }
    }
}

/// The pages to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Pages, and folders of pages; folders are read with all folders below them
    #[arg(value_name = "PATH", default_value = DEFAULT_PATH)]
    paths: Vec<PathBuf>,
}

impl Inputs {
    /// The given paths. Whoever gave none and has no folder of that name is told what to give.
    pub(crate) fn paths(&self) -> Result<&[PathBuf], Failure> {
        if let [path] = self.paths.as_slice()
            && path.as_os_str() == DEFAULT_PATH
            && !path.exists()
        {
            let message = format!("there is no folder `{DEFAULT_PATH}` here: name the pages to read, or their folder");
            return Err(Failure::usage(message));
        }
        Ok(&self.paths)
    }

    /// The paths as they stand on a command line, after a space each; nothing where none needs to be given.
    pub(crate) fn arguments(&self) -> String {
        match self.paths.as_slice() {
            [path] if path.as_os_str() == DEFAULT_PATH => String::new(),
            paths => paths.iter().map(|path| format!(" {}", quoted(path))).collect(),
        }
    }
}

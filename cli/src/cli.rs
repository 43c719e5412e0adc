//! The command line: which subcommands there are.

use clap::{Parser, Subcommand};

use crate::outcome::{Failure, Outcome};
use crate::{
    cascade, check, diff, explain, explore, generate, graph, lock, messages, model, pull, render, schema, tables,
};

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
    Lock(lock::Lock),
    Pull(pull::Pull),
    Check(check::Check),
    Diff(diff::Diff),
    Tables(tables::Tables),
    Model(model::Model),
    Render(render::Render),
    Cascade(cascade::Cascade),
    Graph(graph::Graph),
    Messages(messages::Messages),
    Explore(explore::Explore),
    Explain(explain::Explain),
    Schema(schema::Schema),
}

impl Cli {
    /// Runs the subcommand.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        match self.command {
            Command::Generate(generate) => generate.run(),
            Command::Lock(lock) => lock.run(),
            Command::Pull(pull) => pull.run(),
            Command::Check(check) => check.run(),
            Command::Diff(diff) => diff.run(),
            Command::Tables(tables) => tables.run(),
            Command::Model(model) => model.run(),
            Command::Render(render) => render.run(),
            Command::Cascade(cascade) => cascade.run(),
            Command::Graph(graph) => graph.run(),
            Command::Messages(messages) => messages.run(),
            Command::Explore(explore) => explore.run(),
            Command::Explain(explain) => explain.run(),
            Command::Schema(schema) => schema.run(),
        }
    }
}

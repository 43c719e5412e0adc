//! The `earlybound` command: reads the table/entity reference, checks it, and writes Rust, data or pages.
//!
//! Each subcommand has a file of its own, with its arguments and a function `run`.

mod cascade;
mod check;
mod cli;
mod explain;
mod explore;
mod findings;
mod generate;
mod graph;
mod html;
mod model;
mod outcome;
mod output;
mod picture;
mod progress;
mod read;
mod render;
mod schema;
mod visible;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

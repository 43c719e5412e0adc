#![doc = include_str!("../README.md")]
//!
//! Each subcommand has a file of its own, with its arguments and a method `run`.

mod cascade;
mod check;
mod cli;
mod diff;
mod explain;
mod explore;
mod files;
mod findings;
mod generate;
mod graph;
mod html;
mod inputs;
mod lock;
mod messages;
mod model;
mod organization;
mod outcome;
mod output;
mod picture;
mod progress;
mod pull;
mod read;
mod render;
mod schema;
mod story;
mod tables;

use std::process::ExitCode;

use clap::Parser;

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

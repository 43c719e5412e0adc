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
use rayon::ThreadPoolBuilder;

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    // This thread is the first of the pool, and stays so if the system gives no other: the pool that is there by itself
    // panics then.
    let _pool = ThreadPoolBuilder::new().use_current_thread().build();
    match cli.run() {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

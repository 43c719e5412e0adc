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
    do_without_threads();
    match cli.run() {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

/// Lets this thread do all of the work if the system gives no more of them: the pool that is shared would panic.
fn do_without_threads() {
    if ThreadPoolBuilder::new().build().is_err() {
        // Nobody has used the shared pool before.
        let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}

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
use std::{env, thread};

use clap::Parser;
use earlybound_reader::visible::visible;
use rayon::ThreadPoolBuilder;

/// The most threads, whatever the environment asks for: with thousands the command would only wait for them.
const MOST_THREADS: usize = 256;

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_run(error),
    };
    // This thread is the first of the pool, and stays so if the system gives no other: the pool that is there by itself
    // panics then.
    let _pool = ThreadPoolBuilder::new().num_threads(threads()).use_current_thread().build();
    match cli.run() {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

/// Shows help, a version, or what is wrong with the command line. An argument can hold anything: the message is the one
/// on the arguments as people see them.
fn not_run(error: clap::Error) -> ExitCode {
    let shown = env::args_os().map(|argument| visible(&argument.to_string_lossy()));
    let error = cli::Cli::try_parse_from(shown).err().unwrap_or(error);
    // Where nothing can be written nothing is left to do.
    let _ = error.print();
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Returns the number of threads: as the environment says it, in the variable that rayon reads, or one for each
/// processor.
fn threads() -> usize {
    let asked = env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    asked.or_else(|| thread::available_parallelism().map(usize::from).ok()).unwrap_or(1).min(MOST_THREADS)
}

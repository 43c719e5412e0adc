//! The cost of the first use of a table's metadata: the text of the largest table is read, in a process of its own.
//!
//! Prints the median of several processes, and what asking again costs.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark prints")]

use std::env::{args, current_exe};
use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use earlybound::Table;
use earlybound_generated::Account as Largest;
use earlybound_generated::SCHEMA;

const PROCESSES: usize = 51;

/// The argument of the measured process.
const ONCE: &str = "once";

fn main() -> Result<(), Box<dyn Error>> {
    if args().any(|argument| argument == ONCE) {
        println!("{} {}", nanoseconds(), nanoseconds());
        return Ok(());
    }
    let lines = |metadata: &earlybound::metadata::TableMetadata| {
        metadata.columns.len() + metadata.messages.len() + metadata.many_to_one.len() + metadata.one_to_many.len()
    };
    let largest = SCHEMA.tables.iter().map(|table| lines(table)).max();
    assert_eq!(Largest::metadata().map(lines), largest, "another table is larger");
    let runs = (0..PROCESSES).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    let [first, again] = [0, 1].map(|index| median(runs.iter().filter_map(|run| run.get(index).copied())));
    println!("first use of the metadata of {}: {:.0} µs; again: {again} ns", Largest::LOGICAL_NAME, first as f64 / 1e3);
    Ok(())
}

/// Returns the time that it takes to get the metadata.
fn nanoseconds() -> u128 {
    let start = Instant::now();
    black_box(Largest::metadata());
    start.elapsed().as_nanos()
}

fn run() -> Result<Vec<u128>, Box<dyn Error>> {
    let output = Command::new(current_exe()?).arg(ONCE).output()?.stdout;
    String::from_utf8(output)?.split_whitespace().map(|number| Ok(number.parse()?)).collect()
}

fn median(numbers: impl Iterator<Item = u128>) -> u128 {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

//! What reading the reference costs, side by side with a bare pass of the markdown parser over the same bytes.
//!
//! `EARLYBOUND_CORPUS` names the folder of pages; without it the shipped reference is read. Prints ratios, each the
//! median of several rounds that alternate between the two sides.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark prints")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use earlybound_schema::diagnostic::Diagnostics;
use earlybound_schema::parse::parse;
use earlybound_schema::source::Sources;
use pulldown_cmark::{Options, Parser};

const ROUNDS: usize = 15;

fn main() {
    let folder = match std::env::var_os("EARLYBOUND_CORPUS") {
        Some(corpus) => PathBuf::from(corpus).join("2019"),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/reference")),
    };
    let sources = Sources::read(&[&folder], &mut Diagnostics::default());
    let bytes: usize = sources.iter().map(|(_, source)| source.text.len()).sum();
    println!("{} pages, {:.1} MB", sources.len(), bytes as f64 / 1e6);

    let markdown = || {
        for (_, source) in sources.iter() {
            Parser::new_ext(&source.text, Options::ENABLE_TABLES).into_offset_iter().for_each(drop);
        }
    };
    let read = || drop(black_box(parse(&sources, &mut Diagnostics::default())));
    let in_pool = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        move || pool.as_ref().map_or((), |pool| pool.install(read))
    };
    let (one, two) = (in_pool(1), in_pool(2));
    compare("reading / bare markdown pass, one thread", &one, &markdown);
    compare("one thread / two threads", &one, &two);
}

/// Prints the median of the ratios of two pieces of work, measured in turns.
fn compare(name: &str, left: &dyn Fn(), right: &dyn Fn()) {
    let mut rounds: Vec<(f64, Duration, Duration)> = (0..ROUNDS)
        .map(|_| {
            let (left, right) = (time(left), time(right));
            (left.as_secs_f64() / right.as_secs_f64(), left, right)
        })
        .collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((ratio, left, right)) = rounds.get(ROUNDS / 2) {
        println!("{name}: {ratio:.2} ({left:.1?} / {right:.1?})");
    }
}

fn time(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

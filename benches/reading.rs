//! The cost of reading the reference, side by side with a bare pass of the markdown parser over the same bytes.
//!
//! `EARLYBOUND_CORPUS` names the folder of pages; without it the shipped reference is read. Prints ratios, each the
//! median of several rounds that alternate between the two sides.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark prints")]

mod side_by_side;

use std::hint::black_box;
use std::path::PathBuf;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::parse::parse;
use earlybound_reader::source::Sources;
use pulldown_cmark::{Options, Parser};
use side_by_side::compare;

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
    compare("reading / bare markdown pass, one thread", ROUNDS, &one, &markdown);
    compare("one thread / two threads", ROUNDS, &one, &two);
}

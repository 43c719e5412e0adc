//! Addresses of requests and rows over HTTP, for parsers and clients of others.
//!
//! ```sh
//! python3 trials/foreign/run.py
//! ```
//!
//! `urls` prints addresses with what their texts mean, `serve` keeps the rows of a few tables: bodies are read as the
//! rows of generated code, and these are what is answered.

#![allow(clippy::print_stdout, reason = "it prints what others read")]

mod serve;
mod urls;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match std::env::args().nth(1).as_deref() {
        Some("urls") => urls::print(),
        Some("serve") => serve::run(),
        _ => Err("`urls` or `serve`".into()),
    }
}

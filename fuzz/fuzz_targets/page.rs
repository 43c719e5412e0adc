//! Any bytes as a page and as a table document: nothing panics, and every finding has a place that can be shown.

#![no_main]

use earlybound_reader::diagnostic::{Diagnostics, render_text};
use earlybound_reader::parse::parse;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::default();
    sources.add("page.md", text.as_ref());
    sources.add("tables.yaml", text.as_ref());
    let mut diagnostics = Diagnostics::default();
    let documents = parse(&sources, &mut diagnostics);
    resolve(documents, &mut diagnostics);
    diagnostics.sort();
    render_text(&diagnostics, &sources, false);
});

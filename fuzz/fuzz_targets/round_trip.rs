//! What is read from a page and written as a page again is read as the same.

#![no_main]

use earlybound_schema::diagnostic::Diagnostics;
use earlybound_schema::model::Document;
use earlybound_schema::parse::parse;
use earlybound_schema::render::{RenderOptions, render};
use earlybound_schema::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for document in read(text) {
        let page = render(&document, &RenderOptions::default());
        assert_eq!(read(&page), [document], "{page}");
    }
});

fn read(text: &str) -> Vec<Document> {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    parse(&sources, &mut Diagnostics::default())
}

//! A page that was read and is written as a page again is read as the same.
//!
//! Control characters become spaces, and what the reader did not know loses its HTML, so that the first rendering of a
//! hostile page may differ from it in such texts. But no item comes or goes, and soon nothing changes any more.

#![no_main]

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Document;
use earlybound_reader::parse::parse;
use earlybound_reader::render::{RenderOptions, render};
use earlybound_reader::source::Sources;
use libfuzzer_sys::fuzz_target;

const ROUNDS: usize = 4;

fuzz_target!(|text: &str| {
    for document in read(text) {
        let mut documents = vec![document];
        for _ in 0..ROUNDS {
            let page = render(&documents[documents.len() - 1], &RenderOptions::default());
            documents.push(read(&page).pop().unwrap_or_else(|| panic!("a rendered page is no reference:\n{page}")));
        }
        for pair in documents.windows(2) {
            assert_eq!(shape(&pair[0]), shape(&pair[1]));
        }
        assert_eq!(documents[ROUNDS - 1], documents[ROUNDS]);
    }
});

fn read(text: &str) -> Vec<Document> {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    parse(&sources, &mut Diagnostics::default())
}

/// Returns the number of items of each kind.
fn shape(document: &Document) -> [usize; 7] {
    let options = document.attributes.iter().filter_map(|column| column.option_set.as_ref());
    [
        document.attributes.len(),
        options.map(|set| set.options.len()).sum(),
        document.messages.len(),
        document.events.len(),
        document.many_to_one_relationships.len(),
        document.one_to_many_relationships.len(),
        document.many_to_many_relationships.len(),
    ]
}

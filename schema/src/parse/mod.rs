//! Stage 2, *parse*: pages in, one document per page out.
//!
//! ```
//! use earlybound_schema::diagnostic::Diagnostics;
//! use earlybound_schema::{parse::parse, source::Sources};
//!
//! let mut sources = Sources::default();
//! sources.add("color.md", "# Color table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`color`|\n");
//! let mut diagnostics = Diagnostics::default();
//! let documents = parse(&sources, &mut diagnostics);
//! assert_eq!(documents[0].table.logical_name, "color");
//! assert_eq!(diagnostics.iter().count(), 0);
//! ```

mod blocks;
mod cell;
mod columns;
mod finish;
mod grammar;
mod head;
mod index;
mod lines;
mod messages;
mod page;
mod relationships;
mod rows;
mod table;
mod value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Document;
use crate::source::{SourceId, Sources};

/// Reads every page into a document, in the order of the sources. Pages that are no table reference are left out, with
/// a note.
pub fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Document> {
    let mut documents = Vec::with_capacity(sources.len());
    for (document, findings) in parse_all(sources) {
        documents.extend(document);
        diagnostics.extend(findings);
    }
    documents
}

type Outcome = (Option<Document>, Vec<Diagnostic>);

#[cfg(feature = "parallel")]
fn parse_all(sources: &Sources) -> Vec<Outcome> {
    use rayon::prelude::*;
    let pages: Vec<_> = sources.iter().collect();
    pages.par_iter().map(|(id, source)| parse_page(*id, &source.name, &source.text)).collect()
}

#[cfg(not(feature = "parallel"))]
fn parse_all(sources: &Sources) -> impl Iterator<Item = Outcome> {
    sources.iter().map(|(id, source)| parse_page(id, &source.name, &source.text))
}

/// Reads one page. Gives no document where the page is no table reference, or does not name its table.
fn parse_page(source: SourceId, name: &str, text: &str) -> Outcome {
    let mut page = page::Page::new(source, name, text);
    let body = head::front_matter(&mut page);
    let blocks = blocks::blocks(text, body);
    page.walk(&blocks);
    finish::finish(page, &blocks)
}

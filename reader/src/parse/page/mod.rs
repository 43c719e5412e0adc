//! Pages of the table/entity reference: the text of one page in, one document out.
//!
//! [`walk`] hands each block to the reader of its form ([`headings`], [`rows`], [`lines`]), and that to the reader of its section ([`head`],
//! [`columns`], [`relationships`], [`messages`]). They are functions on the one [state](state::Page), and see only what
//! stands below them.

mod columns;
mod contents;
mod finish;
mod grammar;
mod head;
mod headings;
mod lines;
mod messages;
mod property;
mod relationships;
mod rows;
mod state;
mod walk;

use super::blocks::Block;
use super::front_matter::FrontMatter;
use super::report::Report;
use super::said::Said;
use crate::model::Document;
use crate::span::{Origin, Span};
use state::Page;

/// Reads a page. Gives no document if the page is no table reference, or does not name its table.
pub(super) fn read(name: &str, front_matter: FrontMatter, blocks: &[Block], report: Report<'_>) -> Said {
    let extent = Origin { source: report.source, span: Span::new(0..report.text.len()) };
    let FrontMatter { product, date } = front_matter;
    let document = Document { source: name.to_owned(), product, date, extent, ..Document::default() };
    let mut page = Page::new(report, document);
    walk::walk(&mut page, blocks);
    let (document, findings) = finish::finish(page);
    Said { documents: document.into_iter().collect(), findings, ..Said::default() }
}

//! The walk over a page: each block goes to the reader of its form.

use super::grammar::Section;
use super::state::{Page, Subject};
use super::{head, headings, lines, rows};
use crate::parse::blocks::{Block, Kind};

/// Reads all blocks.
pub(super) fn walk(page: &mut Page<'_>, blocks: &[Block]) {
    for block in blocks {
        let text = block.span.of(page.report.text);
        if page.grid.open_row.is_some() && !matches!(block.kind, Kind::TableRow | Kind::Paragraph) {
            rows::close_row(page);
        }
        match block.kind {
            Kind::Heading(level) => headings::read(page, level, text),
            _ if page.section == Section::SeeAlso || page.section == Section::Unknown => {}
            Kind::TableHead => rows::table_head(page, text),
            Kind::TableRow => rows::row(page, text),
            Kind::Paragraph => lines::paragraph(page, text),
            Kind::Html if page.item.subject != Subject::Nothing => lines::paragraph(page, text),
            Kind::List => lines::list(page, text),
            Kind::Quote => head::note(page, text),
            Kind::Foreign if page.item.subject != Subject::Nothing => page.report.unread(text),
            Kind::Html | Kind::Foreign => {}
        }
    }
    rows::close_row(page);
    headings::end_section(page);
}

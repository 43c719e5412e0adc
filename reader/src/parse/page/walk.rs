//! The walk over a page: each block goes to the reader of its form.

use super::grammar::Section;
use super::state::{Page, Subject};
use super::{head, headings, lines, rows};
use crate::parse::blocks::{Block, BlockKind};

/// Reads all blocks.
pub(super) fn walk(page: &mut Page<'_>, blocks: &[Block]) {
    for block in blocks {
        let text = block.span.of(page.report.text);
        if page.grid.open_row.is_some() && !matches!(block.kind, BlockKind::TableRow | BlockKind::Paragraph) {
            rows::close_row(page);
        }
        match block.kind {
            BlockKind::Heading(level) => headings::read(page, level, text),
            _ if page.section == Section::SeeAlso || page.section == Section::Unknown => {}
            BlockKind::TableHead => rows::table_head(page, text),
            BlockKind::TableRow => rows::row(page, text),
            BlockKind::Paragraph => lines::paragraph(page, text),
            BlockKind::Html if page.item.subject != Subject::Nothing => lines::paragraph(page, text),
            BlockKind::List => lines::list(page, text),
            BlockKind::Quote => head::note(page, text),
            BlockKind::Foreign if page.item.subject != Subject::Nothing => page.report.unread(text),
            BlockKind::Html | BlockKind::Foreign => {}
        }
    }
    rows::close_row(page);
    headings::end_section(page);
}

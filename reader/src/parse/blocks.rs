//! Markdown in, blocks out: the outermost blocks of a page, each with its place.
//!
//! `pulldown-cmark` decides where blocks begin and end. What stands *inside* a cell, paragraph or list follows the
//! reference's own conventions and is read from the source text by [`super::cell`].

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::span::Span;

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph: one or more lines.
    Paragraph,
    /// A whole list, nested lists included.
    List,
    /// A block quote.
    Quote,
    /// The header row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// HTML that stands alone, such as the anchor of a section.
    Html,
    /// Anything else: code, rules, footnotes.
    Foreign,
}

/// A block and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
}

/// The outermost blocks of a text from the byte `body` on, in order.
pub(super) fn blocks(text: &str, body: usize) -> Vec<Block> {
    let markdown = text.get(body..).unwrap_or_default();
    let mut blocks = Vec::with_capacity(markdown.len() / 64);
    let mut end = 0;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        // What stands inside of a block, and its own end, begins before the block ends.
        if range.start < end {
            continue;
        }
        let kind = match &event {
            // Tables are the one block whose rows are blocks of their own.
            // A cell that a row lacks stands behind it.
            Event::Start(Tag::Table(_) | Tag::TableCell) => continue,
            Event::Start(tag) => block_kind(tag),
            Event::Rule => BlockKind::Foreign,
            _ => continue,
        };
        end = range.end;
        blocks.push(Block { kind, span: Span::new(range.start + body..range.end + body) });
    }
    blocks
}

fn block_kind(tag: &Tag<'_>) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::List(_) => BlockKind::List,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::TableHead => BlockKind::TableHead,
        Tag::TableRow => BlockKind::TableRow,
        Tag::HtmlBlock => BlockKind::Html,
        _ => BlockKind::Foreign,
    }
}

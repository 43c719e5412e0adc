//! Markdown in, blocks out: the outermost blocks of a page, each with its place.
//!
//! `pulldown-cmark` decides where blocks begin and end. What stands *inside* a cell, paragraph or list follows the
//! reference's own conventions and is read from the source text by [`super::cell`].

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use crate::source::Span;

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The outermost blocks of a text from the byte `body` on, in order.
pub(super) fn blocks(text: &str, body: usize) -> Vec<Block> {
    let markdown = text.get(body..).unwrap_or_default();
    let mut blocks = Vec::with_capacity(markdown.len() / 64);
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        let kind = match event {
            Event::Start(tag) => {
                depth += 1;
                match block_kind(&tag) {
                    // Tables are the one block whose rows are blocks of their own.
                    Some(kind @ (Kind::TableHead | Kind::TableRow)) if depth == 2 => kind,
                    Some(kind) if depth == 1 && !matches!(tag, Tag::Table(_)) => kind,
                    _ => continue,
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Rule if depth == 0 => Kind::Foreign,
            _ => continue,
        };
        blocks.push(Block { kind, span: Span::new(range.start + body..range.end + body) });
    }
    blocks
}

fn block_kind(tag: &Tag<'_>) -> Option<Kind> {
    Some(match tag {
        Tag::Heading { level, .. } => Kind::Heading(level_number(*level)),
        Tag::Paragraph => Kind::Paragraph,
        Tag::List(_) => Kind::List,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::HtmlBlock => Kind::Html,
        Tag::TableCell
        | Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. } => return None,
        _ => Kind::Foreign,
    })
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

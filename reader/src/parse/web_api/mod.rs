//! Pages of the Web API reference: actions, functions, complex types, enum types and entity types.
//!
//! To read a new layout, add its headings and table headers to [`grammar`].

mod grammar;
mod includes;
mod items;
mod reader;
mod text;

pub(super) use includes::Includes;

use super::blocks::{Block, BlockKind};
use super::cell::{cells, closed};
use super::front_matter::FrontMatter;
use super::report::Report;
use super::said::Said;
use crate::diagnostic::Code;
use crate::model::Layer;
use crate::span::Span;
use grammar::{PageKind, Section};
use reader::Reader;

/// The title of a page of the Web API reference.
pub(super) struct Title<'a> {
    name: &'a str,
    kind: PageKind,
    /// The whole heading.
    span: Span,
}

/// The title, if a page is one of the Web API reference.
pub(super) fn title<'a>(text: &'a str, blocks: &[Block]) -> Option<Title<'a>> {
    let title = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    let heading = title.span.of(text).trim_ascii().trim_start_matches('#').trim_ascii();
    let (name, kind) = grammar::title(heading)?;
    Some(Title { name, kind, span: title.span })
}

/// Reads a page of that title.
pub(super) fn read<'a>(
    name: &str,
    front_matter: FrontMatter,
    title: &Title<'a>,
    blocks: &[Block],
    report: Report<'a>,
    includes: &Includes<'a>,
) -> Said {
    let FrontMatter { product, date } = front_matter;
    let layer = Layer { product, source: name.to_owned(), date, full: true, ..Layer::default() };
    let said = items::begin(title.kind, title.name, report.origin(title.name), layer);
    let mut reader = Reader {
        report,
        includes,
        kind: title.kind,
        section: Section::Head,
        columns: Vec::new(),
        description: None,
        lookups: Vec::new(),
        said,
        included: Vec::new(),
    };
    walk(&mut reader, blocks.iter().filter(|block| block.span != title.span));
    let Reader { mut said, description, included, report, .. } = reader;
    items::end(&mut said, description);
    Said { web_api: said, included, findings: report.findings, ..Said::default() }
}

fn walk<'b>(reader: &mut Reader<'_, '_>, blocks: impl Iterator<Item = &'b Block>) {
    for block in blocks {
        let block_text = block.span.of(reader.report.text);
        text::note_includes(reader, block_text);
        match block.kind {
            BlockKind::Heading(level) => heading(reader, level, block_text),
            BlockKind::TableHead => table_head(reader, block_text),
            BlockKind::TableRow => row(reader, block_text),
            BlockKind::Html if reader.section == Section::Head => text::head_table(reader, block_text),
            BlockKind::Paragraph if block_text.starts_with('|') => loose_rows(reader, block_text),
            BlockKind::Paragraph if reader.section == Section::Head => text::head_paragraph(reader, block_text),
            _ => {}
        }
    }
}

fn heading<'a>(reader: &mut Reader<'_, 'a>, level: u8, raw: &'a str) {
    reader.columns.clear();
    let heading = raw.trim_ascii().trim_start_matches('#').trim_ascii();
    let section = grammar::section(reader.kind, heading);
    match section {
        Section::Unknown if level == 2 => {
            let message = format!("unknown section `{heading}`");
            reader.report.warn(Code::UnknownSection, heading, message, "not read", None);
            reader.section = section;
        }
        // Examples and remarks have headings of their own.
        Section::Unknown => {}
        _ => reader.section = section,
    }
}

fn table_head<'a>(reader: &mut Reader<'_, 'a>, row: &'a str) {
    reader.columns.clear();
    let needed = reader.section.needed();
    if needed.is_empty() {
        return;
    }
    reader.columns.extend(cells(row).map(grammar::column));
    if needed.iter().any(|column| !reader.columns.contains(column)) {
        reader.columns.clear();
        let help = "the section's table has other headers in the reference".to_owned();
        reader.report.warn(Code::StrayBlock, row, "table of an unknown kind".into(), "not read", Some(help));
    }
}

fn row<'a>(reader: &mut Reader<'_, 'a>, row: &'a str) {
    if reader.columns.is_empty() {
        return;
    }
    let row = row.trim_ascii();
    let values: Vec<&'a str> = cells(row).collect();
    if values.len() != reader.columns.len() || !closed(row) {
        let message = match closed(row) {
            true => format!("table row of {} cells under a header of {}", values.len(), reader.columns.len()),
            false => "table row without an end".to_owned(),
        };
        let help = "the page may be cut off here, or a text holds a pipe (write it as `\\|`)".to_owned();
        reader.report.warn(Code::BrokenRow, row, message, "read as far as it goes", Some(help));
    }
    items::row(reader, &values, row);
}

/// Rows that markdown does not see as rows: below a header without its rule.
fn loose_rows<'a>(reader: &mut Reader<'_, 'a>, paragraph: &'a str) {
    if !reader.section.needed().is_empty() {
        let line = paragraph.lines().next().unwrap_or_default();
        let help = "a table has a rule under its header: `|---|---|`".to_owned();
        reader.report.warn(Code::BrokenRow, line, "rows outside of a table".into(), "not read", Some(help));
    }
}

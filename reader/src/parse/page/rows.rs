//! Table rows: properties, options and messages, and what is left of rows that were broken over lines.

use super::grammar::{self, Header, Section};
use super::state::{Page, Subject};
use super::{columns, messages, property};
use crate::diagnostic::Code;
use crate::parse::cell::{cells, closed, has_byte, inside, is_nothing, next_pipe};
use crate::span::Span;

/// Reads the header of a table: it says what its rows are.
pub(super) fn table_head<'a>(page: &mut Page<'a>, row: &'a str) {
    page.grid.header.clear();
    page.grid.header.extend(cells(row));
    page.grid.kind = grammar::header(&page.grid.header);
    let is_of_section = matches!(page.section, Section::Messages | Section::Events);
    if page.grid.kind == Some(Header::Messages) && !is_of_section {
        let message = "messages outside of their section".to_owned();
        page.report.warn(
            Code::StrayBlock,
            row,
            message,
            "read all the same",
            Some("add the heading `## Messages`".into()),
        );
    }
    if page.grid.kind.is_none() {
        let help = "the headers of the reference are `Property | Value`, `Value | Label` and those of messages";
        page.report.warn(Code::StrayBlock, row, "table of an unknown kind".into(), "not read", Some(help.into()));
    }
}

/// Reads a row.
pub(super) fn row<'a>(page: &mut Page<'a>, row: &'a str) {
    let line = row.trim_ascii();
    if let Some(open) = page.grid.open_row {
        // The rest of a broken row is a lone pipe, or text that does not begin a row of its own.
        if line == "|" || !line.starts_with('|') {
            page.grid.open_row = Some(Span { start: open.start, end: page.report.span(line).end });
            if closed(line) {
                close_row(page);
            }
            return;
        }
        close_row(page);
    }
    match page.grid.kind {
        Some(Header::Properties) if !closed(line) => page.grid.open_row = Some(page.report.span(line)),
        Some(Header::Properties) => property_row(page, line),
        Some(kind) => wide_row(page, kind, line),
        None => {}
    }
}

/// Reads a row that was left open, now that its end was reached.
pub(super) fn close_row(page: &mut Page<'_>) {
    let Some(span) = page.grid.open_row.take() else { return };
    let row = span.of(page.report.text);
    if !closed(row) {
        let help = "end the row with `|`; the page may be cut off here";
        page.report.warn(
            Code::BrokenRow,
            row,
            "table row without an end".into(),
            "read as far as it goes",
            Some(help.into()),
        );
    }
    property_row(page, row);
}

/// A row of a property table. Everything after the first cell is the value: a text may hold a pipe.
fn property_row<'a>(page: &mut Page<'a>, row: &'a str) {
    let inner = inside(row);
    let Some(pipe) = next_pipe(inner) else {
        let help = "a row of properties has two cells: `|Key|Value|`";
        return page.report.warn(
            Code::BrokenRow,
            row,
            "table row without a value".into(),
            "not read",
            Some(help.into()),
        );
    };
    let (key, value) = (inner[..pipe].trim_ascii(), inner[pipe + 1..].trim_ascii());
    if has_byte(value, |byte| byte == b'|') && next_pipe(value).is_some() {
        let help = "write a pipe inside of a text as `\\|`";
        let message = format!("more than one value for `{key}`");
        page.report.warn(Code::BrokenRow, value, message, "read as one text", Some(help.into()));
    }
    if !is_nothing(key) {
        property::read(page, key, value);
    } else if !value.is_empty() {
        page.report.warn(Code::BrokenRow, row, "value without a key".into(), "not read", None);
    }
}

/// A row of options or messages: as many cells as the header has.
fn wide_row<'a>(page: &mut Page<'a>, kind: Header, row: &'a str) {
    // The same lists for every row: a page has thousands.
    let header = std::mem::take(&mut page.grid.header);
    let mut values = std::mem::take(&mut page.grid.values);
    values.clear();
    values.extend(cells(row));
    if values.len() != header.len() || !closed(row) {
        let message = format!("table row of {} cells under a header of {}", values.len(), header.len());
        let message = if closed(row) { message } else { "table row without an end".into() };
        let help = "the page may be cut off here, or a text holds a pipe (write it as `\\|`)";
        page.report.warn(Code::BrokenRow, row, message, "read as far as it goes", Some(help.into()));
    }
    match kind {
        Header::Messages => {
            let is_event = page.section == Section::Events;
            let message = messages::row(&mut page.report, &header, &values, row);
            let list = if is_event { &mut page.document.events } else { &mut page.document.messages };
            list.extend(message);
        }
        _ if page.item.subject == Subject::Column => columns::option_row(page, &header, &values),
        _ => page.report.stray(row, "option"),
    }
    page.grid.header = header;
    page.grid.values = values;
}

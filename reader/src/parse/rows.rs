//! Table rows: properties, options and messages, and what is left of rows that were broken over lines.

use super::cell::{cells, closed, has_byte, inside, is_nothing, next_pipe};
use super::columns;
use super::grammar::{self, Header, Section};
use super::page::{Page, Subject};
use crate::diagnostic::Code;
use crate::source::Span;

impl<'a> Page<'a> {
    pub(super) fn table_head(&mut self, row: &'a str) {
        self.header.clear();
        self.header.extend(cells(row));
        self.table = grammar::header(&self.header);
        let is_of_section = matches!(self.section, Section::Messages | Section::Events);
        if self.table == Some(Header::Messages) && !is_of_section {
            let message = "messages outside of their section".to_owned();
            self.warn(
                Code::StrayBlock,
                row,
                message,
                "read all the same",
                Some("add the heading `## Messages`".into()),
            );
        }
        if self.table.is_none() {
            let help = "the headers of the reference are `Property | Value`, `Value | Label` and those of messages";
            self.warn(Code::StrayBlock, row, "table of an unknown kind".into(), "not read", Some(help.into()));
        }
    }

    pub(super) fn row(&mut self, row: &'a str) {
        let line = row.trim_ascii();
        if let Some(open) = self.open_row {
            // The rest of a broken row is a lone pipe, or text that does not begin a row of its own.
            if line == "|" || !line.starts_with('|') {
                self.open_row = Some(Span { start: open.start, end: self.span(line).end });
                if closed(line) {
                    self.close_row();
                }
                return;
            }
            self.close_row();
        }
        match self.table {
            Some(Header::Properties) if !closed(line) => self.open_row = Some(self.span(line)),
            Some(Header::Properties) => self.property_row(line),
            Some(kind) => self.wide_row(kind, line),
            None => {}
        }
    }

    /// Reads a row that was left open, now that its end was reached.
    pub(super) fn close_row(&mut self) {
        let Some(span) = self.open_row.take() else { return };
        let row = span.of(self.text);
        if !closed(row) {
            let help = "end the row with `|`; the page may be cut off here";
            self.warn(
                Code::BrokenRow,
                row,
                "table row without an end".into(),
                "read as far as it goes",
                Some(help.into()),
            );
        }
        self.property_row(row);
    }

    /// A row of a property table. Everything after the first cell is the value: a text may hold a pipe.
    fn property_row(&mut self, row: &'a str) {
        let inner = inside(row);
        let Some(pipe) = next_pipe(inner) else {
            let help = "a row of properties has two cells: `|Key|Value|`";
            return self.warn(Code::BrokenRow, row, "table row without a value".into(), "not read", Some(help.into()));
        };
        let (key, value) = (inner[..pipe].trim_ascii(), inner[pipe + 1..].trim_ascii());
        if has_byte(value, |byte| byte == b'|') && next_pipe(value).is_some() {
            let help = "write a pipe inside of a text as `\\|`";
            let message = format!("more than one value for `{key}`");
            self.warn(Code::BrokenRow, value, message, "read as one text", Some(help.into()));
        }
        if !is_nothing(key) {
            self.property(key, value);
        } else if !value.is_empty() {
            self.warn(Code::BrokenRow, row, "value without a key".into(), "not read", None);
        }
    }

    /// A row of options or messages: as many cells as the header has.
    fn wide_row(&mut self, kind: Header, row: &'a str) {
        // The same lists for every row: a page has thousands.
        let header = std::mem::take(&mut self.header);
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend(cells(row));
        if values.len() != header.len() || !closed(row) {
            let message = format!("table row of {} cells under a header of {}", values.len(), header.len());
            let message = if closed(row) { message } else { "table row without an end".into() };
            let help = "the page may be cut off here, or a text holds a pipe (write it as `\\|`)";
            self.warn(Code::BrokenRow, row, message, "read as far as it goes", Some(help.into()));
        }
        match kind {
            Header::Messages => self.message_row(self.section == Section::Events, &header, &values, row),
            _ if self.subject == Subject::Column => columns::option_row(self, &header, &values),
            _ => self.stray(row, "option"),
        }
        self.header = header;
        self.values = values;
    }
}

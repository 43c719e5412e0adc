//! Paragraphs and lists: properties in bold, lists of parts, and sentences.

use super::cell::first_link;
use super::columns;
use super::grammar::{self, Section};
use super::head;
use super::page::{Page, Subject};
use crate::diagnostic::Code;
use crate::model::key::Key;

impl<'a> Page<'a> {
    pub(super) fn paragraph(&mut self, paragraph: &'a str) {
        if paragraph.starts_with('|') {
            return self.loose_rows(paragraph);
        }
        self.close_row();
        self.list_key = None;
        match self.section {
            Section::Head => head::paragraph(self, paragraph),
            _ if self.subject == Subject::Nothing => self.prose(paragraph),
            _ => paragraph.lines().for_each(|line| self.line(line)),
        }
    }

    /// Prose of a section. Properties and sentences in it have lost the heading of their item.
    fn prose(&mut self, paragraph: &'a str) {
        let leads_to_item = |line: &str| first_link(line).is_some_and(|link| link.url.contains("#BKMK_"));
        let lines = paragraph.lines().map(str::trim_ascii);
        if let Some(line) = lines.into_iter().find(|line| bold_property(line).is_some() || leads_to_item(line)) {
            self.stray(line, "line");
        }
    }

    /// Rows that markdown does not see as rows: after a broken one, or under a header without its rule.
    fn loose_rows(&mut self, paragraph: &'a str) {
        for line in paragraph.lines() {
            let is_rule = line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
            match self.table {
                _ if is_rule => {}
                None => {
                    self.table_head(line);
                    if self.table.is_some() {
                        let message = "table without the rule under its header".to_owned();
                        self.warn(Code::BrokenRow, line, message, "read all the same", None);
                    }
                }
                Some(_) => self.row(line),
            }
        }
    }

    /// A line of a paragraph that belongs to the table or to an item: a property in bold, or a known sentence.
    fn line(&mut self, line: &'a str) {
        let line = line.trim_ascii();
        let line = line.strip_suffix("<br />").unwrap_or(line).trim_ascii_end();
        let is_trailer = line == self.document.table.logical_name;
        if line.is_empty() || is_anchor(line) || is_trailer {
            return;
        }
        if line.starts_with('|') && self.table.is_some() {
            return self.row(line); // Rows after a text that was broken over lines.
        }
        if let Some((key, value)) = bold_property(line) {
            self.list_key = if value.is_empty() { grammar::key(key) } else { None };
            if self.list_key != Some(Key::Options) {
                self.property(key, value);
            }
            return;
        }
        // The table's properties stand between sentences that say no more than the heading does.
        let is_prose = self.subject == Subject::Table && !line.starts_with("**");
        if !is_prose && !self.sentence(line) {
            self.unread(line);
        }
    }

    pub(super) fn list(&mut self, list: &'a str) {
        if self.subject == Subject::Nothing {
            return self.index_list(list);
        }
        let mut nested = None;
        for line in list.lines().filter(|line| !line.trim_ascii().is_empty()) {
            let bullet = line.trim_ascii_start();
            let is_nested = bullet.len() < line.trim_ascii_end().len();
            let Some(text) = bullet.strip_prefix("- ").map(str::trim_ascii) else {
                self.unread(line);
                continue;
            };
            let part_of = if is_nested { nested } else { self.list_key };
            if let Some(key) = part_of {
                self.list_part(key, text);
            } else if let Some((key, value)) = bold_property(text) {
                nested = if value.is_empty() { grammar::key(key) } else { None };
                self.property(key, value);
            } else {
                self.unread(text);
            }
        }
    }

    fn list_part(&mut self, key: Key, text: &'a str) {
        match (key, bold_property(text)) {
            (Key::Options, _) => columns::option_item(self, text),
            (_, Some((name, value))) => self.relationship_part(key, name, value),
            _ => self.unread(text),
        }
    }
}

/// HTML that names a place on the page, or a comment.
pub(super) fn is_anchor(line: &str) -> bool {
    line.starts_with("<a name=") && line.ends_with("</a>") || line.starts_with("<!--") && line.ends_with("-->")
}

/// A property of the form `**Key**: value`.
pub(super) fn bold_property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix("**")?.split_once("**:")?;
    Some((key, value.trim_ascii()))
}

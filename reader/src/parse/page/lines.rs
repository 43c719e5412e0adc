//! Paragraphs and lists: properties in bold, lists of parts, and sentences.

use super::grammar::{self, Section};
use super::state::{Page, Subject};
use super::{columns, contents, head, property, relationships, rows};
use crate::diagnostic::Code;
use crate::model::key::Key;
use crate::parse::cell::first_link;
use crate::parse::inline::{bold_property, is_anchor};

/// Reads a paragraph.
pub(super) fn paragraph<'a>(page: &mut Page<'a>, paragraph: &'a str) {
    if paragraph.starts_with('|') {
        return loose_rows(page, paragraph);
    }
    rows::close_row(page);
    page.item.list_key = None;
    match page.section {
        Section::Head => head::paragraph(page, paragraph),
        _ if page.item.subject == Subject::Nothing => prose(page, paragraph),
        _ => paragraph.lines().for_each(|text| line(page, text)),
    }
}

/// Prose of a section. Properties and sentences in it have lost the heading of their item.
fn prose<'a>(page: &mut Page<'a>, paragraph: &'a str) {
    let leads_to_item = |line: &str| first_link(line).is_some_and(|link| link.url.contains("#BKMK_"));
    let lines = paragraph.lines().map(str::trim_ascii);
    if let Some(line) = lines.into_iter().find(|line| bold_property(line).is_some() || leads_to_item(line)) {
        page.report.stray(line, "line");
    }
}

/// Rows that markdown does not see as rows: after a broken one, or under a header without its rule.
fn loose_rows<'a>(page: &mut Page<'a>, paragraph: &'a str) {
    for line in paragraph.lines() {
        let is_rule = line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
        match page.grid.kind {
            _ if is_rule => {}
            None => {
                rows::table_head(page, line);
                if page.grid.kind.is_some() {
                    let message = "table without the rule under its header".to_owned();
                    page.report.warn(Code::BrokenRow, line, message, "read all the same", None);
                }
            }
            Some(_) => rows::row(page, line),
        }
    }
}

/// A line of a paragraph that belongs to the table or to an item: a property in bold, or a known sentence.
fn line<'a>(page: &mut Page<'a>, line: &'a str) {
    let line = line.trim_ascii();
    let line = line.strip_suffix("<br />").unwrap_or(line).trim_ascii_end();
    let is_trailer = line == page.document.table.logical_name;
    if line.is_empty() || is_anchor(line) || is_trailer {
        return;
    }
    if line.starts_with('|') && page.grid.kind.is_some() {
        return rows::row(page, line); // Rows after a text that was broken over lines.
    }
    if let Some((key, value)) = bold_property(line) {
        page.item.list_key = if value.is_empty() { grammar::key(key) } else { None };
        if page.item.list_key != Some(Key::Options) {
            property::read(page, key, value);
        }
        return;
    }
    if let Some(name) = line.strip_prefix("IntersectEntityName:")
        && matches!(page.item.subject, Subject::Relationship(_))
    {
        return property::read(page, "IntersectEntityName", name.trim());
    }
    // The table's properties stand between sentences that say no more than the heading does.
    let is_prose = page.item.subject == Subject::Table && !line.starts_with("**");
    if !is_prose && !relationships::sentence(page, line) {
        page.report.unread(line);
    }
}

/// Reads a list.
pub(super) fn list<'a>(page: &mut Page<'a>, list: &'a str) {
    if page.item.subject == Subject::Nothing {
        return contents::list(page, list);
    }
    let mut nested = None;
    for line in list.lines().filter(|line| !line.trim_ascii().is_empty()) {
        let bullet = line.trim_ascii_start();
        let is_nested = bullet.len() < line.trim_ascii_end().len();
        let Some(text) = bullet.strip_prefix("- ").map(str::trim_ascii) else {
            page.report.unread(line);
            continue;
        };
        let part_of = if is_nested { nested } else { page.item.list_key };
        if let Some(key) = part_of {
            list_part(page, key, text);
        } else if let Some((key, value)) = bold_property(text) {
            nested = if value.is_empty() { grammar::key(key) } else { None };
            property::read(page, key, value);
        } else {
            page.report.unread(text);
        }
    }
}

fn list_part<'a>(page: &mut Page<'a>, key: Key, text: &'a str) {
    match (key, bold_property(text)) {
        (Key::Options, _) => columns::option_item(page, text),
        (_, Some((name, value))) => relationships::set_part(page, key, name, value),
        _ => page.report.unread(text),
    }
}

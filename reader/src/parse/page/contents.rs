//! The list of links at the head of a section, held against the items that follow it.

use std::collections::HashSet;

use super::grammar::{Section, Side};
use super::state::{Page, one_to_many};
use crate::diagnostic::Code;
use crate::parse::cell;

/// Reads the list of items at the head of a section.
pub(super) fn list<'a>(page: &mut Page<'a>, list: &'a str) {
    for line in list.lines().filter(|line| !line.trim_ascii().is_empty()) {
        let is_bullet = line.trim_ascii_start().starts_with("- ");
        match cell::first_link(line).filter(|_| is_bullet) {
            Some(link) if link.url.starts_with("#BKMK_") => page.contents.listed.push(link.text),
            _ if page.section == Section::Head => {}
            _ => page.report.stray(line.trim_ascii(), "list item"),
        }
    }
    make_room(page);
}

/// Makes room for the items that the list announces: they are large, and moving them while lists grow takes time.
fn make_room(page: &mut Page<'_>) {
    let count = page.contents.listed.len();
    match page.section {
        Section::Columns(_) => page.document.attributes.reserve_exact(count),
        Section::Relationships(Side::ManyToMany) => page.document.many_to_many_relationships.reserve_exact(count),
        Section::Relationships(side) => one_to_many(&mut page.document, side).reserve_exact(count),
        _ => {}
    }
}

/// Checks that the list at the head of a section and its items name the same things in the same order.
pub(super) fn check<'a>(page: &mut Page<'a>) {
    if page.contents.listed.is_empty() || page.contents.listed == page.contents.items {
        return;
    }
    let (listed, items) = (std::mem::take(&mut page.contents.listed), std::mem::take(&mut page.contents.items));
    let missing = |names: &[&'a str], from: &[&str]| -> Vec<&'a str> {
        let from: HashSet<&str> = from.iter().copied().collect();
        names.iter().copied().filter(|name| !from.contains(name)).collect()
    };
    let (no_item, no_entry) = (missing(&listed, &items), missing(&items, &listed));
    if let [first, more @ ..] = no_item.as_slice() {
        let message = match more.len() {
            0 => format!("no item `{first}`"),
            more => format!("no item `{first}`, nor for {more} more names of the list"),
        };
        let help = (!more.is_empty()).then(|| "the page may be cut off: fetch it again".to_owned());
        page.report.warn(Code::IndexDisagrees, first, message, "listed here", help);
    }
    if let [first, more @ ..] = no_entry.as_slice() {
        let message = match more.len() {
            0 => format!("`{first}` is not in its section's list"),
            more => format!("`{first}` is not in its section's list, nor are {more} more of its items"),
        };
        page.report.warn(Code::IndexDisagrees, first, message, "described here", None);
    }
    if no_item.is_empty() && no_entry.is_empty() {
        let first = listed.iter().zip(&items).find(|(entry, item)| entry != item).map(|(entry, _)| *entry);
        if let Some(place) = first.or_else(|| listed.last().copied()) {
            let message = "the section's list has another order than its items".to_owned();
            page.report.warn(Code::IndexDisagrees, place, message, "the first difference", None);
        }
    }
}

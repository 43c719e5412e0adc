//! The list of links at the head of a section, held against the items that follow it.

use std::collections::HashSet;

use super::cell;
use super::grammar::{Section, Side};
use super::page::Page;
use crate::diagnostic::Code;

impl<'a> Page<'a> {
    /// The list of items at the head of a section.
    pub(super) fn index_list(&mut self, list: &'a str) {
        for line in list.lines().filter(|line| !line.trim_ascii().is_empty()) {
            let is_bullet = line.trim_ascii_start().starts_with("- ");
            match cell::first_link(line).filter(|_| is_bullet) {
                Some(link) if link.url.starts_with("#BKMK_") => self.index.push(link.text),
                _ if self.section == Section::Head => {}
                _ => self.stray(line.trim_ascii(), "list item"),
            }
        }
        self.make_room();
    }

    /// Makes room for the items that the list announces: they are large, and moving them while lists grow takes time.
    fn make_room(&mut self) {
        let count = self.index.len();
        match self.section {
            Section::Columns(_) => self.document.attributes.reserve_exact(count),
            Section::Relationships(Side::ManyToMany) => self.document.many_to_many_relationships.reserve_exact(count),
            Section::Relationships(side) => self.one_to_many_list(side).reserve_exact(count),
            _ => {}
        }
    }

    /// The list at the head of a section and its items name the same things in the same order.
    pub(super) fn check_index(&mut self) {
        if self.index.is_empty() || self.index == self.items {
            return;
        }
        let (index, items) = (std::mem::take(&mut self.index), std::mem::take(&mut self.items));
        let missing = |names: &[&'a str], from: &[&str]| -> Vec<&'a str> {
            let from: HashSet<&str> = from.iter().copied().collect();
            names.iter().copied().filter(|name| !from.contains(name)).collect()
        };
        let (no_item, no_entry) = (missing(&index, &items), missing(&items, &index));
        for name in &no_item {
            self.warn(Code::IndexDisagrees, name, format!("no item `{name}`"), "listed here", None);
        }
        for name in &no_entry {
            self.warn(
                Code::IndexDisagrees,
                name,
                format!("`{name}` is not in its section's list"),
                "described here",
                None,
            );
        }
        if no_item.is_empty() && no_entry.is_empty() {
            let first = index.iter().zip(&items).find(|(entry, item)| entry != item).map(|(entry, _)| *entry);
            if let Some(place) = first.or_else(|| index.last().copied()) {
                let message = "the section's list has another order than its items".to_owned();
                self.warn(Code::IndexDisagrees, place, message, "the first difference", None);
            }
        }
    }
}

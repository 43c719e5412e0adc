//! A page as it grows: blocks with one blank line between them.

use super::properties::Properties;
use super::text;
use crate::model::ChangesFrom;

/// The text of a page so far.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
}

impl Writer {
    /// Adds a block of lines without its last line end.
    pub(super) fn block(&mut self, lines: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(lines);
        self.text.push('\n');
    }

    /// Adds a heading of the reference's own.
    pub(super) fn heading(&mut self, level: usize, title: &str) {
        self.block(&format!("{} {title}", "#".repeat(level)));
    }

    /// Adds a table of cells that are Markdown already.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        let mut lines = format!("|{}|\n|{}", head.join("|"), "---|".repeat(N));
        for row in rows {
            lines.push_str("\n|");
            lines.push_str(&row.join("|"));
            lines.push('|');
        }
        self.block(&lines);
    }

    /// Adds a table of properties, unless it would be empty.
    pub(super) fn properties(&mut self, rows: &Properties) {
        if !rows.is_empty() {
            let rows: Vec<_> = rows.as_slice().iter().map(|[key, cell]| [text::plain(key), cell.clone()]).collect();
            self.table(["Property", "Value"], &rows);
        }
    }

    /// Names the solution that added an item.
    pub(super) fn added_by(&mut self, solution: Option<&str>) {
        if let Some(solution) = solution.filter(|solution| !text::line(solution).is_empty()) {
            self.block(&format!("**Added by**: {}", text::plain(solution)));
        }
    }

    /// Names the item that a customized one changes.
    pub(super) fn changes_from(&mut self, name: &str, changes: Option<&ChangesFrom>) {
        let Some(ChangesFrom { product, url }) = changes else { return };
        let (name, product) = (text::unparenthesized(name), text::unparenthesized(product));
        let from = if product.is_empty() { name } else { format!("{name} ({product})") };
        self.block(&format!("Changes from [{from}]({})", text::address(url)));
    }

    /// Adds a section of items: its heading, a list of the items when there are several, and each under a heading one
    /// level below. Without an item there is no section.
    pub(super) fn section<'a, T: 'a>(
        &mut self,
        (level, title): (usize, &str),
        items: impl Iterator<Item = (Anchor<'a>, &'a T)>,
        write: impl Fn(&mut Self, &'a T),
    ) {
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            return;
        }
        self.heading(level, title);
        if items.len() > 1 {
            let entries: Vec<_> = items.iter().map(|(anchor, _)| format!("- {}", anchor.link())).collect();
            self.block(&entries.join("\n"));
        }
        for (anchor, item) in items {
            self.heading(level + 1, &anchor.heading());
            write(self, item);
        }
    }

    /// The finished page.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// An item's name and what tells its anchor from that of another item of the same name.
pub(super) struct Anchor<'a> {
    pub(super) name: &'a str,
    pub(super) suffix: &'static str,
}

impl Anchor<'_> {
    fn heading(&self) -> String {
        format!("<a name=\"{}{}\"></a> {}", text::anchor(self.name), self.suffix, text::heading(self.name))
    }

    fn link(&self) -> String {
        text::link(self.name, &format!("#{}{}", text::anchor(self.name), self.suffix))
    }
}

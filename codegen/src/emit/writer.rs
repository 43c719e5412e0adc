//! Lines of code with their indentation, and the literals in them.

use crate::docs::Doc;

/// The indentation of the lines of a block.
const INDENT: &str = "    ";

/// The longest line of a list.
const WIDTH: usize = 100;

/// Code, line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// The code that was written.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes a line. An empty one is not indented.
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            (0..self.depth).for_each(|_| self.text.push_str(INDENT));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Writes a line that is not always there.
    pub(super) fn optional(&mut self, line: Option<String>) {
        line.into_iter().for_each(|line| self.line(line));
    }

    /// Separates items, unless the last line is empty or opens a block.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// Writes a line that opens a block, what `body` writes, indented, and the line that closes it.
    pub(super) fn block(&mut self, open: impl AsRef<str>, close: &str, body: impl FnOnce(&mut Self)) {
        self.line(open);
        self.depth += 1;
        body(self);
        self.depth -= 1;
        self.line(close);
    }

    /// Writes the documentation of the item that follows.
    pub(super) fn doc(&mut self, doc: &Doc) {
        doc.lines().iter().for_each(|line| self.line(format!("///{line}")));
    }

    /// Writes the documentation of the module that the lines stand in.
    pub(super) fn inner_doc(&mut self, doc: &Doc) {
        doc.lines().iter().for_each(|line| self.line(format!("//!{line}")));
    }

    /// Writes a list between an opening and a closing text: on one line if it fits, else with a line for each item, so
    /// that a new item changes no other line.
    pub(super) fn list(&mut self, open: &str, items: &[String], close: &str) {
        if items.is_empty() {
            return self.line(format!("{}{}", open.trim_end(), close.trim_start()));
        }
        let one_line = format!("{open}{}{close}", items.join(", "));
        if self.depth * INDENT.len() + one_line.len() <= WIDTH {
            return self.line(one_line);
        }
        self.block(open.trim_end(), close.trim_start(), |out| {
            items.iter().for_each(|item| out.line(format!("{item},")))
        });
    }

    /// Writes a `use` of several names, on lines that are filled.
    pub(super) fn import(&mut self, path: &str, names: &[String]) {
        if let [name] = names {
            return self.line(format!("use {path}::{name};"));
        }
        let one_line = format!("use {path}::{{{}}};", names.join(", "));
        if self.depth * INDENT.len() + one_line.len() <= WIDTH {
            return self.line(one_line);
        }
        self.block(format!("use {path}::{{"), "};", |out| {
            let width = WIDTH.saturating_sub(out.depth * INDENT.len());
            let mut line = String::new();
            for name in names {
                if !line.is_empty() && line.len() + 2 + name.len() > width {
                    out.line(std::mem::take(&mut line));
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.extend([name, ","]);
            }
            out.line(line);
        });
    }

    /// Writes the attribute with derives that settings ask for, if there are any.
    pub(super) fn derives(&mut self, paths: &[String]) {
        if !paths.is_empty() {
            self.line(format!("#[derive({})]", paths.join(", ")));
        }
    }

    /// Writes lines of text one level further in.
    pub(super) fn nested(&mut self, text: &str) {
        self.depth += 1;
        self.text(text);
        self.depth -= 1;
    }

    /// Writes lines of text as they are, indented.
    pub(super) fn text(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(line));
    }
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// An expression of type `Option<&str>`.
pub(super) fn optional(text: Option<&String>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", literal(text)))
}

//! The documentation of generated items: what the reference says, in plain words.

pub(crate) mod escape;
mod facts;
mod key;
pub(crate) mod link;
mod message;
mod relationship;

pub(crate) use facts::{choice, column, constant, message, option, row, set_of_several, table};
pub(crate) use key::key;
pub(crate) use message::{call, enum_member, member, named_type};
pub(crate) use relationship::{many_to_many, one_to_many};

/// The most characters of a line of documentation.
const WIDTH: usize = 110;

/// The words before the link to a layer that changed an item.
const CHANGED_BY: &str = "Changed by ";

/// The amount of documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// One line for each item.
    OneLine,
    /// All that the reference says.
    Full,
}

/// The documentation of one item: markdown, one paragraph each.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    paragraphs: Vec<String>,
    detail: Detail,
}

impl Doc {
    /// Starts with the line that lists show.
    pub(crate) fn new(detail: Detail, first: impl Into<String>) -> Self {
        Self { paragraphs: vec![first.into()], detail }
    }

    /// Adds a paragraph, unless it is empty or nobody wants more than a line.
    pub(crate) fn paragraph(mut self, paragraph: impl Into<String>) -> Self {
        let paragraph = paragraph.into();
        if self.detail == Detail::Full && !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
        }
        self
    }

    /// Adds a paragraph of text from the reference.
    pub(crate) fn text(self, text: Option<&str>) -> Self {
        self.paragraph(escape::text(text.unwrap_or_default()))
    }

    /// The lines, each with the blank that separates it from the mark of a comment.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in &self.paragraphs {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(paragraph.lines().flat_map(wrap).map(|line| format!(" {line}")));
        }
        lines
    }
}

/// Breaks a line at spaces, never so that a new line begins like a list or heading. What goes on in a list is indented.
fn wrap(line: &str) -> Vec<String> {
    if is_link(line) {
        return vec![line.to_owned()];
    }
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in line.split(' ') {
        let letters = word.chars().count();
        match lines.last_mut() {
            Some(last) if length + 1 + letters <= WIDTH || means_something_first(word) => {
                last.push(' ');
                last.push_str(word);
                length += 1 + letters;
            }
            Some(_) => {
                lines.push(format!("{indent}{word}"));
                length = indent.len() + letters;
            }
            None => {
                lines.push(word.to_owned());
                length = letters;
            }
        }
    }
    lines
}

/// Returns whether a line is nothing but links. Text cannot look like that: its brackets are escaped.
fn is_link(line: &str) -> bool {
    line.trim_start_matches(CHANGED_BY).starts_with('[')
}

fn means_something_first(word: &str) -> bool {
    // A tag would end the paragraph, even within code. Addresses stand in such brackets, too.
    let is_tag = word.starts_with('<') && !word.starts_with("<http");
    is_tag || word.is_empty() || word.starts_with(['#', '-', '+', '=', '>', '|', '~', '*', ':']) || {
        let after_digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        after_digits.len() < word.len() && after_digits.starts_with(['.', ')'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_where_nothing_changes() {
        let line = format!("{} 1. is no list - nor is this # a heading", "word ".repeat(22).trim_end());
        let lines = wrap(&line);
        assert_eq!(lines.join(" "), line);
        assert_eq!(lines.len(), 2);
        assert!(lines.first().is_some_and(|first| first.ends_with("word 1.")), "{lines:?}");
    }

    #[test]
    fn no_line_begins_with_a_tag() {
        let line = format!("`{}<script> x`", "word ".repeat(20));
        assert!(wrap(&line).iter().all(|line| !line.starts_with('<')), "{:?}", wrap(&line));
    }

    #[test]
    fn one_line_is_one_line() {
        let doc = |detail| Doc::new(detail, "Account").text(Some("A company.")).paragraph("").lines();
        assert_eq!(doc(Detail::OneLine), [" Account"]);
        assert_eq!(doc(Detail::Full), [" Account", "", " A company."]);
    }
}

//! The report on one page: its text, where its parts stand, and what there is to say about them.

use crate::diagnostic::{Code, Diagnostic};
use crate::span::{Origin, SourceId, Span};

/// A page's text and the findings on it.
pub(super) struct Report<'a> {
    pub(super) text: &'a str,
    pub(super) source: SourceId,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(super) fn new(source: SourceId, text: &'a str) -> Self {
        Self { text, source, findings: Vec::new() }
    }

    /// Returns the span of a part of the page's text.
    pub(super) fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if start > self.text.len() { Span::default() } else { Span::new(start..start + part.len()) }
    }

    /// The same, with the source.
    pub(super) fn origin(&self, part: &str) -> Origin {
        Origin { source: self.source, span: self.span(part) }
    }

    /// The first line of the page that says something.
    pub(super) fn first_line(&self) -> &'a str {
        self.text.lines().find(|line| !line.trim_ascii().is_empty()).unwrap_or(self.text)
    }

    /// Adds a finding on a part of the page.
    #[cold]
    pub(super) fn warn(&mut self, code: Code, part: &str, message: String, label: &str, help: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.origin(part), label);
        diagnostic.help = help;
        self.findings.push(diagnostic);
    }

    /// Reports a block that no item is there for.
    pub(super) fn stray(&mut self, part: &str, kind: &str) {
        let help = "the heading above it may be missing or misspelled";
        let message = format!("{kind} outside of an item");
        self.warn(Code::StrayBlock, part, message, "not read", Some(help.into()));
    }

    /// Reports text of an item that has none of the known forms.
    pub(super) fn unread(&mut self, part: &str) {
        let line = part.lines().next().unwrap_or_default();
        self.warn(Code::UnreadText, line, "text that was not understood".into(), "not read", None);
    }
}

//! Findings on the input of a run: one type for every stage, rendered late.

mod catalogue;
#[cfg(feature = "serde")]
mod json;
mod render;

pub use catalogue::{Code, Severity};
#[cfg(feature = "serde")]
pub use json::render_json;
pub use render::render_text;

use crate::span::Origin;

/// One finding: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The kind of finding, with its stable code and its severity.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// The place; `None` where a finding concerns the whole run.
    pub origin: Option<Origin>,
    /// A few words that stand under the place.
    pub label: String,
    /// The advice, if there is any.
    pub help: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Origin, String)>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), origin: None, label: String::new(), help: None, related: Vec::new() }
    }

    /// Sets the place, with a few words for it.
    #[must_use]
    pub fn at(mut self, origin: Origin, label: impl Into<String>) -> Self {
        self.origin = Some(origin);
        self.label = label.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, origin: Origin, words: impl Into<String>) -> Self {
        self.related.push((origin, words.into()));
        self
    }

    /// Returns the severity: error, warning or note.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Puts the findings in their final order: by source, place and code; those without a place last. The order is the
    /// same whatever order they were found in.
    pub fn sort(&mut self) {
        let place = |finding: &Diagnostic| finding.origin.map(|origin| (origin.source, origin.span));
        self.list.sort_by(|a, b| {
            let key = |finding: &Diagnostic| (finding.origin.is_none(), place(finding), finding.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
    }

    /// Keeps the findings that are wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(wanted);
    }

    /// All findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Returns the number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Returns whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        self.list.extend(findings);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

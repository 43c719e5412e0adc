//! Findings, for people and for programs.

use earlybound_reader::diagnostic::{Diagnostics, Severity, render_json, render_text};
use earlybound_reader::source::{SourceKind, Sources};
use serde::Serialize;

use crate::outcome::Outcome;
use crate::output;
use crate::read::Reading;

/// The findings of this severity and of worse ones, as text.
pub(crate) fn text(diagnostics: &Diagnostics, sources: &Sources, least: Severity) -> String {
    let mut selected = Diagnostics::default();
    selected.extend(diagnostics.iter().filter(|finding| finding.severity() <= least).cloned());
    render_text(&selected, sources, true)
}

/// Shows findings on standard error, with how many there are of each severity.
pub(crate) fn tell(diagnostics: &Diagnostics, sources: &Sources, least: Severity) {
    let text = text(diagnostics, sources, least);
    if !text.is_empty() {
        output::tell_styled(&format!("{text}{}\n", counts(diagnostics)));
    }
}

/// Shows errors, which make a command fail; other findings are for `earlybound check`.
pub(crate) fn conclude<T>(reading: &Reading<T>) -> Outcome {
    tell(&reading.diagnostics, &reading.sources, Severity::Error);
    Outcome::of(&reading.diagnostics)
}

/// All findings as data.
pub(crate) fn json<T>(reading: &Reading<T>) -> impl Serialize + '_ {
    render_json(&reading.diagnostics, &reading.sources)
}

/// Returns the number of findings of each severity: `1 error, 2 warnings, 0 notes`.
pub(crate) fn counts(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| plural(diagnostics.count(severity), severity.as_str());
    [Severity::Error, Severity::Warning, Severity::Note].map(count).join(", ")
}

/// Returns the number of files about tables; settings and tables of contents are not.
pub(crate) fn pages(sources: &Sources) -> String {
    let says = |kind: SourceKind| {
        matches!(kind, SourceKind::Page | SourceKind::Tables | SourceKind::Solution | SourceKind::Xml)
    };
    let kinds: Vec<SourceKind> = sources.iter().map(|(_, source)| source.kind).filter(|kind| says(*kind)).collect();
    let are_pages = kinds.iter().all(|kind| *kind == SourceKind::Page);
    plural(kinds.len(), if are_pages { "page" } else { "file" })
}

/// A number of things.
pub(crate) fn plural(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

//! Findings as text, in the manner of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Source, Sources};
use crate::span::Origin;
use crate::visible::{visible, visible_path};

/// Lines with more bytes are not quoted: the renderer would walk all of them for each finding.
const LONGEST_QUOTED: usize = 10_000;

/// Renders findings for people: message, place with the line quoted, and what to do. `color` adds terminal colours.
pub fn render_text(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str()));
    let related = diagnostic.related.iter().map(|(origin, words)| (*origin, words.as_str(), AnnotationKind::Context));
    let primary = diagnostic.origin.map(|origin| (origin, diagnostic.label.as_str(), AnnotationKind::Primary));
    for (origin, words, kind) in primary.into_iter().chain(related) {
        let Some(source) = sources.get(origin.source) else { continue };
        let (start, line) = source.line(origin.span.start);
        group = if line.len() > LONGEST_QUOTED {
            group.element(place(source, origin)).element(Level::NOTE.message(visible(words)))
        } else {
            group.element(snippet(source, origin, (start, line), words, kind))
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    group
}

/// A place without its line.
fn place(source: &Source, origin: Origin) -> annotate_snippets::Origin<'_> {
    let (line, column) = source.line_column(origin.span.start);
    annotate_snippets::Origin::path(visible_path(&source.path)).line(line).char_column(column)
}

/// The line of a place alone: a page can have a million characters, and the renderer would walk them all.
fn snippet<'a>(
    source: &'a Source,
    origin: Origin,
    (start, line): (usize, &'a str),
    words: &'a str,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let range = origin.span.range();
    let within = |place: usize| place.clamp(start, start + line.len()) - start;
    Snippet::source(line)
        .path(visible_path(&source.path))
        .line_start(source.line_column(origin.span.start).0)
        .annotation(kind.span(within(range.start)..within(range.end.max(range.start))).label(visible(words)))
}

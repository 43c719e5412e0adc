//! Findings as data.

use std::borrow::Cow;

use serde::Serialize;

use super::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::span::Origin;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Place<'a> {
    source: &'a str,
    path: Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Place<'a>>,
}

/// Findings as a list that serialises to `Code`, `Severity`, `Message`, `Source` (the name as it is shown), `Path` (the
/// file to open), `Line`, `Column`, `EndLine`, `EndColumn`, `Label`, `Help` and `Related` (places again). The end is the
/// place after the last character.
pub fn render_json<'a>(diagnostics: &'a Diagnostics, sources: &'a Sources) -> impl Serialize + 'a {
    let place = |origin: Origin, label: &'a str| {
        let source = sources.get(origin.source)?;
        let (line, column) = source.line_column(origin.span.start);
        let (end_line, end_column) = source.line_column(origin.span.end);
        Some(Place {
            source: &source.name,
            path: source.path.to_string_lossy(),
            line,
            column,
            end_line,
            end_column,
            label,
        })
    };
    let finding = |diagnostic: &'a Diagnostic| Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        message: &diagnostic.message,
        place: diagnostic.origin.and_then(|origin| place(origin, &diagnostic.label)),
        help: diagnostic.help.as_deref(),
        related: diagnostic.related.iter().filter_map(|(origin, words)| place(*origin, words)).collect(),
    };
    diagnostics.iter().map(finding).collect::<Vec<_>>()
}

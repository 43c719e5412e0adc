//! XML, with the places of what is wrong with it.

use roxmltree::{Document, ParsingOptions};

use super::node::Malformed;
use crate::span::Span;

/// Reads a text. The places of its nodes are byte offsets in it.
///
/// # Errors
///
/// Returns an error if the text is not XML, or declares entities of its own.
pub(super) fn document(text: &str) -> Result<Document<'_>, Malformed> {
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| malformed(text, &error))
}

fn malformed(text: &str, error: &roxmltree::Error) -> Malformed {
    let place = error.pos();
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(number(place.row)).map(str::len).sum();
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let within = line.char_indices().nth(number(place.col)).map_or(line.len(), |(at, _)| at);
    let message = error.to_string();
    // Findings say where themselves.
    let message = message.rfind(" at ").and_then(|end| message.get(..end)).unwrap_or(&message).to_owned();
    Malformed { message, span: Span::new(start + within..start + within) }
}

//! The conventions of lines: properties in bold, and anchors.

/// HTML that names a place on the page, or a comment.
pub(super) fn is_anchor(line: &str) -> bool {
    line.starts_with("<a name=") && line.ends_with("</a>") || line.starts_with("<!--") && line.ends_with("-->")
}

/// A property of the form `**Key**: value`.
pub(super) fn bold_property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix("**")?.split_once("**:")?;
    Some((key, value.trim_ascii()))
}

/// The facts in a line of the form `**Name**: fact **Name**: fact`.
pub(super) fn bold_facts(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (name, after) = rest.strip_prefix("**")?.split_once("**:")?;
        let end = fact_end(after);
        rest = after[end..].trim_ascii_start();
        Some((name, after[..end].trim_ascii()))
    })
}

/// Finds the next `**Name**:`; a label may contain asterisks.
fn fact_end(text: &str) -> usize {
    // Looking no further than the next mark keeps this linear.
    let is_name = |at: usize| {
        let name = &text[at + 3..];
        name.find(['*', ':']).is_some_and(|end| name[end..].starts_with("**:"))
    };
    text.match_indices(" **").map(|(at, _)| at).find(|&at| is_name(at)).unwrap_or(text.len())
}

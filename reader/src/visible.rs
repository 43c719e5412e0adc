//! Text that cannot be seen, or changes how text around it is seen.

use std::path::Path;

/// Returns a text with [`REPLACEMENT`](char::REPLACEMENT_CHARACTER) in place of control characters other than line
/// breaks and tabs, and of those that turn the direction of the text around them: they mean something to a terminal or
/// a browser.
///
/// ```
/// use earlybound_reader::visible::visible;
///
/// assert_eq!(visible("a\u{1b}[31mb"), "a\u{fffd}[31mb");
/// ```
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_visible(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// Returns a path as it is shown to people: in one line, and [`visible`].
pub fn visible_path(path: &Path) -> String {
    visible(&path.to_string_lossy()).replace(['\n', '\t'], "\u{fffd}")
}

fn is_visible(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{61C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FFFE}'
        | '\u{FFFF}' => false,
        c => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invisible_shows() {
        assert_eq!(visible("\u{61C}a\u{202E}b\u{0}c\u{2067}d\u{1b}[1m\u{2028}"), "�a�b�c�d�[1m�");
        assert_eq!(visible_path(Path::new("a\n\u{1b}]0;x\u{7}.md")), "a��]0;x�.md");
        assert_eq!(visible("Größe\n\tעברית"), "Größe\n\tעברית");
    }
}

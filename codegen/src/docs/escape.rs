//! Text of the reference as markdown that shows as it stands.
//!
//! Anyone can write a description. Whatever it says, rustdoc must show it and find nothing in it: no link, no tag, no
//! code, no heading.

/// Escapes text for use within a paragraph, on one line.
pub(crate) fn text(raw: &str) -> String {
    let raw = one_line(raw);
    if is_plain(&raw) {
        return raw;
    }
    let mut escaped = String::with_capacity(raw.len() + raw.len() / 8);
    let mut rest = raw.as_str();
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        if let Some(address) = address(rest).filter(|_| !before.is_alphanumeric()) {
            escaped.extend(["<", address, ">"]);
            rest = rest.get(address.len()..).unwrap_or_default();
            before = '>';
            continue;
        }
        if is_special(letter, before, after) || (escaped.is_empty() && starts_block(rest)) {
            escaped.push('\\');
        }
        escaped.push(letter);
        (before, rest) = (letter, after);
    }
    escape_number(escaped)
}

/// A name as code: `` `accountid` ``.
pub(crate) fn code(raw: &str) -> String {
    format!("`{}`", one_line(raw).replace('`', "'"))
}

/// Without line breaks, control characters and marks that show nothing but change how the rest shows: characters of
/// the latter kind can make a source file look like another one.
pub(crate) fn one_line(raw: &str) -> String {
    let is_one_line = raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !raw.contains("  ");
    if is_one_line && !raw.starts_with(' ') && !raw.ends_with(' ') {
        return raw.to_owned();
    }
    let visible = |letter: &char| {
        !matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
    };
    let spaced = |letter: char| if letter.is_control() || letter.is_whitespace() { ' ' } else { letter };
    let cleaned: String = raw.chars().filter(visible).map(spaced).collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a text means nothing else as markdown, as most do: the rest of this module finds out at length.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte| matches!(byte, b' ' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'(' | b')' | b'-' | b'.' | b',' | b'/' | b'\'');
    text.bytes().all(is_plain) && text.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_special(letter: char, before: char, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    match letter {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
        // Within a word it means nothing.
        '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
        '&' => next.is_alphanumeric() || next == '#',
        _ => false,
    }
}

/// Returns whether a paragraph that starts like this would be something else. Only the first character counts.
fn starts_block(rest: &str) -> bool {
    rest.starts_with(['#', '-', '+', '='])
}

/// `1. one` would be a list.
fn escape_number(escaped: String) -> String {
    let after_digits = escaped.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = escaped.len() - after_digits.len();
    if digits > 0 && after_digits.starts_with(['.', ')']) {
        let (number, rest) = escaped.split_at(digits);
        return format!("{number}\\{rest}");
    }
    escaped
}

/// The web address that a text starts with, without the punctuation after it.
fn address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|letter: char| !letter.is_ascii_graphic() || matches!(letter, '<' | '>' | '"' | '`' | '\\'));
    let address =
        text.get(..end.unwrap_or(text.len()))?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', ']', '*']);
    (address.len() > scheme.len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_stay_plain() {
        for plain in [
            "Type the company's name, e.g. \"A. Datum\" (optional).",
            "msdyn_ocliveworkitem.activityid",
            "Sales & Marketing; 50 % off!",
            "größer als 5",
            "US$ (123$)",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn markdown_shows_as_it_stands() {
        for (raw, escaped) in [
            ("[link](x)", "\\[link\\](x)"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("`code` *it* **bold** ~~no~~", "\\`code\\` \\*it\\* \\*\\*bold\\*\\* \\~\\~no\\~\\~"),
            ("_x_ a_b", "\\_x\\_ a_b"),
            ("&lt; & &#60;", "\\&lt; & \\&#60;"),
            ("# Title", "\\# Title"),
            ("- item", "\\- item"),
            ("+ item", "\\+ item"),
            ("=====", "\\====="),
            ("1. one", "1\\. one"),
            ("12) twelve", "12\\) twelve"),
            ("    let x = 1;", "let x = 1;"),
            ("a \\ b", "a \\\\ b"),
            ("| a | b |", "\\| a \\| b \\|"),
        ] {
            assert_eq!(text(raw), escaped, "{raw}");
        }
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(text("See https://x.y/a_b?c=[1]."), "See <https://x.y/a_b?c=[1>\\].");
        assert_eq!(text("(http://x.y)"), "(<http://x.y>)");
        assert_eq!(text("https:// alone"), "https:// alone");
        assert_eq!(text("https://x.y</a>"), "<https://x.y>\\</a\\>");
    }

    #[test]
    fn what_does_not_show_is_left_out() {
        assert_eq!(text("a\u{202e}b\u{2066}c\u{200b}d\u{feff}"), "abcd");
        assert_eq!(text("one\r\n\r\n\ttwo\u{2028}three\0four"), "one two three four");
        assert_eq!(text(" \u{a0}\n"), "");
    }

    #[test]
    fn code_cannot_be_left() {
        assert_eq!(code("a`b\nc"), "`a'b c`");
    }
}

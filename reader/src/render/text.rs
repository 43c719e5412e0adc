//! Untrusted texts as Markdown that means these texts and nothing else.

/// A text in one line, as a page gives it back: nothing to see at its ends, and spaces for control characters.
pub(super) fn line(text: &str) -> String {
    let is_odd = |character: char| character.is_control() && character != '\t';
    text.replace(is_odd, " ").trim().to_owned()
}

/// A text whose words have one space between them, as paragraphs are read.
pub(super) fn words(text: &str) -> String {
    line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text within a line: no markup, no row or line end, no HTML.
///
/// A backslash becomes a character reference, not a doubled backslash: readers of tables disagree on whether the pipe
/// in `\\|` ends a cell.
pub(super) fn inline(text: &str) -> String {
    let line = line(text);
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => escaped.push_str("&#92;"),
            '<' => escaped.push_str("&lt;"),
            '&' if rest.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => {
                escaped.push_str("&amp;");
            }
            '|' | '`' | '*' | '[' | ']' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The name of a part of a cell, which a colon parts from its value.
pub(super) fn key(text: &str) -> String {
    inline(text).replace(':', "&#58;")
}

/// A text as a paragraph of its own: what would start another kind of block is escaped.
pub(super) fn paragraph(text: &str) -> String {
    let line = inline(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = line.as_bytes().get(digits);
    match marker {
        // `1.` and `1)` start a numbered list.
        Some(b'.' | b')') if digits > 0 => insert_backslash(&line, digits),
        Some(b'#' | b'+' | b'-' | b'=' | b'>' | b'~' | b':' | b'!') if digits == 0 => insert_backslash(&line, 0),
        _ => line,
    }
}

/// A text as a heading: a `#` at its end would be taken for the heading's own.
pub(super) fn heading(text: &str) -> String {
    let line = inline(text);
    match line.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => line,
    }
}

fn insert_backslash(line: &str, at: usize) -> String {
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    format!("{before}\\{after}")
}

/// A link.
pub(super) fn link(text: &str, url: &str) -> String {
    format!("[{}]({})", inline(text), address(url))
}

/// An address, with what would end a link, a cell or an attribute in percent notation.
pub(super) fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for character in line(url).chars() {
        match character {
            '(' | ')' | '<' | '>' | '|' | '"' | '\\' | '`' | '*' | '[' | ']' => percent(&mut address, character),
            _ if character.is_whitespace() || character.is_control() => percent(&mut address, character),
            _ => address.push(character),
        }
    }
    address
}

fn percent(address: &mut String, character: char) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        address.push_str(&format!("%{byte:02X}"));
    }
}

/// A text in a sentence that reads parentheses as its own.
pub(super) fn unparenthesized(text: &str) -> String {
    inline(text).replace('(', "&#40;").replace(')', "&#41;")
}

/// The anchor of an item, as the reference forms it.
pub(super) fn anchor(name: &str) -> String {
    format!("BKMK_{}", address(name))
}

/// A text in double quotes, as YAML reads it. Readers that know no front matter must not see HTML in it either.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in line(text).chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '<' => quoted.push_str("\\x3C"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A cell in the reference's bold: what users read.
pub(super) fn bold(text: &str) -> String {
    let escaped = inline(text);
    if escaped.is_empty() { code("") } else { format!("**{escaped}**") }
}

/// A cell in the reference's code font: what programs read. A text that a code span cannot hold stands plain.
pub(super) fn code(text: &str) -> String {
    let (line, escaped) = (line(text), inline(text));
    if escaped == line { format!("`{line}`") } else { escaped }
}

/// A cell without a font. A lone `null` would be read as nothing.
pub(super) fn plain(text: &str) -> String {
    let escaped = inline(text);
    if matches!(escaped.as_str(), "" | "null") { code(&escaped) } else { escaped }
}

/// The word for a truth, as the reference writes it.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// The parts of one cell.
pub(super) fn parts(parts: &[String]) -> String {
    parts.join("<br />")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_stand_as_they_are() {
        for text in ["Fewer than 10", "2% 10, Net 30", "Web; Outlook", "msdyn_x", "R & D", "Größe – ’x’", "a > b", "C#"]
        {
            assert_eq!(inline(text), text);
        }
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(inline("a|b\n# c"), r"a\|b # c");
        assert_eq!(inline(r"end\"), "end&#92;");
        assert_eq!(inline("<br />&lt;"), "&lt;br />&amp;lt;");
        assert_eq!(bold("**x**"), r"**\*\*x\*\***");
        assert_eq!(code("a`b"), r"a\`b");
        assert_eq!(code(""), "``");
    }

    #[test]
    fn the_ends_of_a_text_and_control_characters_say_nothing() {
        for text in [" x ", "\tx", "x\u{b}", "\u{85}x\r\n", "\u{3000}x\0 "] {
            assert_eq!((code(text), bold(text), plain(text)), ("`x`".into(), "**x**".into(), "x".into()), "{text:?}");
        }
        assert_eq!(code("x\u{85}y"), "`x y`");
        assert_eq!((bold("\0"), plain("\u{a0}null")), ("``".into(), "`null`".into()));
    }

    #[test]
    fn a_paragraph_starts_no_other_block() {
        for (text, expected) in
            [("# x", r"\# x"), ("1. x", r"1\. x"), ("12) x", r"12\) x"), ("- x", r"\- x"), ("1 x", "1 x"), (".x", ".x")]
        {
            assert_eq!(paragraph(text), expected);
        }
        assert_eq!(heading("C#"), r"C\#");
    }

    #[test]
    fn addresses_end_where_they_should() {
        assert_eq!(link("a](b", "x (y).md|\n"), r"[a\](b](x%20%28y%29.md%7C)");
        assert_eq!(anchor("a\"><script>"), "BKMK_a%22%3E%3Cscript%3E");
    }
}

//! The conventions inside a cell, line or sentence: wrapping, parts, links, escapes.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2};

/// Takes the wrapping off a value: one layer of `**` or of backticks, and escapes.
///
/// The reference has three kinds of nothing, an empty cell, two backticks and the bare word `null`; all are `None`.
pub(super) fn plain(raw: &str) -> Option<Cow<'_, str>> {
    let raw = raw.trim_ascii();
    let text = unwrapped(raw)?;
    let is_code = raw.starts_with('`') && text.len() < raw.len();
    let text = if is_code { Cow::Borrowed(text) } else { unescape(text) };
    (!is_blank(&text)).then_some(text)
}

/// Returns the content of a wrapped value, with its escapes; `None` if the value is empty.
pub(super) fn unwrapped(raw: &str) -> Option<&str> {
    let raw = raw.trim_ascii();
    if is_nothing(raw) {
        return None;
    }
    let text = unwrap(raw, "`").or_else(|| unwrap(raw, "**")).unwrap_or(raw).trim_ascii();
    (!is_blank(text)).then_some(text)
}

/// Returns whether a text has nothing to see.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_control())
}

/// Returns whether a cell has breaks or escapes, or what looks like them.
pub(super) fn is_markup(cell: &str) -> bool {
    has_byte(cell, |byte| matches!(byte, b'<' | b'\n' | b'\\' | b'&'))
}

/// Returns whether a trimmed cell says nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    matches!(cell, "" | "``" | "****" | "null")
}

fn unwrap<'a>(raw: &'a str, mark: &str) -> Option<&'a str> {
    let inner = raw.strip_prefix(mark)?.strip_suffix(mark)?;
    (!inner.is_empty() && !inner.ends_with('\\')).then_some(inner)
}

/// The text that an escaped text stands for: backslashes before punctuation, and the entities for it.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !has_byte(text, |byte| matches!(byte, b'\\' | b'&')) {
        return Cow::Borrowed(text);
    }
    let next_escape = |text: &str| memchr2(b'\\', b'&', text.as_bytes());
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = next_escape(rest) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, length) = decode(rest);
        plain.push(decoded);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// A value that is kept as it stands, wrapping included, but for its escapes.
pub(super) fn kept(raw: &str) -> String {
    let raw = raw.trim_ascii();
    if unwrap(raw, "`").is_some() { raw.to_owned() } else { unescape(raw).into_owned() }
}

/// The character that an escape at the start of `text` stands for, and its length; `text` starts with `\` or `&`.
fn decode(text: &str) -> (char, usize) {
    let mut characters = text.chars();
    let mark = characters.next().unwrap_or_default();
    if mark == '\\' {
        return match characters.next() {
            Some(escaped) if escaped.is_ascii_punctuation() => (escaped, 2),
            _ => (mark, 1),
        };
    }
    // Ten bytes hold every entity that is decoded.
    let end = text.bytes().take(10).position(|byte| byte == b';');
    let decoded = end.and_then(|end| Some((entity(text.get(1..end)?)?, end + 1)));
    decoded.unwrap_or((mark, 1))
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// The trimmed parts of a text between separators, of which `next` gives the place and the length.
fn split(text: &str, next: impl Fn(&str) -> Option<(usize, usize)>) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = match next(text) {
            Some((at, length)) => (&text[..at], Some(&text[at + length..])),
            None => (text, None),
        };
        rest = after;
        Some(part.trim_ascii())
    })
}

/// The parts of a cell, which `<br />` separates.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    split(cell, next_break)
}

/// Finds the next `<br />`, of any spelling: its start and its length.
fn next_break(text: &str) -> Option<(usize, usize)> {
    memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let after = text[at + 1..].strip_prefix("br")?;
        let close = after.trim_start_matches([' ', '/']);
        let length = "<br".len() + after.len() - close.len() + ">".len();
        close.starts_with('>').then_some((at, length))
    })
}

/// A cell of several parts or lines as one text, in which a space stands for each break.
pub(super) fn joined(cell: &str) -> Cow<'_, str> {
    if next_break(cell).is_none() && memchr(b'\n', cell.as_bytes()).is_none() {
        return Cow::Borrowed(cell);
    }
    let lines = parts(cell).flat_map(str::lines).map(str::trim);
    Cow::Owned(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Returns the text between the outer pipes of a table row.
pub(super) fn inside(row: &str) -> &str {
    let row = row.trim_ascii();
    let row = row.strip_prefix('|').unwrap_or(row);
    if closed(row) { &row[..row.len() - 1] } else { row }
}

/// The cells of a table row, as they stand between its pipes.
pub(super) fn cells(row: &str) -> impl Iterator<Item = &str> {
    split(inside(row), |text| Some((next_pipe(text)?, 1)))
}

/// Returns whether a row ends with a pipe that is not escaped.
pub(super) fn closed(row: &str) -> bool {
    row.trim_ascii_end().strip_suffix('|').is_some_and(|before| !escapes(before))
}

/// The first pipe that is not escaped.
pub(super) fn next_pipe(text: &str) -> Option<usize> {
    unescaped(text, b'|').next()
}

/// The places of a mark that no backslash escapes.
fn unescaped(text: &str, mark: u8) -> impl DoubleEndedIterator<Item = usize> {
    let is_mark = move |&(at, byte): &(usize, u8)| byte == mark && !escapes(&text[..at]);
    text.bytes().enumerate().filter(is_mark).map(|(at, _)| at)
}

/// Returns whether a text has such a byte. Looks at all of them, many at a time: nearly always there is none to stop
/// at, and most texts are too short for a search to be quicker.
pub(super) fn has_byte(text: &str, is_it: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(is_it(byte))) != 0
}

/// Returns whether a text ends with a backslash that escapes what follows it.
fn escapes(before: &str) -> bool {
    before.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

/// A markdown link: what precedes it, its words, its address and what follows it.
pub(super) struct LinkText<'a> {
    pub(super) before: &'a str,
    pub(super) text: &'a str,
    pub(super) url: &'a str,
    pub(super) after: &'a str,
}

/// The first link in a text. Addresses of the reference hold no unescaped parenthesis.
pub(super) fn first_link(text: &str) -> Option<LinkText<'_>> {
    let middle = unescaped(text, b']').find(|at| text[at + 1..].starts_with('('))?;
    let start = unescaped(&text[..middle], b'[').next_back()?;
    let after = &text[middle + 2..];
    let end = memchr(b')', after.as_bytes())?;
    Some(LinkText {
        before: &text[..start],
        text: &text[start + 1..middle],
        url: &after[..end],
        after: &after[end + 1..],
    })
}

/// The table that an address leads to: its last part, without ending, query and anchor. `None` for an anchor alone.
pub(super) fn page_of(url: &str) -> Option<&str> {
    let page = url.split(['#', '?']).next().unwrap_or_default();
    let name = page.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(name);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_kinds_of_nothing() {
        for nothing in ["", "  ", "``", "null", "** **", "\0", "`\u{1}`", "&#0;", "&nbsp;"] {
            assert_eq!(plain(nothing), None);
        }
        assert_eq!(plain("`null`").as_deref(), Some("null"));
        assert_eq!(plain(" **Null** ").as_deref(), Some("Null"));
    }

    #[test]
    fn one_layer_comes_off() {
        assert_eq!(plain("**`x`**").as_deref(), Some("`x`"));
        assert_eq!(plain("**a**b**").as_deref(), Some("a**b"));
        assert_eq!(plain("`a\\_b`").as_deref(), Some("a\\_b"));
        assert_eq!(plain("a \\| b &lt; &#65; &x; \\d").as_deref(), Some("a | b < A &x; \\d"));
    }

    #[test]
    fn breaks_of_any_spelling() {
        let cell = "Label: <br />Order: 1<br>Group: `A`<br/>x <bridge>";
        assert_eq!(parts(cell).collect::<Vec<_>>(), ["Label:", "Order: 1", "Group: `A`", "x <bridge>"]);
    }

    #[test]
    fn escaped_pipes_stay_in_their_cell() {
        assert_eq!(cells("| a \\| b | c |").collect::<Vec<_>>(), ["a \\| b", "c"]);
        assert_eq!(cells("|a||").collect::<Vec<_>>(), ["a", ""]);
        assert!(closed("|a|") && !closed("|a\\|") && closed("|a\\\\|"));
    }

    #[test]
    fn addresses_name_tables() {
        assert_eq!(page_of("systemuser.md#BKMK_r"), Some("systemuser"));
        assert_eq!(page_of("/dynamics365/developer/entities//incident"), Some("incident"));
        assert_eq!(page_of("#BKMK_r-one-to-many"), None);
    }
}

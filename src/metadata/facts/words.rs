//! The words of a line of facts.
//!
//! A word is a bare text (`Picklist`), a quoted text (`"Account Name"`), or a key with either (`max=100`,
//! `true="Yes"`). In quotes, `\` begins an escape: `\\`, `\n`, `\r`, `\t`, `\q` for `"`, and `\u{202e}` for any
//! character.

use std::borrow::Cow;

/// A word, with its key if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) key: Option<&'static str>,
    pub(super) value: &'static str,
}

/// The words of a line, in order.
#[derive(Clone, Debug)]
pub(super) struct Words {
    rest: &'static str,
}

impl Words {
    pub(super) const fn of(line: &'static str) -> Self {
        Self { rest: line }
    }

    /// The next word without its key. An empty text if there is none.
    pub(super) fn text(&mut self) -> &'static str {
        self.next().map_or("", |word| word.value)
    }

    /// Takes a quoted text, of which the opening quote is taken already.
    fn quoted(&mut self) -> &'static str {
        let (text, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
        self.rest = rest;
        match unescaped(text) {
            Cow::Borrowed(text) => text,
            // Read once per process, and as long-lived as the text that it stands in.
            Cow::Owned(text) => Box::leak(text.into_boxed_str()),
        }
    }

    /// Takes a bare or a quoted text.
    fn value(&mut self) -> &'static str {
        if let Some(rest) = self.rest.strip_prefix('"') {
            self.rest = rest;
            return self.quoted();
        }
        let end = self.rest.bytes().position(|byte| byte == b' ').unwrap_or(self.rest.len());
        let (value, rest) = self.rest.split_at(end);
        self.rest = rest;
        value
    }
}

impl Iterator for Words {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        self.rest = self.rest.trim_start_matches(' ');
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.bytes().position(|byte| matches!(byte, b' ' | b'=' | b'"')).unwrap_or(self.rest.len());
        let (key, rest) = self.rest.split_at(end);
        if let Some(rest) = rest.strip_prefix('=') {
            self.rest = rest;
            return Some(Word { key: Some(key), value: self.value() });
        }
        Some(Word { key: None, value: self.value() })
    }
}

/// A text without its escapes. An escape that is none stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    let Some((plain, mut rest)) = text.split_once('\\') else { return Cow::Borrowed(text) };
    let mut unescaped = String::with_capacity(text.len());
    unescaped.push_str(plain);
    loop {
        let (letter, after) = letter(rest).unwrap_or(('\\', rest));
        unescaped.push(letter);
        match after.split_once('\\') {
            Some((plain, next)) => {
                unescaped.push_str(plain);
                rest = next;
            }
            None => {
                unescaped.push_str(after);
                return Cow::Owned(unescaped);
            }
        }
    }
}

/// The character of an escape, and the text behind it.
fn letter(escape: &str) -> Option<(char, &str)> {
    let mut letters = escape.chars();
    let letter = match letters.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'q' => '"',
        '\\' => '\\',
        'u' => {
            let (digits, after) = letters.as_str().strip_prefix('{')?.split_once('}')?;
            return Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after));
        }
        _ => return None,
    };
    Some((letter, letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &'static str) -> Vec<(Option<&'static str>, &'static str)> {
        Words::of(line).map(|word| (word.key, word.value)).collect()
    }

    #[test]
    fn words_are_bare_quoted_or_keyed() {
        assert_eq!(
            words(r#"name "Account Name"  max=160 true="Yes, \qyes\q" path=/a(b)?c=d"#),
            [
                (None, "name"),
                (None, "Account Name"),
                (Some("max"), "160"),
                (Some("true"), "Yes, \"yes\""),
                (Some("path"), "/a(b)?c=d"),
            ]
        );
        assert_eq!(words(r#""" a="" "#), [(None, ""), (Some("a"), "")]);
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(unescaped(r"a\\b\n\r\t\u{202e}\u{1f600}"), "a\\b\n\r\t\u{202e}\u{1f600}");
        assert_eq!(unescaped(r"\u{110000} \x \"), r"\u{110000} \x \");
    }
}

//! The words of a line of facts.
//!
//! A word is a bare text (`Picklist`), a quoted text (`"Account Name"`), or a key with either (`max=100`,
//! `true="Yes"`). In quotes, `\` begins an escape: `\\`, `\n`, `\r`, `\t`, `\q` for `"`, and `\u{202e}` for any
//! character. The parts of a list are told apart before escapes are read, so that a part may hold a comma.

use core::str::FromStr;

/// A word, with its key if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) key: Option<&'static str>,
    /// The value with its escapes.
    raw: &'static str,
}

impl Word {
    /// The value.
    pub(super) fn text(self) -> &'static str {
        unescaped(self.raw)
    }

    /// The value as a number or as a word of a vocabulary; `None` if it is neither.
    pub(super) fn parse<T: FromStr>(self) -> Option<T> {
        self.text().parse().ok()
    }

    /// The parts of a list with commas between them.
    pub(super) fn parts(self) -> impl Iterator<Item = &'static str> {
        self.raw.split(',').map(unescaped)
    }

    /// The parts of a list, as a list.
    pub(super) fn list(self) -> &'static [&'static str] {
        Box::leak(self.parts().collect::<Vec<_>>().into_boxed_slice())
    }

    /// A table and its column with a dot between them, either of which may be empty: not stated.
    pub(super) fn end(self) -> (Option<&'static str>, Option<&'static str>) {
        let (table, column) = self.raw.split_once('.').unwrap_or((self.raw, ""));
        let stated = |name: &'static str| Some(name).filter(|name| !name.is_empty()).map(unescaped);
        (stated(table), stated(column))
    }
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
        self.next().map_or("", Word::text)
    }

    /// Takes a bare or a quoted text, with its escapes.
    fn value(&mut self) -> &'static str {
        let (value, rest) = match self.rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => self.rest.split_at(self.rest.bytes().position(|byte| byte == b' ').unwrap_or(self.rest.len())),
        };
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
            return Some(Word { key: Some(key), raw: self.value() });
        }
        Some(Word { key: None, raw: self.value() })
    }
}

/// A text without its escapes. An escape that is none stays as it is.
fn unescaped(text: &'static str) -> &'static str {
    let Some((plain, mut rest)) = text.split_once('\\') else { return text };
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
                // Read once per process, and as long-lived as the text that it stands in.
                return Box::leak(unescaped.into_boxed_str());
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
        Words::of(line).map(|word| (word.key, word.text())).collect()
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
    fn parts_may_hold_what_parts_them() {
        let word = |line| Words::of(line).next().unwrap();
        assert_eq!(word("targets=account,contact").list(), ["account", "contact"]);
        assert_eq!(word(r#"targets="a\u{2c}b,""#).list(), ["a,b", ""]);
        assert_eq!(word("Referenced=account.accountid").end(), (Some("account"), Some("accountid")));
        assert_eq!(word(r#"Referenced="a\u{2e}b.c.d""#).end(), (Some("a.b"), Some("c.d")));
        assert_eq!(
            (word("Referenced=account").end(), word("Referenced=.id").end()),
            ((Some("account"), None), (None, Some("id")))
        );
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(unescaped(r"a\\b\n\r\t\u{202e}\u{1f600}"), "a\\b\n\r\t\u{202e}\u{1f600}");
        assert_eq!(unescaped(r"\u{110000} \x \"), r"\u{110000} \x \");
    }
}

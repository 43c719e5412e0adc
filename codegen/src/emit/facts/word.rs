//! Words of a line of facts, as `earlybound` reads them.

use std::fmt::{Display, Write};

/// A line of facts.
#[derive(Debug, Default)]
pub(super) struct Line(String);

impl Line {
    /// The line.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Adds a text without a key: bare if it can be.
    pub(super) fn word(mut self, text: &str) -> Self {
        self.space();
        push(&mut self.0, text);
        self
    }

    /// Adds a text in quotes.
    pub(super) fn quoted(mut self, text: &str) -> Self {
        self.space();
        push_quoted(&mut self.0, text);
        self
    }

    /// Adds a word of a vocabulary; `?` if it is not stated.
    pub(super) fn stated(self, word: Option<impl Display>) -> Self {
        match word {
            Some(word) => self.word(&word.to_string()),
            None => self.word("?"),
        }
    }

    /// Adds a value with its key, unless it is not stated.
    pub(super) fn fact(mut self, key: &str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            self.key(key);
            push(&mut self.0, &value.to_string());
        }
        self
    }

    /// Adds a list with its key, unless it is empty.
    pub(super) fn list(self, key: &str, values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let values: Vec<_> = values.into_iter().collect();
        if values.is_empty() { self } else { self.parts(key, &values, ',') }
    }

    /// Adds a table and its column with a key, unless neither is stated.
    pub(super) fn end(self, key: &str, table: &Option<String>, column: &Option<String>) -> Self {
        match (table.as_deref(), column.as_deref()) {
            (None, None) => self,
            (Some(table), None) => self.parts(key, &[table], '.'),
            (table, Some(column)) => self.parts(key, &[table.unwrap_or_default(), column], '.'),
        }
    }

    /// Adds parts with a separator between them. Where it stands in a part, it is escaped.
    fn parts(mut self, key: &str, parts: &[impl AsRef<str>], separator: char) -> Self {
        self.key(key);
        let of_parts = |letter| letter == separator;
        if parts.iter().all(|part| is_bare(part.as_ref()) && !part.as_ref().contains(separator)) {
            join(&mut self.0, parts, separator, String::push_str);
        } else {
            self.0.push('"');
            join(&mut self.0, parts, separator, |line, part| escape(line, part, of_parts));
            self.0.push('"');
        }
        self
    }

    /// Adds the layer of an item: the first one goes without saying.
    pub(super) fn layer(self, layer: Option<u16>) -> Self {
        match layer {
            Some(0) => self,
            Some(layer) => self.fact("layer", Some(layer)),
            None => self.fact("layer", Some("?")),
        }
    }

    fn key(&mut self, key: &str) {
        self.space();
        self.0.push_str(key);
        self.0.push('=');
    }

    fn space(&mut self) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
    }
}

fn push(line: &mut String, text: &str) {
    if is_bare(text) && !is_heading(text) {
        line.push_str(text);
    } else {
        push_quoted(line, text);
    }
}

fn push_quoted(line: &mut String, text: &str) {
    line.push('"');
    escape(line, text, |_| false);
    line.push('"');
}

fn join(line: &mut String, parts: &[impl AsRef<str>], separator: char, push: impl Fn(&mut String, &str)) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            line.push(separator);
        }
        push(line, part.as_ref());
    }
}

/// Returns whether a text is a word without quotes around it.
fn is_bare(text: &str) -> bool {
    let is_bare = |byte| {
        matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' | b'.' | b'/' | b':' | b'(' | b')'
            | b'{' | b'}' | b'$' | b',' | b'*' | b'+' | b'@' | b'?')
    };
    !text.is_empty() && text.bytes().all(is_bare)
}

/// Returns whether a line with only this word would be the heading of a section.
fn is_heading(text: &str) -> bool {
    matches!(text, "columns" | "keys" | "messages" | "events" | "many-to-one" | "one-to-many" | "many-to-many")
}

/// Visible characters stay as they are. All others are escaped: they could hide or reorder what a reviewer sees.
fn escape(line: &mut String, text: &str, means_something: impl Fn(char) -> bool) {
    for letter in text.chars() {
        match letter {
            '"' => line.push_str("\\q"),
            // After a quote it would end the literal that the line stands in.
            '#' if line.ends_with('"') => line.push_str("\\u{23}"),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            letter if !means_something(letter) && shows(letter) => line.push(letter),
            // Writing to a string does not fail.
            letter => _ = write!(line, "\\u{{{:x}}}", u32::from(letter)),
        }
    }
}

/// Returns whether a letter shows as it is: `Debug` knows.
fn shows(letter: char) -> bool {
    matches!(letter, ' '..='~') || letter.escape_debug().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_literal_that_it_stands_in() {
        for text in ["#", "##\"#", "\"#; pub fn evil() {} //", "#; pub fn evil() {} //", "\\\"#", "a\"#", "\\q#"] {
            let line = Line::default().word(text).quoted(text).fact("key", Some(text)).finish();
            assert!(!line.contains("\"#"), "{line}");
        }
    }
}

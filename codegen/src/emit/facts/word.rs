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
            self.space();
            self.0.push_str(key);
            self.0.push('=');
            push(&mut self.0, &value.to_string());
        }
        self
    }

    /// Adds a list with its key, unless it is empty.
    pub(super) fn list<T: Display>(self, key: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        let list = (!values.is_empty()).then(|| values.join(","));
        self.fact(key, list)
    }

    /// Adds the layer of an item: the first one goes without saying.
    pub(super) fn layer(self, layer: Option<u16>) -> Self {
        match layer {
            Some(0) => self,
            Some(layer) => self.fact("layer", Some(layer)),
            None => self.fact("layer", Some("?")),
        }
    }

    fn space(&mut self) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
    }
}

fn push(line: &mut String, text: &str) {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "_-./:(){}$,*+@?".contains(letter);
    if !text.is_empty() && text.chars().all(is_bare) && !is_heading(text) {
        line.push_str(text);
    } else {
        push_quoted(line, text);
    }
}

/// Whether a line with this word alone would be the heading of a section.
fn is_heading(text: &str) -> bool {
    matches!(text, "columns" | "messages" | "events" | "many-to-one" | "one-to-many" | "many-to-many")
}

/// What shows as it is stays as it is. Everything else is escaped: it could hide or reorder what a reviewer sees.
fn push_quoted(line: &mut String, text: &str) {
    line.push('"');
    for letter in text.chars() {
        match letter {
            '"' => line.push_str("\\q"),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            ' ' => line.push(' '),
            // `Debug` knows which characters show.
            letter if letter.escape_debug().count() == 1 || letter == '\'' => line.push(letter),
            // Writing to a string does not fail.
            letter => _ = write!(line, "\\u{{{:x}}}", u32::from(letter)),
        }
    }
    line.push('"');
}

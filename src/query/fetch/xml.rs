//! Elements of XML.

use core::fmt::Write;

use crate::request::RequestProblem;

/// XML that is being written, and what it cannot say.
pub(super) struct Xml {
    pub(super) text: String,
    pub(super) problems: Vec<RequestProblem>,
}

impl Xml {
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) {
        // Writing to a text does not fail.
        _ = write!(self.text, "<{name}");
        for (name, value) in attributes {
            _ = write!(self.text, " {name}=\"");
            self.escape(value);
            self.text.push('"');
        }
        let before = self.text.len();
        self.text.push('>');
        content(self);
        if self.text.len() == before + 1 {
            self.text.truncate(before);
            self.text.push_str("/>");
        } else {
            _ = write!(self.text, "</{name}>");
        }
    }

    /// A text between the tags of an element.
    pub(super) fn value(&mut self, text: &str) {
        self.element("value", &[], |xml| xml.escape(text));
    }

    /// A text as an attribute or an element holds it.
    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text += "&amp;",
                '<' => self.text += "&lt;",
                '>' => self.text += "&gt;",
                '"' => self.text += "&quot;",
                '\t' | '\n' | '\r' => _ = write!(self.text, "&#{};", u32::from(character)),
                '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                    self.problems.push(RequestProblem::NotInXml);
                }
                other => self.text.push(other),
            }
        }
    }
}

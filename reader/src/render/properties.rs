//! The rows of a property table: keys with values, in the fonts that the reference gives them.

use std::fmt::Display;

use super::text;
use crate::model::Other;

/// The rows so far. Values that the reference does not state make no row.
#[derive(Default)]
pub(super) struct Properties {
    rows: Vec<[String; 2]>,
}

impl Properties {
    /// A value that users read.
    pub(super) fn bold(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        self.cell(key, value.map(text::bold))
    }

    /// A value that programs read.
    pub(super) fn code(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        self.cell(key, value.map(text::code))
    }

    /// A number, a word or a text without a font of its own.
    pub(super) fn plain(&mut self, key: &str, value: Option<impl Display>) -> &mut Self {
        self.cell(key, value.map(|value| text::plain(&value.to_string())))
    }

    /// `True` or `False`.
    pub(super) fn truth(&mut self, key: &str, value: Option<bool>) -> &mut Self {
        self.cell(key, value.map(|value| text::truth(value).to_owned()))
    }

    /// A key, and a cell that is Markdown already.
    pub(super) fn cell(&mut self, key: &str, cell: Option<String>) -> &mut Self {
        self.rows.extend(cell.map(|cell| [key.to_owned(), cell]));
        self
    }

    /// A key without a value.
    pub(super) fn empty(&mut self, key: &str) -> &mut Self {
        self.cell(key, Some(String::new()))
    }

    /// Writes the properties that the reader did not know, as they stood on the page. A key with nothing to see is none.
    pub(super) fn other(&mut self, other: &Other) -> &mut Self {
        for (key, value) in other.iter().filter(|(key, _)| !text::line(key).is_empty()) {
            self.cell(key, Some(text::inline(value)));
        }
        self
    }

    /// Returns whether there is a row of this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.rows.iter().any(|[present, _]| present == key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn as_slice(&self) -> &[[String; 2]] {
        &self.rows
    }
}

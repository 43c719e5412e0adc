//! What the service says beside the values of a row.

use core::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

/// What an answer says beside the values of a row: the entity tag, formatted values and expanded rows.
///
/// One pointer wide if it is empty.
#[derive(Clone, Default)]
pub struct Annotations {
    held: Option<Box<Held>>,
}

#[derive(Clone, Debug, Default)]
struct Held {
    etag: Option<String>,
    /// By column.
    formatted: Vec<(&'static str, String)>,
    /// By navigation property.
    expanded: Vec<(&'static str, Box<RawValue>)>,
}

impl Annotations {
    /// Nothing beside the values.
    pub const NONE: Self = Self { held: None };

    /// The entity tag: it changes whenever the row does. Sent back with a request, it makes sure that nobody else
    /// changed the row.
    pub fn etag(&self) -> Option<&str> {
        self.held.as_ref()?.etag.as_deref()
    }

    /// What a column's value is called for users, in their language and time zone, where the request asked for
    /// annotations: the label of a choice, an amount with its currency, a date.
    pub fn formatted(&self, column: &str) -> Option<&str> {
        let formatted = &self.held.as_ref()?.formatted;
        formatted.iter().find(|(name, _)| *name == column).map(|(_, text)| text.as_str())
    }

    /// Returns the row or the rows that were expanded through a navigation property (`$expand`); `None` if the answer
    /// does not have them. Read a single row as `Option<Row>`, several as `Vec<Row>`.
    ///
    /// # Errors
    ///
    /// Returns an error if they are no rows of that type.
    pub fn expanded<'a, T: Deserialize<'a>>(&'a self, navigation_property: &str) -> Option<serde_json::Result<T>> {
        let expanded = &self.held.as_ref()?.expanded;
        let (_, raw) = expanded.iter().find(|(name, _)| *name == navigation_property)?;
        Some(serde_json::from_str(raw.get()))
    }

    pub(super) fn set_etag(&mut self, etag: String) {
        self.held.get_or_insert_default().etag = Some(etag);
    }

    pub(super) fn push_formatted(&mut self, column: &'static str, text: String) {
        self.held.get_or_insert_default().formatted.push((column, text));
    }

    pub(super) fn push_expanded(&mut self, navigation_property: &'static str, raw: Box<RawValue>) {
        self.held.get_or_insert_default().expanded.push((navigation_property, raw));
    }
}

impl fmt::Debug for Annotations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.held {
            Some(held) => fmt::Debug::fmt(held, f),
            None => f.write_str("None"),
        }
    }
}

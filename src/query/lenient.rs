//! Rows of which some may not fit.

use core::fmt;

use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::columns::AnyColumn;
use super::options::Child;
use crate::derive::{Projection, ProjectionOf};

/// A row, or why it could not be read: in a [`Page`](super::Page), one row that does not fit leaves the others readable.
///
/// ```
/// use earlybound::Page;
/// use earlybound::query::Lenient;
/// use dataverse::Contact;
///
/// let page: Page<Lenient<Contact>> = serde_json::from_str(
///     r#"{"value": [{"fullname": "Ada"}, {"fullname": "Bob", "birthdate": "1965-05-07T00:00:00Z"}]}"#,
/// )?;
/// let (rows, problems): (Vec<_>, Vec<_>) = page.rows.into_iter().map(|row| row.0).partition(Result::is_ok);
/// assert_eq!(rows[0].as_ref().unwrap().fullname.as_deref(), Some("Ada"));
/// assert!(problems[0].as_ref().unwrap_err().to_string().contains("`birthdate` is not a date"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Lenient<P>(pub Result<P, RowError>);

/// The reason that a row could not be read, and the row as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    message: String,
    json: Box<str>,
}

impl RowError {
    /// Returns the row as the service sent it.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for RowError {}

impl<'de, P: Projection> Deserialize<'de> for Lenient<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let row = serde_json::from_str(raw.get());
        Ok(Self(row.map_err(|error| RowError { message: error.to_string(), json: raw.get().into() })))
    }
}

impl<P: Projection> Projection for Lenient<P> {
    type Row = P::Row;

    fn select() -> Vec<AnyColumn<P::Row>> {
        P::select()
    }

    fn expand() -> Vec<Child> {
        P::expand()
    }
}

impl<R, P: ProjectionOf<R>> ProjectionOf<R> for Lenient<P> {}

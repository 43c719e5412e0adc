//! `#[derive(Choice)]`: enums of some values of a choice column.

use crate::wire::ValueError;

/// A type that can stand for the values of a column: the column's own, or an enum with `#[derive(Choice)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold this column, whose values are `{V}`",
    label = "expected `{V}`",
    note = "a choice can be held by an enum of your own with `#[derive(Choice)]`, other columns by their type alone"
)]
pub trait FromColumn<V>: Sized {
    /// Converts the value of the column.
    ///
    /// # Errors
    ///
    /// Returns an error if the type has no value for it.
    fn from_column(value: V) -> Result<Self, ValueError>;
}

impl<V> FromColumn<V> for V {
    fn from_column(value: V) -> Result<Self, ValueError> {
        Ok(value)
    }
}

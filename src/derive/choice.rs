//! `#[derive(Choice)]`: enums of some values of a choice column.

use crate::Choice;
use crate::wire::Mismatch;

/// A type that can stand for the values of a column: the column's own, or an enum with `#[derive(Choice)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold this column, whose values are `{V}`",
    label = "expected `{V}`",
    note = "a choice can be held by an enum of your own with `#[derive(Choice)]`, other columns by their type alone"
)]
pub trait ReadsAs<V>: Sized {
    /// The value.
    ///
    /// # Errors
    ///
    /// Where the type has no place for it.
    fn read_as(value: V) -> Result<Self, Mismatch>;
}

impl<V> ReadsAs<V> for V {
    fn read_as(value: V) -> Result<Self, Mismatch> {
        Ok(value)
    }
}

/// What a variant for all other values can keep.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not keep the other values of `{C}`",
    label = "expected `i32` or `{C}`, or nothing"
)]
pub trait KeepsChoice<C> {
    /// Keeps a value.
    fn keep(choice: C) -> Self;

    /// Gives it back.
    fn kept(self) -> C;
}

impl<C: Choice> KeepsChoice<C> for i32 {
    fn keep(choice: C) -> Self {
        choice.value()
    }

    fn kept(self) -> C {
        C::from_value(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Choice> KeepsChoice<C> for C {
    fn keep(choice: C) -> Self {
        choice
    }

    fn kept(self) -> C {
        self
    }
}

//! `#[derive(Changes)]`: structs as new rows and as changes.

use crate::{Column, IntoTarget, IntoValue, Lookup, Target};

/// The value that a field gives a column.
pub fn value<R, V, A, N>(_: Column<R, V, A, N>, value: impl IntoValue<V>) -> V {
    value.into_value()
}

/// The lookup to the row that a field holds.
pub fn bound<R, V: Binds, A, N>(_: Column<R, V, A, N>, row: impl IntoTarget<V::Target>) -> V {
    V::bind(row.into_target())
}

/// Values that point to a row.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be bound to a row",
    label = "this is no lookup",
    note = "only lookups take `bind`"
)]
pub trait Binds {
    /// What it can point to.
    type Target: Target;

    /// Points to it.
    fn bind(target: Self::Target) -> Self;
}

impl<T: Target> Binds for Lookup<T> {
    type Target = T;

    fn bind(target: T) -> Self {
        Self::new(target)
    }
}

//! `#[derive(Changes)]`: structs as new rows and as changes.

use crate::{
    Column, Create, Field, ForCreate, ForUpdate, IntoTarget, IntoValue, Lookup, Nullable, Row, Target, Update,
};

/// What a struct turns into. One function fills it for both, so that a value that does not fit is one error.
pub trait Changing {
    /// The row type of the table.
    type Row;

    /// Gives the column at that place a value, or takes it away.
    fn put(&mut self, place: usize, value: &dyn Field);
}

impl<R: Row> Changing for Create<R> {
    type Row = R;

    fn put(&mut self, place: usize, value: &dyn Field) {
        self.change.set(place, value);
    }
}

impl<R: Row> Changing for Update<R> {
    type Row = R;

    fn put(&mut self, place: usize, value: &dyn Field) {
        self.change.set(place, value);
    }
}

/// Requires that a column can be set when a row is created.
pub const fn for_create<R, V, A: ForCreate, N>(_: Column<R, V, A, N>) {}

/// Requires that a column can be changed.
pub const fn for_update<R, V, A: ForUpdate, N>(_: Column<R, V, A, N>) {}

/// Gives a column a value.
pub fn set<C: Changing, V, A, N>(change: &mut C, column: Column<C::Row, V, A, N>, value: V)
where
    Option<V>: Field,
{
    change.put(column.place(), &Some(value));
}

/// Takes a column's value away.
pub fn clear<C: Changing, V, A, N: Nullable>(change: &mut C, column: Column<C::Row, V, A, N>)
where
    Option<V>: Field,
{
    change.put(column.place(), &None::<V>);
}

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

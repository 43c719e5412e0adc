//! `#[derive(Changes)]`: structs as new rows and as changes.

use crate::change::{Create, Update};
use crate::column::{Column, ForCreate, ForUpdate, IntoValue, Nullable};
use crate::lookup::{Lookup, Target};
use crate::request::{BoundRow, IntoTarget};
use crate::wire::{Field, Row};

/// The change that a struct turns into. One function fills it for both, so that a value that does not fit is one error.
pub trait ChangeBuilder {
    /// The row type of the table.
    type Row: Row;

    /// Sets the column at this index, or clears it.
    fn put(&mut self, index: usize, value: &dyn Field);

    /// Lets the lookup at this index point to a row.
    fn bind<T: Target>(&mut self, index: usize, row: BoundRow<T>);
}

impl<R: Row> ChangeBuilder for Create<R> {
    type Row = R;

    fn put(&mut self, index: usize, value: &dyn Field) {
        self.change.set(index, value);
    }

    fn bind<T: Target>(&mut self, index: usize, row: BoundRow<T>) {
        self.change.bind(index, row);
    }
}

impl<R: Row> ChangeBuilder for Update<R> {
    type Row = R;

    fn put(&mut self, index: usize, value: &dyn Field) {
        self.change.set(index, value);
    }

    fn bind<T: Target>(&mut self, index: usize, row: BoundRow<T>) {
        self.change.bind(index, row);
    }
}

/// Requires that a column can be set when a row is created.
pub const fn for_create<R, V, A: ForCreate, N>(_: Column<R, V, A, N>) {}

/// Requires that a column can be changed.
pub const fn for_update<R, V, A: ForUpdate, N>(_: Column<R, V, A, N>) {}

/// Gives a column a value.
pub fn set<C: ChangeBuilder, V, A, N>(change: &mut C, column: Column<C::Row, V, A, N>, value: V)
where
    Option<V>: Field,
{
    change.put(column.index(), &Some(value));
}

/// Takes a column's value away.
pub fn clear<C: ChangeBuilder, V, A, N: Nullable>(change: &mut C, column: Column<C::Row, V, A, N>)
where
    Option<V>: Field,
{
    change.put(column.index(), &None::<V>);
}

/// The value that a field gives a column.
pub fn value<R, V, A, N>(_: Column<R, V, A, N>, value: impl IntoValue<V>) -> V {
    value.into_value()
}

/// Lets a lookup point to the row that a field holds.
pub fn bind<C: ChangeBuilder, V: BindTarget, A, N, M>(
    change: &mut C,
    column: Column<C::Row, V, A, N>,
    row: impl IntoTarget<V::Target, M>,
) {
    change.bind(column.index(), row.into_target());
}

/// Values that point to a row.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be bound to a row",
    label = "this is no lookup",
    note = "only lookups take `bind`"
)]
pub trait BindTarget {
    /// The type of its target.
    type Target: Target;
}

impl<T: Target> BindTarget for Lookup<T> {
    type Target = T;
}

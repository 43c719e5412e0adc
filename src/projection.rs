//! Structs of one's own that show some columns of a table: what `#[derive(Row)]` and `#[derive(Choice)]` stand on.

use core::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error};

use crate::query::{AnyColumn, Child, Expands, Follow};
use crate::wire::{Mismatch, Rows, refused};
use crate::{Annotations, Choice, Column, ForRead, Required, Row};

/// A struct that shows some columns of a table, and rows that are read along with them.
///
/// `#[derive(Row)]` implements it, [`Query::show`](crate::Query::show) asks for what it shows, and generated rows are projections of themselves: they show all columns.
pub trait Projection: DeserializeOwned {
    /// The generated row type of the table.
    type Row: Row;

    /// The columns; none stands for all.
    fn select() -> Vec<AnyColumn<Self::Row>>;

    /// The rows to read along.
    fn expand() -> Vec<Child>;

    /// Reads the rows of a page.
    #[doc(hidden)]
    fn deserialize_rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

impl<R: Row + DeserializeOwned> Projection for R {
    type Row = R;

    fn select() -> Vec<AnyColumn<R>> {
        Vec::new()
    }

    fn expand() -> Vec<Child> {
        Vec::new()
    }

    fn deserialize_rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<R>, D::Error> {
        Rows(PhantomData).deserialize(deserializer)
    }
}

/// Says whether a field can do without an `Option`.
#[diagnostic::on_unimplemented(
    message = "this column may be without a value",
    label = "expected an `Option`",
    note = "only a column that the platform requires a value of can do without"
)]
pub trait AlwaysThere {}

impl AlwaysThere for Required {}

/// A type that can stand for the values of a column: the column's own, or an enum with `#[derive(Choice)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold this column, whose values are `{V}`",
    label = "expected `{V}`"
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

/// What a field can be, for the rows that a relationship leads to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the rows of this relationship, which are `{Rows}`",
    label = "expected `{Rows}`, or the same of a struct that shows that table with `#[derive(Row)]`"
)]
pub trait HoldsRows<Rows>: DeserializeOwned + Default {
    /// The struct that shows the rows.
    type Projection: Projection;
}

impl<P: Projection> HoldsRows<Vec<P::Row>> for Vec<P> {
    type Projection = P;
}

impl<P: Projection> HoldsRows<Option<P::Row>> for Option<P> {
    type Projection = P;
}

/// What a variant for all other values can keep.
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

impl<C: Choice> KeepsChoice<C> for C {
    fn keep(choice: C) -> Self {
        choice
    }

    fn kept(self) -> C {
        self
    }
}

/// The place for a column's value while a row is read.
pub fn empty<R, V, A: ForRead, N>(_: Column<R, V, A, N>) -> Option<V> {
    None
}

/// The place of a column among the table's fields.
pub fn place<R, V, A, N>(column: Column<R, V, A, N>) -> usize {
    column.place()
}

/// A field that is an `Option`.
pub fn optional<T: ReadsAs<V>, R: Row, V, A, N, E: Error>(
    column: Column<R, V, A, N>,
    value: Option<V>,
) -> Result<Option<T>, E> {
    value.map(T::read_as).transpose().map_err(|mismatch| refused(column.logical_name, mismatch))
}

/// A field that is always there.
pub fn required<T: ReadsAs<V>, R: Row, V, A, N: AlwaysThere, E: Error>(
    column: Column<R, V, A, N>,
    value: Option<V>,
) -> Result<T, E> {
    let missing = Mismatch { expected: "in the answer, and the struct has no place for its absence" };
    let read = value.ok_or(missing).and_then(T::read_as);
    read.map_err(|mismatch| refused(column.logical_name, mismatch))
}

/// The rows that were read along.
pub fn rows<T: HoldsRows<F::Rows>, R: Row, F: Follow<R>, E: Error>(
    follow: F,
    annotations: &Annotations,
) -> Result<T, E> {
    let rows = follow.property().and_then(|property| annotations.expanded(property));
    rows.transpose().map(Option::unwrap_or_default).map_err(E::custom)
}

/// What a query asks of the rows to read along.
pub fn child<T: HoldsRows<F::Rows>, R: Row, F: Follow<R>>(follow: F) -> Child {
    follow.into_child().asking(<T::Projection>::select(), <T::Projection>::expand())
}

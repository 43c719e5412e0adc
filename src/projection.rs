//! Structs of one's own that show some columns of a table: what `#[derive(Row)]` and `#[derive(Choice)]` stand on.

use core::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error};

use crate::query::{AnyColumn, Child, Expands, Follow, Selectable};
use crate::wire::{self, Mismatch, Rows, refused};
use crate::{Annotations, Choice, Column, Field, ForRead, IntoTarget, IntoValue, Lookup, Required, Row, Target};

/// A struct that shows some columns of a table, and rows that are read along with them.
///
/// `#[derive(Row)]` implements it, [`Query::show`](crate::Query::show) asks for what it shows, and generated rows are
/// projections of themselves: they show all columns.
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

/// A [projection](Projection) of the table with the rows `R`. It is a trait of its own so that the compiler can name
/// the table that another one does not show.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not show rows of `{R}`",
    label = "expected a struct that shows `{R}`",
    note = "a struct shows rows of a table with `#[derive(Row)]` and `#[row(table = …)]`, the table's module"
)]
pub trait Shows<R>: Projection<Row = R> {}

#[diagnostic::do_not_recommend]
impl<R: Row + DeserializeOwned> Shows<R> for R {}

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
    label = "expected an `Option` of this",
    note = "only a column that the platform requires a value of can do without"
)]
pub trait AlwaysThere {}

impl AlwaysThere for Required {}

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

/// What a field can be, for the rows that a relationship leads to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the rows of this relationship, which are `{Rows}`",
    label = "expected `{Rows}`, or the same of a struct that shows that table",
    note = "a struct shows rows of a table with `#[derive(Row)]` and `#[row(table = …)]`, the table's module",
    note = "`Undescribed` stands for a table that no page describes: its rows cannot be read along"
)]
pub trait HoldsRows<Rows>: DeserializeOwned + Default {
    /// What to ask of the rows.
    fn ask(child: Child) -> Child;
}

#[diagnostic::do_not_recommend]
impl<R, P: Shows<R>> HoldsRows<Vec<R>> for Vec<P> {
    fn ask(child: Child) -> Child {
        child.asking(P::select(), P::expand())
    }
}

#[diagnostic::do_not_recommend]
impl<R, P: Shows<R>> HoldsRows<Option<R>> for Option<P> {
    fn ask(child: Child) -> Child {
        child.asking(P::select(), P::expand())
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

/// What `derive(Row)` writes for a struct: says what it shows, has it read, and takes the values.
///
/// One function tells queries what to ask for and reads the answer, so that a column that does not fit is one error.
pub type Show<T> = fn(&mut Read<'_>) -> Result<T, Unread>;

/// Reads the columns, each into its slot, and what stands beside them.
pub type Read<'r> = dyn FnMut(&mut [&mut dyn Slot], &[&dyn Along]) -> Result<Annotations, Unread> + 'r;

/// Why there is no struct.
pub enum Unread {
    /// Nobody wanted more than to know what it shows.
    Unwanted,
    /// A column has no value, or none that the field can hold.
    Column(&'static str, Mismatch),
    /// Rows that were read along are not what the field holds.
    Rows(serde_json::Error),
}

/// Reads a struct.
pub fn read<'de, R: Row, T, D: Deserializer<'de>>(deserializer: D, show: Show<T>) -> Result<T, D::Error> {
    let mut deserializer = Some(deserializer);
    let mut failed = None;
    let shown = show(&mut |slots, _| {
        let deserializer = deserializer.take().ok_or(Unread::Unwanted)?;
        let slots = slots.iter_mut().map(|slot| (slot.place(), slot.field()));
        wire::read_columns(deserializer, R::TABLE, slots).map_err(|error| {
            failed = Some(error);
            Unread::Unwanted
        })
    });
    shown.map_err(|unread| match (unread, failed) {
        (_, Some(error)) => error,
        (Unread::Column(place, mismatch), None) => refused(place, mismatch),
        (Unread::Rows(error), None) => D::Error::custom(error),
        (Unread::Unwanted, None) => D::Error::custom("read twice"),
    })
}

/// The columns that a struct shows.
pub fn select<R: Row, T>(show: Show<T>) -> Vec<AnyColumn<R>> {
    let mut columns = Vec::new();
    let _ = show(&mut |slots, _| {
        columns.extend(slots.iter().map(|slot| AnyColumn::at(slot.place())));
        Err(Unread::Unwanted)
    });
    columns
}

/// The rows that a struct has read along.
pub fn expand<T>(show: Show<T>) -> Vec<Child> {
    let mut children = Vec::new();
    let _ = show(&mut |_, along| {
        children.extend(along.iter().map(|along| along.child()));
        Err(Unread::Unwanted)
    });
    children
}

/// A column that a struct shows, and its value while a row is read.
pub struct Shown<R, V, N> {
    place: usize,
    value: Option<V>,
    of: PhantomData<fn() -> (R, N)>,
}

/// Shows a column.
pub fn column<R, V: Selectable, A: ForRead, N>(column: Column<R, V, A, N>) -> Shown<R, V, N> {
    Shown { place: column.place(), value: None, of: PhantomData }
}

// Methods, so that the compiler knows the column before it sees what is to hold it: then it can name both.
impl<R: Row, V, N> Shown<R, V, N> {
    /// The value of a field that is an `Option`.
    pub fn optional<T: ReadsAs<V>>(self) -> Result<Option<T>, Unread> {
        self.value.map(T::read_as).transpose().map_err(|mismatch| unread::<R>(self.place, mismatch))
    }

    /// The value of a field that is always there.
    pub fn required<T: ReadsAs<V>>(self) -> Result<T, Unread>
    where
        N: AlwaysThere,
    {
        let missing = Mismatch { expected: "in the answer, and the struct has no place for its absence" };
        let read = self.value.ok_or(missing).and_then(T::read_as);
        read.map_err(|mismatch| unread::<R>(self.place, mismatch))
    }
}

fn unread<R: Row>(place: usize, mismatch: Mismatch) -> Unread {
    Unread::Column(R::TABLE.columns.get(place).map_or("", |column| column.logical_name), mismatch)
}

/// A column that a struct shows, whatever it holds.
pub trait Slot {
    /// The place of the column among the table's fields.
    fn place(&self) -> usize;

    /// The place of its value.
    fn field(&mut self) -> &mut dyn Field;
}

impl<R, V, N> Slot for Shown<R, V, N>
where
    Option<V>: Field,
{
    fn place(&self) -> usize {
        self.place
    }

    fn field(&mut self) -> &mut dyn Field {
        &mut self.value
    }
}

/// A relationship that a struct reads rows along.
pub struct Followed<R, F> {
    follow: F,
    of: PhantomData<fn() -> R>,
}

/// Follows a relationship.
pub fn along<R: Row, F: Follow<R>>(follow: F) -> Followed<R, F> {
    Followed { follow, of: PhantomData }
}

impl<R: Row, F: Follow<R>> Followed<R, F> {
    /// Says what holds the rows.
    pub fn held_by<T: HoldsRows<F::Rows>>(self) -> Held<F, T> {
        let read = |follow: F, annotations: &Annotations| {
            let rows = follow.property().and_then(|property| annotations.expanded(property));
            rows.transpose().map(Option::unwrap_or_default)
        };
        Held { follow: self.follow, child: |follow| T::ask(follow.into_child()), read }
    }
}

/// Rows that are read along, and what holds them. It carries its functions instead of asking for traits, so that a type
/// that does not hold the rows is one error.
pub struct Held<F, T> {
    follow: F,
    child: fn(F) -> Child,
    read: fn(F, &Annotations) -> serde_json::Result<T>,
}

impl<F: Copy, T> Held<F, T> {
    /// The rows.
    pub fn read(self, annotations: &Annotations) -> Result<T, Unread> {
        (self.read)(self.follow, annotations).map_err(Unread::Rows)
    }
}

/// Rows that are read along, whatever holds them.
pub trait Along {
    /// What a query asks of them.
    fn child(&self) -> Child;
}

impl<F: Copy, T> Along for Held<F, T> {
    fn child(&self) -> Child {
        (self.child)(self.follow)
    }
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

//! `#[derive(Row)]`: reading a projection, and asking for what it shows.

use core::marker::PhantomData;

use serde::de::{Deserializer, Error};

use super::choice::ReadsAs;
use super::projection::{AlwaysThere, HoldsRows};
use crate::query::{AnyColumn, Child, Expands, Follow, Selectable};
use crate::wire::{self, Mismatch, refused};
use crate::{Annotations, Column, Field, ForRead, Row};

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

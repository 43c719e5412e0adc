//! `#[derive(Row)]`: reading a projection, and asking for what it shows.

use core::marker::PhantomData;

use serde::de::{Deserializer, Error};

use super::choice::FromColumn;
use super::projection::{FromExpanded, NotNull};
use crate::column::{Column, ForRead};
use crate::metadata::ColumnMetadata;
use crate::query::{AnyColumn, Child, Expands, Follow, Selectable};
use crate::wire::{self, ValueError, misfit};
use crate::wire::{Annotations, Field, Row};

/// The parts of `derive(Row)` for a struct: its columns, how they are read, and taking the values.
///
/// One function tells queries what to ask for and reads the answer, so that a column that does not fit is one error.
pub type Show<T> = fn(&mut Read<'_>) -> Result<T, Unread>;

/// Reads the columns, each into its slot, and what stands beside them.
pub type Read<'r> = dyn FnMut(&mut [&mut dyn ColumnSlot], &[&dyn Expansion]) -> Result<Annotations, Unread> + 'r;

/// The reason that a struct was not read.
pub enum Unread {
    /// Only what it shows was asked for.
    Unwanted,
    /// A column has no value, or none that the field can hold.
    Column(usize, ValueError),
    /// Expanded rows are not what the field holds.
    Rows(serde_json::Error),
}

/// Reads a struct.
pub fn read<'de, R: Row, T, D: Deserializer<'de>>(deserializer: D, show: Show<T>) -> Result<T, D::Error> {
    let mut deserializer = Some(deserializer);
    let mut failed = None;
    let shown = show(&mut |slots, _| {
        let deserializer = deserializer.take().ok_or(Unread::Unwanted)?;
        let slots = slots.iter_mut().map(|slot| (slot.index(), slot.field()));
        wire::read_columns(deserializer, R::wire(), slots).map_err(|error| {
            failed = Some(error);
            Unread::Unwanted
        })
    });
    shown.map_err(|unread| match (unread, failed) {
        (_, Some(error)) => error,
        (Unread::Column(index, error), None) => {
            misfit::error(R::wire(), R::wire().columns.get(index).unwrap_or(&ColumnMetadata::UNKNOWN), &error)
        }
        (Unread::Rows(error), None) => D::Error::custom(error),
        (Unread::Unwanted, None) => D::Error::custom("read twice"),
    })
}

/// The columns that a struct shows.
pub fn select<R: Row, T>(show: Show<T>) -> Vec<AnyColumn<R>> {
    let mut columns = Vec::new();
    let _ = show(&mut |slots, _| {
        columns.extend(slots.iter().map(|slot| AnyColumn::at(slot.index())));
        Err(Unread::Unwanted)
    });
    columns
}

/// The relationships that a struct expands.
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
    index: usize,
    value: Option<V>,
    of: PhantomData<fn() -> (R, N)>,
}

/// Shows a column.
pub fn column<R: Row, V: Selectable, A: ForRead, N>(column: Column<R, V, A, N>) -> Shown<R, V, N> {
    Shown { index: column.index(), value: None, of: PhantomData }
}

// Methods, so that the compiler knows the column before it sees what is to hold it: then it can name both.
impl<R: Row, V, N> Shown<R, V, N> {
    /// The value of a field that is an `Option`.
    pub fn optional<T: FromColumn<V>>(self) -> Result<Option<T>, Unread> {
        self.value.map(T::from_column).transpose().map_err(|error| Unread::Column(self.index, error))
    }

    /// The value of a field that is always there.
    pub fn required<T: FromColumn<V>>(self) -> Result<T, Unread>
    where
        N: NotNull,
    {
        let missing = || ValueError::new("in the answer, and the field is not an `Option`", "");
        let read = self.value.ok_or_else(missing).and_then(T::from_column);
        read.map_err(|error| Unread::Column(self.index, error))
    }
}

/// A column that a struct shows, whatever it holds.
pub trait ColumnSlot {
    /// The index of the column among the table's fields.
    fn index(&self) -> usize;

    /// The field that its value is read into.
    fn field(&mut self) -> &mut dyn Field;
}

impl<R, V, N> ColumnSlot for Shown<R, V, N>
where
    Option<V>: Field,
{
    fn index(&self) -> usize {
        self.index
    }

    fn field(&mut self) -> &mut dyn Field {
        &mut self.value
    }
}

/// A relationship that a struct expands.
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
    pub fn held_by<T: FromExpanded<F::Rows>>(self) -> Held<F, T> {
        let read = |follow: F, annotations: &Annotations| {
            follow.property().map_or_else(|| Ok(T::default()), |property| T::from_expanded(annotations, property))
        };
        Held { follow: self.follow, child: |follow| T::ask(follow.into_child()), read }
    }
}

/// Expanded rows, and what holds them. It carries its functions instead of asking for traits, so that a type
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

/// Expanded rows, whatever holds them.
pub trait Expansion {
    /// The query for them.
    fn child(&self) -> Child;
}

impl<F: Copy, T> Expansion for Held<F, T> {
    fn child(&self) -> Child {
        (self.child)(self.follow)
    }
}

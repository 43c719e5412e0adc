//! Typed columns.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use super::access::{Optional, ReadWrite};
use crate::lookup::Target;
use crate::metadata::ColumnMetadata;
use crate::wire::Row;

/// A column of the row type `R` with values of the type `V`; `A` says what it is [valid](super::Valid) for, `N`
/// whether it may be without a value.
///
/// Generated code has one for each field of a row. It dereferences to the column's metadata:
///
/// ```
/// use earlybound_generated::account;
///
/// assert_eq!(account::NAME.logical_name, "name");
/// assert_eq!(account::NAME.column_type.max_length(), Some(160));
/// ```
#[allow(clippy::type_complexity, reason = "a marker of four types")]
pub struct Column<R, V, A = ReadWrite, N = Optional> {
    // Generated code writes the fields: a literal compiles faster than a call.
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub of: PhantomData<fn() -> (R, V, A, N)>,
}

impl<R, V, A, N> Column<R, V, A, N> {
    /// The column of this logical name, for a table that is described by hand.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }
}

impl<R: Row, V, A, N> Column<R, V, A, N> {
    /// What the reference says about the column.
    pub fn metadata(self) -> &'static ColumnMetadata {
        const UNKNOWN: &ColumnMetadata = &ColumnMetadata::UNKNOWN;
        R::table().columns.get(self.index()).unwrap_or(UNKNOWN)
    }

    /// The index of the column among the fields of the row; out of range if the table has no such column.
    pub(crate) fn index(self) -> usize {
        R::table().field(self.name).unwrap_or(usize::MAX)
    }
}

impl<R, V, A, N> Clone for Column<R, V, A, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, V, A, N> Copy for Column<R, V, A, N> {}

impl<R: Row, V, A, N> Deref for Column<R, V, A, N> {
    type Target = ColumnMetadata;

    fn deref(&self) -> &ColumnMetadata {
        self.metadata()
    }
}

impl<R: Row, V, A, N> fmt::Debug for Column<R, V, A, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", R::LOGICAL_NAME, self.name)
    }
}

/// What can be the value of a column of type `V`: the type itself, and what converts into it.
#[diagnostic::on_unimplemented(
    message = "a column of `{V}` cannot hold a value of `{Self}`",
    label = "this column holds `{V}`"
)]
pub trait IntoValue<V> {
    /// The value.
    fn into_value(self) -> V;
}

// Errors shall speak of columns and values, not of `Into`.
#[diagnostic::do_not_recommend]
impl<T: Into<V>, V> IntoValue<V> for T {
    fn into_value(self) -> V {
        self.into()
    }
}

/// What a lookup with the target type `T` can be bound to: the ids of the tables that it leads to, and references.
#[diagnostic::on_unimplemented(
    message = "a lookup on `{T}` cannot point to `{Self}`",
    label = "this is no row that the lookup leads to",
    note = "the lookup's documentation names the tables that it leads to; a bare `Uuid` names none: write `Id::<Account>::from(uuid)`"
)]
pub trait IntoTarget<T: Target> {
    /// The target.
    fn into_target(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<I: Into<T>, T: Target> IntoTarget<T> for I {
    fn into_target(self) -> T {
        self.into()
    }
}

//! Typed columns.

use core::fmt;
use core::ops::Deref;

use super::access::{Nullable, Optional, ReadWrite};
use crate::metadata::ColumnMetadata;
use crate::wire::Row;

/// A column of the row type `R` with values of the type `V`; `A` says what it is [valid](super::Valid) for, `N`
/// whether it may be without a value.
///
/// Generated code has one for each field of a row. It dereferences to the column's metadata:
///
/// ```
/// use dataverse::account;
///
/// assert_eq!(account::NAME.logical_name, "name");
/// assert_eq!(account::NAME.column_type.max_length(), Some(160));
/// ```
#[allow(clippy::type_complexity, reason = "a marker of four types")]
pub struct Column<R, V, A = ReadWrite, N = Optional> {
    // Generated code writes the fields: a literal compiles faster than a call, and an empty array faster than a marker.
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub of: [fn(R, V, A, N); 0],
}

impl<R, V, A, N> Column<R, V, A, N> {
    /// The column of this logical name, for a table that is described by hand.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: [] }
    }
}

impl<R: Row, V, A, N> Column<R, V, A, N> {
    /// Returns the metadata of the column.
    pub fn metadata(self) -> &'static ColumnMetadata {
        const UNKNOWN: &ColumnMetadata = &ColumnMetadata::UNKNOWN;
        R::table().columns.get(self.index()).unwrap_or(UNKNOWN)
    }

    /// The index of the column among the fields of the row; out of range if the table has no such column.
    pub(crate) fn index(self) -> usize {
        R::wire().field(self.name).unwrap_or(usize::MAX)
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

/// A value for a column of type `V`: the type itself, and types that convert into it.
#[diagnostic::on_unimplemented(
    message = "a column of `{V}` cannot hold a value of `{Self}`",
    label = "this column holds `{V}`",
    note = "a `Decimal` is written `15`, `Decimal::new(15, 1)` or `\"1.5\".parse::<Decimal>()?`",
    note = "a `Timestamp` is written `\"2020-01-31T08:30:00Z\".parse::<Timestamp>()?`, a `Date` \
            `\"2020-01-31\".parse::<Date>()?`",
    note = "a choice is one of its options, such as `StateCode::Active`"
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

/// A new value for a column of type `V`: a value, or an `Option` of one if the column can be cleared. `M` tells the
/// two apart and is inferred.
#[diagnostic::on_unimplemented(
    message = "a column of `{V}` cannot hold a value of `{Self}`",
    label = "this column holds `{V}`",
    note = "an `Option` can be set where the platform does not require a value",
    note = "a `Decimal` is written `15`, `Decimal::new(15, 1)` or `\"1.5\".parse::<Decimal>()?`",
    note = "a `Timestamp` is written `\"2020-01-31T08:30:00Z\".parse::<Timestamp>()?`, a `Date` \
            `\"2020-01-31\".parse::<Date>()?`",
    note = "a choice is one of its options, such as `StateCode::Active`"
)]
pub trait IntoAssignment<V, N, M> {
    /// Returns the value; `None` clears the column.
    fn into_assignment(self) -> Option<V>;
}

/// The column is set to a value.
#[derive(Clone, Copy, Debug)]
pub enum Given {}

/// The column is set or cleared.
#[derive(Clone, Copy, Debug)]
pub enum Optionally {}

#[diagnostic::do_not_recommend]
impl<T: IntoValue<V>, V, N> IntoAssignment<V, N, Given> for T {
    fn into_assignment(self) -> Option<V> {
        Some(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<T: IntoValue<V>, V, N: Nullable> IntoAssignment<V, N, Optionally> for Option<T> {
    fn into_assignment(self) -> Option<V> {
        self.map(T::into_value)
    }
}

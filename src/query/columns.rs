//! Columns to select.

use core::fmt;
use core::marker::PhantomData;

use super::comparable::Selectable;
use crate::column::{Column, ForRead};
use crate::metadata::ColumnMetadata;
use crate::wire::Row;

/// An argument of [`select`](super::Query::select): a column of `R`, a tuple of up to 16 of them, an array or a `Vec`.
///
/// The parties of an activity are no property: they are expanded, and then found in the row's columns.
///
/// ```compile_fail
/// # use dataverse::{Email, email};
/// Email::query().select(email::TO);
/// ```
///
/// Columns of different types go into one list as [`AnyColumn`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no column of `{R}` that can be selected",
    note = "take columns of this table, one or several in a tuple"
)]
pub trait Columns<R> {
    #[doc(hidden)]
    fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>);
}

/// A column of `R`, whatever it holds.
///
/// ```
/// use dataverse::{Contact, contact};
///
/// let mut columns = vec![contact::FIRSTNAME.any()];
/// columns.push(contact::BIRTHDATE.any());
/// assert_eq!(Contact::query().select(columns).request()?.path(), "/contacts?$select=firstname,birthdate");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
pub struct AnyColumn<R> {
    column: &'static ColumnMetadata,
    of: PhantomData<fn() -> R>,
}

impl<R: Row, V: Selectable, A: ForRead, N> Column<R, V, A, N> {
    /// The column without the type of its values, for lists.
    pub fn any(self) -> AnyColumn<R> {
        AnyColumn { column: self.metadata(), of: PhantomData }
    }
}

impl<R: Row> AnyColumn<R> {
    /// The column at this index of the table's columns.
    pub(crate) fn at(index: usize) -> Self {
        const UNKNOWN: &ColumnMetadata = &ColumnMetadata::UNKNOWN;
        Self { column: R::table().columns.get(index).unwrap_or(UNKNOWN), of: PhantomData }
    }
}

impl<R> Clone for AnyColumn<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for AnyColumn<R> {}

impl<R> fmt::Debug for AnyColumn<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.column.logical_name)
    }
}

impl<R> Columns<R> for AnyColumn<R> {
    fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>) {
        if columns.iter().all(|column| column.logical_name != self.column.logical_name) {
            columns.push(self.column);
        }
    }
}

impl<R: Row, V: Selectable, A: ForRead, N> Columns<R> for Column<R, V, A, N> {
    fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>) {
        self.any().push_to(columns);
    }
}

impl<R, C: Columns<R>, const N: usize> Columns<R> for [C; N] {
    fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>) {
        self.into_iter().for_each(|column| column.push_to(columns));
    }
}

impl<R, C: Columns<R>> Columns<R> for Vec<C> {
    fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>) {
        self.into_iter().for_each(|column| column.push_to(columns));
    }
}

macro_rules! tuples {
    ($first:ident $($rest:ident)*) => {
        impl<R, $first: Columns<R>, $($rest: Columns<R>),*> Columns<R> for ($first, $($rest,)*) {
            #[allow(non_snake_case, reason = "a value has the name of its type")]
            fn push_to(self, columns: &mut Vec<&'static ColumnMetadata>) {
                let ($first, $($rest,)*) = self;
                $first.push_to(columns);
                $($rest.push_to(columns);)*
            }
        }
        tuples!($($rest)*);
    };
    () => {};
}

tuples!(A B C D E F G H I J K L M N O P);

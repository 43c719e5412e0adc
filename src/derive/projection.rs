//! User-defined structs that show some columns of a table.

use core::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer};

use crate::column::Required;
use crate::query::{AnyColumn, Child, Expanded};
use crate::wire::Row;
use crate::wire::{Annotations, RowsSeed};

/// A struct that shows some columns of a table, and expanded rows.
///
/// `#[derive(Row)]` implements it, [`Query::show`](crate::Query::show) asks for what it shows, and generated rows are
/// projections of themselves: they show all columns.
pub trait Projection: DeserializeOwned {
    /// The generated row type of the table.
    type Row: Row;

    /// The columns; none stands for all.
    fn select() -> Vec<AnyColumn<Self::Row>>;

    /// The relationships to expand.
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
pub trait ProjectionOf<R>: Projection<Row = R> {}

#[diagnostic::do_not_recommend]
impl<R: Row + DeserializeOwned> ProjectionOf<R> for R {}

impl<R: Row + DeserializeOwned> Projection for R {
    type Row = R;

    fn select() -> Vec<AnyColumn<R>> {
        Vec::new()
    }

    fn expand() -> Vec<Child> {
        Vec::new()
    }

    fn deserialize_rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<R>, D::Error> {
        RowsSeed(PhantomData).deserialize(deserializer)
    }
}

/// Says whether a field can do without an `Option`.
#[diagnostic::on_unimplemented(
    message = "this column may be without a value",
    label = "expected an `Option` of this",
    note = "only a column that the platform requires can be without an `Option`"
)]
pub trait NotNull {}

impl NotNull for Required {}

/// The types of a field for the rows that a relationship leads to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the rows of this relationship, which are `{Rows}`",
    label = "expected `{Rows}`, or the same of a struct that shows that table",
    note = "a struct shows rows of a table with `#[derive(Row)]` and `#[row(table = …)]`, the table's module",
    note = "`UnknownTable` stands for a table that no page describes: its rows cannot be expanded"
)]
pub trait FromExpanded<Rows>: Default + Sized {
    /// The query for the rows.
    fn ask(child: Child) -> Child;

    /// Reads the rows.
    ///
    /// # Errors
    ///
    /// Returns an error if they are no rows of the table.
    fn from_expanded(annotations: &Annotations, navigation_property: &str) -> serde_json::Result<Self>;
}

fn expanded<T: DeserializeOwned + Default>(annotations: &Annotations, property: &str) -> serde_json::Result<T> {
    annotations.expanded(property).transpose().map(Option::unwrap_or_default)
}

#[diagnostic::do_not_recommend]
impl<R, P: ProjectionOf<R>> FromExpanded<Vec<R>> for Vec<P> {
    fn ask(child: Child) -> Child {
        child.asking(P::select(), P::expand())
    }

    fn from_expanded(annotations: &Annotations, navigation_property: &str) -> serde_json::Result<Self> {
        expanded(annotations, navigation_property)
    }
}

/// With the address of more rows, which a plain list leaves out.
#[diagnostic::do_not_recommend]
impl<R, P: ProjectionOf<R>> FromExpanded<Vec<R>> for Expanded<P> {
    fn ask(child: Child) -> Child {
        child.asking(P::select(), P::expand())
    }

    fn from_expanded(annotations: &Annotations, navigation_property: &str) -> serde_json::Result<Self> {
        let rows = annotations.expanded(navigation_property).transpose()?.unwrap_or_default();
        Ok(Self { rows, next_link: annotations.next_link(navigation_property).map(str::to_owned) })
    }
}

#[diagnostic::do_not_recommend]
impl<R, P: ProjectionOf<R>> FromExpanded<Option<R>> for Option<P> {
    fn ask(child: Child) -> Child {
        child.asking(P::select(), P::expand())
    }

    fn from_expanded(annotations: &Annotations, navigation_property: &str) -> serde_json::Result<Self> {
        expanded(annotations, navigation_property)
    }
}

//! Expanded rows (`$expand`).

use core::fmt;
use core::marker::PhantomData;

use super::columns::Columns;
use super::comparable::Comparable;
use super::condition::Condition;
use super::options::{Child, Options};
use super::path::step;
use crate::column::{Column, ForRead, ManyToMany, ManyToOne, Navigation, OneToMany};
use crate::wire::Row;

/// A relationship that a query can follow, and what comes of it.
pub trait Follow<R>: Navigation<R> {
    /// The type that is read: an `Option` of a row, or a `Vec` of rows.
    type Rows;

    /// The options that these rows have, at first.
    type Shape: Shape;
}

macro_rules! follow {
    ($relationship:ident, $rows:ty, $shape:ident) => {
        impl<R: Row, To> Follow<R> for $relationship<R, To> {
            type Rows = $rows;
            type Shape = $shape;
        }

        impl<R: Row, To> $relationship<R, To> {
            /// The rows that this leads to, as a query of their own that can be expanded.
            pub fn query(self) -> Expand<R, To, $shape> {
                Expand::new(self)
            }
        }
    };
}

follow!(ManyToOne, Option<To>, One);
follow!(OneToMany, Vec<To>, Many);
follow!(ManyToMany, Vec<To>, Pairs);

/// Rows of `To` that are expanded along a relationship of `R`, as [`expand`](super::Query::expand) takes them. `S` says
/// what can be asked of them; what the service would refuse has no method.
///
/// ```
/// use dataverse::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
/// use dataverse::{Account, contact};
///
/// let contacts = CONTACT_CUSTOMER_ACCOUNTS.query().select(contact::FULLNAME).order_by(contact::FULLNAME).top(3);
/// assert_eq!(
///     Account::query().expand(contacts).request()?.path(),
///     "/accounts?$expand=contact_customer_accounts($select=fullname;$orderby=fullname%20asc;$top=3)"
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// Rows that are sorted or limited have nothing nested in them:
///
/// ```compile_fail
/// # use dataverse::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
/// # use dataverse::contact::one_to_many::CONTACT_TASKS;
/// let refused = CONTACT_CUSTOMER_ACCOUNTS.query().top(3).expand(CONTACT_TASKS);
/// ```
///
/// The row of a lookup cannot be filtered, and nothing goes through a many-to-many relationship:
///
/// ```compile_fail
/// # use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
/// # use dataverse::contact;
/// let refused = ACCOUNT_PRIMARY_CONTACT.query().filter(contact::FULLNAME.eq("Ada"));
/// ```
///
/// ```compile_fail
/// # use dataverse::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
/// # use dataverse::contact::many_to_many::CONTACTLEADS_ASSOCIATION;
/// let refused = CONTACT_CUSTOMER_ACCOUNTS.query().expand(CONTACTLEADS_ASSOCIATION);
/// ```
pub struct Expand<R, To, S> {
    child: Child,
    of: PhantomData<fn(R, To) -> S>,
}

// By hand, here and at queries: derives would ask of the rows what only the question needs.
impl<R, To, S> Clone for Expand<R, To, S> {
    fn clone(&self) -> Self {
        Self { child: self.child.clone(), of: PhantomData }
    }
}

impl<R, To, S> fmt::Debug for Expand<R, To, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.child, f)
    }
}

/// The options that expanded rows have.
pub trait Shape {
    #[doc(hidden)]
    const TO_MANY: bool = true;
    #[doc(hidden)]
    const PAIRS: bool = false;
}

/// One row, through a lookup. It can be neither filtered nor sorted; more can be nested in it.
#[derive(Clone, Copy, Debug)]
pub enum One {}
/// The rows that point at one.
#[derive(Clone, Copy, Debug)]
pub enum Many {}
/// The rows that point at one, sorted or limited: nothing can be nested in them.
#[derive(Clone, Copy, Debug)]
pub enum Limited {}
/// The rows that point at one, with others nested: they can be neither sorted nor limited.
#[derive(Clone, Copy, Debug)]
pub enum Nested {}
/// The rows of a many-to-many relationship: nothing can be nested in them, and they cannot be nested.
#[derive(Clone, Copy, Debug)]
pub enum Pairs {}

impl Shape for One {
    const TO_MANY: bool = false;
}
impl Shape for Many {}
impl Shape for Limited {}
impl Shape for Nested {}
impl Shape for Pairs {
    const PAIRS: bool = true;
}

/// Rows that can be filtered.
#[diagnostic::on_unimplemented(
    message = "these rows cannot be filtered",
    label = "not allowed for these rows",
    note = "a lookup leads to one row"
)]
pub trait Filterable: Shape {}
impl Filterable for Many {}
impl Filterable for Limited {}
impl Filterable for Nested {}
impl Filterable for Pairs {}

/// Rows that can be sorted and limited.
#[diagnostic::on_unimplemented(
    message = "these rows cannot be sorted or limited",
    label = "not allowed for these rows",
    note = "the service refuses it for the row of a lookup, and where rows have others nested in them: leave out the nested \
            rows, or ask for them in a query of their own"
)]
pub trait Limitable: Shape {
    /// The options that are left then.
    type Limited: Shape;
}
impl Limitable for Many {
    type Limited = Limited;
}
impl Limitable for Limited {
    type Limited = Self;
}
impl Limitable for Pairs {
    type Limited = Self;
}

/// Rows in which others can be nested.
#[diagnostic::on_unimplemented(
    message = "nothing can be nested in these rows",
    label = "not allowed for these rows",
    note = "the service refuses it in rows that are sorted or limited, and in those of a many-to-many relationship: leave out \
            `top` and `order_by`, or ask for the nested rows in a query of their own"
)]
pub trait Nestable: Shape {
    /// The options that are left then.
    type Nested: Shape;
}
impl Nestable for One {
    type Nested = Self;
}
impl Nestable for Many {
    type Nested = Nested;
}
impl Nestable for Nested {
    type Nested = Self;
}

/// An argument of [`expand`](super::Query::expand): a relationship, or the rows of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no relationship of `{R}`",
    label = "expected a relationship, or the rows of one",
    note = "a lookup is a column: its relationship stands in the module `many_to_one` of the table, such as `contact::many_to_one`"
)]
pub trait Expands<R> {
    /// The options of the rows.
    type Shape: Shape;

    #[doc(hidden)]
    fn into_child(self) -> Child;
}

impl<R: Row, F: Follow<R>> Expands<R> for F {
    type Shape = F::Shape;

    fn into_child(self) -> Child {
        let options = Options::default();
        Child { step: step(self), to_many: F::Shape::TO_MANY, pairs: F::Shape::PAIRS, reference: false, options }
    }
}

impl<R, To, S: Shape> Expands<R> for Expand<R, To, S> {
    type Shape = S;

    fn into_child(self) -> Child {
        self.child
    }
}

// The types that methods return are named by parameters: errors show the notes of bounds then.
impl<R: Row, To, S: Shape> Expand<R, To, S> {
    fn new(relationship: impl Follow<R>) -> Self {
        Self::of(relationship.into_child())
    }

    fn of(child: Child) -> Self {
        Self { child, of: PhantomData }
    }

    /// Adds columns to those that are read; without any, all are.
    #[must_use]
    pub fn select(mut self, columns: impl Columns<To>) -> Self {
        columns.push_to(&mut self.child.options.select);
        self
    }

    /// Only rows that meet the condition, and those of earlier calls.
    #[must_use]
    pub fn filter<K>(mut self, condition: Condition<To, K>) -> Self
    where
        S: Filterable,
    {
        self.child.options.filter(condition.expression);
        self
    }

    /// Sorts by the column, where earlier ones are equal.
    #[must_use]
    pub fn order_by<V: Comparable, A: ForRead, N, L: Shape>(mut self, column: Column<To, V, A, N>) -> Expand<R, To, L>
    where
        To: Row,
        S: Limitable<Limited = L>,
    {
        self.child.options.sort(column.metadata(), "asc");
        Expand::of(self.child)
    }

    /// Sorts by the column the other way round, where earlier ones are equal.
    #[must_use]
    pub fn order_by_desc<V: Comparable, A: ForRead, N, L: Shape>(
        mut self,
        column: Column<To, V, A, N>,
    ) -> Expand<R, To, L>
    where
        To: Row,
        S: Limitable<Limited = L>,
    {
        self.child.options.sort(column.metadata(), "desc");
        Expand::of(self.child)
    }

    /// Limits the result to `rows` rows (`$top`).
    #[must_use]
    pub fn top<L: Shape>(mut self, rows: u32) -> Expand<R, To, L>
    where
        S: Limitable<Limited = L>,
    {
        self.child.options.top = Some(rows);
        Expand::of(self.child)
    }

    /// Expands a relationship of these rows.
    #[must_use]
    pub fn expand<E: Expands<To, Shape: Nestable>, L: Shape>(mut self, relationship: E) -> Expand<R, To, L>
    where
        S: Nestable<Nested = L>,
    {
        self.child.options.expand.push(relationship.into_child());
        Expand::of(self.child)
    }
}

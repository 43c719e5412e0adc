//! Ways to columns, by way of relationships.

use core::fmt;
use core::marker::PhantomData;

use super::condition::Condition;
use super::expression::{Expression, Step, Steps};
use crate::column::{Column, ForRead, ManyToMany, ManyToOne, Navigation, OneToMany};
use crate::wire::Row;

/// A column of another table that a lookup of `R` points to. It compares like a column.
///
/// ```
/// use dataverse::MsdynOcliveworkitem as Conversation;
/// use dataverse::account;
/// use dataverse::msdyn_ocliveworkitem::many_to_one;
///
/// let about = many_to_one::ACCOUNT_MSDYN_OCLIVEWORKITEMS.to(account::NAME);
/// let request = Conversation::query().filter(about.eq("Contoso")).request()?;
/// assert_eq!(
///     request.path(),
///     "/msdyn_ocliveworkitems?$filter=regardingobjectid_account_msdyn_ocliveworkitem/name%20eq%20'Contoso'"
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// The service has no conditions on collections below a lookup, and no query functions there: they cannot be written.
pub struct Path<R, V> {
    steps: Steps,
    of: PhantomData<fn() -> (R, V)>,
}

impl<R, V> fmt::Debug for Path<R, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.steps, f)
    }
}

/// A column, or a way to one, of rows of `R`.
pub trait Route<R> {
    /// The type of the column.
    type Value;

    #[doc(hidden)]
    fn path(self) -> Path<R, Self::Value>;
}

impl<R: Row, V, A: ForRead, N> Route<R> for Column<R, V, A, N> {
    type Value = V;

    fn path(self) -> Path<R, V> {
        Path { steps: Steps { lookups: Vec::new(), column: self.metadata() }, of: PhantomData }
    }
}

impl<R, V> Route<R> for Path<R, V> {
    type Value = V;

    fn path(self) -> Self {
        self
    }
}

impl<R, V> Path<R, V> {
    pub(super) fn into_steps(self) -> Steps {
        self.steps
    }
}

impl<R: Row, To> ManyToOne<R, To> {
    /// A column of the row that this leads to; several lookups can be followed one after the other.
    pub fn to<P: Route<To>>(self, column: P) -> Path<R, P::Value> {
        let Steps { mut lookups, column } = column.path().steps;
        lookups.insert(0, step::<R>(self));
        Path { steps: Steps { lookups, column }, of: PhantomData }
    }
}

macro_rules! collection {
    ($relationship:ident) => {
        impl<R: Row, To> $relationship<R, To> {
            /// At least one of the rows that this leads to meets the condition.
            ///
            /// ```
            /// use dataverse::account::one_to_many::ACCOUNT_TASKS;
            /// use dataverse::{Account, task};
            ///
            /// let query = Account::query().filter(ACCOUNT_TASKS.any(task::SUBJECT.contains("call")));
            /// assert_eq!(query.request()?.path(), "/accounts?$filter=Account_Tasks/any(o:contains(o/subject,'call'))");
            /// # Ok::<(), earlybound::RequestError>(())
            /// ```
            pub fn any<K>(self, condition: Condition<To, K>) -> Condition<R, K> {
                rows(self, "any", Some(condition.expression))
            }

            /// All of the rows that this leads to meet the condition; also where it leads to none.
            pub fn all<K>(self, condition: Condition<To, K>) -> Condition<R, K> {
                rows(self, "all", Some(condition.expression))
            }

            /// This leads to at least one row.
            pub fn exists(self) -> Condition<R> {
                rows(self, "any", None)
            }
        }
    };
}

collection!(OneToMany);
collection!(ManyToMany);

fn rows<R: Row, K>(
    relationship: impl Navigation<R>,
    quantifier: &'static str,
    of: Option<Expression>,
) -> Condition<R, K> {
    let collection = step(relationship);
    Condition::new(Expression::Rows { collection, quantifier, condition: of.map(Box::new) })
}

/// The step along a relationship.
pub(super) fn step<R>(relationship: impl Navigation<R>) -> Step {
    Step { property: relationship.property(), relationship: relationship.schema_name() }
}

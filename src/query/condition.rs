//! Conditions: what rows a query asks for.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Not;

use super::expression::{Expression, Writer};

/// A condition on rows of `R`. `K` says whether it can be turned into its opposite.
///
/// Conditions come from columns and relationships, and are joined with [`and`](Self::and) and [`or`](Self::or):
///
/// ```
/// use dataverse::Contact;
/// use dataverse::contact::{self, StateCode};
///
/// let named = contact::FIRSTNAME.eq("Ada").or(contact::LASTNAME.starts_with("L"));
/// let query = Contact::query().filter(named.and(contact::STATECODE.eq(StateCode::Active)));
/// assert_eq!(
///     query.request()?.path(),
///     "/contacts?$filter=(firstname%20eq%20'Ada'%20or%20startswith(lastname,'L'))%20and%20statecode%20eq%200"
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// `!` makes the opposite of a [`Standard`] condition. The service refuses `not` before the query functions of
/// Dataverse, so a condition with one of them has none:
///
/// ```compile_fail
/// # use dataverse::contact;
/// let refused = !contact::CREATEDON.last_7_days();
/// ```
pub struct Condition<R, K = Standard> {
    pub(super) expression: Expression,
    of: PhantomData<fn() -> (R, K)>,
}

/// Made of comparisons and functions of OData: `!` makes the opposite.
#[derive(Clone, Copy, Debug)]
pub enum Standard {}

/// Made with a query function of Dataverse: it has no opposite. Many such functions have a negated twin.
#[derive(Clone, Copy, Debug)]
pub enum QueryFunction {}

/// The kind of two conditions together: [`Standard`] if both are.
pub trait Combine<K> {
    /// The kind of both.
    type Joined;
}

impl<K> Combine<K> for Standard {
    type Joined = K;
}

impl<K> Combine<K> for QueryFunction {
    type Joined = Self;
}

impl<R, K> Condition<R, K> {
    pub(super) fn new(expression: Expression) -> Self {
        Self { expression, of: PhantomData }
    }

    /// Both hold.
    #[must_use]
    pub fn and<L>(self, other: Condition<R, L>) -> Condition<R, K::Joined>
    where
        K: Combine<L>,
    {
        Condition::new(self.expression.join("and", other.expression))
    }

    /// One of them holds, or both.
    #[must_use]
    pub fn or<L>(self, other: Condition<R, L>) -> Condition<R, K::Joined>
    where
        K: Combine<L>,
    {
        Condition::new(self.expression.join("or", other.expression))
    }
}

impl<R> Not for Condition<R> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Expression::Not(Box::new(self.expression)))
    }
}

/// Gives up the opposite, so that conditions of both kinds can stand in one variable.
impl<R> From<Condition<R>> for Condition<R, QueryFunction> {
    fn from(condition: Condition<R>) -> Self {
        Self::new(condition.expression)
    }
}

impl<R, K> Clone for Condition<R, K> {
    fn clone(&self) -> Self {
        Self::new(self.expression.clone())
    }
}

/// The filter, not encoded.
impl<R, K> fmt::Debug for Condition<R, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut problems = Vec::new();
        let mut writer = Writer::new(&mut problems);
        self.expression.write(&mut writer);
        f.write_str(&writer.text)
    }
}

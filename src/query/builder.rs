//! Queries.

use core::fmt;
use core::marker::PhantomData;

use super::columns::Columns;
use super::comparable::Comparable;
use super::condition::Condition;
use super::draft::Draft;
use super::expand::Expands;
use crate::column::{Column, ForRead};
use crate::derive::ProjectionOf;
use crate::request::entity_set;
use crate::request::{Key, Request, RequestError};
use crate::wire::Row;

/// A query for rows of `R`. `L` says how many: what the service ignores or refuses then is no method.
///
/// ```
/// use earlybound_generated::Contact;
/// use earlybound_generated::contact::{self, StateCode};
///
/// let query = Contact::query()
///     .select((contact::FULLNAME, contact::PARENTCUSTOMERID))
///     .filter(contact::STATECODE.eq(StateCode::Active).and(contact::CREATEDON.last_x_days(30)))
///     .order_by(contact::LASTNAME)
///     .page_size(100);
/// let request = query.request()?;
/// assert_eq!(
///     request.path(),
///     "/contacts?$select=fullname,_parentcustomerid_value\
///      &$filter=statecode%20eq%200%20and%20\
///      Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=30)\
///      &$orderby=lastname%20asc"
/// );
/// assert_eq!(request.header("Prefer"), Some("odata.maxpagesize=100"));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// Only columns of the table, and only those that can be read:
///
/// ```compile_fail
/// # use earlybound_generated::{Contact, account};
/// Contact::query().select(account::NAME);
/// ```
///
/// ```compile_fail
/// # use earlybound_generated::{Account, account};
/// Account::query().select(account::ISPRIVATE);
/// ```
///
/// The service ignores `$top` where pages have a size:
///
/// ```compile_fail
/// # use earlybound_generated::Contact;
/// Contact::query().page_size(100).top(10);
/// ```
pub struct Query<R, L = Unlimited> {
    draft: Draft,
    of: PhantomData<fn() -> (R, L)>,
}

/// All rows, in pages of 5,000.
#[derive(Clone, Copy, Debug)]
pub enum Unlimited {}
/// The first rows.
#[derive(Clone, Copy, Debug)]
pub enum Top {}
/// All rows, in pages of a size.
#[derive(Clone, Copy, Debug)]
pub enum Paged {}
/// One row.
#[derive(Clone, Copy, Debug)]
pub enum Single {}

/// A query that can find several rows.
#[diagnostic::on_unimplemented(
    message = "a query by a key finds one row",
    note = "it can neither be filtered nor sorted"
)]
pub trait MultiRow {}
impl MultiRow for Unlimited {}
impl MultiRow for Top {}
impl MultiRow for Paged {}

impl<R: Row> Query<R> {
    /// A query for all rows. The answer is a [`Page`](crate::Page).
    pub fn new() -> Self {
        let set = entity_set(R::LOGICAL_NAME, R::ENTITY_SET_NAME);
        Self::of(Draft::new(set.map(|set| format!("/{set}")).map_err(RequestError::from)))
    }

    /// Limits the result to `rows` rows (`$top`).
    #[must_use]
    pub fn top(mut self, rows: u32) -> Query<R, Top> {
        self.draft.options.top = Some(rows);
        Query::of(self.draft)
    }

    /// Asks for pages of `rows` rows, 1 to 5,000.
    #[must_use]
    pub fn page_size(mut self, rows: u32) -> Query<R, Paged> {
        self.draft.page_size = Some(rows);
        Query::of(self.draft)
    }
}

impl<R: Row> Default for Query<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R: Row> Query<R, Single> {
    /// A query for one row, by its id or an alternate key. The answer is the row itself.
    pub fn retrieve(row: impl Into<Key<R>>) -> Self {
        Self::of(Draft::new(row.into().path()))
    }
}

impl<R: Row, L: MultiRow> Query<R, L> {
    /// Only rows that meet the condition, and those of earlier calls.
    #[must_use]
    pub fn filter<K>(mut self, condition: Condition<R, K>) -> Self {
        self.draft.options.filter(condition.expression);
        self
    }

    /// Sorts by the column, where earlier ones are equal: lookups by the name of the row that they point to, choices by
    /// their number. [`order_by_desc`](Self::order_by_desc) sorts the other way round.
    #[must_use]
    pub fn order_by<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self {
        self.draft.options.order.push((column.metadata(), "asc"));
        self
    }

    /// Sorts by the column the other way round, where earlier ones are equal.
    #[must_use]
    pub fn order_by_desc<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self {
        self.draft.options.order.push((column.metadata(), "desc"));
        self
    }

    /// Counts the rows that meet the conditions, up to 5,000.
    #[must_use]
    pub fn count(mut self) -> Self {
        self.draft.count = true;
        self
    }

    /// The request for a further page, by the [link](crate::Page::next_link) of the page before it. Its path is the
    /// whole address, as the service wants it back.
    pub fn next_page(&self, link: impl Into<String>) -> Request {
        self.draft.request_for(link.into())
    }
}

impl<R: Row, L> Query<R, L> {
    fn of(draft: Draft) -> Self {
        Self { draft, of: PhantomData }
    }

    /// Adds columns to those that are read; without any, all are.
    #[must_use]
    pub fn select(mut self, columns: impl Columns<R>) -> Self {
        columns.push_to(&mut self.draft.options.select);
        self
    }

    /// Expands a relationship. The method `expanded` of a row returns the rows.
    #[must_use]
    pub fn expand(mut self, relationship: impl Expands<R>) -> Self {
        self.draft.options.expand.push(relationship.into_child());
        self
    }

    /// Asks for what a struct with `#[derive(Row)]` shows: its columns and relationships.
    #[must_use]
    pub fn show<P: ProjectionOf<R>>(mut self) -> Self {
        P::select().push_to(&mut self.draft.options.select);
        self.draft.options.expand.extend(P::expand());
        self
    }

    /// Asks for what stands beside the values: the names and tables of lookups, the labels of choices, amounts and
    /// dates as users see them.
    #[must_use]
    pub fn include_annotations(mut self) -> Self {
        self.draft.annotations = true;
        self
    }

    /// The request.
    ///
    /// # Errors
    ///
    /// Returns an error if the reference does not state a name that the path needs, or if the service would reject the
    /// query.
    pub fn request(&self) -> Result<Request, RequestError> {
        self.draft.request()
    }
}

impl<R, L> fmt::Debug for Query<R, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.draft, f)
    }
}

impl<R, L> Clone for Query<R, L> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), of: PhantomData }
    }
}

//! Queries.

use core::fmt;
use core::marker::PhantomData;

use super::columns::Columns;
use super::comparable::Comparable;
use super::condition::Condition;
use super::delta::Delta;
use super::draft::Draft;
use super::expand::Expands;
use super::extent::{Continued, Expandable, Extent, MultiRow, Paged, Single, Top, Tracked, Unbounded, Unlimited};
use super::page::Page;
use crate::column::{Column, ForRead};
use crate::derive::ProjectionOf;
use crate::metadata::HttpMethod;
use crate::request::{ANY_TEXT, Key, Request, RequestError, RequestProblem, Written, entity_set};
use crate::value::Uuid;
use crate::wire::Row;

/// A query for rows of `R`. `L` says how many; what the service would ignore or refuse then has no method.
///
/// ```
/// use dataverse::Contact;
/// use dataverse::contact::{self, StateCode};
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
/// # use dataverse::{Contact, account};
/// Contact::query().select(account::NAME);
/// ```
///
/// ```compile_fail
/// # use dataverse::{Account, account};
/// Account::query().select(account::ISPRIVATE);
/// ```
///
/// The service ignores `$top` where pages have a size:
///
/// ```compile_fail
/// # use dataverse::Contact;
/// Contact::query().page_size(100).top(10);
/// ```
///
/// `P` is what rows are read as: the row itself, or a struct that [`show`](Self::show) names.
#[allow(clippy::type_complexity, reason = "a marker of three types")]
pub struct Query<R, L = Unlimited, P = R> {
    draft: Draft,
    of: PhantomData<fn() -> (R, L, P)>,
}

impl<R: Row> Query<R> {
    /// A query for all rows. The answer is a [`Page`](crate::Page).
    pub fn new() -> Self {
        let set = entity_set(R::LOGICAL_NAME, R::ENTITY_SET_NAME);
        Self::of(Draft::new(set.map(|set| format!("/{set}")).map_err(RequestError::from)))
    }
}

impl<R: Row, P> Query<R, Tracked, P> {
    /// Returns the request for what has changed, by the [link](Delta::delta_link) of an earlier answer.
    pub fn changes(&self, link: impl Into<String>) -> Request<Delta<P>> {
        Draft::new(Ok(String::new())).request_for(link.into()).answered_with()
    }

    /// Returns the request for only the number of changes, by the link of an earlier answer.
    pub fn change_count(&self, link: &str) -> Request<u64> {
        let (rows, options) = link.split_once('?').unwrap_or((link, ""));
        let request = Request::new(HttpMethod::Get, format!("{rows}/$count?{options}"));
        request.having("Accept", ANY_TEXT).answered_with()
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

// Bounds stand at the methods: errors show their notes there.
impl<R: Row, L, P> Query<R, L, P> {
    /// Limits the result to `rows` rows (`$top`).
    #[must_use]
    pub fn top(mut self, rows: u32) -> Query<R, Top, P>
    where
        L: Unbounded,
    {
        self.draft.options.top = Some(rows);
        Query::of(self.draft)
    }

    /// Asks for pages of `rows` rows, 1 to 5,000.
    #[must_use]
    pub fn page_size(mut self, rows: u32) -> Query<R, Paged, P>
    where
        L: Unbounded,
    {
        self.draft.page_size = Some(rows);
        Query::of(self.draft)
    }

    /// Asks for a link to what changes after the answer, for a table with change tracking. Such a query can neither be
    /// filtered nor sorted nor expanded.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems>)
    ///
    /// ```
    /// use dataverse::{Account, account};
    ///
    /// let query = Account::query().track_changes().select(account::NAME);
    /// let request = query.request()?;
    /// assert_eq!(request.header("Prefer"), Some("odata.track-changes"));
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    #[must_use]
    pub fn track_changes(mut self) -> Query<R, Tracked, P>
    where
        L: Unbounded,
    {
        self.draft.track_changes = true;
        Query::of(self.draft)
    }

    /// Asks only for rows that meet the condition, and those of earlier calls.
    #[must_use]
    pub fn filter<K>(mut self, condition: Condition<R, K>) -> Self
    where
        L: MultiRow,
    {
        self.draft.options.filter(condition.expression);
        self
    }

    /// Sorts by the column. A further call sorts the rows that are equal in earlier columns. Lookups are sorted by the
    /// name of the row that they point to, choices by their number. [`order_by_desc`](Self::order_by_desc) sorts the
    /// other way round.
    #[must_use]
    pub fn order_by<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self
    where
        L: MultiRow,
    {
        self.draft.options.sort(column.metadata(), "asc");
        self
    }

    /// Sorts by the column the other way round. A further call sorts the rows that are equal in earlier columns.
    #[must_use]
    pub fn order_by_desc<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self
    where
        L: MultiRow,
    {
        self.draft.options.sort(column.metadata(), "desc");
        self
    }

    /// Counts the rows that meet the conditions, up to 5,000.
    #[must_use]
    pub fn count(mut self) -> Self
    where
        L: MultiRow,
    {
        self.draft.count = true;
        self
    }

    /// Returns the request that is answered only with the number of rows that meet the conditions, up to 5,000
    /// (`/$count`).
    ///
    /// ```
    /// use earlybound::service::Answer;
    /// use dataverse::{Account, account};
    ///
    /// let request = Account::query().filter(account::REVENUE.gt(1_000)).row_count()?;
    /// assert_eq!(request.path(), "/accounts/$count?$filter=revenue%20gt%201000");
    /// let count: u64 = request.read(Answer::new(200, [("Content-Type", "text/plain")], "\u{feff}10"))?;
    /// assert_eq!(count, 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the reference does not state a name that the path needs.
    pub fn row_count(&self) -> Result<Request<u64>, RequestError>
    where
        L: MultiRow,
    {
        Ok(self.draft.count_rows()?.answered_with())
    }

    /// Returns the request for the rows of a view of the system (a row of the table `savedquery`). Columns, conditions
    /// and order are those of the view; what the query says about them is left out.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/retrieve-and-execute-predefined-queries>)
    ///
    /// ```
    /// use earlybound::Uuid;
    /// use dataverse::Account;
    ///
    /// let active = Uuid::from_u128(0xaa_0000_1000_1002);
    /// let request = Account::query().page_size(100).saved_query(active)?;
    /// assert_eq!(request.path(), "/accounts?savedQuery=00000000-0000-0000-00aa-000010001002");
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of the table is not known, or if a page has too few or too many rows.
    pub fn saved_query(&self, view: impl Into<Uuid>) -> Result<Request<Page<P>>, RequestError>
    where
        L: MultiRow,
    {
        Ok(self.draft.view("savedQuery", view.into())?.answered_with())
    }

    /// Returns the request for the rows of a view that a user has saved (a row of the table `userquery`).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`saved_query`](Self::saved_query).
    pub fn user_query(&self, view: impl Into<Uuid>) -> Result<Request<Page<P>>, RequestError>
    where
        L: MultiRow,
    {
        Ok(self.draft.view("userQuery", view.into())?.answered_with())
    }
}

impl<R: Row, L, P> Query<R, L, P> {
    /// Returns the request for a further page, by the [link](crate::Page::next_link) of the page before it. Its path is
    /// the whole address, as the service wants it back.
    pub fn next_page(&self, link: impl Into<String>) -> Request<L::Answer<P>>
    where
        L: Continued,
    {
        self.draft.request_for(link.into()).answered_with()
    }
}

impl<R, L, P> Query<R, L, P> {
    pub(super) const fn of(draft: Draft) -> Self {
        Self { draft, of: PhantomData }
    }

    pub(super) fn into_draft(self) -> Draft {
        self.draft
    }
}

impl<R: Row, L, P> Query<R, L, P> {
    /// Expands a relationship. The method `expanded` of a row returns the rows.
    #[must_use]
    pub fn expand(mut self, relationship: impl Expands<R>) -> Self
    where
        L: Expandable,
    {
        self.draft.options.expand.push(relationship.into_child());
        self
    }
}

impl<R: Row, L, P> Query<R, L, P> {
    /// Adds columns to those that are read; without any, all are.
    #[must_use]
    pub fn select(mut self, columns: impl Columns<R>) -> Self {
        columns.push_to(&mut self.draft.options.select);
        self
    }

    /// Asks for what a struct with `#[derive(Row)]` shows: its columns and relationships. Rows are read as this struct.
    #[must_use]
    pub fn show<S: ProjectionOf<R>>(mut self) -> Query<R, L, S> {
        S::select().push_to(&mut self.draft.options.select);
        self.draft.options.expand.extend(S::expand());
        Query::of(self.draft)
    }

    /// Asks for what stands beside the values: the names and tables of lookups, the labels of choices, amounts and
    /// dates as users see them.
    #[must_use]
    pub fn include_annotations(mut self) -> Self {
        self.draft.annotations = true;
        self
    }

    /// Lets a request that creates or changes a row return the columns and relationships that the query reads, as they
    /// are afterwards. Conditions and the like are left out. Relationships are for new rows: the service ignores them
    /// after an update.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api>)
    ///
    /// ```
    /// use earlybound::Create;
    /// use dataverse::{Contact, contact};
    ///
    /// let create = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?;
    /// let request = Contact::query().select(contact::FULLNAME).returned_by(create)?;
    /// assert_eq!(request.path(), "/contacts?$select=fullname");
    /// assert_eq!(request.header("Prefer"), Some("return=representation"));
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`request`](Self::request) about relationships, and one for an update with relationships.
    pub fn returned_by(&self, change: Request<impl Written<R>>) -> Result<Request<P>, RequestError> {
        if change.method() == HttpMethod::Patch && !self.draft.options.expand.is_empty() {
            return Err(RequestProblem::ExpandedByUpdate.into());
        }
        let mut request = change.wishing("return=representation");
        for (name, value) in self.draft.shown()? {
            request = request.with_escaped_option(name, &value);
        }
        if self.draft.annotations {
            request = request.including_annotations();
        }
        Ok(request.answered_with())
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the reference does not state a name that the path needs, or if the service would reject the
    /// query.
    pub fn request(&self) -> Result<Request<L::Answer<P>>, RequestError>
    where
        L: Extent,
    {
        Ok(self.draft.request()?.answered_with())
    }
}

impl<R, L, P> fmt::Debug for Query<R, L, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.draft, f)
    }
}

impl<R, L, P> Clone for Query<R, L, P> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), of: PhantomData }
    }
}

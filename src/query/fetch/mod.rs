//! FetchXML: queries over the same columns, conditions and relationships, for what OData cannot say: joins, paging by
//! number, distinct rows, groups by parts of dates.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/overview>

mod filter;
mod link;
mod write;
mod xml;

use core::fmt;
use core::marker::PhantomData;

use earlybound_schema::HttpMethod;
pub use link::{Link, Linked};

use super::aggregate::{Aggregate, Function};
use super::columns::Columns;
use super::comparable::Comparable;
use super::condition::Condition;
use super::expression::Expression;
use super::literal::encode;
use super::page::Page;
use crate::column::{Column, ForRead};
use crate::derive::Projection;
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::request::{MAX_PAGE_SIZE, NAMESPACE, Request, RequestError, RequestProblem, entity_set};
use crate::wire::Row;

/// A FetchXML query for rows of `R`, read as `P`.
///
/// ```
/// use earlybound::query::Fetch;
/// use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
/// use dataverse::{Account, account, contact};
///
/// let contact = ACCOUNT_PRIMARY_CONTACT.link("contact").select(contact::FULLNAME);
/// let fetch = Fetch::<Account>::new()
///     .select(account::NAME)
///     .filter(account::NAME.starts_with("Con").and(account::REVENUE.gt(1_000)))
///     .order_by(account::NAME)
///     .link(contact)
///     .page(1, 50);
/// assert_eq!(
///     fetch.xml()?,
///     "<fetch count=\"50\" page=\"1\"><entity name=\"account\"><attribute name=\"name\"/>\
///      <order attribute=\"name\"/>\
///      <filter type=\"and\"><condition attribute=\"name\" operator=\"like\" value=\"Con%\"/>\
///      <condition attribute=\"revenue\" operator=\"gt\" value=\"1000\"/></filter>\
///      <link-entity name=\"contact\" from=\"contactid\" to=\"primarycontactid\" link-type=\"outer\" alias=\"contact\">\
///      <attribute name=\"fullname\"/></link-entity></entity></fetch>"
/// );
/// assert!(fetch.request()?.path().starts_with("/accounts?fetchXml=%3Cfetch%20count%3D%2250%22"));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
pub struct Fetch<R, P = R> {
    fetch: Draft,
    of: PhantomData<fn() -> (R, P)>,
}

/// The rows of a page of an elastic table, if a query does not say how many; other tables give more.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results>)
const LEAST_DEFAULT_PAGE: u32 = 500;

/// A query, whatever its table.
#[derive(Clone, Debug)]
struct Draft {
    entity: Entity,
    /// Joined rows of which there must be any, or none.
    exist: Vec<(link::Join, bool)>,
    top: Option<u32>,
    /// The number of the page, and the rows of each.
    page: Option<(u32, u32)>,
    paging_cookie: Option<String>,
    distinct: bool,
    count: bool,
}

/// The request to one table, the first one or one that is joined.
#[derive(Clone, Debug)]
struct Entity {
    table: &'static TableMetadata,
    columns: Vec<&'static ColumnMetadata>,
    functions: Vec<Function>,
    filter: Option<Expression>,
    /// The sort key, and true if the greatest value comes first.
    order: Vec<(Order, bool)>,
    links: Vec<link::Join>,
}

/// A sort key of rows.
#[derive(Clone, Debug)]
enum Order {
    Column(&'static ColumnMetadata),
    /// A computed value, by its name.
    Value(String),
}

impl Draft {
    /// The annotations without which the answer does not say what the query asks for, as a preference.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results>)
    fn annotations(&self) -> Option<String> {
        let of_pages = ["fetchxmlpagingcookie", "morerecords"].map(|name| (name, self.page.is_some()));
        let of_counts = ["totalrecordcount", "totalrecordcountlimitexceeded"].map(|name| (name, self.count));
        let asked = of_pages.into_iter().chain(of_counts).filter(|(_, is_asked)| *is_asked);
        let names: Vec<_> = asked.map(|(name, _)| format!("{NAMESPACE}{name}")).collect();
        (!names.is_empty()).then(|| format!("odata.include-annotations=\"{}\"", names.join(",")))
    }
}

impl Entity {
    const fn new(table: &'static TableMetadata) -> Self {
        Self { table, columns: Vec::new(), functions: Vec::new(), filter: None, order: Vec::new(), links: Vec::new() }
    }

    fn filter(&mut self, condition: Expression) {
        self.filter = Some(match self.filter.take() {
            Some(earlier) => earlier.join("and", condition),
            None => condition,
        });
    }
}

impl<R: Row> Fetch<R> {
    /// Creates a query for all rows.
    pub fn new() -> Self {
        let entity = Entity::new(R::table());
        let fetch = Draft {
            entity,
            exist: Vec::new(),
            top: None,
            page: None,
            paging_cookie: None,
            distinct: false,
            count: false,
        };
        Self { fetch, of: PhantomData }
    }
}

impl<R: Row> Default for Fetch<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R: Row, P> Fetch<R, P> {
    /// Reads rows as a struct with `#[derive(Row)]`, whose columns are asked for. It cannot expand.
    #[must_use]
    pub fn show<S: Projection<Row = R>>(mut self) -> Fetch<R, S> {
        S::select().push_to(&mut self.fetch.entity.columns);
        Fetch { fetch: self.fetch, of: PhantomData }
    }

    /// Adds columns to those that are read. Without any, only the id is, unless [links](Self::link) or aggregates ask
    /// for more.
    #[must_use]
    pub fn select(mut self, columns: impl Columns<R>) -> Self {
        columns.push_to(&mut self.fetch.entity.columns);
        self
    }

    /// Asks only for rows that meet the condition, and those of earlier calls.
    #[must_use]
    pub fn filter<K>(mut self, condition: Condition<R, K>) -> Self {
        self.fetch.entity.filter(condition.expression);
        self
    }

    /// Sorts by the column, where earlier ones are equal.
    #[must_use]
    pub fn order_by<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self {
        self.fetch.entity.order.push((Order::Column(column.metadata()), false));
        self
    }

    /// Sorts by the column the other way round, where earlier ones are equal.
    #[must_use]
    pub fn order_by_desc<V: Comparable, A: ForRead, N>(mut self, column: Column<R, V, A, N>) -> Self {
        self.fetch.entity.order.push((Order::Column(column.metadata()), true));
        self
    }

    /// Sorts by a value that the query computes or groups by, where earlier ones are equal.
    ///
    /// ```
    /// use earlybound::query::{DatePart, Fetch};
    /// use dataverse::{Account, account};
    ///
    /// let month = account::CREATEDON.group_by_part(DatePart::Month, "month");
    /// let total = account::REVENUE.sum("total");
    /// let fetch = Fetch::<Account>::new().aggregate(&month).aggregate(&total).order_by_value(&month);
    /// assert_eq!(
    ///     fetch.xml()?,
    ///     "<fetch aggregate=\"true\"><entity name=\"account\">\
    ///      <attribute name=\"createdon\" alias=\"month\" groupby=\"true\" dategrouping=\"month\"/>\
    ///      <attribute name=\"revenue\" alias=\"total\" aggregate=\"sum\"/><order alias=\"month\"/></entity></fetch>"
    /// );
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    #[must_use]
    pub fn order_by_value<V>(mut self, value: &Aggregate<R, V>) -> Self {
        self.fetch.entity.order.push((Order::Value(value.function().alias), false));
        self
    }

    /// Sorts by a value that the query computes or groups by the other way round, where earlier ones are equal.
    #[must_use]
    pub fn order_by_value_desc<V>(mut self, value: &Aggregate<R, V>) -> Self {
        self.fetch.entity.order.push((Order::Value(value.function().alias), true));
        self
    }

    /// Joins rows of another table, along a relationship.
    #[must_use]
    pub fn link<To: Row>(mut self, link: Link<R, To>) -> Self {
        self.fetch.entity.links.push(link.into_join());
        self
    }

    /// Asks only for rows with at least one row that would be joined, each of them once. The link has only conditions.
    ///
    /// ```
    /// use earlybound::query::Fetch;
    /// use dataverse::account::one_to_many::ACCOUNT_TASKS;
    /// use dataverse::{Account, task};
    ///
    /// let busy = Fetch::<Account>::new().with_any(ACCOUNT_TASKS.link("t").filter(task::SUBJECT.contains("call")));
    /// assert_eq!(
    ///     busy.xml()?,
    ///     "<fetch><entity name=\"account\"><filter type=\"and\">\
    ///      <link-entity name=\"task\" from=\"regardingobjectid\" to=\"accountid\" link-type=\"any\">\
    ///      <filter type=\"and\"><condition attribute=\"subject\" operator=\"like\" value=\"%call%\"/></filter>\
    ///      </link-entity></filter></entity></fetch>"
    /// );
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    #[must_use]
    pub fn with_any<To: Row>(mut self, link: Link<R, To>) -> Self {
        self.fetch.exist.push((link.into_join(), true));
        self
    }

    /// Asks only for rows without any row that would be joined. The link has only conditions; with the opposite of a
    /// condition, it finds the rows whose joined rows all meet the condition.
    #[must_use]
    pub fn without<To: Row>(mut self, link: Link<R, To>) -> Self {
        self.fetch.exist.push((link.into_join(), false));
        self
    }

    /// Asks for a sum or the like, or for a value by which rows are grouped. A query that does reads no columns, and is
    /// [sorted by such values](Self::order_by_value) only.
    #[must_use]
    pub fn aggregate<V>(mut self, aggregate: &Aggregate<R, V>) -> Self {
        self.fetch.entity.functions.push(aggregate.function());
        self
    }

    /// Limits the result to `rows` rows. It cannot be combined with [pages](Self::page).
    #[must_use]
    pub fn top(mut self, rows: u32) -> Self {
        self.fetch.top = Some(rows);
        self
    }

    /// Asks for a page, the first of which is 1, of pages with `rows` rows, 1 to 5,000.
    #[must_use]
    pub fn page(mut self, number: u32, rows: u32) -> Self {
        self.fetch.page = Some((number, rows));
        self
    }

    /// Asks for the page after one that the service has answered, or `None` if it was the last one.
    ///
    /// A request for a [page](Self::page) asks for the annotations that tell them apart. If the answer has none, a page
    /// that is full is followed by another, which may be empty. A query that does not ask for a page is answered with the
    /// first 5,000 rows (of elastic tables, the first 500): use pages where there may be more.
    pub fn next_page<S>(&self, page: &Page<S>) -> Option<Self> {
        let count = u32::try_from(page.rows.len()).unwrap_or(MAX_PAGE_SIZE);
        let (number, rows) = self.fetch.page.unwrap_or((1, count));
        let full = if self.fetch.page.is_some() { rows } else { LEAST_DEFAULT_PAGE };
        let is_full = self.fetch.top.is_none() && count >= full;
        if !page.more_records.unwrap_or(is_full) {
            return None;
        }
        let mut next = self.clone();
        next.fetch.page = Some((number.saturating_add(1), rows));
        next.fetch.paging_cookie = page.fetchxml_paging_cookie.as_deref().and_then(write::decoded_cookie);
        Some(next)
    }

    /// Leaves out rows that are the same in all columns that are read.
    #[must_use]
    pub fn distinct(mut self) -> Self {
        self.fetch.distinct = true;
        self
    }

    /// Counts the rows that meet the conditions, up to 5,000. The request asks for the annotations that say whether there
    /// are more.
    #[must_use]
    pub fn count(mut self) -> Self {
        self.fetch.count = true;
        self
    }

    /// Returns the query as XML, as views hold it.
    ///
    /// # Errors
    ///
    /// Returns an error if a condition has no form in FetchXML, if the reference does not state the columns of a
    /// relationship, or if the service would reject the query.
    pub fn xml(&self) -> Result<String, RequestError> {
        write::xml(&self.fetch)
    }

    /// Returns the request. One whose address is longer than 32 KB belongs into a [batch](crate::batch).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`xml`](Self::xml), and one if the entity set of the table is not known.
    pub fn request(&self) -> Result<Request<Page<P>>, RequestError> {
        let set = entity_set(R::LOGICAL_NAME, R::ENTITY_SET_NAME)?;
        let path = format!("/{set}?fetchXml={}", encode(&self.xml()?).replace('=', "%3D").replace('$', "%24"));
        let request = Request::new(HttpMethod::Get, path);
        Ok(match self.fetch.annotations() {
            Some(annotations) => request.wishing(&annotations).answered_with(),
            None => request.answered_with(),
        })
    }
}

impl<R, P> Clone for Fetch<R, P> {
    fn clone(&self) -> Self {
        Self { fetch: self.fetch.clone(), of: PhantomData }
    }
}

impl<R, P> fmt::Debug for Fetch<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.fetch, f)
    }
}

/// A name that the reference does not state for a relationship.
fn unknown(relationship: &'static str) -> RequestProblem {
    RequestProblem::Relationship { relationship }
}

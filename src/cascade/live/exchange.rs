//! Requests for rows, and what comes of their answers. The caller's client sends them.

use core::time::Duration;
use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{RowKey, RowsQuery};
use super::error::{LiveError, Unasked, UnaskedReason};
use super::layout::{JsonRow, Layout};
use super::pause;
use crate::metadata::{HttpMethod, TableMetadata};
use crate::query::encode;
use crate::request::{NAMESPACE, Request, RequestProblem, entity_set, identifier, row_path};
use crate::schema::Schema;
use crate::service::{Answer, ErrorKind, ServiceError, missing};
use crate::value::Uuid;
use crate::wire::term::TABLE;

/// The most times that a request is sent again while the service is too busy for it.
const RETRIES: u32 = 8;

/// The longest wait before a request is sent again. Limits of the service are over after five minutes.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/api-limits>)
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// The most pages in a row that have no rows and lead to a further one. The service may leave out all rows of a page that
/// the user may not see, but not of this many.
const MOST_EMPTY: u32 = 100;

/// The words of the service for a column that it does not have. It has no code of its own for that.
const NO_PROPERTY: &str = "Could not find a property named";

/// The questions: their limits, and those that could not be asked.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    schema: Schema,
    pub(super) limit: Option<usize>,
    pub(super) page_size: Option<u32>,
    /// The number of rows that were read.
    pub(super) rows: usize,
    pub(super) unasked: BTreeSet<Unasked>,
}

impl Asking {
    pub(super) fn new(schema: &Schema) -> Self {
        Self { schema: *schema, limit: None, page_size: None, rows: 0, unasked: BTreeSet::new() }
    }

    pub(super) fn table(&self, name: &str) -> Option<&'static TableMetadata> {
        self.schema.table(name)
    }

    /// The request for one row.
    pub(super) fn row<E>(&self, key: RowKey) -> Result<(Exchange, Layout), LiveError<E>> {
        let known = self.table(key.table);
        let set = entity_set(key.table, known.and_then(|table| table.entity_set_name)).map_err(LiveError::Request)?;
        let unknown = || LiveError::Request(RequestProblem::EntitySet { table: key.table.to_owned() });
        let layout = known.and_then(Layout::of).ok_or_else(unknown)?;
        let path = format!("{}?$select={}", row_path(set, key.id), layout.select());
        Ok((Exchange::single(key.table, self.request(path)), layout))
    }

    /// The request for rows that point. `None` where they cannot be asked for, which is noted.
    pub(super) fn rows(&mut self, query: &RowsQuery<'_>) -> Option<(Exchange, Layout)> {
        let RowsQuery { table, column, parent_table, parents } = *query;
        let unasked = |reason| Unasked { table, column, parent_table, reason };
        let Some((set, layout)) = self.pointing(query) else {
            self.unasked.insert(unasked(UnaskedReason::NoEntitySet));
            return None;
        };
        let filter = among(column, parents);
        let path = format!("/{set}?$select={}&$filter={filter}&$count=true", layout.select());
        let request = self.request(path);
        Some((Exchange::new(table, request, Some(unasked(UnaskedReason::NotThere))), layout))
    }

    fn pointing(&self, query: &RowsQuery<'_>) -> Option<(&'static str, Layout)> {
        let table = self.table(query.table)?;
        let set = entity_set(query.table, table.entity_set_name).ok()?;
        let column = identifier(query.column).ok()?;
        // A column that the pages do not describe is a lookup, since relationships lead through it.
        let is_lookup = table
            .column(column)
            .is_none_or(|column| column.column_type.is_lookup() || column.column_type.attribute_type().is_none());
        let property = if is_lookup { format!("_{column}_value") } else { column.to_owned() };
        let tables = self.schema.tables.iter().map(|table| table.name());
        let layout = Layout::of(table)?.pointing_through(property, query.parent_table);
        Some((set, layout.without(query.table, tables)))
    }

    /// A request that names the tables behind lookups.
    pub(super) fn request(&self, path: String) -> Request {
        let pages = self.page_size.map_or(String::new(), |size| format!(",odata.maxpagesize={size}"));
        Request::new(HttpMethod::Get, path).wishing(&format!("odata.include-annotations=\"{TABLE}\"{pages}"))
    }
}

/// The condition that a column holds one of these ids.
pub(super) fn among(column: &str, ids: &[Uuid]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    let ids = ids.join(",");
    encode(&format!("{NAMESPACE}In(PropertyName='{column}',PropertyValues=[{ids}])"))
}

/// One question to the service: a request and its further pages.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    table: &'static str,
    request: Option<Request>,
    /// The links to further pages so far.
    links: BTreeSet<String>,
    /// The number of pages without rows since the last one with some.
    empty: u32,
    attempt: u32,
    /// The note to make if the service does not have what is asked for; `None` for a row, which is just not there.
    unasked: Option<Unasked>,
    is_first: bool,
    /// True of a row that is asked for by its address.
    is_single: bool,
}

/// The result of an answer.
pub(super) enum Turn {
    /// Rows, and maybe a request for more.
    Page(Page),
    /// The same request is to be sent again after a while.
    Wait(Duration),
}

/// The rows of an answer.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) rows: Vec<JsonRow>,
}

impl Exchange {
    pub(super) const fn new(table: &'static str, request: Request, unasked: Option<Unasked>) -> Self {
        let links = BTreeSet::new();
        let request = Some(request);
        Self { table, request, links, empty: 0, attempt: 0, unasked, is_first: true, is_single: false }
    }

    /// A question for the row at an address.
    fn single(table: &'static str, request: Request) -> Self {
        Self { is_single: true, ..Self::new(table, request, None) }
    }

    /// The request to send next; `None` once all is there.
    pub(super) const fn request(&self) -> Option<&Request> {
        self.request.as_ref()
    }

    /// Takes the answer to the request.
    pub(super) fn receive<E>(&mut self, asking: &mut Asking, answer: Answer) -> Result<Turn, LiveError<E>> {
        let answer = match answer.into_result() {
            Ok(answer) => answer,
            Err(error) => return self.refused(asking, error),
        };
        self.attempt = 0;
        let mut body: JsonRow = answer.json().map_err(LiveError::Service)?;
        if self.is_single {
            self.request = None;
            return Ok(Turn::Page(Page { rows: vec![body] }));
        }
        let rows = rows(&mut body).ok_or_else(|| LiveError::Service(missing(&answer, "`value` is no list of rows")))?;
        if self.unasked.is_some() {
            self.count(asking, &body, rows.len())?;
        }
        self.is_first = false;
        self.empty = if rows.is_empty() { self.empty + 1 } else { 0 };
        let next = body.get("@odata.nextLink").and_then(Value::as_str);
        self.request = next.map(|link| self.further(link)).transpose()?;
        Ok(Turn::Page(Page { rows }))
    }

    /// The request for a further page: the link as it is, with the preferences of the request before.
    fn further<E>(&mut self, link: &str) -> Result<Request, LiveError<E>> {
        if !self.links.insert(link.to_owned()) {
            return Err(LiveError::RepeatedLink { table: self.table, link: link.to_owned() });
        }
        if self.empty == MOST_EMPTY {
            return Err(LiveError::EmptyPages { table: self.table, pages: self.empty });
        }
        let request = Request::new(HttpMethod::Get, link);
        Ok(match self.request().and_then(|before| before.header("Prefer")) {
            Some(preferences) => request.wishing(preferences),
            None => request,
        })
    }

    /// Counts the rows of a page. The first answer counts all, up to 5,000: too many are known before they are read.
    fn count<E>(&self, asking: &mut Asking, body: &JsonRow, rows: usize) -> Result<(), LiveError<E>> {
        let counted = body.get("@odata.count").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let known = counted.filter(|_| self.is_first).unwrap_or_default().max(rows);
        match asking.limit.filter(|limit| asking.rows.saturating_add(known) > *limit) {
            Some(limit) => Err(LiveError::TooManyRows { table: self.table, limit }),
            None => {
                asking.rows += rows;
                Ok(())
            }
        }
    }

    fn refused<E>(&mut self, asking: &mut Asking, error: ServiceError) -> Result<Turn, LiveError<E>> {
        let kind = error.kind();
        let wait = error.retry_after().unwrap_or(pause(self.attempt + 1));
        if kind.is_transient() && self.attempt < RETRIES && wait <= LONGEST_WAIT {
            self.attempt += 1;
            return Ok(Turn::Wait(wait));
        }
        let is_missing = kind == ErrorKind::NotFound || error.message().contains(NO_PROPERTY);
        let reason = match (kind, self.unasked) {
            (ErrorKind::NotFound, None) => None,
            (_, Some(unasked)) if is_missing => Some(unasked),
            (ErrorKind::Denied, Some(unasked)) => Some(Unasked { reason: UnaskedReason::Denied, ..unasked }),
            _ => return Err(LiveError::Service(error)),
        };
        asking.unasked.extend(reason);
        self.request = None;
        Ok(Turn::Page(Page::default()))
    }
}

/// The rows of a page; `None` if one of them is no object.
fn rows(body: &mut JsonRow) -> Option<Vec<JsonRow>> {
    let Some(Value::Array(items)) = body.remove("value") else { return None };
    let row = |item| match item {
        Value::Object(row) => Some(row),
        _ => None,
    };
    items.into_iter().map(row).collect()
}

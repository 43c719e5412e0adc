//! A query as it is sent. Not generic over the table, so it is compiled once.

use earlybound_schema::HttpMethod;

use super::literal::encode;
use super::options::Options;
use crate::request::{ANY_TEXT, MAX_PAGE_SIZE, Request, RequestError, RequestProblem};
use crate::value::Uuid;

/// A query, whatever its table.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The path of the rows.
    path: Result<String, RequestError>,
    pub(super) options: Options,
    pub(super) page_size: Option<u32>,
    pub(super) count: bool,
    pub(super) annotations: bool,
    pub(super) track_changes: bool,
}

impl Draft {
    pub(super) fn new(path: Result<String, RequestError>) -> Self {
        let options = Options::default();
        Self { path, options, page_size: None, count: false, annotations: false, track_changes: false }
    }

    /// The path of the rows.
    pub(super) fn rows(&self) -> &Result<String, RequestError> {
        &self.path
    }

    /// Asks for annotations if the query does.
    pub(super) fn annotated<A>(&self, request: Request<A>) -> Request<A> {
        if self.annotations { request.including_annotations() } else { request }
    }

    /// The request for only the number of rows.
    pub(super) fn count_rows(&self) -> Result<Request, RequestError> {
        let mut counted = Self::new(self.path.clone().map(|rows| rows + "/$count"));
        counted.options.filter.clone_from(&self.options.filter);
        // The number is a text.
        Ok(counted.request()?.having("Accept", ANY_TEXT))
    }

    /// The request for the rows of a view.
    pub(super) fn view(&self, option: &str, id: Uuid) -> Result<Request, RequestError> {
        let rows = Self { options: Options::default(), count: false, ..self.clone() };
        Ok(rows.request()?.with_option(option, &id.to_string()))
    }

    /// The columns and relationships to read, as options of an address.
    pub(super) fn shown(&self) -> Result<Vec<(&'static str, String)>, RequestError> {
        let mut problems = Vec::new();
        let shown =
            Options { select: self.options.select.clone(), expand: self.options.expand.clone(), ..Options::default() };
        shown.check_expands(&mut problems);
        let options = shown.write(&mut problems).into_iter().map(|(name, value)| (name, encode(&value))).collect();
        RequestError::unless(options, problems)
    }

    /// The request.
    pub(super) fn request(&self) -> Result<Request, RequestError> {
        let mut problems = Vec::new();
        let path = self.path(&mut problems);
        RequestError::unless((), problems)?;
        Ok(self.request_for(path))
    }

    /// The address, below that of the Web API.
    fn path(&self, problems: &mut Vec<RequestProblem>) -> String {
        let mut path = String::new();
        match &self.path {
            Ok(rows) => path.push_str(rows),
            Err(error) => problems.extend_from_slice(error.problems()),
        }
        if let Some(rows) = self.page_size.filter(|rows| !(1..=MAX_PAGE_SIZE).contains(rows)) {
            problems.push(RequestProblem::PageSize { rows });
        }
        self.check_tracked(problems);
        self.options.check_expands(problems);
        let mut options = self.options.write(problems);
        if self.count {
            options.push(("$count", "true".to_owned()));
        }
        for (index, (name, value)) in options.iter().enumerate() {
            path.push(if index == 0 { '?' } else { '&' });
            path.extend([name, "=", &encode(value)]);
        }
        path
    }

    /// Notes options that the service refuses where changes are tracked.
    fn check_tracked(&self, problems: &mut Vec<RequestProblem>) {
        let Options { filter, order, expand, .. } = &self.options;
        let options =
            stated([("filter", filter.is_some()), ("order_by", !order.is_empty()), ("expand", !expand.is_empty())]);
        if self.track_changes && !options.is_empty() {
            problems.push(RequestProblem::NotTracked { options });
        }
    }

    /// The request for what is at that address: the query, or a further page of its answer.
    pub(super) fn request_for(&self, path: String) -> Request {
        let mut request = self.annotated(Request::new(HttpMethod::Get, path));
        if self.track_changes {
            request = request.wishing("odata.track-changes");
        }
        if let Some(rows) = self.page_size {
            request = request.wishing(&format!("odata.maxpagesize={rows}"));
        }
        // Without it, expanded collections may come from a cache.
        if self.options.expands_to_many() {
            request = request.having("If-None-Match", "null");
        }
        request
    }
}

/// Returns the names of the options that are stated.
pub(super) fn stated<const N: usize>(options: [(&'static str, bool); N]) -> Vec<&'static str> {
    options.into_iter().filter(|(_, is_stated)| *is_stated).map(|(name, _)| name).collect()
}

//! A query as it is sent. Not generic over the table, so it is compiled once.

use earlybound_schema::HttpMethod;

use super::literal::encode;
use super::options::Options;
use crate::request::{MAX_PAGE_SIZE, Request, RequestError, RequestProblem};

/// A query, whatever its table.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The path of the rows.
    path: Result<String, RequestError>,
    pub(super) options: Options,
    pub(super) page_size: Option<u32>,
    pub(super) count: bool,
    pub(super) annotations: bool,
}

impl Draft {
    pub(super) fn new(path: Result<String, RequestError>) -> Self {
        Self { path, options: Options::default(), page_size: None, count: false, annotations: false }
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

    /// The request for what is at that address: the query, or a further page of its answer.
    pub(super) fn request_for(&self, path: String) -> Request {
        let mut request = Request::new(HttpMethod::Get, path);
        if self.annotations {
            request = request.including_annotations();
        }
        if let Some(rows) = self.page_size {
            request = request.preferring(&format!("odata.maxpagesize={rows}"));
        }
        // Without it, expanded collections may come from a cache.
        if self.options.expands_to_many() {
            request = request.with_header("If-None-Match", "null");
        }
        request
    }
}

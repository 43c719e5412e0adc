//! A batch as it is sent.

use super::answer::BatchAnswer;
use super::{Batch, Item, Numbered};
use crate::metadata::HttpMethod;
use crate::request::{Request, RequestError, RequestProblem, created_row, is_secret};
use serde_json::Value;

/// The most requests of a batch.
const MAX_REQUESTS: usize = 1000;

pub(super) fn request(batch: &Batch, root: &str) -> Result<Request<BatchAnswer>, RequestError> {
    let mut writer = Writer { root, body: String::new(), problems: Vec::new() };
    let count = batch.count as usize;
    if count == 0 || count > MAX_REQUESTS {
        writer.problems.push(RequestProblem::TooManyRequests { count, limit: MAX_REQUESTS });
    }
    let boundary = boundary(batch);
    for item in &batch.items {
        match item {
            Item::Single(numbered) => writer.part(&format!("batch{boundary}"), numbered, None),
            Item::ChangeSet(requests) => {
                let Some(Numbered { number: first, .. }) = requests.first() else { continue };
                let set = format!("changeset{boundary}_{first}");
                writer.body +=
                    &format!("--batch{boundary}\r\nContent-Type: multipart/mixed; boundary=\"{set}\"\r\n\r\n");
                requests.iter().for_each(|request| writer.part(&set, request, Some(*first)));
                writer.body += &format!("--{set}--\r\n");
            }
        }
    }
    let Writer { body, problems, .. } = writer;
    let mut request = Request::new(HttpMethod::Post, "/$batch").with_body(format!("{body}--batch{boundary}--\r\n"));
    if batch.continue_on_error {
        request = request.wishing("odata.continue-on-error");
    }
    let content_type = format!("multipart/mixed; boundary=\"batch{boundary}\"");
    RequestError::unless(request.having("Content-Type", content_type).answered_with(), problems)
}

/// Returns the text after `batch` and `changeset` in the lines between the parts: nothing that any part contains.
fn boundary(batch: &Batch) -> String {
    let requests = || {
        batch.items.iter().flat_map(|item| match item {
            Item::Single(request) => core::slice::from_ref(request),
            Item::ChangeSet(requests) => requests,
        })
    };
    let free = |boundary: &String| {
        requests().all(|Numbered { request, .. }| !request.body().unwrap_or_default().contains(boundary.as_str()))
    };
    (0_u64..).map(|number| format!("_earlybound_{number}")).find(free).unwrap_or_default()
}

/// The parts of a batch as they are written, and all that is wrong with them.
struct Writer<'r> {
    root: &'r str,
    body: String,
    problems: Vec<RequestProblem>,
}

impl Writer<'_> {
    /// Writes a request; `set` is the first number of its change set.
    fn part(&mut self, boundary: &str, numbered: &Numbered, set: Option<u32>) {
        let Numbered { number, request } = numbered;
        let address = address(request, self.root).unwrap_or_else(|error| {
            let new: Vec<_> =
                error.problems().iter().filter(|problem| !self.problems.contains(problem)).cloned().collect();
            self.problems.extend(new);
            String::new()
        });
        self.check(numbered, set);
        let body = &mut self.body;
        *body += &format!("--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if set.is_some() {
            *body += &format!("Content-ID: {number}\r\n");
        }
        *body += &format!("\r\n{} {address} HTTP/1.1\r\n", request.method().as_str());
        // The batch itself says who sends it.
        for (name, value) in request.headers().iter().filter(|(name, _)| !is_secret(name)) {
            *body += &format!("{name}: {value}\r\n");
        }
        *body += "\r\n";
        *body += request.body().unwrap_or_default();
        *body += "\r\n";
    }

    /// Notes what cannot stand in a batch.
    fn check(&mut self, Numbered { number, request }: &Numbered, set: Option<u32>) {
        let path = request.path();
        if set.is_some() && request.method() == HttpMethod::Get {
            self.problems.push(RequestProblem::GetInChangeSet { path: path.to_owned() });
        }
        if path.starts_with("/$batch") {
            self.problems.push(RequestProblem::NestedBatch);
        }
        if request.body().is_none() && !request.bytes().is_empty() {
            self.problems.push(RequestProblem::BytesInBatch { path: path.to_owned() });
        }
        let unknown = |reference: &u32| set.is_none_or(|first| !(first..*number).contains(reference));
        let body = request.body().and_then(|body| serde_json::from_str(body).ok());
        let in_body = body.iter().flat_map(references);
        let unknown = created_row(path).into_iter().chain(in_body).filter(unknown);
        self.problems.extend(unknown.map(|number| RequestProblem::UnknownPart { number }));
    }
}

/// The numbers of the requests whose rows a body names.
fn references(body: &Value) -> Vec<u32> {
    match body {
        Value::Object(properties) => {
            let of = |(name, value): (&String, &Value)| match value {
                Value::String(row) if is_address(name) => created_row(row).into_iter().collect(),
                Value::Array(rows) if is_address(name) => {
                    rows.iter().filter_map(|row| created_row(row.as_str()?)).collect()
                }
                value => references(value),
            };
            properties.iter().flat_map(of).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// Returns whether a property holds addresses of rows.
fn is_address(property: &str) -> bool {
    property.ends_with("@odata.bind") || property.ends_with("@odata.id")
}

/// The address of a request. A row of the same change set stands for itself.
fn address(request: &Request, root: &str) -> Result<String, RequestError> {
    let path = request.path();
    match created_row(path) {
        None => request.url(root),
        Some(_) if path.contains(|letter: char| letter.is_control() || letter == ' ') => {
            Err(RequestProblem::Control { of: "path".to_owned() }.into())
        }
        Some(_) => Ok(path.to_owned()),
    }
}

//! A batch as it is sent.

use super::answer::BatchAnswer;
use super::{Batch, Item, Numbered};
use crate::metadata::HttpMethod;
use crate::request::{Request, RequestError, RequestProblem, created_row};
use serde_json::Value;

/// The most requests of a batch.
const MAX_REQUESTS: usize = 1000;

pub(super) fn request(batch: &Batch, root: &str) -> Result<Request<BatchAnswer>, RequestError> {
    let mut problems = Vec::new();
    let count = batch.count as usize;
    if count == 0 || count > MAX_REQUESTS {
        problems.push(RequestProblem::TooManyRequests { count, limit: MAX_REQUESTS });
    }
    for item in &batch.items {
        match item {
            Item::Single(numbered) => check(numbered, None, root, &mut problems),
            Item::ChangeSet(requests) => {
                let first = requests.first().map_or(0, |request| request.number);
                requests.iter().for_each(|request| check(request, Some(first), root, &mut problems));
            }
        }
    }
    let boundary = boundary(batch);
    let mut body = String::new();
    for item in &batch.items {
        match item {
            Item::Single(numbered) => write_single(&mut body, &format!("batch{boundary}"), numbered, None, root),
            Item::ChangeSet(requests) if requests.is_empty() => {}
            Item::ChangeSet(requests) => {
                let set = format!("changeset{boundary}_{}", requests.first().map_or(0, |request| request.number));
                body += &format!("--batch{boundary}\r\nContent-Type: multipart/mixed; boundary=\"{set}\"\r\n\r\n");
                for request in requests {
                    write_single(&mut body, &set, request, Some(request.number), root);
                }
                body += &format!("--{set}--\r\n");
            }
        }
    }
    body += &format!("--batch{boundary}--\r\n");
    let mut request = Request::new(HttpMethod::Post, "/$batch").with_body(body);
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

/// Notes what cannot stand in a batch; `set` is the first number of the change set.
fn check(Numbered { number, request }: &Numbered, set: Option<u32>, root: &str, problems: &mut Vec<RequestProblem>) {
    let path = request.path();
    if let Err(error) = address(request, root) {
        let new = error.problems().iter().filter(|problem| !problems.contains(problem));
        let new: Vec<_> = new.cloned().collect();
        problems.extend(new);
    }
    if set.is_some() && request.method() == HttpMethod::Get {
        problems.push(RequestProblem::GetInChangeSet { path: path.to_owned() });
    }
    if path.starts_with("/$batch") {
        problems.push(RequestProblem::NestedBatch);
    }
    if request.body().is_none() && !request.bytes().is_empty() {
        problems.push(RequestProblem::BytesInBatch { path: path.to_owned() });
    }
    let unknown = |reference: &u32| set.is_none_or(|first| !(first..*number).contains(reference));
    let body = request.body().and_then(|body| serde_json::from_str(body).ok());
    let in_body = body.iter().flat_map(references);
    let unknown = created_row(path).into_iter().chain(in_body).filter(unknown);
    problems.extend(unknown.map(|number| RequestProblem::UnknownPart { number }));
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

fn write_single(body: &mut String, boundary: &str, numbered: &Numbered, content_id: Option<u32>, root: &str) {
    let request = &numbered.request;
    *body += &format!("--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if let Some(number) = content_id {
        *body += &format!("Content-ID: {number}\r\n");
    }
    let address = address(request, root).unwrap_or_default();
    *body += &format!("\r\n{} {address} HTTP/1.1\r\n", request.method().as_str());
    for (name, value) in request.headers() {
        *body += &format!("{name}: {value}\r\n");
    }
    *body += "\r\n";
    *body += request.body().unwrap_or_default();
    *body += "\r\n";
}

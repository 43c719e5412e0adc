//! A batch as it is sent.

use super::answer::BatchAnswer;
use super::{Batch, Item, Numbered};
use crate::metadata::HttpMethod;
use crate::request::{Request, RequestError, RequestProblem};

/// The most requests of a batch.
const MAX_REQUESTS: usize = 1000;

pub(super) fn request(batch: &Batch, root: &str) -> Result<Request<BatchAnswer>, RequestError> {
    let mut problems = Vec::new();
    let count = batch.count as usize;
    if count > MAX_REQUESTS {
        problems.push(RequestProblem::TooManyRequests { count, limit: MAX_REQUESTS });
    }
    check_line("root", root, &mut problems);
    for item in &batch.items {
        match item {
            Item::Single(numbered) => check(numbered, None, &mut problems),
            Item::ChangeSet(requests) => {
                let first = requests.first().map_or(0, |request| request.number);
                requests.iter().for_each(|request| check(request, Some(first), &mut problems));
            }
        }
    }
    let boundary = boundary(batch);
    let mut body = String::new();
    for item in &batch.items {
        match item {
            Item::Single(numbered) => write_single(&mut body, &format!("batch{boundary}"), numbered, None, root),
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

/// What follows `batch` and `changeset` in the lines between the parts: nothing that any part contains.
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
fn check(Numbered { number, request }: &Numbered, set: Option<u32>, problems: &mut Vec<RequestProblem>) {
    let path = request.path();
    check_line("path", path, problems);
    for (name, value) in request.headers() {
        check_line(name, value, problems);
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
    if let Some(number) = reference(path).filter(unknown) {
        problems.push(RequestProblem::UnknownPart { number });
    }
}

/// The number of the request whose row a path stands below.
fn reference(path: &str) -> Option<u32> {
    let path = path.strip_prefix('$')?;
    path.split_once('/').map_or(path, |(number, _)| number).parse().ok()
}

/// Notes a text that would be more than one line.
fn check_line(of: &str, text: &str, problems: &mut Vec<RequestProblem>) {
    if text.contains(|character: char| character.is_control()) {
        problems.push(RequestProblem::Control { of: of.to_owned() });
    }
}

fn write_single(body: &mut String, boundary: &str, numbered: &Numbered, content_id: Option<u32>, root: &str) {
    let request = &numbered.request;
    *body += &format!("--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if let Some(number) = content_id {
        *body += &format!("Content-ID: {number}\r\n");
    }
    let path = request.path();
    // A row of the same change set, or a link of the service, stands for itself.
    let root = if path.starts_with('/') { root.trim_end_matches('/') } else { "" };
    *body += &format!("\r\n{} {root}{path} HTTP/1.1\r\n", request.method().as_str());
    for (name, value) in request.headers() {
        *body += &format!("{name}: {value}\r\n");
    }
    *body += "\r\n";
    *body += request.body().unwrap_or_default();
    *body += "\r\n";
}

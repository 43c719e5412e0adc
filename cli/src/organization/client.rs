//! Requests to an organization, with patience.

use std::fmt::Display;
use std::thread;
use std::time::Duration;

use earlybound::definition::Definitions;
use earlybound::metadata::HttpMethod;
use earlybound::service::{Answer, Json, ServiceError};
use earlybound::{Request, RequestError};
use earlybound_reader::visible::visible;
use serde_json::Value;
use ureq::Agent;
use ureq::http::Response;

use super::token::Token;
use crate::outcome::Failure;

/// The version of the Web API.
const API: &str = "/api/data/v9.2";
/// The number of attempts if the service is too busy for a request.
const TRIES: u32 = 6;
/// The longest wait between two tries. Limits of the service are over after five minutes.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/api-limits>)
const LONGEST_WAIT: Duration = Duration::from_secs(600);
/// The longest wait for each step of a call.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;
/// The most pages of a list of tables: an organization has some thousand tables, on one page.
const MOST_PAGES: usize = 1_000;
/// The most pages without tables in a row.
const MOST_EMPTY: usize = 10;
/// The most letters of a reason that is told.
const LONGEST_REASON: usize = 2_000;

pub(crate) struct Client {
    agent: Agent,
    token: Token,
    /// The address of the API.
    root: String,
}

impl Client {
    /// A client of the organization at an address.
    pub(crate) fn new(url: &str, token: Token) -> Result<Self, Failure> {
        if !is_safe(url) {
            return Err(Failure::usage("the address of an organization begins with `https://`"));
        }
        let site = url.split_once(API).map_or(url, |(site, _)| site);
        let root = format!("{}{API}", site.trim_end_matches('/'));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // One for all of a call would take a thread, which not every system gives.
            .timeout_connect(Some(TIMEOUT))
            .timeout_send_request(Some(TIMEOUT))
            .timeout_recv_response(Some(TIMEOUT))
            .timeout_recv_body(Some(TIMEOUT))
            // An API leads nowhere else, and what stands there is not of the organization.
            .max_redirects(0)
            .build();
        Ok(Self { agent: config.into(), token, root })
    }

    /// The logical names of all tables, sorted.
    pub(crate) fn tables(&self) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        let mut request = Definitions::tables().select(["LogicalName"]).request().map_err(unsent)?;
        let mut empty = 0;
        for page in 1.. {
            let Json(answer) = request.read(self.ask(&request)?).map_err(|error| failed(&request, error))?;
            let found = logical_names(&answer).ok_or_else(|| failed(&request, "the answer is no list of tables"))?;
            empty = if found.is_empty() { empty + 1 } else { 0 };
            names.extend(found);
            let Some(link) = answer.get("@odata.nextLink").and_then(Value::as_str) else { break };
            if page == MOST_PAGES || empty == MOST_EMPTY {
                let why = format!("the list of tables does not end: {page} pages, the last {empty} of them empty");
                return Err(failed(&request, why));
            }
            request = Request::new(HttpMethod::Get, link).answered_with();
        }
        names.sort_unstable();
        names.dedup();
        // A name becomes the name of a file.
        match names.iter().find(|name| !is_name(name)) {
            Some(name) => Err(Failure::new(format!("the organization names a table `{}`", visible(name)))),
            None => Ok(names),
        }
    }

    /// The text that a request is answered with. Waits and tries again while the service is too busy.
    pub(crate) fn text<A>(&self, request: &Request<A>) -> Result<String, Failure> {
        let body = self.ask(request)?.body().to_vec();
        String::from_utf8(body).map_err(|_| failed(request, "the answer is no text"))
    }

    /// The answer to a request, unless it is an error. Waits and tries again while the service is too busy.
    fn ask<A>(&self, request: &Request<A>) -> Result<Answer, Failure> {
        for attempt in 1.. {
            match self.answer(request)?.into_result() {
                Ok(answer) => return Ok(answer),
                Err(error) if error.kind().is_transient() && attempt < TRIES => {
                    let wait = error.retry_after().unwrap_or(Duration::from_secs(1 << attempt));
                    if wait > LONGEST_WAIT {
                        let wait = format!("{}; it asks to wait for {} s", refusal(&error), wait.as_secs());
                        return Err(failed(request, wait));
                    }
                    thread::sleep(wait);
                }
                Err(error) => return Err(failed(request, refusal(&error))),
            }
        }
        Err(failed(request, "no answer"))
    }

    /// The answer to a request, which is sent once.
    pub(crate) fn answer<A>(&self, request: &Request<A>) -> Result<Answer, Failure> {
        let signed = request.clone().with_header("Authorization", self.token.header()).map_err(unsent)?;
        let call = signed.to_http(&self.root).map_err(unsent)?.map(drop);
        let (parts, mut body) = self.agent.run(call).map_err(|error| failed(request, error))?.into_parts();
        let body = body.with_config().limit(LARGEST).read_to_vec().map_err(|error| failed(request, error))?;
        Ok(Answer::from(Response::from_parts(parts, body)))
    }
}

/// The names of the tables of a page; `None` if it does not list tables.
fn logical_names(page: &Value) -> Option<Vec<String>> {
    let tables = page.get("value")?.as_array()?;
    tables.iter().map(|table| Some(table.get("LogicalName")?.as_str()?.to_owned())).collect()
}

/// The failure of a request that was sent. Its address may be long: the path tells enough.
fn failed<A>(request: &Request<A>, error: impl Display) -> Failure {
    let what = request.path().split(['?', '(']).next().unwrap_or_default().trim_start_matches('/');
    let reason: String = error.to_string().chars().take(LONGEST_REASON).collect();
    Failure::new(format!("cannot ask for `{}`: {}", visible(what), visible(&reason)))
}

/// The failure of a request that cannot be sent, such as one that leads to another server.
fn unsent(error: RequestError) -> Failure {
    Failure::new(format!("cannot ask the organization: {error}"))
}

/// Returns whether a token may travel to an address: by HTTPS, or to this machine.
fn is_safe(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return url.starts_with("https://") };
    let server = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = server.split_once(':').unwrap_or((server, ""));
    matches!(host, "localhost" | "127.0.0.1") && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a text is the logical name of a table.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns the reason that the organization refuses, in its words, and what to do.
fn refusal(error: &ServiceError) -> String {
    let help = match error.status() {
        401 => "; the token may have expired, or be for another organization",
        403 => "; the user needs a role that reads customizations",
        300..=399 => "; the address leads elsewhere: name the one of the organization",
        _ => "",
    };
    format!("{error}{help}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_does_not_travel_in_the_open() {
        for url in ["https://contoso.crm.dynamics.com", "http://localhost", "http://127.0.0.1:8080/api"] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "http://contoso.crm.dynamics.com",
            "http://localhost:a@example.com/",
            "http://localhost@example.com",
            "http://127.0.0.1.example.com",
            "http://localhost\\@example.com",
            "ftp://localhost",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}

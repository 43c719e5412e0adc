//! Requests to an organization, with patience.

use std::thread;
use std::time::Duration;

use earlybound::Request;
use earlybound::service::Answer;
use earlybound_reader::visible::visible;
use serde_json::Value;
use ureq::Agent;
use ureq::http::StatusCode;

use super::token::Token;
use crate::outcome::Failure;

/// The version of the Web API.
const API: &str = "/api/data/v9.2/";
/// The number of attempts if the service is too busy for a request.
const TRIES: u32 = 6;
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
const TIMEOUT: Duration = Duration::from_secs(120);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

pub(crate) struct Client {
    agent: Agent,
    token: Token,
    /// The address of the API, with a slash at its end.
    root: String,
}

impl Client {
    /// A client of the organization at an address.
    pub(crate) fn new(url: &str, token: Token) -> Result<Self, Failure> {
        let host = url.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
        let is_safe = match host {
            Some(host) => matches!(host, "localhost" | "127.0.0.1"),
            None => url.starts_with("https://"),
        };
        if !is_safe {
            return Err(Failure::usage("the address of an organization begins with `https://`"));
        }
        let site = url.split_once(API.trim_end_matches('/')).map_or(url, |(site, _)| site);
        let root = format!("{}{API}", site.trim_end_matches('/'));
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT)).build();
        Ok(Self { agent: config.into(), token, root })
    }

    /// The logical names of all tables, sorted.
    pub(crate) fn tables(&self, request: &str) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        let mut next = Some(request.to_owned());
        while let Some(request) = next {
            let answer = self.get(&request)?;
            let answer: Value = serde_json::from_str(&answer)
                .map_err(|error| Failure::new(format!("the organization's answer is not JSON: {error}")))?;
            let tables = answer.get("value").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            names.extend(tables.iter().filter_map(|table| Some(table.get("LogicalName")?.as_str()?.to_owned())));
            next = answer.get("@odata.nextLink").and_then(Value::as_str).map(|link| self.below(link)).transpose()?;
        }
        names.sort_unstable();
        names.dedup();
        // A name becomes the name of a file.
        match names.iter().find(|name| !is_name(name)) {
            Some(name) => Err(Failure::new(format!("the organization names a table `{}`", visible(name)))),
            None => Ok(names),
        }
    }

    /// The part of a link below the API. A link that leads elsewhere does not get the token.
    fn below(&self, link: &str) -> Result<String, Failure> {
        let below = link.strip_prefix(&self.root).map(str::to_owned);
        below.ok_or_else(|| Failure::new(format!("the organization's answer leads elsewhere: `{}`", visible(link))))
    }

    /// The body of the answer to a request below the API, in XML.
    pub(crate) fn xml(&self, request: &str) -> Result<String, Failure> {
        self.ask(request, "application/xml")
    }

    /// The body of the answer to a request below the API, in JSON.
    pub(crate) fn get(&self, request: &str) -> Result<String, Failure> {
        self.ask(request, "application/json")
    }

    /// Asks for a form of something. Waits and tries again while the service is too busy.
    fn ask(&self, request: &str, form: &str) -> Result<String, Failure> {
        let what = request.split(['?', '(']).next().unwrap_or_default();
        let failed = |error: &dyn std::fmt::Display| Failure::new(format!("cannot ask for `{what}`: {error}"));
        for attempt in 1.. {
            let headers = [("Accept", form), ("OData-Version", "4.0")];
            let (status, asked, body) = self.send(request, headers).map_err(|error| failed(&error))?;
            if is_busy(status) && attempt < TRIES {
                thread::sleep(asked.map_or(Duration::from_secs(1 << attempt), Duration::from_secs).min(LONGEST_WAIT));
                continue;
            }
            if status.is_success() {
                return Ok(body);
            }
            return Err(failed(&refusal(status, &body)));
        }
        Err(failed(&"no answer"))
    }

    /// The answer to a request of the runtime, which may be the whole address of a further page.
    pub(crate) fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        let path = match request.path() {
            path if path.starts_with('/') => path.trim_start_matches('/').to_owned(),
            link => self.below(link)?,
        };
        let headers = request.headers().iter().map(|(name, value)| (*name, value.as_str()));
        let failed = |error: ureq::Error| Failure::new(format!("cannot ask the organization: {error}"));
        let (status, asked, body) = self.send(&path, headers).map_err(failed)?;
        let seconds = asked.map(|seconds| ("Retry-After", seconds.to_string()));
        let headers = seconds.into_iter().chain([("Content-Type", "application/json".to_owned())]);
        Ok(Answer::new(status.as_u16(), headers, body))
    }

    /// Sends a request once. Returns the status, the seconds to wait before another try, and the body.
    fn send<'a>(
        &self,
        request: &str,
        headers: impl IntoIterator<Item = (&'static str, &'a str)>,
    ) -> Result<(StatusCode, Option<u64>, String), ureq::Error> {
        let call = self.agent.get(format!("{}{request}", self.root)).header("Authorization", self.token.header());
        let call = headers.into_iter().fold(call, |call, (name, value)| call.header(name, value));
        let mut response = call.call()?;
        let asked = response.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse().ok());
        let body = response.body_mut().with_config().limit(LARGEST).read_to_string()?;
        Ok((response.status(), asked, body))
    }
}

/// Returns whether a text is the logical name of a table.
pub(crate) fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_busy(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT)
}

/// Why the organization refuses, in its words, and what to do.
fn refusal(status: StatusCode, body: &str) -> String {
    let error: Option<Value> = serde_json::from_str(body).ok();
    let message = error.as_ref().and_then(|error| error.pointer("/error/message")?.as_str());
    let said = message.map_or_else(String::new, |message| format!(": {}", visible(message)));
    let help = match status {
        StatusCode::UNAUTHORIZED => "; the token may have expired, or be for another organization",
        StatusCode::FORBIDDEN => "; the user needs a role that reads customizations",
        _ => "",
    };
    format!("{status}{said}{help}")
}

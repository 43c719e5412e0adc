//! Errors of the service.

use core::fmt;
use core::time::Duration;

use serde_json::Value;

use super::answer::Answer;
use super::code::ErrorCode;
use super::retry;

/// The most characters of a body that is no error of the platform, such as the page of a gateway.
const MAX_TEXT: usize = 300;

/// An error of the service: its answer if it does not do what a request asks for.
///
/// ```
/// use earlybound::service::{Answer, ErrorCode, ErrorKind};
///
/// let body = r#"{"error": {"code": "0x80060882", "message": "The version of the existing record doesn't match."}}"#;
/// let error = Answer::new(412, [("Content-Type", "application/json")], body).into_result().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::PreconditionFailed);
/// assert_eq!(error.code(), Some(ErrorCode::CONCURRENCY_VERSION_MISMATCH));
/// assert_eq!(
///     error.to_string(),
///     "The version of the existing record doesn't match. (status 412, 0x80060882 ConcurrencyVersionMismatch)"
/// );
/// ```
#[derive(Debug)]
pub struct ServiceError {
    said: Box<Said>,
}

#[derive(Debug, Default)]
struct Said {
    status: u16,
    code: String,
    message: String,
    inner_message: Option<String>,
    help_link: Option<String>,
    trace: Option<String>,
    operation_status: Option<String>,
    sub_error_code: Option<String>,
    retry_after: Option<Duration>,
    headers: Vec<(String, String)>,
    unreadable: Option<serde_json::Error>,
    not_executed: bool,
}

/// The kind of an error, for programs to decide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The token is missing or has expired.
    Unauthenticated,
    /// The user may not do it.
    Denied,
    /// There is no such row, or no such path.
    NotFound,
    /// Another row has the same key, or a rule of duplicate detection found one.
    Duplicate,
    /// The row has changed since it was read, or is there where it must not be.
    PreconditionFailed,
    /// Other rows refer to the row, and it cannot be deleted.
    Associated,
    /// Too many requests: try again after [`retry_after`](ServiceError::retry_after).
    Throttled,
    /// The request, its address or a file is too large.
    TooLarge,
    /// The request is not valid.
    Invalid,
    /// The service is not there at the moment, or did not answer in time.
    Unavailable,
    /// The answer is something else than the request asks for.
    Unreadable,
    /// The service did not come to the request, since an earlier one of the same batch failed.
    NotExecuted,
    /// Anything else.
    Other,
}

impl ErrorKind {
    /// Returns whether the same request may succeed later: the service is too busy, or not there at the moment.
    ///
    /// ```
    /// use earlybound::service::{Answer, ErrorKind};
    ///
    /// let error = Answer::new(502, [("Retry-After", "3")], "Bad gateway").into_result().unwrap_err();
    /// assert!(error.kind().is_transient() && !ErrorKind::Denied.is_transient());
    /// ```
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Throttled | Self::Unavailable)
    }
}

impl ServiceError {
    /// The content of an answer that is an error.
    pub(super) fn of(answer: &Answer) -> Self {
        let text = String::from_utf8_lossy(answer.body());
        let said = match serde_json::from_str(&text) {
            Ok(body @ Value::Object(_)) => said(&body),
            _ => None,
        };
        // An answer without a body can say why it wants another token (RFC 6750, 3).
        let words = if text.trim().is_empty() { answer.header("WWW-Authenticate").unwrap_or_default() } else { &text };
        let said = said.unwrap_or_else(|| Said { message: shortened(words), ..Said::default() });
        Self::with(said, answer)
    }

    fn with(said: Said, answer: &Answer) -> Self {
        let (status, retry_after) = (answer.status(), retry::after(answer));
        // Errors are logged, and cookies are secrets.
        let headers = answer.headers().iter().filter(|(name, _)| !name.eq_ignore_ascii_case("Set-Cookie"));
        let headers = headers.cloned().collect();
        Self { said: Box::new(Said { status, retry_after, headers, ..said }) }
    }

    /// The error that an answer says, whatever its status.
    pub(super) fn stated(answer: &Answer) -> Option<Self> {
        let body: Value = serde_json::from_slice(answer.body()).ok()?;
        body.pointer("/error/message").map(|_| Self::of(answer))
    }

    /// The error that breaks off an answer: the service had begun to send rows when it failed. The rest is malformed.
    /// (<https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html>, 9.4)
    fn breaking_off(answer: &Answer) -> Option<Self> {
        const BEGIN: &str = "{\"error\":";
        let text = core::str::from_utf8(answer.body()).ok()?;
        let end = text.get(text.rfind(BEGIN)?..)?;
        let body = serde_json::Deserializer::from_str(end).into_iter::<Value>().next()?.ok()?;
        body.pointer("/error/message")?;
        said(&body).map(|said| Self::with(said, answer))
    }

    /// A success with a page for people in its place, such as the form of a server that wants a user to log in.
    pub(super) fn foreign(answer: &Answer) -> Option<Self> {
        is_of(answer, "text/html").then(|| Self::unreadable(answer, serde::de::Error::custom("a page in HTML")))
    }

    /// An answer that cannot be read: an error of the service, if it says one.
    pub(crate) fn unreadable(answer: &Answer, error: serde_json::Error) -> Self {
        if let Some(error) = Self::stated(answer).or_else(|| Self::breaking_off(answer)) {
            return error;
        }
        let mut message = "the answer is not what the request asks for".to_owned();
        // The text of a gateway, but no bytes, and no rows.
        if is_of(answer, "text/") {
            message = format!("{message}: {}", shortened(&String::from_utf8_lossy(answer.body())));
        }
        Self::with(Said { message, unreadable: Some(error), ..Said::default() }, answer)
    }

    /// A request that the service did not come to.
    pub(crate) fn not_executed(why: &str) -> Self {
        let message = format!("not executed: {why}");
        Self { said: Box::new(Said { message, not_executed: true, ..Said::default() }) }
    }

    /// Returns what kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        if self.said.unreadable.is_some() {
            return ErrorKind::Unreadable;
        }
        if self.said.not_executed {
            return ErrorKind::NotExecuted;
        }
        self.code().and_then(kind_of_code).unwrap_or(match self.said.status {
            401 => ErrorKind::Unauthenticated,
            403 => ErrorKind::Denied,
            404 => ErrorKind::NotFound,
            412 => ErrorKind::PreconditionFailed,
            413 | 414 => ErrorKind::TooLarge,
            429 => ErrorKind::Throttled,
            400 | 405 => ErrorKind::Invalid,
            408 | 502..=504 => ErrorKind::Unavailable,
            _ => ErrorKind::Other,
        })
    }

    /// Returns the status of the answer; 0 of a request that the service did not come to.
    pub const fn status(&self) -> u16 {
        self.said.status
    }

    /// Returns the error code of the platform. Errors of the protocol have none.
    pub fn code(&self) -> Option<ErrorCode> {
        self.said.code.parse().ok()
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        &self.said.message
    }

    /// Returns the message of the inner error, which is another one in special cases only.
    pub fn inner_message(&self) -> Option<&str> {
        self.said.inner_message.as_deref()
    }

    /// Returns the address of what Microsoft says about the error, if the request asked for annotations.
    pub fn help_link(&self) -> Option<&str> {
        self.said.help_link.as_deref()
    }

    /// Returns what plug-ins wrote to their trace, if the request asked for annotations.
    pub fn trace(&self) -> Option<&str> {
        self.said.trace.as_deref()
    }

    /// Returns the status of the operation that a plug-in stated, if the request asked for annotations.
    pub fn operation_status(&self) -> Option<&str> {
        self.said.operation_status.as_deref()
    }

    /// Returns the code that a plug-in stated, if the request asked for annotations.
    pub fn sub_error_code(&self) -> Option<&str> {
        self.said.sub_error_code.as_deref()
    }

    /// Returns the header of that name in the answer, in any case, such as the id of the request. Cookies are left out.
    ///
    /// ```
    /// use earlybound::service::Answer;
    ///
    /// let headers = [("REQ_ID", "5ecd1cb3-1730-4ffc-909c-d44c22270026")];
    /// let error = Answer::new(400, headers, "").into_result().unwrap_err();
    /// assert_eq!(error.header("req_id"), Some("5ecd1cb3-1730-4ffc-909c-d44c22270026"));
    /// ```
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.said.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.trim())
    }

    /// Returns how long to wait before the request is sent again, where the service says so.
    pub const fn retry_after(&self) -> Option<Duration> {
        self.said.retry_after
    }
}

fn kind_of_code(code: ErrorCode) -> Option<ErrorKind> {
    Some(match code {
        ErrorCode::DUPLICATE_RECORD | ErrorCode::DUPLICATE_RECORDS_FOUND | ErrorCode::DUPLICATE_RECORD_ENTITY_KEY => {
            ErrorKind::Duplicate
        }
        ErrorCode::CONCURRENCY_VERSION_MISMATCH => ErrorKind::PreconditionFailed,
        ErrorCode::CANNOT_DELETE_DUE_TO_ASSOCIATION => ErrorKind::Associated,
        ErrorCode::OBJECT_DOES_NOT_EXIST | ErrorCode::RECORD_NOT_FOUND_BY_ENTITY_KEY => ErrorKind::NotFound,
        ErrorCode::PRIVILEGE_DENIED | ErrorCode::ACCESS_DENIED | ErrorCode::ACCESS_DENIED_TO_ROW => ErrorKind::Denied,
        ErrorCode::ACCESS_TOKEN_EXPIRED => ErrorKind::Unauthenticated,
        ErrorCode::FILE_TOO_LARGE => ErrorKind::TooLarge,
        ErrorCode::THROTTLING_TIME_EXCEEDED
        | ErrorCode::THROTTLING_BURST_REQUEST_LIMIT_EXCEEDED
        | ErrorCode::THROTTLING_CONCURRENCY_LIMIT_EXCEEDED => ErrorKind::Throttled,
        _ => return None,
    })
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Said { status, code, message, .. } = &*self.said;
        let message = if message.is_empty() { "the service answered with an error" } else { message };
        if self.said.not_executed {
            return f.write_str(message);
        }
        write!(f, "{message} (status {status}")?;
        if !code.is_empty() {
            write!(f, ", {code}")?;
        }
        if let Some(name) = self.code().and_then(ErrorCode::name) {
            write!(f, " {name}")?;
        }
        f.write_str(")")
    }
}

impl core::error::Error for ServiceError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.said.unreadable.as_ref().map(|error| error as _)
    }
}

/// Returns whether the content of an answer is of a type that begins so.
fn is_of(answer: &Answer, media_type: &str) -> bool {
    answer.header("Content-Type").is_some_and(|of| of.to_ascii_lowercase().starts_with(media_type))
}

/// The begin of a text that is not the platform's, in one line.
fn shortened(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(MAX_TEXT).collect()
}

/// The content of an error in JSON; `None` if it has no message.
fn said(body: &Value) -> Option<Said> {
    let message = |name: &str| body.get(name).and_then(string);
    let message = match body.get("error") {
        Some(Value::Object(error)) => return Some(of_platform(error)),
        // Servers of tokens name the error and describe it.
        Some(error) => message("error_description").or_else(|| string(error)).unwrap_or_default(),
        // Gateways have only a message, or describe the problem (RFC 9457).
        None => message("Message").or_else(|| message("message")).or_else(|| message("detail"))?,
    };
    Some(Said { message, ..Said::default() })
}

fn of_platform(error: &serde_json::Map<String, Value>) -> Said {
    let text = |name: &str| error.get(name).and_then(string);
    let inner = || error.get("innererror")?.get("message").and_then(string);
    Said {
        code: text("code").unwrap_or_default(),
        message: text("message").unwrap_or_default(),
        inner_message: text("@Microsoft.PowerApps.CDS.InnerError.Message").or_else(inner),
        help_link: text("@Microsoft.PowerApps.CDS.HelpLink"),
        trace: text("@Microsoft.PowerApps.CDS.TraceText"),
        operation_status: text("@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus"),
        sub_error_code: text("@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode"),
        ..Said::default()
    }
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

// Here rather than beside the type, since an answer can be an error, and an error is read from an answer.
impl Answer {
    /// Returns the answer, unless it is an error.
    ///
    /// # Errors
    ///
    /// Returns what the service says if the status is neither a success nor 304 (not modified).
    pub fn into_result(self) -> Result<Self, ServiceError> {
        match self.status() {
            200..=299 | 304 => Ok(self),
            _ => Err(ServiceError::of(&self)),
        }
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// Returns what the service says if the body is an error, and what does not fit if it is something else than `T`.
    pub fn json<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T, ServiceError> {
        let begins = self.body().trim_ascii_start().strip_prefix(b"{").unwrap_or_default();
        if begins.trim_ascii_start().starts_with(b"\"error\"") {
            return Err(ServiceError::of(self));
        }
        serde_json::from_slice(self.body()).map_err(|error| ServiceError::unreadable(self, error))
    }
}

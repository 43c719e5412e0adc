//! Requests of the Web API: described, not sent.
//!
//! A [`Request`] is what any HTTP client needs to know: method, path, headers and body. It comes from a
//! [`Create`](crate::Create) or an [`Update`](crate::Update), from an [`Invoke`] of an action or a function, or from the
//! methods of [`Request`] itself. What stands in the way of a request is an error that names every [`RequestProblem`] at once.

mod address;
mod argument;
mod error;
#[cfg(feature = "http")]
mod http;
mod invoke;
mod json;
mod key;
mod links;
mod literal;
mod target;

use crate::table::Table;

pub(crate) use address::{entity_set, identifier, is_owner, reference_path, row_path};
pub use argument::Argument;
pub use earlybound_schema::HttpMethod;
pub(crate) use error::{MAX_EXPANDS, MAX_PAGE_SIZE};
pub use error::{RequestError, RequestProblem};
pub use invoke::Invoke;
pub(crate) use json::Json;
pub(crate) use key::By;
pub use key::{Key, KeyValue};
pub(crate) use literal::{ESCAPED, quoted};
pub(crate) use target::BoundRow;
pub use target::{ById, ByKey, IntoTarget};

/// A request of the Web API: what to send, whatever client sends it.
///
/// ```
/// use earlybound::metadata::HttpMethod;
/// use earlybound::{Id, Request, Uuid};
/// use earlybound_generated::Contact;
///
/// let contact: Id<Contact> = Uuid::from_u128(7).into();
/// let request = Request::delete(contact)?.if_match(r#"W/"2291742""#);
/// assert_eq!(request.method(), HttpMethod::Delete);
/// assert_eq!(request.path(), "/contacts(00000000-0000-0000-0000-000000000007)");
/// assert_eq!(request.header("If-Match"), Some(r#"W/"2291742""#));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
#[must_use = "a request is only a description until a client sends it"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    method: HttpMethod,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl Request {
    /// A request without a body. The path stands below the root of the API (`/accounts`), escaped.
    pub fn new(method: HttpMethod, path: impl Into<String>) -> Self {
        let headers = [("Accept", "application/json"), ("OData-MaxVersion", "4.0"), ("OData-Version", "4.0")];
        let headers = headers.map(|(name, value)| (name, value.to_owned())).into();
        Self { method, path: path.into(), headers, body: None }
    }

    /// The same request with a body of JSON.
    pub fn with_body(mut self, json: impl Into<String>) -> Self {
        self.body = Some(json.into());
        self.with_header("Content-Type", "application/json; charset=utf-8")
    }

    /// The same request with a header, which replaces one of the same name. `If-Match` and `If-None-Match` replace each
    /// other: they contradict each other. Control characters, which would end
    /// the header, are left out.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let mut value: String = value.into();
        value.retain(|character| !character.is_control());
        self.headers.retain(|(known, _)| !contradicts(known, name));
        match self.headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, known)) => *known = value,
            None => self.headers.push((name, value)),
        }
        self
    }

    /// The same request with one more preference (`Prefer`).
    pub fn preferring(self, preference: &str) -> Self {
        let preferences = match self.header("Prefer") {
            Some(others) => format!("{others},{preference}"),
            None => preference.to_owned(),
        };
        self.with_header("Prefer", preferences)
    }

    /// Asks for the row as it is afterwards, where a request would be answered by its address alone.
    pub fn returning_representation(self) -> Self {
        self.preferring("return=representation")
    }

    /// Asks for all annotations: the tables and the names behind lookups, and the labels of values.
    pub fn including_annotations(self) -> Self {
        self.preferring("odata.include-annotations=\"*\"")
    }

    /// Only where the row still has this entity tag; the service answers 412 otherwise. `*` is any row that exists.
    pub fn if_match(self, etag: &str) -> Self {
        self.with_header("If-Match", etag)
    }

    /// Only where there is no such row yet; the service answers 412 otherwise.
    pub fn if_new(self) -> Self {
        self.with_header("If-None-Match", "*")
    }

    /// Deletes a row.
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of the table is not known.
    pub fn delete<T: Table>(row: impl Into<Key<T>>) -> Result<Self, RequestError> {
        Ok(Self::new(HttpMethod::Delete, row.into().path()?))
    }

    /// The method.
    pub const fn method(&self) -> HttpMethod {
        self.method
    }

    /// The path below the root of the API, and the query, escaped.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The headers.
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.headers
    }

    /// The header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// The body, in JSON.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }
}

/// Whether both headers in one request ask for what cannot be.
fn contradicts(known: &str, name: &str) -> bool {
    let is = |name: &str, header: &str| name.eq_ignore_ascii_case(header);
    is(known, "If-Match") && is(name, "If-None-Match") || is(known, "If-None-Match") && is(name, "If-Match")
}

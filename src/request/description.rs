//! Requests: what to send, and what it is answered with.

use core::fmt;
use core::marker::PhantomData;

use earlybound_schema::HttpMethod;

use super::address;
use super::error::RequestError;
use super::key::Key;
use super::literal::escaped;
use super::parts::{Body, Parts};
use super::problem::RequestProblem;
use crate::id::Id;
use crate::service::{Answer, FromAnswer, ServiceError};
use crate::table::Table;
use crate::value::Uuid;

/// The accepted types of an answer that is only a number: a text, or an error in JSON.
pub(crate) const ANY_TEXT: &str = "text/plain, application/json";

/// The annotation that holds a value as users see it.
pub(crate) const FORMATTED: &str = "OData.Community.Display.V1.FormattedValue";

/// A request of the Web API: what to send, whatever client sends it. `A` is what it is answered with.
///
/// ```
/// use earlybound::metadata::HttpMethod;
/// use earlybound::{Id, Request, Uuid};
/// use dataverse::Contact;
///
/// let contact: Id<Contact> = Uuid::from_u128(7).into();
/// let request = Request::delete(contact)?.if_match(r#"W/"2291742""#)?;
/// assert_eq!(request.method(), HttpMethod::Delete);
/// assert_eq!(request.path(), "/contacts(00000000-0000-0000-0000-000000000007)");
/// assert_eq!(request.header("If-Match"), Some(r#"W/"2291742""#));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// It reads the answer, which any client can receive:
///
/// ```
/// use earlybound::Create;
/// use earlybound::service::Answer;
/// use dataverse::{Contact, contact};
///
/// let request = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?;
/// # let address = "https://contoso.crm.dynamics.com/api/data/v9.2/contacts(00000000-0000-0000-0000-000000000007)";
/// let answer = Answer::new(204, [("OData-EntityId", address)], "");
/// let id: earlybound::Id<Contact> = request.read(answer)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a request is only a description until a client sends it"]
pub struct Request<A = ()> {
    parts: Parts,
    answer: PhantomData<fn() -> A>,
}

impl Request {
    /// Creates a request without a body. The path stands below the root of the API (`/accounts`), escaped.
    pub fn new(method: HttpMethod, path: impl Into<String>) -> Self {
        let headers = [("Accept", "application/json"), ("OData-MaxVersion", "4.0"), ("OData-Version", "4.0")];
        let headers = headers.map(|(name, value)| (name, value.to_owned())).into();
        Self::of(Parts { method, path: path.into(), headers, body: None })
    }

    /// Creates a request that deletes a row.
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of the table is not known.
    pub fn delete<T: Table>(row: impl Into<Key<T>>) -> Result<Self, RequestError> {
        Ok(Self::new(HttpMethod::Delete, row.into().path()?))
    }
}

impl<A> Request<A> {
    const fn of(parts: Parts) -> Self {
        Self { parts, answer: PhantomData }
    }

    /// Returns the same request, answered with `B`.
    ///
    /// ```
    /// use earlybound::Request;
    /// use earlybound::metadata::HttpMethod;
    /// use earlybound::service::{Answer, Json};
    ///
    /// let request = Request::new(HttpMethod::Get, "/WhoAmI").answered_with::<Json<serde_json::Value>>();
    /// let answer = Answer::new(200, [("Content-Type", "application/json")], r#"{"UserId": "…"}"#);
    /// assert_eq!(request.read(answer)?.0["UserId"], "…");
    /// # Ok::<(), earlybound::service::ServiceError>(())
    /// ```
    pub fn answered_with<B>(self) -> Request<B> {
        Request::of(self.parts)
    }

    /// Reads the answer to the request.
    ///
    /// # Errors
    ///
    /// Returns what the service says if the answer is an error, and what does not fit if it is something else than the
    /// request asks for.
    pub fn read(&self, answer: impl Into<Answer>) -> Result<A, ServiceError>
    where
        A: FromAnswer,
    {
        A::read(answer.into())
    }

    /// Returns the same request with a body of JSON.
    pub fn with_body(mut self, json: impl Into<String>) -> Self {
        self.parts.body = Some(Body::Text(json.into()));
        self.having("Content-Type", "application/json; charset=utf-8")
    }

    /// Returns the same request with a body of bytes.
    pub fn with_bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.body = Some(Body::Bytes(bytes.into()));
        self.having("Content-Type", "application/octet-stream")
    }

    /// Returns the same request with a header, which replaces one of the same name. `If-Match` and `If-None-Match`
    /// replace each other: they contradict each other.
    ///
    /// ```
    /// use earlybound::Row;
    /// use dataverse::{Account, account};
    ///
    /// # let token = "secret";
    /// let request = Account::query().select(account::NAME).request()?;
    /// let request = request.with_header("Authorization", format!("Bearer {token}"))?;
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the value has other characters than the visible ones of ASCII: no header can hold them.
    pub fn with_header(self, name: &'static str, value: impl Into<String>) -> Result<Self, RequestError> {
        let value = value.into();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
            return Err(RequestProblem::Control { of: name.to_owned() }.into());
        }
        if !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Err(RequestProblem::Header { name }.into());
        }
        Ok(self.having(name, value))
    }

    /// The same request with a header that is known to be valid.
    pub(crate) fn having(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parts.set_header(name, value.into());
        self
    }

    /// Returns the same request with one more option in its address, such as `api-version`, which replaces one of the same
    /// name. Both are escaped.
    pub fn with_option(self, name: &str, value: &str) -> Self {
        self.with_escaped_option(&escaped(name), &escaped(value))
    }

    pub(crate) fn with_escaped_option(mut self, name: &str, value: &str) -> Self {
        self.parts.add_option(name, value);
        self
    }

    /// Returns the same request with one more preference (`Prefer`), which replaces one of the same name.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_header`](Self::with_header).
    pub fn preferring(self, preference: &str) -> Result<Self, RequestError> {
        let preferences = self.parts.preferences(preference);
        self.with_header("Prefer", preferences)
    }

    /// The same request with one more preference that is known to be valid.
    pub(crate) fn wishing(self, preference: &str) -> Self {
        let preferences = self.parts.preferences(preference);
        self.having("Prefer", preferences)
    }

    /// Asks for all annotations: the tables and the names behind lookups, the labels of values, and details of errors.
    pub fn including_annotations(self) -> Self {
        self.wishing("odata.include-annotations=\"*\"")
    }

    /// Asks for labels and for values as users see them, beside the annotations that the request asks for already.
    pub fn including_formatted_values(self) -> Self {
        let annotations = self.parts.annotations(FORMATTED);
        self.wishing(&annotations)
    }

    /// Only where the row still has this entity tag; the service answers 412 otherwise. `*` is any row that exists.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_header`](Self::with_header).
    pub fn if_match(self, etag: &str) -> Result<Self, RequestError> {
        self.with_header("If-Match", etag)
    }

    /// Only where there is no such row yet; the service answers 412 otherwise.
    pub fn if_new(self) -> Self {
        self.having("If-None-Match", "*")
    }

    /// Asks for the row only if it no longer has this entity tag: the answer is `None` if it still has it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_header`](Self::with_header).
    pub fn if_changed(self, etag: &str) -> Result<Request<Option<A>>, RequestError> {
        Ok(self.with_header("If-None-Match", etag)?.answered_with())
    }

    /// Acts for another user, by the object id of Microsoft Entra ID. The caller needs the privilege to act on behalf
    /// of others.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/impersonate-another-user-web-api>)
    pub fn impersonating(self, object_id: Uuid) -> Self {
        self.having("CallerObjectId", object_id.to_string())
    }

    /// Acts for another user, by the id of the row in the table `systemuser`: what organizations on premises know.
    pub fn impersonating_user(self, user: impl Into<Uuid>) -> Self {
        self.having("MSCRMCallerID", user.into().to_string())
    }

    // The following are optional parameters of the service.
    // (<https://learn.microsoft.com/power-apps/developer/data-platform/optional-parameters>)

    /// Passes a text to plug-ins, as the shared variable `tag`.
    pub fn with_tag(self, tag: &str) -> Self {
        self.with_option("tag", tag)
    }

    /// Names the partition of a row in an elastic table.
    pub fn in_partition(self, partition: &str) -> Self {
        self.with_option("partitionId", partition)
    }

    /// Reads what was written in the session of an elastic table, by the token that the answer to the change has in the
    /// header `x-ms-session-token`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_header`](Self::with_header).
    pub fn in_session(self, token: &str) -> Result<Self, RequestError> {
        self.with_header("MSCRM.SessionToken", token)
    }

    /// Adds the component that is created or changed to an unmanaged solution, by its unique name.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_header`](Self::with_header).
    pub fn in_solution(self, unique_name: &str) -> Result<Self, RequestError> {
        self.with_header("MSCRM.SolutionUniqueName", unique_name)
    }

    /// Applies the rules of duplicate detection: a duplicate is an error.
    pub fn detecting_duplicates(self) -> Self {
        self.having("MSCRM.SuppressDuplicateDetection", "false")
    }

    /// Leaves out plug-ins and workflows of your own, those that run with the request and those that run after it.
    pub fn bypassing_custom_logic(self) -> Self {
        self.having("MSCRM.BypassBusinessLogicExecution", "CustomSync,CustomAsync")
    }

    /// Starts no flows of Power Automate.
    pub fn bypassing_flows(self) -> Self {
        self.having("MSCRM.SuppressCallbackRegistrationExpanderJob", "true")
    }

    /// Reads definitions, labels and permissions as they are now, not from a cache that can be half a minute old.
    pub fn strongly_consistent(self) -> Self {
        self.having("Consistency", "Strong")
    }

    /// Returns the method.
    pub const fn method(&self) -> HttpMethod {
        self.parts.method
    }

    /// Returns the path below the root of the API, and the query, escaped. A request for a further page has the whole
    /// address that the service gave, as the service wants it back: [`url`](Self::url) knows the difference.
    pub fn path(&self) -> &str {
        &self.parts.path
    }

    /// Returns the whole address, below the root of the API (`https://contoso.crm.dynamics.com/api/data/v9.2`).
    ///
    /// ```
    /// use dataverse::Account;
    ///
    /// let root = "https://contoso.crm.dynamics.com/api/data/v9.2";
    /// let further = Account::query().next_page("https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=7");
    /// assert_eq!(further.url(root)?, "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=7");
    /// assert!(Account::query().next_page("https://elsewhere.example/accounts").url(root).is_err(), "who gets the token");
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the root is no address of a server, if the request is for a link that leads to another
    /// server, or if it stands for a row that a change set creates.
    pub fn url(&self, root: &str) -> Result<String, RequestError> {
        Ok(address::whole(&self.parts.path, root)?)
    }

    /// Returns the headers.
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.parts.headers
    }

    /// Returns the header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.header(name)
    }

    /// Returns the body, if it is a text.
    pub fn body(&self) -> Option<&str> {
        match self.parts.body.as_ref()? {
            Body::Text(text) => Some(text),
            Body::Bytes(_) => None,
        }
    }

    /// Returns the bytes of the body; none if there is no body.
    pub fn bytes(&self) -> &[u8] {
        match &self.parts.body {
            None => &[],
            Some(Body::Text(text)) => text.as_bytes(),
            Some(Body::Bytes(bytes)) => bytes,
        }
    }
}

/// The answer to a request that creates or changes a row of `R`: its id, if the service says it.
pub trait Written<R> {}
/// To a request that creates a row.
impl<R> Written<R> for Id<R> {}
/// To a request that changes a row, which the service can name by its key, or not at all.
impl<R> Written<R> for Option<Id<R>> {}

impl<R> Request<Id<R>> {
    /// Asks for the row as it is afterwards, where the request would be answered only with its address.
    pub fn returning_representation(self) -> Request<R> {
        self.wishing("return=representation").answered_with()
    }
}

impl<R> Request<Option<Id<R>>> {
    /// Asks for the row as it is afterwards, where the request would be answered by its address at most.
    pub fn returning_representation(self) -> Request<R> {
        self.wishing("return=representation").answered_with()
    }
}

// By hand: derives would ask of the answer what only the request needs.
impl<A> Clone for Request<A> {
    fn clone(&self) -> Self {
        Self::of(self.parts.clone())
    }
}

impl<A> PartialEq for Request<A> {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl<A> Eq for Request<A> {}

impl<A> fmt::Debug for Request<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.parts, f)
    }
}

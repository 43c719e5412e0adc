//! Answers as a client receives them.

use uuid::Uuid;

/// An answer of the service: a status, headers and a body.
///
/// With the feature `http`, an `http::Response` converts into one.
///
/// ```
/// use earlybound::service::Answer;
///
/// let headers = [("OData-EntityId", "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(7eb682f1-ca75-e511-80d4-00155d2a68d1)")];
/// let answer = Answer::new(204, headers, "");
/// assert_eq!(answer.entity_id().map(|id| id.to_string()).as_deref(), Some("7eb682f1-ca75-e511-80d4-00155d2a68d1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// Creates an answer.
    pub fn new<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { status, headers, body: body.into() }
    }

    /// Returns the status, such as 204.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns the header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.trim())
    }

    /// Returns the headers.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Returns the body. A byte order mark before a text is left out.
    pub fn body(&self) -> &[u8] {
        self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body)
    }

    /// Returns the body as the client received it.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// Returns the id of the row that was created or changed, of the header `OData-EntityId` or `Location`.
    pub fn entity_id(&self) -> Option<Uuid> {
        self.entity_address().and_then(crate::id::uuid_of_address)
    }

    /// Returns the address of the row that was created or changed.
    pub fn entity_address(&self) -> Option<&str> {
        self.header("OData-EntityId").or_else(|| self.header("Location"))
    }

    /// Returns the entity tag of the row.
    pub fn etag(&self) -> Option<&str> {
        self.header("ETag")
    }
}

#[cfg(feature = "http")]
impl<B: Into<Vec<u8>>> From<http::Response<B>> for Answer {
    fn from(response: http::Response<B>) -> Self {
        let (parts, body) = response.into_parts();
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value)));
        Self { status: parts.status.as_u16(), headers: headers.collect(), body: body.into() }
    }
}

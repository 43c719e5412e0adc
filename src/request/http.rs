//! Requests as those of the crate `http`.

use super::Request;

impl<A> Request<A> {
    /// Returns the request as clients take it, below the root of the API
    /// (`https://contoso.crm.dynamics.com/api/data/v9.2`). A request without a body has an empty one.
    ///
    /// ```
    /// use earlybound::{Create, http};
    /// use earlybound_generated::{Contact, contact};
    ///
    /// let request = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?;
    /// let sent: http::Request<Vec<u8>> = request.to_http("https://contoso.crm.dynamics.com/api/data/v9.2")?;
    /// assert_eq!(sent.uri().path(), "/api/data/v9.2/contacts");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the root is no valid URL or a header has a value that is not allowed in one.
    pub fn to_http(&self, root: &str) -> http::Result<http::Request<Vec<u8>>> {
        // A link of the service, to a further page, is a whole address already.
        let path = self.path();
        let uri = if path.starts_with('/') { format!("{}{path}", root.trim_end_matches('/')) } else { path.to_owned() };
        let mut request = http::Request::builder().method(self.method().as_str()).uri(uri);
        for (name, value) in self.headers() {
            request = request.header(*name, value);
        }
        request.body(self.bytes().to_vec())
    }
}

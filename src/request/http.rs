//! Requests as those of the crate `http`.

use super::Request;

impl Request {
    /// The request as clients take it, below the root of the API
    /// (`https://contoso.crm.dynamics.com/api/data/v9.2`). A request without a body has an empty one.
    ///
    /// ```
    /// use earlybound::{Create, http};
    /// use earlybound_generated::{Contact, contact};
    ///
    /// let request = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?;
    /// let request: http::Request<String> = request.into_http("https://contoso.crm.dynamics.com/api/data/v9.2")?;
    /// assert_eq!(request.uri().path(), "/api/data/v9.2/contacts");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the root is no valid URL or a header has a value that is not allowed in one.
    pub fn into_http(self, root: &str) -> http::Result<http::Request<String>> {
        // A link of the service, to a further page, is a whole address already.
        let uri =
            if self.path.starts_with('/') { format!("{}{}", root.trim_end_matches('/'), self.path) } else { self.path };
        let mut request = http::Request::builder().method(self.method.as_str()).uri(uri);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(self.body.unwrap_or_default())
    }
}

//! Requests as those of the crate `http`.

use super::{Request, RequestError, RequestProblem, is_secret};

impl<A> Request<A> {
    /// Returns the request as clients take it, below the root of the API
    /// (`https://contoso.crm.dynamics.com/api/data/v9.2`). A request without a body has an empty one.
    ///
    /// ```
    /// use earlybound::{Create, http};
    /// use dataverse::{Contact, contact};
    ///
    /// let request = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?;
    /// let sent: http::Request<Vec<u8>> = request.to_http("https://contoso.crm.dynamics.com/api/data/v9.2")?;
    /// assert_eq!(sent.uri().path(), "/api/data/v9.2/contacts");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`url`](Self::url), and one if the address has characters that no address can have.
    pub fn to_http(&self, root: &str) -> Result<http::Request<Vec<u8>>, RequestError> {
        let url = self.url(root)?;
        let mut request = http::Request::builder().method(self.method().as_str()).uri(&url);
        for (name, value) in self.headers() {
            let mut value = http::HeaderValue::from_str(value).map_err(|_| RequestProblem::Header { name })?;
            // Left out where the request is printed.
            value.set_sensitive(is_secret(name));
            request = request.header(*name, value);
        }
        request.body(self.bytes().to_vec()).map_err(|_| RequestProblem::Root { root: url }.into())
    }
}

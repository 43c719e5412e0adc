//! What a client needs to know of a request.

use core::fmt;

use earlybound_schema::HttpMethod;

/// A request, whatever it is answered with.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) method: HttpMethod,
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Option<Body>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Text(String),
    Bytes(Vec<u8>),
}

impl Parts {
    /// Gives a header a value, instead of the one that it has and of what it contradicts.
    pub(super) fn set_header(&mut self, name: &'static str, value: String) {
        self.headers.retain(|(known, _)| !contradicts(known, name));
        match self.headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, known)) => *known = value,
            None => self.headers.push((name, value)),
        }
    }

    /// The header of that name, in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// Adds an option to the address. It is escaped already.
    pub(super) fn add_option(&mut self, name: &str, value: &str) {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        self.path.extend([mark.encode_utf8(&mut [0; 4]), name, "=", value]);
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, headers, body } = self;
        // Nothing of a token in what is printed.
        let shown = headers.iter().map(|(name, value)| {
            let secret = name.eq_ignore_ascii_case("Authorization");
            (*name, if secret { "…" } else { value.as_str() })
        });
        let shown: Vec<_> = shown.collect();
        f.debug_struct("Request")
            .field("method", method)
            .field("path", path)
            .field("headers", &shown)
            .field("body", body)
            .finish()
    }
}

/// Returns whether both headers in one request ask for what cannot be.
fn contradicts(known: &str, name: &str) -> bool {
    let is = |name: &str, header: &str| name.eq_ignore_ascii_case(header);
    is(known, "If-Match") && is(name, "If-None-Match") || is(known, "If-None-Match") && is(name, "If-Match")
}

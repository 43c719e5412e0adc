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

    /// The preferences with one more, instead of the one of the same name.
    pub(super) fn preferences(&self, preference: &str) -> String {
        let name = |preference: &str| preference.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut is_quoted = false;
        let others = self.header("Prefer").unwrap_or_default().split(|character| {
            is_quoted ^= character == '"';
            character == ',' && !is_quoted
        });
        let others = others.filter(|other| !other.is_empty() && name(other) != name(preference));
        others.chain([preference]).collect::<Vec<_>>().join(",")
    }

    /// Adds an option to the address, instead of the one of the same name. It is escaped already.
    pub(super) fn add_option(&mut self, name: &str, value: &str) {
        let (rows, options) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let others = options.split('&').filter(|other| !other.is_empty() && other.split('=').next() != Some(name));
        let option = format!("{name}={value}");
        let options: Vec<&str> = others.chain([option.as_str()]).collect();
        self.path = format!("{rows}?{}", options.join("&"));
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

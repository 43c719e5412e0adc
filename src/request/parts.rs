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
        let others = self.preferred().filter(|other| preference_name(other) != preference_name(preference));
        others.chain([preference]).collect::<Vec<_>>().join(",")
    }

    /// The preference for an annotation and for those that the request asks for already.
    pub(super) fn annotations(&self, annotation: &str) -> String {
        const NAME: &str = "odata.include-annotations";
        let asked = self.preferred().find(|preference| preference_name(preference) == NAME);
        let asked = asked.and_then(|preference| preference.split_once('=')).map_or("", |(_, names)| names.trim());
        let asked = asked.trim_matches('"').split(',').map(str::trim).filter(|name| !name.is_empty());
        let mut names: Vec<&str> = asked.filter(|name| *name != annotation).collect();
        if names.contains(&"*") {
            names.retain(|name| *name == "*");
        } else {
            names.push(annotation);
        }
        format!("{NAME}=\"{}\"", names.join(","))
    }

    fn preferred(&self) -> impl Iterator<Item = &str> {
        let mut is_quoted = false;
        let preferences = self.header("Prefer").unwrap_or_default().split(move |character| {
            is_quoted ^= character == '"';
            character == ',' && !is_quoted
        });
        preferences.filter(|preference| !preference.is_empty())
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

fn preference_name(preference: &str) -> String {
    preference.split('=').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, headers, body } = self;
        // Nothing of a token in what is printed.
        let shown = headers.iter().map(|(name, value)| (*name, if is_secret(name) { "…" } else { value.as_str() }));
        let shown: Vec<_> = shown.collect();
        f.debug_struct("Request")
            .field("method", method)
            .field("path", path)
            .field("headers", &shown)
            .field("body", body)
            .finish()
    }
}

/// Returns whether a header tells who sends the request.
pub(crate) fn is_secret(header: &str) -> bool {
    header.eq_ignore_ascii_case("Authorization")
}

/// Returns whether both headers in one request ask for what cannot be.
fn contradicts(known: &str, name: &str) -> bool {
    let is = |name: &str, header: &str| name.eq_ignore_ascii_case(header);
    is(known, "If-Match") && is(name, "If-None-Match") || is(known, "If-None-Match") && is(name, "If-Match")
}

//! An example of Microsoft's documentation, beside the request that this crate makes of it.

use std::collections::BTreeSet;
use std::fmt::Display;

use earlybound::batch::BatchAnswer;
use earlybound::{Request, RequestError};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The root that stands in the examples.
pub const ROOT: &str = "https://contoso.crm.dynamics.com/api/data/v9.2";

/// An example, and how ours compares.
pub struct Case {
    /// The page, below `powerapps-docs/developer/data-platform`, and the example.
    pub name: &'static str,
    /// The differences of the two; none if they are the same.
    pub difference: Option<String>,
    /// The source that explains a difference.
    pub explained_by: Option<&'static str>,
}

/// An example: a line with the method and the path below the root of the API, headers, an empty line, and the body. The
/// headers that all requests have are left out, and options of expanded rows stand in the order of ours, which means
/// nothing (OData 4.0 part 2, 5.1).
pub fn case<A>(name: &'static str, documented: &str, ours: Result<Request<A>, RequestError>) -> Case {
    let difference = match ours {
        Ok(ours) => Sent::documented(documented).difference(&Sent::ours(&ours)),
        Err(error) => Some(format!("no request: {error}")),
    };
    Case { name, difference, explained_by: None }
}

/// A batch: the requests that are part of it, in their order, those of a change set among them.
pub fn batch(name: &'static str, documented: &[&str], ours: Result<Request<BatchAnswer>, RequestError>) -> Case {
    let difference = match ours {
        Err(error) => Some(format!("no request: {error}")),
        Ok(ours) => {
            assert_eq!((ours.method().as_str(), ours.path()), ("POST", "/$batch"));
            assert!(ours.header("Content-Type").is_some_and(|of| of.starts_with("multipart/mixed; boundary=\"batch_")));
            let theirs: Vec<_> = documented.iter().map(|part| Sent::documented(part)).collect();
            let ours: Vec<_> =
                parts(ours.body().unwrap_or_default()).iter().map(|part| Sent::documented(part)).collect();
            match theirs.iter().zip(&ours).find_map(|(theirs, ours)| theirs.difference(ours)) {
                None if theirs.len() != ours.len() => Some(format!("{} parts, ours: {}", theirs.len(), ours.len())),
                difference => difference,
            }
        }
    };
    Case { name, difference, explained_by: None }
}

/// The requests of a batch: what follows the headers of each part, up to the next boundary.
fn parts(body: &str) -> Vec<String> {
    let http = body.split("Content-Type: application/http\r\n").skip(1);
    let request = http.map(|part| part.split_once("\r\n\r\n").unwrap_or_default().1);
    request
        .map(|part| part.split("\r\n--").next().unwrap_or_default().replace("\r\n", "\n").replace(" HTTP/1.1", ""))
        .collect()
}

impl Case {
    /// States the source that explains why ours is different.
    pub const fn explained_by(mut self, source: &'static str) -> Self {
        self.explained_by = Some(source);
        self
    }
}

/// A request in the form in which two that mean the same are equal.
#[derive(Debug)]
struct Sent {
    method: String,
    resource: String,
    options: BTreeSet<String>,
    headers: BTreeSet<String>,
    body: Option<Value>,
}

impl Sent {
    fn documented(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines().map(str::trim);
        let (method, path) = lines.next().unwrap_or_default().split_once(' ').unwrap_or_default();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let body = body.trim();
        Self::new(method, path, headers, (!body.is_empty()).then(|| json(body)))
    }

    fn ours<A>(request: &Request<A>) -> Self {
        for (name, value) in [("Accept", "json"), ("OData-MaxVersion", "4.0"), ("OData-Version", "4.0")] {
            assert!(request.header(name).is_some_and(|header| header.contains(value)), "{request:?}");
        }
        let headers = request.headers().iter().map(|(name, value)| (*name, value.as_str()));
        let body = request.body().map(json);
        assert!(body.is_none() || request.header("Content-Type").is_some_and(|of| of.starts_with("application/json")));
        Self::new(request.method().as_str(), request.path(), headers, body)
    }

    fn new<'a>(
        method: &str,
        path: &str,
        headers: impl Iterator<Item = (&'a str, &'a str)>,
        body: Option<Value>,
    ) -> Self {
        let path = path.strip_prefix(ROOT).unwrap_or(path);
        let (resource, query) = path.split_once('?').unwrap_or((path, ""));
        // What stands for a value is replaced by it: aliases are another way to say the same (OData 4.0, 5.1.1.8).
        let (aliases, options): (Vec<_>, Vec<_>) = query
            .split('&')
            .filter(|option| !option.is_empty())
            .map(decoded)
            .partition(|option| option.starts_with('@'));
        let inlined = |text: String| {
            aliases.iter().filter_map(|alias| alias.split_once('=')).fold(text, |text, (name, value)| {
                text.replace(&format!("{name},"), &format!("{value},"))
                    .replace(&format!("{name})"), &format!("{value})"))
            })
        };
        Self {
            method: method.to_owned(),
            // A function without parameters is called with parentheses and without, even on one page.
            resource: inlined(decoded(resource)).trim_matches('/').trim_end_matches("()").to_owned(),
            options: options.into_iter().map(inlined).collect(),
            headers: headers.flat_map(|(name, value)| significant(name, value)).collect(),
            body: body.map(of_one_form),
        }
    }

    fn difference(&self, ours: &Self) -> Option<String> {
        let mut bodies = (self.body.clone(), ours.body.clone());
        if let (Some(theirs), Some(ours)) = (&mut bodies.0, &mut bodies.1) {
            compare_types_that_both_say(theirs, ours);
        }
        fn differ<T: PartialEq + std::fmt::Debug>(what: impl Display, theirs: &T, ours: &T) -> Option<String> {
            (theirs != ours).then(|| format!("{what}: {theirs:?}, ours: {ours:?}"))
        }
        differ("method", &self.method, &ours.method)
            .or_else(|| differ("path", &self.resource, &ours.resource))
            .or_else(|| differ("options", &self.options, &ours.options))
            .or_else(|| differ("headers", &self.headers, &ours.headers))
            .or_else(|| differ("body", &bodies.0, &bodies.1))
    }
}

/// Takes the type of an object away where one of both says it alone: an object of a known type may say it or not (OData
/// JSON 4.0, 4.5.3).
fn compare_types_that_both_say(theirs: &mut Value, ours: &mut Value) {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => {
            if theirs.contains_key(TYPE) != ours.contains_key(TYPE) {
                theirs.remove(TYPE);
                ours.remove(TYPE);
            }
            for (name, value) in theirs.iter_mut() {
                if let Some(other) = ours.get_mut(name) {
                    compare_types_that_both_say(value, other);
                }
            }
        }
        (Value::Array(theirs), Value::Array(ours)) => {
            theirs.iter_mut().zip(ours).for_each(|(theirs, ours)| compare_types_that_both_say(theirs, ours));
        }
        _ => {}
    }
}

const TYPE: &str = "@odata.type";

/// An option or a path without its encoding, and without the blanks that the pages put between items.
fn decoded(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut within = None;
    let mut out = String::new();
    for character in text.chars() {
        match (within, character) {
            (None, '\'' | '"') => within = Some(character),
            (Some(open), _) if open == character => within = None,
            (None, ' ' | '\n') if out.ends_with([',', '=', ';', '(']) => continue,
            (None, '=') => out.truncate(out.trim_end().len()),
            _ => {}
        }
        out.push(character);
    }
    // The names of variables mean nothing, nor does the order that is meant without a word.
    let out = out.trim().replace(" asc", "");
    ["any", "all"].iter().fold(out, |text, quantifier| without_variable(&text, quantifier))
}

/// A condition on a collection with `o` as its variable, as ours has it.
fn without_variable(text: &str, quantifier: &str) -> String {
    let Some((before, rest)) = text.split_once(&format!("/{quantifier}(")) else { return text.to_owned() };
    let Some((variable, rest)) = rest.split_once(':').filter(|(name, _)| name.len() <= 2) else {
        return text.to_owned();
    };
    let rest = without_variable(&rest.replace(&format!("{variable}/"), "o/"), quantifier);
    format!("{before}/{quantifier}(o:{rest}")
}

/// Returns what a header says beyond what all requests say, one text for each preference.
fn significant(name: &str, value: &str) -> Vec<String> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        // `If-None-Match: null` is advice for browsers, which keep what they once got; ours stands where a query
        // expands collections. Lengths are the client's business.
        "accept" | "odata-version" | "odata-maxversion" | "content-length" => Vec::new(),
        "content-type" if value.starts_with("application/json") => Vec::new(),
        "if-none-match" if value == "null" => Vec::new(),
        "prefer" => {
            let mut preferences = vec![String::new()];
            let mut quoted = false;
            for character in value.chars() {
                quoted ^= character == '"';
                match (character, preferences.last_mut()) {
                    (',', _) if !quoted => preferences.push(String::new()),
                    (_, Some(last)) => last.push(character),
                    _ => {}
                }
            }
            preferences.into_iter().map(|preference| format!("prefer: {}", preference.trim())).collect()
        }
        _ => vec![format!("{name}: {}", value.trim())],
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A body in which addresses have one form: relative to the root and without a slash before them, as some pages write
/// them and others do not (a relative address is resolved against the root: OData JSON 4.0, 4.5.8).
fn of_one_form(body: Value) -> Value {
    match body {
        Value::Object(object) => Value::Object(
            object
                .into_iter()
                .map(|(name, value)| match value {
                    value if name.ends_with("@odata.bind") || name.ends_with("@odata.id") => (name, relative(value)),
                    value => (name, of_one_form(value)),
                })
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(of_one_form).collect()),
        other => other,
    }
}

fn relative(value: Value) -> Value {
    match value {
        Value::String(address) => {
            let below = address.strip_prefix(ROOT).unwrap_or(&address);
            Value::String(below.trim_start_matches('/').to_owned())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(relative).collect()),
        other => other,
    }
}

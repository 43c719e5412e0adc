//! Any texts as values of queries, keys and calls, as names, links and headers: each stays in its place, and comes out
//! as it went in, or is an error.

#![no_main]

use earlybound::batch::Batch;
use earlybound::definition::{Definitions, member};
use earlybound::metadata::{HttpMethod, MessageMetadata};
use earlybound::query::Aggregate;
use earlybound::{Argument, Create, Invoke, Key, Request, RequestError};
use earlybound_generated::{Contact, contact};
use libfuzzer_sys::fuzz_target;
use url::Url;

const SERVER: &str = "https://contoso.crm.dynamics.com";
const ROOT: &str = "https://contoso.crm.dynamics.com/api/data/v9.2";

static CALL: MessageMetadata = MessageMetadata { name: "new_Call", ..MessageMetadata::UNKNOWN };

fuzz_target!(|input: (String, String)| {
    let (text, other) = input;
    let filter = contact::FIRSTNAME.eq(text.clone()).and(contact::LASTNAME.contains(other.clone()));
    let request = Contact::query().filter(filter).request().expect("no value is a problem");
    let expected = format!("firstname eq {} and contains(lastname,{})", quoted(&text), quoted(&other));
    assert_eq!(parameter(request.path(), "/contacts?$filter="), expected);

    if let Ok(request) = Request::delete(Key::alternate(contact::FIRSTNAME, text.clone())) {
        let path = decoded(request.path());
        assert_eq!(path, format!("/contacts(firstname={})", quoted(&text)));
        assert_eq!(request.path().matches('/').count(), 1);
    }

    let call = Invoke::unbound(&CALL).function().with("A", text.clone());
    assert_eq!(parameter(call.request().expect("no value is a problem").path(), "/new_Call(A=@A)?@A="), quoted(&text));

    // A name of a caller's is an identifier, or an error.
    let call = Invoke::unbound(&CALL).function().with(other.clone(), Argument::member(text.clone(), "x"));
    if let Ok(request) = call.request() {
        assert!(!other.contains(['/', '?', '&', '#', '=', '@']) && !text.contains(['\'', '&', '#']), "{request:?}");
    }
    names(&text, &other);
    headers(&text);
    links(&text);
    parts(&text);
});

/// Names that a caller gives.
fn names(name: &str, value: &str) {
    let table = Definitions::table(name.to_owned()).filter("SchemaName", value).request();
    let enumeration = Definitions::tables().filter("OwnershipType", member(name, value)).request();
    for request in
        [table, enumeration, Definitions::tables().property(name).of_type(name).request()].into_iter().flatten()
    {
        let path = request.path();
        assert!(!path.contains([' ', '#', '%']) || path.contains("$filter="), "{path}");
        assert!(
            path.matches('?').count() <= 1 && path.matches('&').count() == 0 && path.matches('/').count() <= 3,
            "{path}"
        );
    }
    let rows = Aggregate::<Contact, i64>::count(name.to_owned());
    if let Ok(request) = Contact::query().aggregate(&rows).request() {
        assert_eq!(parameter(request.path(), "/contacts?$apply="), format!("aggregate($count as {name})"));
    }
    let request = Request::new(HttpMethod::Get, "/contacts").with_option(name, value).with_tag(value);
    assert_eq!((request.path().matches('?').count(), request.path().matches('&').count()), (1, 1), "{request:?}");
}

/// Values of headers.
fn headers(value: &str) {
    let request = || Request::new(HttpMethod::Get, "/contacts");
    let set: [fn(Request, &str) -> Result<Request, RequestError>; 5] =
        [Request::if_match, Request::in_session, Request::in_solution, Request::preferring, |request, value| {
            request.with_header("X-A", value)
        }];
    for request in set.into_iter().filter_map(|set| set(request(), value).ok()) {
        assert!(
            request.headers().iter().all(|(_, value)| value.bytes().all(|byte| (b' '..=b'~').contains(&byte))),
            "{request:?}"
        );
    }
}

/// Links of the service, as a browser reads them.
fn links(text: &str) {
    for link in [text.to_owned(), format!("{SERVER}{text}"), format!("{ROOT}/{text}"), format!("https:{text}")] {
        let Ok(address) = Contact::query().next_page(link).url(ROOT) else { continue };
        let read = Url::parse(&address).expect("an address");
        assert_eq!(read.origin(), Url::parse(SERVER).expect("an address").origin(), "{address}");
        assert!(read.username().is_empty() && read.password().is_none(), "{address}");
    }
}

/// Paths and bodies in a batch end no line and no part.
fn parts(text: &str) {
    for path in [format!("/contacts{text}"), format!("$1/{text}"), format!("$1{text}")] {
        let mut batch = Batch::new();
        let mut set = batch.change_set();
        // A text may be longer than its column.
        let row = Create::<Contact>::new().set(contact::FIRSTNAME, text.to_owned()).unchecked();
        set.add(row.request().expect("a request"));
        set.add(Request::new(HttpMethod::Patch, path).with_body(text));
        let Ok(request) = batch.request(ROOT) else { continue };
        let body = request.body().expect("a text");
        let lines = body
            .split("\r\n")
            .filter(|line| line.ends_with(" HTTP/1.1") && (line.starts_with("POST ") || line.starts_with("PATCH ")));
        assert!(lines.count() >= 2, "{body}");
        let boundary = request.header("Content-Type").and_then(|of| of.split('"').nth(1)).expect("a boundary");
        let mark = format!("--{boundary}");
        assert_eq!(body.split(['\r', '\n']).filter(|line| line.starts_with(&mark)).count(), 2, "{body}");
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The only parameter of an address that begins like this.
fn parameter(path: &str, beginning: &str) -> String {
    let value = path.strip_prefix(beginning).expect("the address begins as it should");
    assert!(value.is_ascii() && !value.contains(['&', '#', '?', ' ', '+']), "{path}");
    decoded(value)
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

//! Any texts as values of queries, keys and calls: each stays one value in its place, and comes out as it went in.

#![no_main]

use earlybound::{Argument, Invoke, Key, Request};
use earlybound::metadata::MessageMetadata;
use earlybound_generated::{Contact, contact};
use libfuzzer_sys::fuzz_target;

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
});

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

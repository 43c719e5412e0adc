//! Any bytes as answers of every kind: read, or an error that can be shown.

#![no_main]

use earlybound::batch::{Batch, BatchAnswer};
use earlybound::file::{File, Upload};
use earlybound::message::AnyValue;
use earlybound::property::PropertyValue;
use earlybound::query::{Delta, Lenient, References};
use earlybound::service::{Answer, FromAnswer, Json};
use earlybound::{Id, Page, Request};
use earlybound_generated::{Account, Email};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, String, String, &[u8])| {
    let (status, name, value, body) = input;
    let names = ["Content-Type", "OData-EntityId", "Retry-After", "Date", "x-ms-chunk-size", name.as_str()];
    for name in names {
        let answer = Answer::new(status, [(name, value.as_str())], body);
        read(&answer);
    }
    // In the parts of a batch, too.
    let mut parts = b"--b\r\nContent-Type: application/http\r\n\r\n".to_vec();
    parts.extend_from_slice(body);
    parts.extend_from_slice(b"\r\n--b--\r\n");
    for body in [body, &parts] {
        batch(&Answer::new(status, [("Content-Type", "multipart/mixed; boundary=b")], body));
    }
});

fn read(answer: &Answer) {
    of::<()>(answer);
    of::<Id<Account>>(answer);
    of::<Option<Id<Account>>>(answer);
    of::<u64>(answer);
    of::<Json<serde_json::Value>>(answer);
    of::<Account>(answer);
    of::<Option<Account>>(answer);
    of::<Page<Lenient<Account>>>(answer);
    of::<Delta<Account>>(answer);
    of::<PropertyValue<String>>(answer);
    of::<Email>(answer);
    of::<AnyValue>(answer);
    of::<References>(answer);
    of::<File>(answer);
    if let Ok(upload) = Upload::read(answer.clone()) {
        let bytes: usize = upload.chunks("a", b"0123456789").map(|request| request.bytes().len()).sum();
        assert_eq!(bytes, 10);
    }
}

fn of<A: FromAnswer>(answer: &Answer) {
    if let Err(error) = A::read(answer.clone()) {
        assert!(!error.to_string().is_empty());
        let _ = (error.kind(), error.code(), error.retry_after(), format!("{error:?}"));
    }
}

fn batch(answer: &Answer) {
    let mut batch = Batch::new();
    let first =
        batch.add(Request::new(earlybound::metadata::HttpMethod::Get, "/accounts").answered_with::<Page<Account>>());
    let mut set = batch.change_set();
    let second =
        set.add(Request::new(earlybound::metadata::HttpMethod::Post, "/accounts").answered_with::<Id<Account>>());
    match BatchAnswer::read(answer.clone()) {
        Ok(answers) => {
            let _ = (answers.get(&first).is_ok(), answers.get(&second).is_ok());
            answers.answers().for_each(read);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

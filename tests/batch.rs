//! Batches: what is sent, what is refused, and answers in every form in which they arrive.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound::batch::{Batch, BatchAnswer};
use earlybound::metadata::{HttpMethod, MessageMetadata};
use earlybound::request::RequestProblem;
use earlybound::service::{Answer, ErrorCode, ErrorKind, FromAnswer};
use earlybound::{Create, Id, Invoke, Request, Update, Uuid, file, property};
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use earlybound_generated::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
use earlybound_generated::contact::many_to_one::CONTACT_CUSTOMER_ACCOUNTS as CONTACT_CUSTOMER_ACCOUNTS_OF;
use earlybound_generated::{Account, Contact, account, contact};
use proptest::prelude::*;

static IS_RELATED: MessageMetadata = MessageMetadata { name: "new_IsRelated", ..MessageMetadata::UNKNOWN };

const ROOT: &str = "https://contoso.crm.dynamics.com/api/data/v9.2";

fn account(name: &str) -> Request<Id<Account>> {
    Create::<Account>::new().set(account::NAME, name.to_owned()).request().unwrap()
}

fn problems(batch: &Batch) -> Vec<RequestProblem> {
    batch.request(ROOT).unwrap_err().problems().to_vec()
}

#[test]
fn what_is_sent() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let created = set.add(account("Contoso"));
    set.add(Update::<Account>::new().set(account::FAX, "7").request(&created).unwrap());
    batch.add(Contact::query().select(contact::FULLNAME).request().unwrap());
    let request = batch.request(&format!("{ROOT}/")).unwrap();
    let expected = "--batch_earlybound_0
Content-Type: multipart/mixed; boundary=\"changeset_earlybound_0_1\"

--changeset_earlybound_0_1
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 1

POST https://contoso.crm.dynamics.com/api/data/v9.2/accounts HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0
OData-Version: 4.0
Content-Type: application/json; charset=utf-8

{\"name\":\"Contoso\"}
--changeset_earlybound_0_1
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 2

PATCH $1 HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0
OData-Version: 4.0
Content-Type: application/json; charset=utf-8
If-Match: *

{\"fax\":\"7\"}
--changeset_earlybound_0_1--
--batch_earlybound_0
Content-Type: application/http
Content-Transfer-Encoding: binary

GET https://contoso.crm.dynamics.com/api/data/v9.2/contacts?$select=fullname HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0
OData-Version: 4.0


--batch_earlybound_0--
";
    assert_eq!(request.body().unwrap(), expected.replace('\n', "\r\n"));
    assert_eq!(request.header("Content-Type"), Some("multipart/mixed; boundary=\"batch_earlybound_0\""));
}

#[test]
fn a_row_is_added_to_those_of_another_that_is_created_along() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let (contact, account) = (
        set.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request().unwrap()),
        set.add(account("Contoso")),
    );
    set.add(Request::associate(&account, CONTACT_CUSTOMER_ACCOUNTS, &contact, ROOT).unwrap());
    let body = batch.request(ROOT).unwrap().body().unwrap().to_owned();
    let (_, added) = body.split_once("POST $2/contact_customer_accounts/$ref HTTP/1.1").unwrap();
    assert!(added.contains(r#"{"@odata.id":"$1"}"#), "{added}");

    let row = Id::<Account>::new(Uuid::nil());
    let error = Request::associate(row, CONTACT_CUSTOMER_ACCOUNTS, Id::new(Uuid::nil()), "contoso").unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::Root { root: "contoso".to_owned() }]);
}

#[test]
fn what_is_refused() {
    assert_eq!(problems(&Batch::new()), [RequestProblem::TooManyRequests { count: 0, limit: 1000 }]);
    let mut batch = Batch::new();
    (0..=1000).for_each(|_| _ = batch.add(account("a")));
    assert_eq!(problems(&batch), [RequestProblem::TooManyRequests { count: 1001, limit: 1000 }]);

    let mut batch = Batch::new();
    batch.change_set().add(Contact::query().request().unwrap());
    assert_eq!(problems(&batch), [RequestProblem::GetInChangeSet { path: "/contacts".to_owned() }]);

    let mut inner = Batch::new();
    inner.add(account("a"));
    let mut batch = Batch::new();
    batch.add(inner.request(ROOT).unwrap());
    assert_eq!(problems(&batch), [RequestProblem::NestedBatch]);

    let mut batch = Batch::new();
    let row: Id<Account> = Uuid::from_u128(7).into();
    batch.add(file::upload(row, account::ENTITYIMAGE, "logo.png", [0, 1]).unwrap());
    assert!(matches!(problems(&batch)[..], [RequestProblem::BytesInBatch { .. }]));

    let mut batch = Batch::new();
    batch.add(Request::new(HttpMethod::Get, "/accounts HTTP/1.1\r\nEvil: yes"));
    batch.add(Contact::query().next_page("https://evil.example/contacts"));
    let found = problems(&batch);
    assert!(matches!(found[..], [RequestProblem::Control { .. }, RequestProblem::Elsewhere { .. }]), "{found:?}");
    assert!(batch.request("contoso").is_err());

    let mut batch = Batch::new();
    let mut set = batch.change_set();
    set.add(account("a"));
    set.add(Request::new(HttpMethod::Delete, "$1/x HTTP/1.1\r\nEvil: yes\r\n"));
    assert_eq!(problems(&batch), [RequestProblem::Control { of: "path".to_owned() }]);
}

/// A row that is not created before, in the same change set, has no number.
#[test]
fn references_to_rows_that_are_not_there() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let first = set.add(account("a"));
    set.add(Request::set_reference(&first, ACCOUNT_PRIMARY_CONTACT, Id::from(Uuid::from_u128(7))).unwrap());
    assert!(batch.request(ROOT).is_ok());

    batch.add(Update::<Account>::new().set(account::FAX, "7").request(&first).unwrap());
    assert_eq!(problems(&batch), [RequestProblem::UnknownPart { number: 1 }], "outside of its change set");

    // In a body as well as in an address.
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let ada = set.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request().unwrap());
    let bound = || Create::<Account>::new().set(account::NAME, "$2").bind(account::PRIMARYCONTACTID, ada.row());
    set.add(bound().request().unwrap());
    assert!(batch.request(ROOT).is_ok(), "a name that looks like a reference is none");
    batch.add(bound().request().unwrap());
    assert_eq!(problems(&batch), [RequestProblem::UnknownPart { number: 1 }]);
}

/// A reference stands for a whole address: at its begin, or as the value of a link. Nothing else is documented.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api>
/// The batch is sent by one user. A token in its body could be seen where the batch is printed.
#[test]
fn no_part_has_a_token() {
    let mut batch = Batch::new();
    batch.add(account("Contoso").with_header("authorization", "Bearer secret").unwrap().with_tag("import"));
    let body = batch.request(ROOT).unwrap().body().unwrap().to_owned();
    assert!(body.contains("tag=import") && !body.to_lowercase().contains("authorization"), "{body}");
}

#[test]
fn references_are_whole_addresses() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let ada = set.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request().unwrap());
    let row: Id<Account> = Uuid::from_u128(7).into();

    let taken = Request::disassociate(row, CONTACT_CUSTOMER_ACCOUNTS, ada.row()).unwrap_err();
    assert_eq!(taken.problems(), [RequestProblem::NewRow { number: 1 }]);
    let asked = Invoke::bound(row, &IS_RELATED).function().with("Contact", ada.row()).request().unwrap_err();
    assert_eq!(asked.problems(), [RequestProblem::NewRow { number: 1 }]);
    let alone = Request::delete(ada.row()).unwrap().url(ROOT).unwrap_err();
    assert_eq!(alone.problems(), [RequestProblem::UnknownPart { number: 1 }], "outside of a batch");

    // From the new row, all can be said, also if it is asked for.
    let bob =
        set.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Bob").request().unwrap().returning_representation());
    set.add(Request::delete(&bob).unwrap());
    set.add(property::set(ada.row(), contact::LASTNAME, "Lovelace").unwrap());
    set.add(Request::clear_reference(ada.row(), CONTACT_CUSTOMER_ACCOUNTS_OF).unwrap());
    set.add(Update::<Contact>::new().set(contact::FAX, "7").request(&ada).unwrap().with_tag("import"));
    set.add(Request::delete(ada.row().and(contact::LASTNAME, "Lovelace")).unwrap());
    let body = batch.request(ROOT).unwrap().body().unwrap().to_owned();
    let sent: Vec<_> = body.lines().filter(|line| line.contains(" $")).collect();
    let expected = [
        "DELETE $2 HTTP/1.1",
        "PUT $1/lastname HTTP/1.1",
        "DELETE $1/parentcustomerid_account/$ref HTTP/1.1",
        "PATCH $1?tag=import HTTP/1.1",
        "DELETE $1 HTTP/1.1",
    ];
    assert_eq!(sent, expected);
}

#[test]
fn a_change_set_without_requests_is_not_sent() {
    let mut batch = Batch::new();
    _ = batch.change_set();
    let first = batch.add(account("a"));
    _ = batch.change_set();
    let request = batch.request(ROOT).unwrap();
    assert!(!request.body().unwrap().contains("changeset"));
    let answers = request.read(answer("b", "--b\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n\r\n--b--")).unwrap();
    assert_eq!(answers.get(&first).unwrap_err().status(), 400);
}

fn answer(boundary: &str, body: &str) -> Answer {
    Answer::new(
        200,
        [("content-type", format!("Multipart/Mixed; charset=utf-8; Boundary={boundary}"))],
        body.to_owned(),
    )
}

fn part(status: &str, headers: &str, body: &str) -> String {
    format!(
        "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {status}\r\n{headers}\r\n{body}"
    )
}

/// Two change sets, the first of which failed, and a request after them.
#[test]
fn a_change_set_that_failed_beside_one_that_did_not() {
    let mut batch = Batch::new().continue_on_error();
    let mut set = batch.change_set();
    let failed = [set.add(account("a")), set.add(account("b"))];
    let mut set = batch.change_set();
    let created = [set.add(account("c")), set.add(account("d"))];
    let found = batch.add(Contact::query().request().unwrap());
    let request = batch.request(ROOT).unwrap();

    let id = |number: u128| format!("OData-EntityId: {ROOT}/accounts({})\r\n", Uuid::from_u128(number));
    let set = format!(
        // The service may answer in another order; the numbers tell.
        "Content-Type: multipart/mixed; boundary=\"c\"\r\n\r\n--c\r\nContent-ID: 4\r\n{}\r\n--c\r\nContent-ID: 3\r\n{}\r\n--c--\r\n",
        part("204 No Content", &id(4), ""),
        part("204 No Content", &id(3), "")
    );
    let throttled = part(
        "429 Too Many Requests",
        "Retry-After: 7\r\nContent-Type: application/json\r\n",
        r#"{"error": {"code": "0x80072322", "message": "m"}}"#,
    );
    let rows = part("200 OK", "Content-Type: application/json\r\n", "{\r\n\"value\": [{\"fullname\": \"--b--\"}]}");
    let body = format!("preamble\r\n--b\r\n{throttled}\r\n--b\r\n{set}\r\n--b  \r\n{rows}\r\n--b--\r\nepilogue");
    let answers = request.read(answer("\"b\"", &body)).unwrap();
    for part in &failed {
        let error = answers.get(part).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert_eq!(error.retry_after().unwrap().as_secs(), 7);
    }
    assert_eq!(answers.get(&created[0]).unwrap().uuid(), Uuid::from_u128(3));
    assert_eq!(answers.get(&created[1]).unwrap().uuid(), Uuid::from_u128(4));
    assert_eq!(answers.get(&found).unwrap().rows[0].fullname.as_deref(), Some("--b--"));
    // With plain ends of lines, as some proxies leave them.
    let plain = request.read(answer("b", &body.replace("\r\n", "\n"))).unwrap();
    assert_eq!(plain.get(&created[1]).unwrap().uuid(), Uuid::from_u128(4));
}

/// The parts of a change set are answered by number, and one that fails undoes all.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api>
#[test]
fn no_request_of_a_change_set_gets_the_answer_of_another() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let parts = ["a", "b", "c"].map(|name| set.add(account(name)));
    let request = batch.request(ROOT).unwrap();
    let id = |number: u128| {
        part("204 No Content", &format!("OData-EntityId: /accounts({})\r\n", Uuid::from_u128(number)), "")
    };
    let read = |answers: &[String]| {
        let answers: String = answers.iter().map(|answer| format!("--c\r\n{answer}\r\n")).collect();
        let set = format!("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{answers}--c--\r\n--b--\r\n");
        request.read(answer("b", &set)).unwrap()
    };
    let some = read(&[format!("Content-ID: 2\r\n{}", id(2)), format!("Content-ID: 3\r\n{}", id(3))]);
    assert_eq!(some.get(&parts[0]).unwrap_err().kind(), ErrorKind::NotExecuted);
    assert_eq!(some.get(&parts[2]).unwrap().uuid(), Uuid::from_u128(3));
    let without_numbers = read(&[id(1), id(2), id(3)]);
    assert_eq!(without_numbers.get(&parts[1]).unwrap().uuid(), Uuid::from_u128(2));

    let too_long = r#"{"error": {"code": "0x80044331", "message": "m"}}"#;
    let failed = part("400 Bad Request", "Content-Type: application/json\r\n", too_long);
    for number in ["", "Content-ID: 2\r\n"] {
        let failed = read(&[format!("{number}{failed}")]);
        for part in &parts {
            assert_eq!(failed.get(part).unwrap_err().code(), Some(ErrorCode::STRING_LENGTH_TOO_LONG));
        }
    }
}

/// The wait can stand with the whole answer; a date is one of the clock of the service.
#[test]
fn a_part_waits_as_long_as_the_batch() {
    let mut batch = Batch::new();
    let first = batch.add(account("a"));
    let request = batch.request(ROOT).unwrap();
    let wait = |headers: &[(&str, &str)], of_part: &str| {
        let body = format!("--b\r\n{}\r\n--b--\r\n", part("429 Too Many Requests", of_part, ""));
        let kind = ("Content-Type", "multipart/mixed; boundary=b");
        let answers = request.read(Answer::new(429, [&[kind], headers].concat(), body)).unwrap();
        answers.get(&first).unwrap_err().retry_after().map(|wait| wait.as_secs())
    };
    assert_eq!(wait(&[("Retry-After", "9")], ""), Some(9));
    assert_eq!(wait(&[("Retry-After", "9")], "Retry-After: 7\r\n"), Some(7));
    let date = ("Date", "Tue, 15 Nov 1994 08:12:31 GMT");
    assert_eq!(wait(&[date], "Retry-After: Tue, 15 Nov 1994 08:14:31 GMT\r\n"), Some(120));
    assert_eq!(wait(&[], ""), None);
}

/// A gateway can answer for one request alone, in its own words or in none.
#[test]
fn parts_of_others() {
    let mut batch = Batch::new().continue_on_error();
    let parts = ["a", "b", "c"].map(|name| batch.add(account(name)));
    let html = part("502 Bad Gateway", "Content-Type: text/html\r\n", "<html>\r\nbusy</html>");
    let none = part("500 Internal Server Error", "", "");
    let body = format!("\u{feff}--b\r\n{html}\r\n--b\r\n{none}\r\n--b\r\n{}\r\n--b--", part("204", "", ""));
    let answers = batch.request(ROOT).unwrap().read(answer("b", &body)).unwrap();
    let errors = parts.map(|part| answers.get(&part).unwrap_err());
    let kinds = errors.each_ref().map(|error| error.kind());
    assert_eq!(kinds, [ErrorKind::Unavailable, ErrorKind::Other, ErrorKind::Unreadable]);
    assert_eq!(errors[0].message(), "<html> busy</html>");
}

#[test]
fn answers_that_are_cut_off_or_no_batch() {
    let mut batch = Batch::new();
    let first = batch.add(account("a"));
    let request = batch.request(ROOT).unwrap();
    let whole = format!("--b\r\n{}\r\n--b--\r\n", part("204 No Content", "", ""));
    assert!(request.read(answer("b", &whole)).is_ok());
    for end in 0..whole.len() - 4 {
        assert!(request.read(answer("b", &whole[..end])).is_err(), "cut at {end}");
    }
    assert!(request.read(answer("c", &whole)).is_err(), "another boundary");
    let error = Answer::new(401, [("Content-Type", "application/json")], r#"{"error": {"code": "", "message": "m"}}"#);
    assert_eq!(request.read(error).unwrap_err().kind(), ErrorKind::Unauthenticated);
    let empty = BatchAnswer::read(answer("b", "--b--")).unwrap();
    assert_eq!(empty.get(&first).unwrap_err().kind(), ErrorKind::NotExecuted);
}

proptest! {
    /// Whatever a text holds, a batch has as many parts as it has requests, and each part has its text.
    #[test]
    fn no_text_ends_a_part(text in ".{0,40}|.*\r?\n?--batch_earlybound_[01].*|.*_earlybound_0(--)?\r\n.*", other in any::<String>()) {
        let text: String = text.chars().take(100).collect();
        let other: String = other.chars().take(100).collect();
        let mut batch = Batch::new();
        batch.add(account(&text));
        batch.change_set().add(account(&other));
        let request = batch.request(ROOT).unwrap();
        let boundary = request.header("Content-Type").unwrap().split_once("boundary=\"").unwrap().1.trim_end_matches('"');
        let body = request.body().unwrap();
        prop_assert_eq!(body.matches(&format!("--{boundary}\r\n")).count(), 2);
        prop_assert_eq!(body.matches(&format!("--{boundary}--")).count(), 1);
        let names: Vec<String> = body
            .lines()
            .filter(|line| line.starts_with("{\"name\":"))
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["name"].as_str().unwrap().to_owned())
            .collect();
        prop_assert_eq!(names, [text, other]);
    }

    /// No text of an answer is more than an error.
    #[test]
    fn no_answer_panics(text in "(--b|--b--|\r\n|\n|HTTP/1.1 |200|204 |Content-Type: multipart/mixed; boundary=|Content-ID: 1|[a-z{}\": ]){0,30}") {
        let mut batch = Batch::new();
        let part = batch.change_set().add(account("a"));
        if let Ok(answers) = batch.request(ROOT).unwrap().read(answer("b", &text)) {
            _ = answers.get(&part);
        }
    }
}

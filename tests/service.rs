//! Answers of the service: what they say, what kind of error it is, and how long to wait.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::error::Error;
use std::time::Duration;

use earlybound::service::{Answer, ErrorCode, ErrorKind, FromAnswer, Json, ServiceError};
use earlybound::{Create, Id, Page, Request, Update, Uuid, file};
use earlybound_generated::{Account, Contact, account, contact};
use serde_json::Value;

const JSON: (&str, &str) = ("Content-Type", "application/json; odata.metadata=minimal");

fn error(status: u16, body: &str) -> ServiceError {
    Answer::new(status, [JSON], body.to_owned()).into_result().unwrap_err()
}

/// An error as the platform says it.
fn coded(status: u16, code: &str) -> ServiceError {
    error(status, &format!(r#"{{"error": {{"code": "{code}", "message": "m"}}}}"#))
}

/// The statuses that the Web API documents, and the codes that say more than their status.
#[test]
fn errors_have_kinds() {
    let by_status = [
        (400, ErrorKind::Invalid),
        (401, ErrorKind::Unauthenticated),
        (403, ErrorKind::Denied),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::Invalid),
        (412, ErrorKind::PreconditionFailed),
        (408, ErrorKind::Unavailable),
        (413, ErrorKind::TooLarge),
        (414, ErrorKind::TooLarge),
        (429, ErrorKind::Throttled),
        (500, ErrorKind::Other),
        (501, ErrorKind::Other),
        (503, ErrorKind::Unavailable),
    ];
    for (status, kind) in by_status {
        assert_eq!(coded(status, "").kind(), kind, "{status}");
        assert_eq!(coded(status, "").code(), None);
    }
    // Each by a status that others have too.
    let by_code = [
        (412, "0x80040237", "DuplicateRecord", ErrorKind::Duplicate),
        (500, "0x80040333", "DuplicateRecordsFound", ErrorKind::Duplicate),
        (412, "0x80060892", "DuplicateRecordEntityKey", ErrorKind::Duplicate),
        (400, "0x80060891", "RecordNotFoundByEntityKey", ErrorKind::NotFound),
        (412, "0x80060882", "ConcurrencyVersionMismatch", ErrorKind::PreconditionFailed),
        (405, "0x80040227", "CannotDeleteDueToAssociation", ErrorKind::Associated),
        (500, "0x80040217", "ObjectDoesNotExist", ErrorKind::NotFound),
        (403, "0x80040220", "PrivilegeDenied", ErrorKind::Denied),
        (400, "0x80048306", "unManagedIdsAccessDenied", ErrorKind::Denied),
        (401, "0x8005F101", "AccessTokenExpired", ErrorKind::Unauthenticated),
        (400, "0x80072321", "ThrottlingTimeExceededError", ErrorKind::Throttled),
        (429, "0x80072322", "ThrottlingBurstRequestLimitExceededError", ErrorKind::Throttled),
        (429, "0x80072326", "ThrottlingConcurrencyLimitExceededError", ErrorKind::Throttled),
        (400, "0x80044a02", "unManagedidsattachmentinvalidfilesize", ErrorKind::TooLarge),
        (400, "0x80040265", "IsvAborted", ErrorKind::Invalid),
        (400, "0x80044331", "StringLengthTooLong", ErrorKind::Invalid),
    ];
    for (status, code, name, kind) in by_code {
        let error = coded(status, code);
        assert_eq!((error.kind(), error.code().and_then(ErrorCode::name)), (kind, Some(name)), "{code}");
        assert_eq!(error.code().unwrap().to_string(), code.to_lowercase());
        assert!(error.to_string().ends_with(&format!("(status {status}, {code} {name})")), "{error}");
    }
}

/// A number of seconds, or a date: by the clock of the service, if the answer has its time.
#[test]
fn a_wait_is_a_number_or_a_date() {
    let wait = |headers: &[(&str, &str)]| {
        let headers = headers.iter().map(|(name, value)| (*name, *value));
        Answer::new(429, headers, "").into_result().unwrap_err().retry_after()
    };
    let date = ("Date", "Tue, 15 Nov 1994 08:12:31 GMT");
    assert_eq!(wait(&[("Retry-After", "17")]), Some(Duration::from_secs(17)));
    assert_eq!(wait(&[("retry-after", " 17 ")]), Some(Duration::from_secs(17)));
    assert_eq!(wait(&[("Retry-After", "Tue, 15 Nov 1994 08:14:31 GMT"), date]), Some(Duration::from_secs(120)));
    assert_eq!(wait(&[("Retry-After", "Tue, 15 Nov 1994 08:10:00 GMT"), date]), Some(Duration::ZERO), "it is over");
    assert_eq!(wait(&[("Retry-After", "Tue, 15 Nov 1994 08:10:00 GMT")]), Some(Duration::ZERO));
    assert!(wait(&[("Retry-After", "Tue, 14 Nov 2169 08:10:00 GMT")]).unwrap() > Duration::from_secs(60));
    for nonsense in ["", "soon", "-1", "1.5", "Tue, 15 Nov", "99999999999999999999999"] {
        assert_eq!(wait(&[("Retry-After", nonsense), date]), None, "{nonsense:?}");
    }
    assert_eq!(wait(&[]), None);
}

/// Gateways and servers of tokens speak otherwise than the platform.
#[test]
fn what_others_say_is_kept() {
    let page = error(502, "<html>\n  <body>Bad   gateway</body>\n</html>");
    assert_eq!((page.message(), page.kind()), ("<html> <body>Bad gateway</body> </html>", ErrorKind::Unavailable));
    assert_eq!(error(503, &"long ".repeat(1000)).message().len(), 300);
    let token = error(401, r#"{"error": "invalid_grant", "error_description": "The token has expired."}"#);
    assert_eq!((token.message(), token.kind()), ("The token has expired.", ErrorKind::Unauthenticated));
    let old = error(400, r#"{"Message": "No HTTP resource was found"}"#);
    assert_eq!(old.message(), "No HTTP resource was found");
    let gateway = error(403, r#"{"statusCode": 403, "message": "Not a member of the organization."}"#);
    assert_eq!(gateway.message(), "Not a member of the organization.");
    let problem = error(503, r#"{"title": "Service Unavailable", "status": 503, "detail": "Try later."}"#);
    assert_eq!(problem.message(), "Try later.");
    assert_eq!(error(500, &format!(r#"{{"odd": "{}"}}"#, "long ".repeat(1000))).message().chars().count(), 300);
    let other_letters =
        Answer::new(400, [JSON], b"{\"error\": {\"code\": \"0x80040203\", \"message\": \"M\xFCller\"}}");
    let error_of_others = other_letters.into_result().unwrap_err();
    assert_eq!(
        (error_of_others.message(), error_of_others.code()),
        ("M\u{fffd}ller", Some(ErrorCode::INVALID_ARGUMENT))
    );
    let odd = error(400, "[1, 2]");
    assert_eq!(odd.message(), "[1, 2]");
    assert_eq!(error(500, "").to_string(), "the service answered with an error (status 500)");
    let inner = error(
        400,
        r#"{"error": {"code": "0x0", "message": "m", "innererror": {"message": "i", "type": "t", "stacktrace": "s"}}}"#,
    );
    assert_eq!(inner.inner_message(), Some("i"));
}

/// A 401 says in a header what it wants: RFC 9110, 15.5.2, and RFC 6750, 3.
#[test]
fn what_a_token_lacks_is_the_message_where_there_is_no_other() {
    let asks = r#"Bearer realm="x", error="invalid_token", error_description="The token expired""#;
    let headers = || [JSON, ("WWW-Authenticate", asks), ("REQ_ID", "7"), ("set-cookie", "secret")];
    let error = Answer::new(401, headers(), "").into_result().unwrap_err();
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Unauthenticated, asks));
    let body = r#"{"error": {"code": "", "message": "m"}}"#;
    assert_eq!(Answer::new(401, headers(), body).into_result().unwrap_err().message(), "m");
    // Headers are there whatever the body is, and if there is none to read.
    let unreadable = Account::read(Answer::new(200, headers(), "[]")).unwrap_err();
    assert_eq!(
        [error.header("req_id"), unreadable.header("REQ_ID"), error.header("Date")],
        [Some("7"), Some("7"), None]
    );
}

/// An error never reads as an empty row, as a page without rows or as the result of a message.
#[test]
fn an_error_is_no_row() {
    let body = r#"{ "error": {"code": "0x80040217", "message": "gone"} }"#;
    for status in [200, 404] {
        let answer = || Answer::new(status, [JSON], body);
        let errors = [
            Account::read(answer()).unwrap_err(),
            Page::<Account>::read(answer()).unwrap_err(),
            Option::<Account>::read(answer()).unwrap_err(),
            Json::<Value>::read(answer()).unwrap_err(),
        ];
        for error in errors {
            assert!(error.to_string().contains("gone"), "{status}: {error}");
        }
    }
    assert!(Id::<Account>::read(Answer::new(404, [JSON], body)).is_err());
    assert!(u64::read(Answer::new(200, [JSON], body)).is_err());
}

#[test]
fn answers_that_are_something_else_say_what() {
    let read = |body: &str| Page::<Contact>::read(Answer::new(200, [JSON], body.to_owned())).unwrap_err();
    let error = read(r#"{"value": [{"birthdate": "soon"}]}"#);
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    assert!(error.source().unwrap().to_string().contains("`birthdate` is not a date"), "{:?}", error.source());
    assert!(read("{}").source().unwrap().to_string().contains("`value`"));
    assert_eq!(read("<html>").kind(), ErrorKind::Unreadable);
    assert_eq!(read(r#"{"value": [{"fullname": "Ada"}"#).kind(), ErrorKind::Unreadable, "the answer was cut off");

    let created = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request().unwrap();
    let nothing = created.read(Answer::new(204, [JSON], "")).unwrap_err();
    assert!(nothing.source().unwrap().to_string().contains("`OData-EntityId`"));
    let count = Contact::query().row_count().unwrap().read(Answer::new(200, [JSON], "many")).unwrap_err();
    assert_eq!(count.kind(), ErrorKind::Unreadable);
}

/// An answer as a client hands it over: any case of names, blanks around values, the mark of a text.
#[test]
fn answers_come_from_any_client() {
    let response = http::Response::builder()
        .status(204)
        .header(
            "odata-entityid",
            "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(7eb682f1-ca75-e511-80d4-00155d2a68d1)",
        )
        .header("etag", "W/\"7\"")
        .body(Vec::new())
        .unwrap();
    let answer = Answer::from(response);
    assert_eq!((answer.status(), answer.etag()), (204, Some("W/\"7\"")));
    let create = Create::<Account>::new().set(account::NAME, "Contoso").request().unwrap();
    assert_eq!(create.read(answer).unwrap().to_string(), "7eb682f1-ca75-e511-80d4-00155d2a68d1");

    let marked = Answer::new(200, [JSON], "\u{feff}{\"name\": \"Contoso\"}");
    assert_eq!(Account::read(marked).unwrap().name.as_deref(), Some("Contoso"));

    // Older services name a new row in `Location` alone.
    let older = Answer::new(201, [("Location", "https://contoso/accounts(00000000-0000-0000-0000-000000000007)")], "");
    assert_eq!(older.entity_id(), Some(Uuid::from_u128(7)));
}

/// A change is answered with its id, or with nothing that names the row.
#[test]
fn a_change_succeeds_whatever_names_the_row() {
    let id: Id<Account> = Uuid::from_u128(7).into();
    let update = Update::<Account>::new().set(account::NAME, "Contoso").request(id).unwrap();
    let with = |address: &str| update.read(Answer::new(204, [("OData-EntityId", address)], "")).unwrap();
    assert_eq!(with("https://contoso/accounts(00000000-0000-0000-0000-000000000007)"), Some(id));
    assert_eq!(with("https://contoso/accounts(accountnumber='7')"), None);
    assert_eq!(with("https://contoso/accounts(accountnumber='a,b=00000000-0000-0000-0000-000000000007,')"), None);
    assert_eq!(update.read(Answer::new(204, [JSON], "")).unwrap(), None);
    let after = update.returning_representation().read(Answer::new(200, [JSON], r#"{"name": "Contoso"}"#)).unwrap();
    assert_eq!(after.name.as_deref(), Some("Contoso"));
}

#[test]
fn an_error_in_the_place_of_something_else_keeps_its_code() {
    let body = r#"{"@odata.context": "c", "error": {"code": "0x80040217", "message": "gone"}}"#;
    let answer = || Answer::new(200, [JSON], body);
    let page = Account::query().request().unwrap().read(answer()).unwrap_err();
    assert_eq!((page.kind(), page.message()), (ErrorKind::NotFound, "gone"));
    let row = Account::retrieve(Id::<Account>::new(Uuid::nil())).request().unwrap().read(answer()).unwrap_err();
    assert_eq!(row.code(), Some(ErrorCode::OBJECT_DOES_NOT_EXIST));
    let created = Create::<Contact>::new().request().unwrap().read(answer()).unwrap_err();
    assert_eq!(created.kind(), ErrorKind::NotFound);
    let id = Id::<Contact>::new(Uuid::nil());
    let changed = Update::<Contact>::new().set(contact::FAX, "7").request(id).unwrap().read(answer()).unwrap_err();
    assert_eq!(changed.kind(), ErrorKind::NotFound);
    assert!(Request::delete(id).unwrap().read(answer()).is_err());
    assert!(Request::delete(id).unwrap().read(Answer::new(200, [JSON], r#"{"value": 7}"#)).is_ok());
}

/// A service that fails when it has begun to send has no status left to say it with, and breaks off: OData 4.0, 9.4.
/// <https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html>
#[test]
fn an_error_in_the_middle_of_an_answer_keeps_its_code() {
    let failed = r#"{"error":{"code":"0x80044151","message":"SQL timeout expired."}}"#;
    for before in [r#"{"value":[{"name":"a"},"#, r#"{"value":[{"name":"a","accountnumber":"7""#, r#"{"value":[]}"#] {
        let error = Page::<Account>::read(Answer::new(200, [JSON], format!("{before}{failed}"))).unwrap_err();
        assert_eq!((error.code(), error.message()), (Some(ErrorCode::SQL_TIMEOUT), "SQL timeout expired."), "{before}");
    }
    let text = r#"{"value":[{"name":"{\"error\":{\"message\":\"m\"}}"}"#;
    let cut = Page::<Account>::read(Answer::new(200, [JSON], text)).unwrap_err();
    assert_eq!(cut.kind(), ErrorKind::Unreadable, "a text that looks like an error is none");
}

/// A server in between answers with success and a page for people, and nothing was done.
#[test]
fn a_page_for_people_is_no_success() {
    let answer =
        || Answer::new(200, [("content-type", "Text/HTML; charset=utf-8")], "<html>\n<body>Sign in</body></html>");
    let id = Id::<Account>::new(Uuid::from_u128(7));
    let errors = [
        Request::delete(id).unwrap().read(answer()).unwrap_err(),
        Update::<Account>::new().set(account::NAME, "Contoso").request(id).unwrap().read(answer()).unwrap_err(),
        Account::query().request().unwrap().read(answer()).unwrap_err(),
        Account::query().row_count().unwrap().read(answer()).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Unreadable);
        assert!(error.to_string().contains("<html> <body>Sign in</body></html>"), "{error}");
    }
    // A file can be such a page, and has a size:
    // <https://learn.microsoft.com/power-apps/developer/data-platform/file-column-data>
    let download = file::download(id, account::ENTITYIMAGE).unwrap();
    assert_eq!(download.read(answer()).unwrap_err().kind(), ErrorKind::Unreadable);
    let headers = [("Content-Type", "text/html"), ("x-ms-file-size", "4"), ("x-ms-file-name", "a.html")];
    assert_eq!(download.read(Answer::new(200, headers, "<p/>")).unwrap().content, b"<p/>");
}

//! Batches: what is sent, and what is answered.

use earlybound::batch::Batch;
use earlybound::service::{Answer, ErrorCode, ErrorKind};
use earlybound::{Create, Id, Request, Update, property};

use crate::case::{Case, ROOT, batch};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::ACCOUNT_TASKS;
use crate::dataverse::account::{self, Account};
use crate::dataverse::{Contact, Lead, Task, contact, lead, task};
use crate::rows::{id, row};

pub fn cases() -> Vec<Case> {
    [batches(), change_sets()].into_iter().flatten().collect()
}

const TASK_OF_ACCOUNT: &str =
    r#""regardingobjectid_account_task@odata.bind": "accounts(00000000-0000-0000-0000-000000000001)""#;

/// A task about the account of the examples, as ours and as documented.
fn task(number: u32) -> (Request<Id<Task>>, String) {
    let subject = format!("Task {number} in batch");
    let documented = format!("POST /tasks\n\n{{\"subject\": \"{subject}\", {TASK_OF_ACCOUNT}}}");
    let create = Create::<Task>::new().set(task::SUBJECT, subject).bind(task::REGARDINGOBJECTID, id::<Account>(1));
    (create.request().unwrap(), documented)
}

const TASKS: &str = "GET /accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks?$select=subject";

fn tasks_of_account() -> Request<earlybound::Page<Task>> {
    ACCOUNT_TASKS.rows_of(id::<Account>(1)).select(task::SUBJECT).request().unwrap()
}

fn batches() -> Vec<Case> {
    let tasks = || (1..=3).map(task);
    let documented: Vec<String> = tasks().map(|(_, documented)| documented).collect();
    let documented: Vec<&str> = documented.iter().map(String::as_str).collect();

    let mut plain = Batch::new();
    tasks().for_each(|(create, _)| _ = plain.add(create));
    let mut failing = Batch::new().continue_on_error();
    tasks().for_each(|(create, _)| _ = failing.add(create));
    let failing = failing.request(ROOT);
    assert_eq!(failing.as_ref().unwrap().header("Prefer"), Some("odata.continue-on-error"));
    let first_error = plain.request(ROOT);
    plain.add(tasks_of_account());

    let fetch = earlybound::query::Fetch::<Account>::new().select((
        account::ACCOUNTID,
        account::NAME,
        account::TELEPHONE1,
        account::CREDITONHOLD,
    ));
    let mut fetched = Batch::new();
    fetched.add(fetch.request().unwrap());

    let with_tasks: Vec<&str> = documented.iter().copied().chain([TASKS]).collect();
    vec![
        batch("webapi/execute-batch-operations-using-web-api: batch", &with_tasks, plain.request(ROOT)),
        batch("webapi/execute-batch-operations-using-web-api: stop at an error", &documented, first_error),
        batch("webapi/execute-batch-operations-using-web-api: continue on errors", &documented, failing),
        batch(
            "webapi/retrieve-and-execute-predefined-queries: FetchXML in a batch",
            &[
                "GET /accounts?fetchXml=%3Cfetch%3E%3Centity%20name=\"account\"%3E%3Cattribute%20name=\"accountid\"/%3E%3Cattribute%20name=\"name\"/%3E%3Cattribute%20name=\"telephone1\"/%3E%3Cattribute%20name=\"creditonhold\"/%3E%3C/entity%3E%3C/fetch%3E",
            ],
            fetched.request(ROOT),
        ),
    ]
}

fn change_sets() -> Vec<Case> {
    let account = || Create::<Account>::new().set(account::NAME, "Contoso");
    let contact = || Create::<Contact>::new().set(contact::FIRSTNAME, "Ada");
    const ACCOUNT: &str = "POST /accounts\n\n{\"name\": \"Contoso\"}";
    const CONTACT: &str = "POST /contacts\n\n{\"firstname\": \"Ada\"}";

    let tasks: Vec<_> = (1..=3).map(task).collect();
    let mut grouped = Batch::new();
    let mut set = grouped.change_set();
    tasks.iter().for_each(|(create, _)| _ = set.add(create.clone()));
    grouped.add(tasks_of_account());
    let documented: Vec<&str> = tasks.iter().map(|(_, documented)| documented.as_str()).chain([TASKS]).collect();

    let mut in_body = Batch::new();
    let mut set = in_body.change_set();
    let created_lead =
        set.add(Create::<Lead>::new().set(lead::FIRSTNAME, "Ada").set(lead::LASTNAME, "Byron").request().unwrap());
    let created_contact = set.add(contact().request().unwrap());
    set.add(
        account()
            .bind(account::ORIGINATINGLEADID, created_lead.row())
            .bind(account::PRIMARYCONTACTID, created_contact.row())
            .request()
            .unwrap(),
    );

    let mut in_url = Batch::new();
    let mut set = in_url.change_set();
    let created = set.add(contact().request().unwrap());
    set.add(property::set(&created, contact::LASTNAME, "Byron").unwrap());

    let mut by_reference = Batch::new();
    let mut set = by_reference.change_set();
    let first = set.add(account().request().unwrap());
    let second = set.add(contact().request().unwrap());
    set.add(Request::set_reference(&first, ACCOUNT_PRIMARY_CONTACT, second.row()).unwrap());

    let mut by_navigation = Batch::new();
    let mut set = by_navigation.change_set();
    let first = set.add(account().request().unwrap());
    let second = set.add(contact().request().unwrap());
    set.add(Update::<Account>::new().bind(account::PRIMARYCONTACTID, second.row()).request(&first).unwrap());

    vec![
        batch("webapi/execute-batch-operations-using-web-api: change set", &documented, grouped.request(ROOT)),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in a body",
            &[
                "POST /leads\n\n{\"firstname\": \"Ada\", \"lastname\": \"Byron\"}",
                CONTACT,
                r#"POST /accounts

{"name": "Contoso", "originatingleadid@odata.bind": "$1", "primarycontactid@odata.bind": "$2"}"#,
            ],
            in_body.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: reference in an address",
            &[CONTACT, "PUT $1/lastname\n\n{\"value\": \"Byron\"}"],
            in_url.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in address and body",
            &[ACCOUNT, CONTACT, "PUT $1/primarycontactid/$ref\n\n{\"@odata.id\": \"$2\"}"],
            by_reference.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in address and navigation property",
            &[ACCOUNT, CONTACT, "PATCH $1\nIf-Match: *\n\n{\"primarycontactid@odata.bind\": \"$2\"}"],
            by_navigation.request(ROOT),
        ),
    ]
}

/// The answer to a batch as pages show it, with the ends of lines that travel.
fn parts(status: u16, text: &str) -> Answer {
    let boundary = "batchresponse_01346794";
    let content_type = format!("multipart/mixed; boundary={boundary}");
    Answer::new(status, [("Content-Type", content_type)], text.replace('\n', "\r\n"))
}

fn create_task() -> Request<Id<Task>> {
    Create::<Task>::new().set(task::SUBJECT, "Task").request().unwrap()
}

const TASK_CREATED: &str = "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\n\
    HTTP/1.1 204 No Content\nOData-Version: 4.0\n\
    Location: https://contoso.crm.dynamics.com/api/data/v9.2/tasks(d31ba648-c592-ed11-aad1-000d3a993550)\n\
    OData-EntityId: https://contoso.crm.dynamics.com/api/data/v9.2/tasks(d31ba648-c592-ed11-aad1-000d3a993550)\n\n\n";
const TOO_LONG: &str = "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\n\
    HTTP/1.1 400 Bad Request\nREQ_ID: 5ecd1cb3-1730-4ffc-909c-d44c22270026\n\
    Content-Type: application/json; odata.metadata=minimal\nOData-Version: 4.0\n\n\
    {\"error\":{\"code\":\"0x80044331\",\"message\":\"The length of the 'subject' attribute exceeded '200'.\"}}\n";
const TASKS_FOUND: &str = "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\n\
    HTTP/1.1 200 OK\nContent-Type: application/json; odata.metadata=minimal; odata.streaming=true\nOData-Version: 4.0\n\n\
    {\n  \"value\": [\n    {\n      \"@odata.etag\": \"W/\\\"77180907\\\"\",\n      \"subject\": \"Task 1 in batch\"\n    }\n  ]\n}\n";

#[test]
fn answers_to_batches() {
    let mut batch = Batch::new();
    let (first, second) = (batch.add(create_task()), batch.add(create_task()));
    let tasks = batch.add(Task::query().select(task::SUBJECT).request().unwrap());
    let request = batch.request(ROOT).unwrap();
    let b = "--batchresponse_01346794";
    let answers =
        request.read(parts(200, &format!("{b}\n{TASK_CREATED}{b}\n{TASK_CREATED}{b}\n{TASKS_FOUND}{b}--\n"))).unwrap();
    assert_eq!(answers.get(&first).unwrap(), row("d31ba648-c592-ed11-aad1-000d3a993550"));
    assert_eq!(answers.get(&second).unwrap(), row("d31ba648-c592-ed11-aad1-000d3a993550"));
    assert_eq!(answers.get(&tasks).unwrap().rows[0].subject.as_deref(), Some("Task 1 in batch"));

    // Without the preference, the first error is the answer, and its status that of the whole.
    let answers = request.read(parts(400, &format!("{b}\n{TOO_LONG}{b}--\n"))).unwrap();
    let error = answers.get(&first).unwrap_err();
    assert_eq!((error.code(), error.status()), (Some(ErrorCode(0x8004_4331)), 400));
    assert_eq!(answers.get(&tasks).unwrap_err().kind(), ErrorKind::NotExecuted);

    // With it, the others are answered.
    let answers =
        request.read(parts(200, &format!("{b}\n{TOO_LONG}{b}\n{TASK_CREATED}{b}\n{TASKS_FOUND}{b}--\n"))).unwrap();
    assert!(answers.get(&first).is_err());
    assert!(answers.get(&second).is_ok());
}

#[test]
fn answers_to_change_sets() {
    let mut batch = Batch::new();
    let mut set = batch.change_set();
    let (first, second) = (set.add(create_task()), set.add(create_task()));
    let tasks = batch.add(Task::query().select(task::SUBJECT).request().unwrap());
    let request = batch.request(ROOT).unwrap();
    let (b, c) = ("--batchresponse_01346794", "--changesetresponse_64cc3fff");
    let numbered = |number: u32, id: char| {
        TASK_CREATED
            .replace("binary\n", &format!("binary\nContent-ID: {number}\n"))
            .replace("(d31ba648", &format!("({id}31ba648"))
    };
    let set = format!(
        "{b}\nContent-Type: multipart/mixed; boundary=changesetresponse_64cc3fff\n\n{c}\n{}{c}\n{}{c}--\n",
        numbered(1, 'a'),
        numbered(2, 'b')
    );
    let answers = request.read(parts(200, &format!("{set}{b}\n{TASKS_FOUND}{b}--\n"))).unwrap();
    assert_eq!(answers.get(&first).unwrap(), row("a31ba648-c592-ed11-aad1-000d3a993550"));
    assert_eq!(answers.get(&second).unwrap(), row("b31ba648-c592-ed11-aad1-000d3a993550"));
    assert_eq!(answers.get(&tasks).unwrap().rows.len(), 1);
    assert_eq!(answers.answers().count(), 3);

    // A change set that failed is answered as one.
    let answers = request.read(parts(400, &format!("{b}\n{TOO_LONG}{b}--\n"))).unwrap();
    assert!(answers.get(&first).is_err() && answers.get(&second).is_err());
}

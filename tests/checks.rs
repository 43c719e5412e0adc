//! A change says each thing once, and is legal: what the service would reject is an error before anything is sent.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use earlybound::metadata::MessageMetadata;
use earlybound::request::RequestProblem;
use earlybound::{
    Argument, Column, Create, Decimal, Id, Invoke, Key, Lookup, Parties, Request, Timestamp, Update, Uuid, property,
};
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use earlybound_generated::account::one_to_many::{ACCOUNT_TASKS, CONTACT_CUSTOMER_ACCOUNTS};
use earlybound_generated::email::one_to_many::EMAIL_ACTIVITY_PARTIES;
use earlybound_generated::referenced::SystemUser;
use earlybound_generated::{
    Account, ActivityParty, Contact, Email, Incident, Task, TransactionCurrency, account, activityparty, contact,
    email, incident, task, transactioncurrency,
};

static UPSERT: MessageMetadata = MessageMetadata { name: "UpsertMultiple", ..MessageMetadata::UNKNOWN };

const ID: &str = "00000000-0000-0000-0000-000000000007";

fn id<T>() -> Id<T> {
    Uuid::from_u128(7).into()
}

fn ada() -> Key<Contact> {
    Key::alternate(contact::EMAILADDRESS1, "ada@contoso.com")
}

fn problems<T: core::fmt::Debug>(result: Result<T, earlybound::RequestError>) -> Vec<RequestProblem> {
    result.unwrap_err().problems().to_vec()
}

#[test]
fn an_option_sets_or_clears() {
    let fax: Option<String> = None;
    let update = Update::<Contact>::new().set(contact::FAX, fax).set(contact::LASTNAME, Some("Lovelace"));
    assert_eq!(update.body().unwrap(), r#"{"fax":null,"lastname":"Lovelace"}"#);
}

#[test]
fn a_lookup_has_one_value() {
    let twice = Create::<Account>::new()
        .bind(account::PRIMARYCONTACTID, id::<Contact>())
        .insert(ACCOUNT_PRIMARY_CONTACT, Create::new().set(contact::FIRSTNAME, "Ada"));
    let (first, second) = ("primarycontactid", "account_primary_contact");
    let problem = RequestProblem::Twice { table: "account", name: "primarycontactid", first, second };
    assert_eq!(problems(twice.body()), [problem]);
    let child = Create::<Contact>::new().bind(contact::PARENTCUSTOMERID, id::<Account>());
    let taken = Create::<Account>::new().insert_all(CONTACT_CUSTOMER_ACCOUNTS, [child]);
    assert_eq!(problems(taken.body()).len(), 1, "the relationship fills the lookup");
}

#[test]
fn lists_of_one_relationship_are_one_list() {
    let task = |subject: &str| Create::<Task>::new().set(task::SUBJECT, subject);
    let create = Create::<Account>::new().insert_all(ACCOUNT_TASKS, [task("a")]).insert_all(ACCOUNT_TASKS, [task("b")]);
    assert_eq!(create.body().unwrap(), r#"{"Account_Tasks":[{"subject":"a"},{"subject":"b"}]}"#);
    let both = create.bind_all(ACCOUNT_TASKS, [id::<Task>()]);
    assert_eq!(problems(both.body()).len(), 1, "new rows and old ones are two lists of one name");
}

#[test]
fn parties_are_one_list_whatever_says_them() {
    let outsider = Create::<ActivityParty>::new()
        .set(activityparty::ADDRESSUSED, "bob@example.com")
        .set(activityparty::PARTICIPATIONTYPEMASK, activityparty::ParticipationTypeMask::ToRecipient);
    let create = Create::<Email>::new()
        .set(email::FROM, vec![Lookup::new(email::FromTarget::from(id::<SystemUser>()))])
        .insert_all(EMAIL_ACTIVITY_PARTIES, [outsider])
        .party(email::TO, ada())
        .party_address(email::CC, "eve@example.com");
    let body: serde_json::Value = serde_json::from_str(&create.body().unwrap()).unwrap();
    let parties = body.get("email_activity_parties").unwrap();
    assert_eq!(
        *parties,
        serde_json::json!([
            {"partyid_systemuser@odata.bind": format!("/systemusers({ID})"), "participationtypemask": 1},
            {"partyid_contact@odata.bind": "/contacts(emailaddress1='ada@contoso.com')", "participationtypemask": 2},
            {"addressused": "eve@example.com", "participationtypemask": 3},
            {"addressused": "bob@example.com", "participationtypemask": 2},
        ])
    );
    let request = Parties::<Email>::new().party_address(email::TO, "bob@example.com").request(id::<Email>()).unwrap();
    assert_eq!(request.body(), Some(r#"{"value":[{"addressused":"bob@example.com","participationtypemask":2}]}"#));
}

#[test]
fn a_key_names_a_row_wherever_one_is_named() {
    let path = "contacts(emailaddress1='ada@contoso.com')";
    let create = Create::<Account>::new().bind(account::PRIMARYCONTACTID, ada());
    assert_eq!(create.body().unwrap(), format!(r#"{{"primarycontactid@odata.bind":"/{path}"}}"#));
    let request = Request::set_reference(id::<Account>(), ACCOUNT_PRIMARY_CONTACT, ada()).unwrap();
    assert_eq!(request.body(), Some(&*format!(r#"{{"@odata.id":"{path}"}}"#)));
    let task = Key::<Task>::alternate(task::SUBJECT, "Call");
    let request = Request::disassociate(id::<Account>(), ACCOUNT_TASKS, task.clone()).unwrap();
    assert_eq!(request.path(), format!("/accounts({ID})/Account_Tasks(subject='Call')/$ref"));
    let create = Create::<Account>::new().bind_all(ACCOUNT_TASKS, [task]);
    assert_eq!(create.body().unwrap(), r#"{"Account_Tasks@odata.bind":["/tasks(subject='Call')"]}"#);
    let item = Argument::upsert(ada(), Create::<Contact>::new().set(contact::FIRSTNAME, "Ada"));
    let call = Invoke::bound_to_table::<Contact>(&UPSERT).action().with("Targets", vec![item]).request().unwrap();
    let item = format!(r#"{{"@odata.type":"Microsoft.Dynamics.CRM.contact","@odata.id":"{path}","firstname":"Ada"}}"#);
    assert_eq!(call.body(), Some(&*format!(r#"{{"Targets":[{item}]}}"#)));
}

#[test]
fn what_the_address_says_is_not_said_again() {
    let key = || Key::<Account>::alternate(account::ACCOUNTNUMBER, "7");
    let create = Create::<Account>::new().set(account::ACCOUNTNUMBER, "7").set(account::NAME, "Contoso");
    assert_eq!(create.upsert(key()).unwrap().body(), Some(r#"{"name":"Contoso"}"#));
    let other = Create::<Account>::new().set(account::ACCOUNTNUMBER, "8");
    let problem = RequestProblem::Twice {
        table: "account",
        name: "accountnumber",
        first: "accountnumber",
        second: "the address",
    };
    assert_eq!(problems(other.upsert(key())), [problem]);
    let renamed = Update::<Account>::new().set(account::ACCOUNTNUMBER, "8").request(key()).unwrap();
    assert_eq!(renamed.body(), Some(r#"{"accountnumber":"8"}"#), "an update may give another key");
    let related = Create::<Account>::new().bind_all(ACCOUNT_TASKS, [id::<Task>()]);
    assert_eq!(problems(related.upsert(key())).len(), 1, "rows go with new rows alone");
}

#[test]
fn a_list_of_rows_is_said_in_one_way() {
    let create = Create::<Account>::new()
        .insert_all(ACCOUNT_TASKS, [Create::new().set(task::SUBJECT, "Call")])
        .bind_all(ACCOUNT_TASKS, [id::<Task>()]);
    let (first, second) = ("insert_all", "bind_all");
    let problem = RequestProblem::Twice { table: "account", name: "Account_Tasks", first, second };
    assert_eq!(problems(create.body()), [problem]);
}

#[test]
fn conditions_do_not_contradict_each_other() {
    let update = Update::<Contact>::new().set(contact::FAX, "1");
    let request = update.request(id::<Contact>()).unwrap().if_new();
    assert_eq!((request.header("If-None-Match"), request.header("If-Match")), (Some("*"), None));
    let request = request.if_match("W/\"7\"").unwrap();
    assert_eq!((request.header("If-None-Match"), request.header("If-Match")), (None, Some("W/\"7\"")));
}

#[test]
fn columns_that_the_platform_has_in_no_key_are_refused() {
    // Generated constants of such columns do not compile here.
    const CREDITLIMIT: Column<Account, Decimal> = Column::new("creditlimit");
    let key = Key::alternate(CREDITLIMIT, Decimal::from(7));
    let problem = RequestProblem::NotForKeys { table: "account", column: "creditlimit" };
    assert_eq!(problems(Request::delete(key)), [problem]);
}

#[test]
fn values_are_checked_before_they_are_sent() {
    let create = Create::<Account>::new()
        .set(account::NAME, "x".repeat(161))
        .set(account::NUMBEROFEMPLOYEES, -1)
        .set(account::CREDITLIMIT, Decimal::from(100_000_000_000_001_i64))
        .set(account::EMAILADDRESS1, "nobody")
        .set(account::OVERRIDDENCREATEDON, "1752-12-31T23:59:59Z".parse::<Timestamp>().unwrap());
    let problems = problems(create.body());
    assert!(problems.contains(&RequestProblem::TooLong { table: "account", column: "name", length: 161, max: 160 }));
    let columns: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
    assert_eq!(columns.len(), 5, "{columns:#?}");
    assert!(columns.iter().any(|problem| problem.contains("`account.numberofemployees` is -1")), "{columns:#?}");
    assert!(create.unchecked().body().is_ok(), "the service decides");
}

#[test]
fn a_status_brings_its_state() {
    let update = Update::<Account>::new().set(account::STATUSCODE, account::StatusCode::Inactive);
    assert_eq!(update.body().unwrap(), r#"{"statuscode":2,"statecode":1}"#);
    let both = update.set(account::STATECODE, account::StateCode::Active);
    let problem = RequestProblem::StatusOfAnotherState { table: "account", status: 2, state: 0, expected: 1 };
    assert_eq!(problems(both.body()), [problem]);
    let create = Create::<Account>::new().set(account::STATUSCODE, account::StatusCode::Inactive);
    let problem = RequestProblem::StatusOfNewRow { table: "account", status: 2, state: 1, initial: 0 };
    assert_eq!(problems(create.body()), [problem]);
    let unknown = Update::<Account>::new().set(account::STATECODE, account::StateCode::Other(9));
    assert_eq!(problems(unknown.body()).len(), 1, "organizations have no states of their own");
}

#[test]
fn what_the_platform_requires_in_a_new_row() {
    let missing = |column| RequestProblem::RequiredInNew { table: "transactioncurrency", column };
    let currency = Create::<TransactionCurrency>::new().set(transactioncurrency::CURRENCYNAME, "Euro");
    assert_eq!(problems(currency.body()), [missing("currencysymbol"), missing("isocurrencycode")]);
    let case = Create::<Incident>::new().set(incident::TITLE, "Late");
    let problem = RequestProblem::RequiredInNew { table: "incident", column: "customerid" };
    assert_eq!(problems(case.body()), [problem]);
    assert!(case.bind(incident::CUSTOMERID, id::<Account>()).body().is_ok());
}

/// A value that is sent alone is held against the reference like others.
#[test]
fn a_column_alone_is_checked() {
    let set = property::set(id::<Account>(), account::NAME, "x".repeat(161));
    let problem = RequestProblem::TooLong { table: "account", column: "name", length: 161, max: 160 };
    assert_eq!(problems(set), [problem]);
    assert_eq!(problems(property::set(id::<Account>(), account::NUMBEROFEMPLOYEES, -1)).len(), 1);
    assert!(property::set(id::<Account>(), account::NUMBEROFEMPLOYEES, 1).is_ok());
}

/// A status alone can be set to another one of the same state only; a state changes together with its status.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/define-custom-state-model-transitions>
#[test]
fn a_status_is_not_set_alone() {
    let alone = property::set(id::<Account>(), account::STATUSCODE, account::StatusCode::Inactive);
    assert_eq!(problems(alone), [RequestProblem::StatusAlone { table: "account", column: "statuscode" }]);
    let update = Update::<Account>::new().set(account::STATUSCODE, account::StatusCode::Inactive);
    assert_eq!(update.body().unwrap(), r#"{"statuscode":2,"statecode":1}"#);
    // A state has a status of its own that goes with it.
    let state = property::set(id::<Account>(), account::STATECODE, account::StateCode::Inactive).unwrap();
    assert_eq!(state.body(), Some(r#"{"value":1}"#));
}

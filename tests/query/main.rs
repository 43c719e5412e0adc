//! Queries as they are sent: addresses and headers against what the Web API documents, and answers that are read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod conditions;
mod fetches;

use std::collections::BTreeSet;

use earlybound::metadata::HttpMethod;
use earlybound::metadata::{LazyTable, OneToManyMetadata, TableMetadata};
use earlybound::query::QueryFunction;
use earlybound::query::{Extent, Fetch};
use earlybound::request::RequestProblem;
use earlybound::{Condition, Create, Date, Decimal, Id, Key, Page, Query, Row, Timestamp, Update, Uuid};
use earlybound_generated::account::{self, one_to_many};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, MsdynChannel};
use earlybound_generated::referenced::SystemUser;
use earlybound_generated::{Account, Contact, Lead, MsdynOcliveworkitem, Task};
use earlybound_generated::{contact, email, lead, task};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

const ID: &str = "78914942-34cb-ed11-b596-0022481d68cd";

fn id<R>() -> Id<R> {
    ID.parse().unwrap()
}

/// The address as the service decodes it.
fn decoded<R: Row, L: Extent>(query: &Query<R, L>) -> String {
    percent_decode_str(query.request().unwrap().path()).decode_utf8().unwrap().into_owned()
}

fn header<R: Row, L: Extent>(query: &Query<R, L>, name: &str) -> Option<String> {
    query.request().unwrap().header(name).map(str::to_owned)
}

fn filter<R: Row, K>(condition: Condition<R, K>) -> String {
    let url = decoded(&Query::<R>::new().filter(condition));
    url.split_once("?$filter=").unwrap().1.to_owned()
}

fn problems<R: Row, L: Extent>(query: &Query<R, L>) -> Vec<RequestProblem> {
    query.request().unwrap_err().problems().to_vec()
}

#[test]
fn columns_are_selected_by_property() {
    assert_eq!(decoded(&Account::query()), "/accounts");
    let query = Account::query().select((account::NAME, account::PRIMARYCONTACTID)).select(account::NAME);
    assert_eq!(decoded(&query), "/accounts?$select=name,_primarycontactid_value", "once, and lookups by their value");
    let texts = Account::query().select([account::NAME, account::FAX]).select(vec![account::REVENUE.any()]);
    assert_eq!(decoded(&texts), "/accounts?$select=name,fax,revenue");
}

#[test]
fn entity_sets_are_taken_from_the_reference() {
    assert_eq!(decoded(&MsdynOcliveworkitem::query()), "/msdyn_ocliveworkitems");
    assert_eq!(decoded(&earlybound_generated::ActivityParty::query()), "/activityparties");
}

#[test]
fn expanded_rows_and_what_of_them() {
    let tasks = one_to_many::ACCOUNT_TASKS
        .query()
        .select(task::SUBJECT)
        .filter(task::SUBJECT.contains("Task"))
        .order_by_desc(task::CREATEDON);
    assert_eq!(
        decoded(&Account::query().select(account::NAME).expand(tasks)),
        "/accounts?$select=name&$expand=Account_Tasks(\
         $select=subject;$filter=contains(subject,'Task');$orderby=createdon desc)"
    );
    let several = Account::query().expand(one_to_many::ACCOUNT_TASKS).expand(one_to_many::CONTACT_CUSTOMER_ACCOUNTS);
    assert_eq!(decoded(&several), "/accounts?$expand=Account_Tasks,contact_customer_accounts");
    let conversations = conversation::many_to_one::CONTACT_MSDYN_OCLIVEWORKITEMS.query().select(contact::FULLNAME);
    let nested = conversations.expand(contact::one_to_many::CONTACT_TASKS.query().select(task::SUBJECT));
    assert_eq!(
        decoded(&MsdynOcliveworkitem::query().expand(nested)),
        "/msdyn_ocliveworkitems?$expand=regardingobjectid_contact_msdyn_ocliveworkitem(\
         $select=fullname;$expand=Contact_Tasks($select=subject))"
    );
}

#[test]
fn parties_of_an_activity_are_expanded() {
    let query = earlybound_generated::Email::query().expand(email::one_to_many::EMAIL_ACTIVITY_PARTIES);
    assert_eq!(decoded(&query), "/emails?$expand=email_activity_parties");
}

#[test]
fn expanded_collections_do_not_come_from_a_cache() {
    let header = |query: &Query<Account>| header(query, "If-None-Match");
    assert_eq!(header(&Account::query().expand(one_to_many::ACCOUNT_TASKS)).as_deref(), Some("null"));
    assert_eq!(header(&Account::query()), None);
}

#[test]
fn what_the_service_refuses_of_expands_is_an_error() {
    let tasks = one_to_many::ACCOUNT_TASKS;
    let nested = one_to_many::CONTACT_CUSTOMER_ACCOUNTS.query().expand(contact::one_to_many::CONTACT_TASKS);
    let many = Account::query()
        .expand(one_to_many::ACCOUNT_ACTIVITYPOINTERS)
        .expand(one_to_many::ACCOUNT_ANNOTATION)
        .expand(one_to_many::ACCOUNT_APPOINTMENTS)
        .expand(one_to_many::ACCOUNT_ASYNCOPERATIONS)
        .expand(one_to_many::ACCOUNT_BULKDELETEFAILURES)
        .expand(one_to_many::ACCOUNT_CUSTOMERADDRESS)
        .expand(one_to_many::ACCOUNT_DUPLICATEBASERECORD)
        .expand(one_to_many::ACCOUNT_DUPLICATEMATCHINGRECORD)
        .expand(one_to_many::ACCOUNT_EMAIL_EMAILSENDER)
        .expand(one_to_many::ACCOUNT_EMAIL_SENDERSACCOUNT)
        .expand(one_to_many::ACCOUNT_EMAILS)
        .expand(one_to_many::ACCOUNT_FAXES)
        .expand(one_to_many::ACCOUNT_LETTERS);
    assert_eq!(many.clone().expand(nested.clone()).request().err(), None, "15 in all");
    assert_eq!(problems(&many.expand(tasks).expand(nested.clone())), [RequestProblem::TooManyExpands { count: 16 }]);
    assert_eq!(
        problems(&Account::query().expand(tasks.query().top(1)).expand(nested)),
        [RequestProblem::LimitedBesideNested]
    );
    let leads = contact::many_to_many::CONTACTLEADS_ASSOCIATION;
    assert_eq!(Contact::query().expand(leads.query().top(5)).request().err(), None);
    let mixed = Contact::query().expand(leads).expand(contact::one_to_many::CONTACT_TASKS);
    assert_eq!(problems(&mixed), [RequestProblem::ManyToManyBesideOthers]);
}

#[test]
fn rows_are_sorted_limited_and_counted() {
    let query = Account::query()
        .select((account::NAME, account::REVENUE))
        .filter(account::REVENUE.is_not_null())
        .order_by(account::REVENUE)
        .order_by_desc(account::NAME)
        .top(3)
        .count();
    assert_eq!(
        decoded(&query),
        "/accounts?$select=name,revenue&$filter=revenue ne null&$orderby=revenue asc,name desc&$top=3&$count=true"
    );
    assert_eq!(decoded(&Account::query().order_by(account::OWNERID)), "/accounts?$orderby=_ownerid_value asc");
}

#[test]
fn pages_are_asked_for_in_a_header() {
    let query = Contact::query().select(contact::FULLNAME).page_size(2);
    assert_eq!(decoded(&query), "/contacts?$select=fullname");
    assert_eq!(header(&query, "Prefer").as_deref(), Some("odata.maxpagesize=2"));
    assert_eq!(header(&query, "OData-Version").as_deref(), Some("4.0"));
    let annotated = query.include_annotations();
    let both = r#"odata.include-annotations="*",odata.maxpagesize=2"#;
    assert_eq!(header(&annotated, "Prefer").as_deref(), Some(both));
    assert_eq!(header(&Contact::query(), "Prefer"), None);
    for rows in [0, 5001] {
        assert_eq!(problems(&Contact::query().page_size(rows)), [RequestProblem::PageSize { rows }]);
    }
    assert_eq!(Contact::query().page_size(5000).request().err(), None);
}

#[test]
fn a_further_page_is_asked_for_as_the_service_says() {
    let link = "https://contoso.crm.dynamics.com/api/data/v9.2/contacts?$skiptoken=%3Ccookie%20pagenumber=%222%22";
    let query = Contact::query().select(contact::FULLNAME).page_size(2).include_annotations();
    let request = query.next_page(link);
    assert_eq!(request.path(), link, "nothing is encoded again");
    assert_eq!(request.headers(), query.request().unwrap().headers(), "with the same page size");
    let root = "https://contoso.crm.dynamics.com/api/data/v9.2";
    assert_eq!(request.to_http(root).unwrap().uri(), link);
}

#[test]
fn one_row_by_its_key() {
    let query = Contact::retrieve(id()).select(contact::FULLNAME).expand(contact::one_to_many::CONTACT_TASKS);
    assert_eq!(decoded(&query), format!("/contacts({ID})?$select=fullname&$expand=Contact_Tasks"));
    assert_eq!(query.request().unwrap().method(), HttpMethod::Get);
    let key = Key::alternate(account::ACCOUNTNUMBER, "O'Brien");
    assert_eq!(decoded(&Account::retrieve(key)), "/accounts(accountnumber='O''Brien')");
}

#[test]
fn a_page_of_rows() {
    let link = "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%222%22";
    let page: Page<Account> = serde_json::from_value(serde_json::json!({
        "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name)",
        "@odata.count": 5000,
        "@Microsoft.Dynamics.CRM.totalrecordcount": 5000,
        "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": true,
        "value": [{ "@odata.etag": "W/\"81359849\"", "name": "Litware", "accountid": ID }, { "accountid": ID }],
        "@odata.nextLink": link,
    }))
    .unwrap();
    assert_eq!(page.rows.len(), 2);
    assert_eq!(page.rows[0].annotations.etag(), Some("W/\"81359849\""));
    assert_eq!(page.next_link.as_deref(), Some(link), "as it is");
    assert_eq!((page.count, page.total_record_count), (Some(5000), Some(5000)));
    assert_eq!(page.total_record_count_limit_exceeded, Some(true));
    let last: Page<Account> = serde_json::from_str(r#"{"value":[]}"#).unwrap();
    assert_eq!((last.next_link, last.count), (None, None));
    let error = serde_json::from_str::<Page<Account>>(r#"{"error":{"code":"0x80060888"}}"#).unwrap_err();
    assert_eq!(error.to_string().split(" at ").next(), Some("missing field `value`"));
}

#[test]
fn expanded_rows_are_typed_by_their_relationship() {
    let account: Account = serde_json::from_value(serde_json::json!({
        "name": "Litware",
        "Account_Tasks": [{ "subject": "Task 1", "activityid": ID }, { "subject": "Task 2" }],
        "Account_Tasks@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/next",
    }))
    .unwrap();
    let tasks: Vec<Task> = account.expanded(one_to_many::ACCOUNT_TASKS).unwrap().unwrap();
    assert_eq!(tasks.iter().map(|task| task.subject.as_deref().unwrap()).collect::<Vec<_>>(), ["Task 1", "Task 2"]);
    assert_eq!(tasks[0].activityid.map(Uuid::from), Some(ID.parse().unwrap()));
    assert!(account.expanded(one_to_many::CONTACT_CUSTOMER_ACCOUNTS).is_none(), "not read");

    let conversation: MsdynOcliveworkitem = serde_json::from_value(serde_json::json!({
        "regardingobjectid_contact_msdyn_ocliveworkitem": { "fullname": "Susanna" },
    }))
    .unwrap();
    let contact: Option<Contact> =
        conversation.expanded(conversation::many_to_one::CONTACT_MSDYN_OCLIVEWORKITEMS).unwrap().unwrap();
    assert_eq!(contact.unwrap().fullname.as_deref(), Some("Susanna"));

    let contact: Contact = serde_json::from_value(serde_json::json!({ "contactleads_association": [{}] })).unwrap();
    let leads: Vec<Lead> = contact.expanded(contact::many_to_many::CONTACTLEADS_ASSOCIATION).unwrap().unwrap();
    assert_eq!(leads, [Lead::default()]);
}

/// A table that was added to, and whose base nobody read.
struct Half {
    annotations: earlybound::Annotations,
}

static HALF: LazyTable = LazyTable::given(&TableMetadata {
    logical_name: "half",
    many_to_one: &[OneToManyMetadata { schema_name: "half_contact", ..OneToManyMetadata::UNKNOWN }],
    ..TableMetadata::UNKNOWN
});

impl earlybound::Table for Half {
    const LOGICAL_NAME: &'static str = "half";

    fn metadata() -> Option<&'static TableMetadata> {
        Some(HALF.get())
    }
}

earlybound::row!(Half, annotations {});

const HALF_CONTACT: earlybound::ManyToOne<Half, Contact> = earlybound::ManyToOne::new("half_contact");

#[test]
fn names_that_nobody_states_are_errors_that_name_the_fix() {
    let entity_set = RequestProblem::EntitySet { table: "half".to_owned() };
    assert_eq!(problems(&Half::retrieve(id())), std::slice::from_ref(&entity_set));
    let query = Half::query().filter(HALF_CONTACT.to(contact::FULLNAME).eq("Ada")).expand(HALF_CONTACT).page_size(0);
    let relationship = RequestProblem::Relationship { relationship: "half_contact" };
    let all = [entity_set, RequestProblem::PageSize { rows: 0 }, relationship];
    assert_eq!(problems(&query), all, "all that is wrong at once, each once");
    let text = query.request().unwrap_err().to_string();
    assert!(text.contains("`EntitySetName`") && text.contains("`ReferencingEntityNavigationPropertyName`"), "{text}");
}

/// Rows of a page that differ in their properties, or in the order of them, are read as if each were alone.
#[test]
fn rows_of_a_page_need_not_be_alike() {
    let rows = [
        r#"{"name":"A","_primarycontactid_value":"78914942-34cb-ed11-b596-0022481d68cd","revenue":1.50}"#,
        r#"{"revenue":2.50,"name":"B"}"#,
        r#"{}"#,
        r#"{"name":"C","Account_Tasks":[{}],"unknown":{"a":[1]},"revenue":null}"#,
        r#"{"name":"D","_primarycontactid_value":null,"revenue":4.50}"#,
    ];
    let page: Page<Account> = serde_json::from_str(&format!(r#"{{"value":[{}]}}"#, rows.join(","))).unwrap();
    let alone: Vec<Account> = rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(page.rows, alone);
    assert_eq!(page.rows[3].expanded(one_to_many::ACCOUNT_TASKS).unwrap().unwrap(), [Task::default()]);
}

#[test]
fn each_thing_is_asked_for_once() {
    let contact = earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
    let twice = Account::query().expand(contact).expand(contact.query().select(contact::FULLNAME)).request();
    let problem = RequestProblem::ExpandedTwice { relationship: "account_primary_contact" };
    assert_eq!(twice.unwrap_err().problems(), [problem]);
    let sorted =
        Account::query().order_by(account::NAME).order_by_desc(account::NAME).select((account::NAME, account::NAME));
    assert_eq!(decoded(&sorted), "/accounts?$select=name&$orderby=name asc");
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data>
#[test]
fn groups_have_neither_rows_nor_their_number() {
    let query = Account::query().expand(account::many_to_one::ACCOUNT_PRIMARY_CONTACT).count();
    let refused = RequestProblem::NotAggregated { options: vec!["expand", "count"] };
    assert_eq!(query.group_by(account::STATECODE).request().unwrap_err().problems(), [refused]);
}

/// A new row comes with others, a changed one does not.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api>
#[test]
fn an_update_returns_no_rows_of_relationships() {
    let query = Account::query().select(account::NAME).expand(account::many_to_one::ACCOUNT_PRIMARY_CONTACT);
    let create = Create::<Account>::new().set(account::NAME, "x").request().unwrap();
    assert!(query.returned_by(create).unwrap().path().contains("$expand="));
    let update = || Update::<Account>::new().set(account::NAME, "x");
    let id = Id::<Account>::from(Uuid::nil());
    let updated = query.returned_by(update().request(id).unwrap()).unwrap_err();
    let upserted = query.returned_by(update().upsert(id).unwrap()).unwrap_err();
    assert_eq!(updated.problems(), [RequestProblem::ExpandedByUpdate]);
    assert_eq!(upserted, updated);
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems>
#[test]
fn changes_are_tracked_of_all_rows() {
    let query = Account::query().filter(account::NAME.eq("x")).order_by(account::NAME).track_changes();
    let refused = RequestProblem::NotTracked { options: vec!["filter", "order_by"] };
    assert_eq!(query.request().unwrap_err().problems(), [refused]);
    let query = Account::query().expand(account::many_to_one::ACCOUNT_PRIMARY_CONTACT).track_changes();
    let error = query.request().unwrap_err().to_string();
    assert!(error.ends_with("leave out `expand`"), "{error}");
}

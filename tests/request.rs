//! Requests as the documentation shows them, and the ways in which they can go wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod own_tables;

use earlybound::metadata::{Binding, HttpMethod, MessageKind, MessageMetadata, ParameterType};
use earlybound::request::RequestProblem;
use earlybound::{Argument, Create, Decimal, Id, Invoke, Key, Request, Timestamp, Update, Uuid};
use earlybound_generated::account::{self, Message};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, Message as ConversationMessage};
use earlybound_generated::referenced::SystemUser;
use earlybound_generated::{Account, Contact, Lead, MsdynOcliveworkitem, Task, contact};
use own_tables::{self as own, Book, COUNT, Loan, REMIND, SILENT, Unknown};
use serde_json::{Value as Json, json};

const ID: &str = "00000000-0000-0000-0000-000000000007";
const ROOT: &str = "https://contoso.crm.dynamics.com/api/data/v9.2";

fn id<T>() -> Id<T> {
    Uuid::from_u128(7).into()
}

fn body(request: &Request) -> Json {
    serde_json::from_str(request.body().unwrap()).unwrap()
}

/// The method and the path.
fn line<A>(request: &Request<A>) -> String {
    format!("{} {}", request.method(), request.path())
}

#[test]
fn a_request_has_the_headers_of_odata() {
    let request = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request().unwrap();
    assert_eq!(line(&request), "POST /contacts");
    assert_eq!(request.body(), Some(r#"{"firstname":"Ada"}"#));
    let headers = [
        ("Accept", "application/json"),
        ("OData-MaxVersion", "4.0"),
        ("OData-Version", "4.0"),
        ("Content-Type", "application/json; charset=utf-8"),
    ];
    assert_eq!(request.headers(), headers.map(|(name, value)| (name, value.to_owned())));
    assert_eq!(Request::delete(id::<Contact>()).unwrap().header("content-type"), None, "no body, no type of it");
}

/// `PATCH` creates a row where there is none, unless it is told not to.
#[test]
fn an_update_creates_nothing_unless_it_is_an_upsert() {
    let update = Update::<Contact>::new().set(contact::FIRSTNAME, "Ada");
    let request = update.request(id()).unwrap();
    assert_eq!(line(&request), format!("PATCH /contacts({ID})"));
    assert_eq!(request.header("If-Match"), Some("*"));
    let unchanged = request.if_match("W/\"7\"").unwrap();
    assert_eq!(unchanged.headers().iter().filter(|(name, _)| *name == "If-Match").count(), 1);
    assert_eq!(unchanged.header("If-Match"), Some("W/\"7\""));

    let upsert = update.upsert(id()).unwrap();
    assert_eq!((upsert.header("If-Match"), upsert.header("If-None-Match")), (None, None));
    assert_eq!(upsert.if_new().header("If-None-Match"), Some("*"));
}

#[test]
fn preferences_share_a_header() {
    let request = Create::<Contact>::new().request().unwrap().returning_representation().including_annotations();
    assert_eq!(request.header("prefer"), Some("return=representation,odata.include-annotations=\"*\""));
}

/// Of two preferences of one name, servers take the first (RFC 7240, 2).
#[test]
fn a_preference_and_an_option_are_said_once() {
    let request = Account::query().include_annotations().page_size(10).request().unwrap();
    let request = request.including_formatted_values().preferring("odata.maxpagesize=20").unwrap();
    let all = "odata.include-annotations=\"*\",odata.maxpagesize=20";
    assert_eq!(request.header("Prefer"), Some(all), "formatted values are among all annotations");
    let several = request.preferring("odata.include-annotations=\"a,b\"").unwrap();
    let several = several.preferring("respond-async").unwrap().including_annotations();
    let all = "odata.maxpagesize=20,respond-async,odata.include-annotations=\"*\"";
    assert_eq!(several.header("Prefer"), Some(all));
    let tagged = Request::delete(id::<Account>()).unwrap().with_tag("a").in_partition("p").with_tag("b");
    assert_eq!(tagged.path(), format!("/accounts({ID})?partitionId=p&tag=b"));
}

#[test]
fn rows_are_found_by_alternate_keys() {
    let delete = |key: Key<Account>| Request::delete(key).unwrap().path().to_owned();
    assert_eq!(delete(Key::alternate(account::ACCOUNTNUMBER, "ABC")), "/accounts(accountnumber='ABC')");
    let key = Key::alternate(account::ACCOUNTNUMBER, "O'Brien é")
        .and(account::INDUSTRYCODE, account::IndustryCode::Accounting);
    assert_eq!(delete(key), "/accounts(accountnumber='O''Brien%20%C3%A9',industrycode=1)");
    let key = Key::from(id::<Account>()).and(account::ACCOUNTNUMBER, "ABC");
    assert_eq!(delete(key), format!("/accounts(accountid={ID},accountnumber='ABC')"), "the id is not lost");
    let key = Key::alternate(account::PRIMARYCONTACTID, id::<Contact>());
    assert_eq!(delete(key), format!("/accounts(_primarycontactid_value={ID})"));
}

/// Values of keys with such characters cannot be part of an address, escaped or not.
#[test]
fn alternate_keys_that_no_address_can_have_are_refused() {
    for value in ["a/b", "a<b", "a>b", "a*b", "a%b", "a&b", "a:b", "a\\b", "a?b", "a+b"] {
        let error = Request::delete(Key::alternate(account::ACCOUNTNUMBER, value)).unwrap_err();
        assert_eq!(
            error.problems(),
            [RequestProblem::AlternateKey { table: "account", column: "accountnumber" }],
            "{value}"
        );
    }
}

#[test]
fn a_table_without_an_id_has_no_key_with_one() {
    let key = Key::from(id::<Book>()).and(own::TITLE, "Emma");
    assert_eq!(
        Request::delete(key).unwrap_err().problems(),
        [RequestProblem::PrimaryId { table: "new_book".to_owned() }]
    );
}

#[test]
fn a_table_without_an_entity_set_has_no_address() {
    let error = Request::delete(id::<Unknown>()).unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::EntitySet { table: "new_unknown".to_owned() }]);
    assert!(error.to_string().contains("`EntitySetName`"), "{error}");
}

#[test]
fn rows_are_linked_along_relationships() {
    let relationship = conversation::many_to_one::ACCOUNT_MSDYN_OCLIVEWORKITEMS;
    let property = "regardingobjectid_account_msdyn_ocliveworkitem";
    let set = Request::set_reference(id::<MsdynOcliveworkitem>(), relationship, id()).unwrap();
    assert_eq!(line(&set), format!("PUT /msdyn_ocliveworkitems({ID})/{property}/$ref"));
    assert_eq!(set.body(), Some(&*format!(r#"{{"@odata.id":"accounts({ID})"}}"#)));
    let clear = Request::clear_reference(id::<MsdynOcliveworkitem>(), relationship).unwrap();
    assert_eq!(line(&clear), format!("DELETE /msdyn_ocliveworkitems({ID})/{property}/$ref"));

    let tasks = account::one_to_many::ACCOUNT_TASKS;
    let add = Request::associate(id::<Account>(), tasks, id::<Task>(), ROOT).unwrap();
    assert_eq!(line(&add), format!("POST /accounts({ID})/Account_Tasks/$ref"));
    assert_eq!(add.body(), Some(&*format!(r#"{{"@odata.id":"{ROOT}/tasks({ID})"}}"#)));
    let remove = Request::disassociate(id::<Account>(), tasks, id::<Task>()).unwrap();
    assert_eq!(line(&remove), format!("DELETE /accounts({ID})/Account_Tasks({ID})/$ref"));

    let leads = account::many_to_many::ACCOUNTLEADS_ASSOCIATION;
    let add = Request::associate(id::<Account>(), leads, id::<Lead>(), &format!("{ROOT}/")).unwrap();
    assert_eq!(line(&add), format!("POST /accounts({ID})/accountleads_association/$ref"));
    assert_eq!(add.body(), Some(&*format!(r#"{{"@odata.id":"{ROOT}/leads({ID})"}}"#)));
}

#[test]
fn a_relationship_without_its_navigation_property_is_not_followed() {
    let error = Request::clear_reference(id::<Loan>(), own::LOAN_UNNAMED).unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::Relationship { relationship: "new_loan_unnamed" }]);
    assert!(error.to_string().contains("`ReferencingEntityNavigationPropertyName`"), "{error}");
}

static MERGE: MessageMetadata =
    MessageMetadata { name: "Merge", kind: Some(MessageKind::Action), ..MessageMetadata::UNKNOWN };

/// Bound operations need the namespace, unbound ones must not have it.
#[test]
fn the_namespace_goes_with_the_binding() {
    let message = ConversationMessage::CCaaSEndSession.metadata();
    let line = |call: Invoke| line(&call.request().unwrap());
    assert_eq!(line(Invoke::unbound(message)), "POST /CCaaS_EndSession");
    assert_eq!(
        line(Invoke::bound(id::<MsdynOcliveworkitem>(), message)),
        format!("POST /msdyn_ocliveworkitems({ID})/Microsoft.Dynamics.CRM.CCaaS_EndSession")
    );
    assert_eq!(
        line(Invoke::bound_to_table::<MsdynOcliveworkitem>(message)),
        "POST /msdyn_ocliveworkitems/Microsoft.Dynamics.CRM.CCaaS_EndSession"
    );
}

#[test]
fn messages_of_the_platform_are_called_by_their_own_name() {
    static GRANT: MessageMetadata = MessageMetadata {
        name: "GrantAccess",
        web_api: Some("Microsoft.Dynamics.CRM.GrantAccess"),
        kind: Some(MessageKind::Action),
        ..MessageMetadata::UNKNOWN
    };
    assert_eq!(line(&Invoke::unbound(&GRANT).request().unwrap()), "POST /GrantAccess");
}

#[test]
fn a_function_takes_its_parameters_as_aliases() {
    let call = Invoke::unbound(&COUNT)
        .with("Title", "O'Brien & Co: 100%")
        .with("Since", "2016-09-28T22:57:53Z".parse::<Timestamp>().unwrap())
        .with("Least", Decimal::new(150, 2))
        .with("All", true)
        .with("Owner", id::<Contact>())
        .with("Key", Uuid::nil())
        .with("For", Argument::member("TargetFieldType", "ValidForCreate"))
        .with("Tags", vec!["a", "b"])
        .with("Nothing", Argument::NULL);
    let request = call.request().unwrap();
    assert_eq!((request.method(), request.body()), (HttpMethod::Get, None));
    let (path, query) = request.path().split_once('?').unwrap();
    let names = ["Title", "Since", "Least", "All", "Owner", "Key", "For", "Tags", "Nothing"];
    assert_eq!(path, format!("/new_Count({})", names.map(|name| format!("{name}=@{name}")).join(",")));
    let expected = [
        "@Title='O''Brien%20%26%20Co:%20100%25'".to_owned(),
        "@Since=2016-09-28T22:57:53Z".to_owned(),
        "@Least=1.50".to_owned(),
        "@All=true".to_owned(),
        format!("@Owner=%7B'@odata.id':'contacts({ID})'%7D"),
        "@Key=00000000-0000-0000-0000-000000000000".to_owned(),
        "@For=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'".to_owned(),
        "@Tags=%5B%22a%22,%22b%22%5D".to_owned(),
        "@Nothing=null".to_owned(),
    ];
    assert_eq!(query.split('&').collect::<Vec<_>>(), expected);
    assert_eq!(Invoke::unbound(&COUNT).request().unwrap().path(), "/new_Count()");
    let bound = Invoke::bound(id::<Account>(), &COUNT).with("N", 5).request().unwrap();
    assert_eq!(bound.path(), format!("/accounts({ID})/Microsoft.Dynamics.CRM.new_Count(N=@N)?@N=5"));
}

/// Parameters that are rows say their type; users, teams and activities have a column of their own for the id.
#[test]
fn rows_in_the_body_of_an_action_say_what_they_are() {
    let call = Invoke::unbound(&MERGE)
        .with("Target", id::<Account>())
        .with("Activity", id::<Task>())
        .with("UpdateContent", Create::<Account>::new().set(account::NAME, "Contoso"))
        .with("Members", vec![id::<SystemUser>()])
        .with("Principal", Argument::keyed(id::<SystemUser>(), "systemuserid"))
        .with("Access", Argument::object([("AccessMask", Argument::member("AccessRights", "ReadAccess,WriteAccess"))]))
        .with("PerformParentingChecks", false);
    let expected = json!({
        "Target": {"@odata.type": "Microsoft.Dynamics.CRM.account", "accountid": ID},
        "Activity": {"@odata.type": "Microsoft.Dynamics.CRM.task", "activityid": ID},
        "UpdateContent": {"@odata.type": "Microsoft.Dynamics.CRM.account", "name": "Contoso"},
        "Members": [{"@odata.type": "Microsoft.Dynamics.CRM.systemuser", "ownerid": ID}],
        "Principal": {"@odata.type": "Microsoft.Dynamics.CRM.systemuser", "systemuserid": ID},
        "Access": {"AccessMask": "ReadAccess,WriteAccess"},
        "PerformParentingChecks": false,
    });
    assert_eq!(body(&call.request().unwrap()), expected);
}

#[test]
fn many_rows_are_created_and_updated_at_once() {
    static MULTIPLE: MessageMetadata =
        MessageMetadata { name: "UpdateMultiple", kind: Some(MessageKind::Action), ..MessageMetadata::UNKNOWN };
    let update = Update::<Contact>::new().set(contact::FIRSTNAME, "Ada");
    let call = Invoke::bound_to_table::<Contact>(&MULTIPLE).with("Targets", vec![Argument::row(id(), update)]);
    let request = call.request().unwrap();
    assert_eq!(line(&request), "POST /contacts/Microsoft.Dynamics.CRM.UpdateMultiple");
    let row = json!({"@odata.type": "Microsoft.Dynamics.CRM.contact", "contactid": ID, "firstname": "Ada"});
    assert_eq!(body(&request), json!({ "Targets": [row] }));
}

#[test]
fn a_call_is_held_against_all_that_is_known() {
    let call =
        Invoke::bound(id::<Book>(), &REMIND).with("Words", "Hello").with("Times", 3).with("Reader", id::<Contact>());
    assert!(call.request().is_ok());
    assert!(call.with("Reader", json!({"anything": 1})).request().is_ok(), "JSON of one's own is taken as it is");

    let error = Invoke::unbound(&REMIND).with("words", "Hello").with("Times", "3").request().unwrap_err();
    let message = "new_Remind";
    let known = vec!["Words", "Times", "Reader"];
    let expected = [
        RequestProblem::WrongBinding { message, stated: Binding::Global, expected: Binding::Entity },
        RequestProblem::UnknownParameter { message, parameter: "words".to_owned(), known },
        RequestProblem::WrongType { message, parameter: "Times", expected: ParameterType::Integer, found: "a text" },
        RequestProblem::MissingParameter { message, parameter: "Words" },
    ];
    assert_eq!(error.problems(), expected);
    assert_eq!(error.to_string().lines().count(), 4);
}

#[test]
fn numbers_fit_the_parameters_that_hold_them() {
    let times = |argument: Argument| {
        Invoke::bound(id::<Book>(), &REMIND).with("Words", "Hello").with("Times", argument).request().is_ok()
    };
    assert!(times(7.into()) && !times((1_i64 << 40).into()) && !times(1.5.into()) && !times(true.into()));
}

#[test]
fn numbers_that_are_none_are_not_passed() {
    let error = Invoke::unbound(&COUNT).with("Least", f64::NAN).request().unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::NotFinite { of: "Least".to_owned() }]);
}

#[test]
fn what_is_no_action_or_function_is_not_called() {
    let problems = |call: Invoke| call.request().unwrap_err().problems().to_vec();
    let create = Invoke::bound_to_table::<Account>(Message::Create.metadata());
    assert_eq!(problems(create), [RequestProblem::Operation { message: "Create" }]);
    assert_eq!(problems(Invoke::unbound(&SILENT)), [RequestProblem::UnknownKind { message: "new_Silent" }]);
    assert_eq!(line(&Invoke::unbound(&SILENT).function().request().unwrap()), "GET /new_Silent()");
    assert_eq!(line(&Invoke::unbound(&SILENT).action().request().unwrap()), "POST /new_Silent");
    let (stated, expected) = (MessageKind::Action, MessageKind::Function);
    let wrong = RequestProblem::WrongKind { message: "new_Count", stated, expected };
    assert_eq!(problems(Invoke::unbound(&COUNT).action()), [wrong]);
}

#[test]
fn problems_of_rows_in_a_call_are_its_problems() {
    let error = Invoke::bound(id::<Unknown>(), &MERGE)
        .with("Target", id::<Unknown>())
        .with("Row", Create::<Loan>::new().bind(own::UNNAMED, id::<Unknown>()))
        .request()
        .unwrap_err();
    let table = || "new_unknown".to_owned();
    let property = RequestProblem::NavigationProperty {
        table: "new_loan",
        column: "new_unnamed",
        target: Some("new_unknown".to_owned()),
    };
    assert_eq!(
        error.problems(),
        [RequestProblem::EntitySet { table: table() }, RequestProblem::PrimaryId { table: table() }, property]
    );
}

#[test]
fn requests_become_those_of_the_crate_http() {
    let request = Update::<Contact>::new().set(contact::FIRSTNAME, "Ada").request(id()).unwrap();
    let http = request.to_http(&format!("{ROOT}/")).unwrap();
    assert_eq!((http.method().as_str(), http.uri().to_string()), ("PATCH", format!("{ROOT}/contacts({ID})")));
    assert_eq!(http.headers()["If-Match"], "*");
    let signed = request.clone().with_header("Authorization", "Bearer secret").unwrap().to_http(ROOT).unwrap();
    assert_eq!(signed.headers()["Authorization"], "Bearer secret");
    assert!(!format!("{signed:?}").contains("secret"));
    assert_eq!(http.body(), br#"{"firstname":"Ada"}"#);
    let call = Invoke::unbound(&COUNT).with("Title", "{\"é\" ' #?&=+}").request().unwrap();
    let uri = call.to_http(ROOT).unwrap().uri().to_string();
    assert!(uri.ends_with("?@Title='%7B%22%C3%A9%22%20''%20%23%3F%26%3D%2B%7D'"), "{uri}");
    assert!(Request::delete(id::<Contact>()).unwrap().to_http("no address").is_err());
}

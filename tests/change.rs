//! Changes as the service takes them: the JSON of the documentation, and the ways in which it can go wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod own_tables;

use earlybound::request::RequestProblem;
use earlybound::{
    Create, Date, DateTime, Decimal, EntityReference, Id, Lookup, ManagedProperty, Parties, Timestamp, Update, Uuid,
};
use earlybound_generated::email::{self, FromTarget, ToTarget};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, OwnerIdTarget};
use earlybound_generated::referenced::{self, Team};
use earlybound_generated::{Account, Contact, Email, Lead, MsdynOcliveworkitem, Task, account, contact, task};
use own_tables::{self as own, Book, ItemTarget, Loan, SystemUser, Tag, Unknown};
use serde_json::{Value as Json, json};

const ID: &str = "00000000-0000-0000-0000-000000000007";

fn id<T>() -> Id<T> {
    Uuid::from_u128(7).into()
}

fn parsed(body: &str) -> Json {
    serde_json::from_str(body).unwrap()
}

#[test]
fn nothing_is_sent_that_nobody_set() {
    assert_eq!(Create::<Contact>::new().body().unwrap(), "{}");
    assert_eq!(Update::<Contact>::new().body().unwrap(), "{}");
    assert!(Update::<Contact>::new().is_empty());
}

#[test]
fn left_out_cleared_and_set_are_three_things() {
    let update = Update::<Contact>::new().set(contact::LASTNAME, "Lovelace").clear(contact::FAX);
    assert_eq!(update.body().unwrap(), r#"{"fax":null,"lastname":"Lovelace"}"#);
    assert_eq!(update.leave(contact::FAX).body().unwrap(), r#"{"lastname":"Lovelace"}"#);
}

#[test]
fn the_last_word_on_a_column_counts_and_order_does_not() {
    let one = Update::<Contact>::new().set(contact::LASTNAME, "A").set(contact::FAX, "1").set(contact::LASTNAME, "B");
    let other = Update::<Contact>::new().clear(contact::FAX).set(contact::LASTNAME, "B").set(contact::FAX, "1");
    assert_eq!(one.body().unwrap(), r#"{"fax":"1","lastname":"B"}"#);
    assert_eq!(one, other);
    assert_eq!(one.body(), other.body());
}

/// Decimals keep their digits, and 64 bits are more than a float holds.
#[test]
fn numbers_keep_their_digits() {
    let create = Create::<Loan>::new()
        .set(own::AMOUNT, "5000000.0000".parse::<Decimal>().unwrap())
        .set(own::NUMBER, 9_007_199_254_740_993_i64);
    assert_eq!(create.body().unwrap(), r#"{"new_amount":5000000.0000,"new_number":9007199254740993}"#);
}

/// JSON has no such numbers: written, they would be `null`, and clear the column.
#[test]
fn a_number_that_is_none_is_not_written() {
    for number in [f64::NAN, f64::INFINITY] {
        let error = Update::<Account>::new().set(account::ADDRESS1_LATITUDE, number).body().unwrap_err();
        assert_eq!(error.problems(), [RequestProblem::NotFinite { of: "account.address1_latitude".to_owned() }]);
    }
    let update = Update::<Account>::new().set(account::ADDRESS1_LATITUDE, 47.639_583);
    assert_eq!(update.body().unwrap(), r#"{"address1_latitude":47.639583}"#);
}

/// The behaviour of a column decides, not its format.
#[test]
fn dates_are_written_by_behavior() {
    let create = Create::<Loan>::new()
        .set(own::DAY, "2021-01-31".parse::<Date>().unwrap())
        .set(own::DUE, "2021-01-31T08:00:00".parse::<DateTime>().unwrap());
    assert_eq!(create.body().unwrap(), r#"{"new_day":"2021-01-31","new_due":"2021-01-31T08:00:00Z"}"#);
    let create = Create::<Account>::new()
        .set(account::OVERRIDDENCREATEDON, "2016-09-28T22:57:53Z".parse::<Timestamp>().unwrap());
    assert_eq!(create.body().unwrap(), r#"{"overriddencreatedon":"2016-09-28T22:57:53Z"}"#, "a day by its format");
}

/// Several values of a choice are a text with commas; none of them is `null`, since an empty text is refused.
#[test]
fn a_choice_of_several_values_is_never_an_empty_text() {
    let tags = |tags: Vec<Tag>| Create::<Loan>::new().set(own::TAGS, tags).body().unwrap();
    assert_eq!(tags(vec![Tag::Old, Tag::Rare, Tag::Other(7)]), r#"{"new_tags":"1,9,7"}"#);
    assert_eq!(tags(vec![]), r#"{"new_tags":null}"#);
    assert_eq!(Update::<Loan>::new().clear(own::TAGS).body().unwrap(), r#"{"new_tags":null}"#);
}

#[test]
fn images_and_managed_properties_have_their_forms() {
    let property = ManagedProperty { value: true, can_be_changed: false };
    let create = Create::<Loan>::new().set(own::PHOTO, *b"\x89PNG\r\n\x1a\n").set(own::OPEN, property);
    let expected = json!({"new_open": {"Value": true, "CanBeChanged": false}, "new_photo": "iVBORw0KGgo="});
    assert_eq!(parsed(&create.body().unwrap()), expected);
}

/// Navigation properties keep their case, are not columns, and entity sets are no plurals.
#[test]
fn a_bind_takes_its_names_from_the_reference() {
    let create = Create::<Loan>::new().bind(own::ITEM, id::<Book>());
    assert_eq!(create.body().unwrap(), format!(r#"{{"new_Item_new_book@odata.bind":"/new_books({ID})"}}"#));
    assert_eq!(create.request().unwrap().path(), "/new_loansdata");
}

#[test]
fn a_customer_is_bound_through_the_navigation_property_of_its_table() {
    let bound = |customer: contact::ParentCustomerIdTarget| {
        let create = Create::<Contact>::new().set(contact::FIRSTNAME, "Ada");
        parsed(&create.bind(contact::PARENTCUSTOMERID, customer).body().unwrap())
    };
    let expected = json!({"firstname": "Ada", "parentcustomerid_account@odata.bind": format!("/accounts({ID})")});
    assert_eq!(bound(id::<Account>().into()), expected);
    let expected = json!({"firstname": "Ada", "parentcustomerid_contact@odata.bind": format!("/contacts({ID})")});
    assert_eq!(bound(id::<Contact>().into()), expected);
}

/// `_x_value` is read-only, and so is the bare column: neither is ever written.
#[test]
fn a_lookup_is_written_through_its_navigation_property_alone() {
    let row = Loan { item: Some(Lookup::new(id::<Book>().into()).named("Emma")), ..Loan::default() };
    let body = Create::from_row(&row).unwrap().body().unwrap();
    assert_eq!(body, format!(r#"{{"new_Item_new_book@odata.bind":"/new_books({ID})"}}"#));
}

/// Setting one navigation property of a lookup empties the others: two of them in a body would fight.
#[test]
fn a_lookup_on_several_tables_is_bound_once() {
    let create = Create::<MsdynOcliveworkitem>::new()
        .bind(conversation::REGARDINGOBJECTID, id::<Lead>())
        .bind(conversation::REGARDINGOBJECTID, id::<Account>());
    assert_eq!(
        create.body().unwrap(),
        format!(r#"{{"regardingobjectid_account_msdyn_ocliveworkitem@odata.bind":"/accounts({ID})"}}"#)
    );
}

/// Activities suffix all navigation properties; owners are users and teams, and the relationship is one on `owner`.
#[test]
fn the_owner_of_an_activity_is_bound_by_the_name_that_activities_use() {
    let owned = |by: OwnerIdTarget| Update::<MsdynOcliveworkitem>::new().bind(conversation::OWNERID, by);
    let body = owned(id::<referenced::SystemUser>().into()).body().unwrap();
    assert_eq!(body, format!(r#"{{"ownerid_msdyn_ocliveworkitem@odata.bind":"/systemusers({ID})"}}"#));
    let body = owned(id::<Team>().into()).body().unwrap();
    assert_eq!(body, format!(r#"{{"ownerid_msdyn_ocliveworkitem@odata.bind":"/teams({ID})"}}"#));
    let body = Create::<Loan>::new().bind(own::OWNER, id::<SystemUser>()).body().unwrap();
    assert_eq!(body, format!(r#"{{"ownerid@odata.bind":"/systemusers({ID})"}}"#));
}

/// In lower case, the service takes the property for an open one and fails.
#[test]
fn a_lookup_is_cleared_through_the_exact_navigation_property() {
    assert_eq!(Update::<Loan>::new().clear(own::ITEM).body().unwrap(), r#"{"new_Item_new_book@odata.bind":null}"#);
    let update = Update::<Contact>::new().clear_through(contact::PARENTCUSTOMERID, "parentcustomerid_account");
    assert_eq!(update.body().unwrap(), r#"{"parentcustomerid_account@odata.bind":null}"#);
}

/// Older pages leave the relationship to the owner out. Its name is the same on all tables but activities.
#[test]
fn the_owner_of_an_ordinary_row_is_bound_by_the_name_that_all_have() {
    let body = Update::<Contact>::new().bind(contact::OWNERID, id::<Team>()).body().unwrap();
    assert_eq!(body, format!(r#"{{"ownerid@odata.bind":"/teams({ID})"}}"#));
}

/// A fact that the reference does not state is not guessed, and the error says what to do.
#[test]
fn names_that_the_reference_does_not_state_are_not_guessed() {
    let update = Update::<Task>::new().bind(task::OWNERID, id::<referenced::SystemUser>());
    let error = update.body().unwrap_err();
    let target = Some("systemuser".to_owned());
    let problem = RequestProblem::NavigationProperty { table: "task", column: "ownerid", target };
    assert_eq!(error.problems(), [problem]);
    let text = error.to_string();
    assert!(text.contains("`task.ownerid`") && text.contains("`systemuser`"), "{text}");
    assert!(text.contains("`ReferencingEntityNavigationPropertyName`") && text.contains("`task.table.yaml`"), "{text}");
    assert!(text.contains("`bind_to`"), "{text}");

    let stated = update.bind_to(task::OWNERID, "ownerid_task", "systemusers", id::<referenced::SystemUser>());
    assert_eq!(stated.body().unwrap(), format!(r#"{{"ownerid_task@odata.bind":"/systemusers({ID})"}}"#));
}

#[test]
fn all_problems_are_reported_at_once() {
    let create = Create::<Loan>::new()
        .bind(own::ITEM, id::<Unknown>())
        .bind(own::UNNAMED, id::<Unknown>())
        .set(own::CONTRACT, Uuid::nil());
    let error = create.request().unwrap_err();
    let expected = [
        RequestProblem::File { table: "new_loan", column: "new_contract" },
        RequestProblem::EntitySet { table: "new_unknown".to_owned() },
        RequestProblem::NavigationProperty {
            table: "new_loan",
            column: "new_unnamed",
            target: Some("new_unknown".to_owned()),
        },
    ];
    assert_eq!(error.problems(), expected);
    assert_eq!(error.to_string().lines().count(), 3);
    assert!(error.to_string().contains("`EntitySetName`"));
}

#[test]
fn a_reference_to_nobody_knows_which_table_is_not_bound() {
    let untyped = ItemTarget::Other(EntityReference::untyped(Uuid::nil()));
    let error = Create::<Loan>::new().bind(own::ITEM, untyped).body().unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::Untyped { table: "new_loan", column: "new_item" }]);
}

/// The service ignores values that are not valid for an operation; a change from a row names them instead.
#[test]
fn values_that_the_service_would_ignore_are_named() {
    let row = Loan { since: Some(Timestamp::UNIX_EPOCH), label: Some("a".into()), ..Loan::default() };
    let error = Create::from_row(&row).unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::NotForCreate { table: "new_loan", column: "new_since" }]);

    let error = Update::between(&Loan::default(), &row).unwrap_err();
    let changed = |column| RequestProblem::NotForUpdate { table: "new_loan", column };
    assert_eq!(error.problems(), [changed("new_label"), changed("new_since")]);

    let owned = Loan { owner: Some(id::<SystemUser>().into()), ..Loan::default() };
    let error = Update::between(&owned, &Loan::default()).unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::Required { table: "new_loan", column: "ownerid" }]);
}

/// Unchanged columns that are sent back start plug-ins and fill the audit.
#[test]
fn a_diff_has_the_differences_and_nothing_else() {
    let before: Loan = serde_json::from_str(&format!(
        r#"{{"new_label": "A", "new_amount": 1.50, "new_number": 1, "new_tags": "1,9",
            "_new_item_value": "{ID}", "_new_item_value@Microsoft.Dynamics.CRM.lookuplogicalname": "new_unknown"}}"#
    ))
    .unwrap();
    assert!(Update::between(&before, &before.clone()).unwrap().is_empty());

    let mut after = before.clone();
    after.item.as_mut().unwrap().name = Some("a name is no change".to_owned());
    assert!(Update::between(&before, &after).unwrap().is_empty());

    (after.number, after.tags) = (None, Some(vec![]));
    let expected = r#"{"new_number":null,"new_tags":null}"#;
    assert_eq!(Update::between(&before, &after).unwrap().body().unwrap(), expected);

    // A lookup is cleared through the table that it pointed to, and set through the one that it points to.
    let mut after = before.clone();
    after.item = None;
    let expected = r#"{"new_Item_new_unknown@odata.bind":null}"#;
    assert_eq!(Update::between(&before, &after).unwrap().body().unwrap(), expected);
    after.item = Some(Lookup::new(id::<Book>().into()));
    let expected = format!(r#"{{"new_Item_new_book@odata.bind":"/new_books({ID})"}}"#);
    assert_eq!(Update::between(&before, &after).unwrap().body().unwrap(), expected);
}

#[test]
fn no_choice_and_an_empty_choice_are_the_same() {
    let empty = Loan { tags: Some(vec![]), ..Loan::default() };
    assert!(Update::between(&Loan::default(), &empty).unwrap().is_empty());
}

/// Parties are rows of their own, told apart by their roles.
#[test]
fn the_parties_of_a_new_activity_go_along_with_it() {
    let create = Create::<Email>::new()
        .set(email::SUBJECT, "Hello")
        .set(email::FROM, vec![Lookup::new(FromTarget::from(id::<referenced::SystemUser>()))])
        .set(email::TO, vec![Lookup::new(ToTarget::from(id::<Contact>())), Lookup::new(id::<Account>().into())]);
    let expected = json!({
        "subject": "Hello",
        "email_activity_parties": [
            {"partyid_systemuser@odata.bind": format!("/systemusers({ID})"), "participationtypemask": 1},
            {"partyid_contact@odata.bind": format!("/contacts({ID})"), "participationtypemask": 2},
            {"partyid_account@odata.bind": format!("/accounts({ID})"), "participationtypemask": 2},
        ],
    });
    assert_eq!(parsed(&create.body().unwrap()), expected);
}

#[test]
fn parties_that_exist_are_replaced_together() {
    let before = Email::default();
    let after = Email { to: Some(vec![Lookup::new(id::<Contact>().into())]), ..Email::default() };
    let error = Update::between(&before, &after).unwrap_err();
    assert_eq!(error.problems(), [RequestProblem::PartiesInUpdate { table: "email", column: "to" }]);
    assert!(error.to_string().contains("`Parties`"), "{error}");

    let request = Parties::<Email>::new().set(email::TO, [ToTarget::from(id::<Contact>())]).request(id()).unwrap();
    assert_eq!(request.path(), format!("/emails({ID})/email_activity_parties"));
    assert_eq!(request.method().as_str(), "PUT");
    let expected =
        json!({"value": [{"partyid_contact@odata.bind": format!("/contacts({ID})"), "participationtypemask": 2}]});
    assert_eq!(parsed(request.body().unwrap()), expected);
}

#[test]
fn rows_are_created_along_with_others() {
    let emma = || Create::<Book>::new().set(own::TITLE, "Emma");
    let loan = Create::<Loan>::new().set(own::NUMBER, 1).insert(own::LOAN_BOOK, emma());
    assert_eq!(loan.body().unwrap(), r#"{"new_number":1,"new_Item_new_book":{"new_title":"Emma"}}"#);

    let loans = [1, 2].map(|number| Create::<Loan>::new().set(own::NUMBER, number));
    let book = emma().insert_all(own::LOANS, loans).bind_all(own::SHELVES, [id::<Book>()]);
    let expected = json!({
        "new_title": "Emma",
        "new_Loans": [{"new_number": 1}, {"new_number": 2}],
        "new_book_book@odata.bind": [format!("/new_books({ID})")],
    });
    assert_eq!(parsed(&book.body().unwrap()), expected);

    let unnamed = Create::<Loan>::new().insert(own::LOAN_UNNAMED, emma());
    assert_eq!(
        unnamed.body().unwrap_err().problems(),
        [RequestProblem::Relationship { relationship: "new_loan_unnamed" }]
    );
}

#[test]
fn tables_of_the_reference_relate_to_rows_that_exist() {
    let account = Create::<Account>::new().bind_all(account::one_to_many::ACCOUNT_TASKS, [id::<Task>()]);
    assert_eq!(account.body().unwrap(), format!(r#"{{"Account_Tasks@odata.bind":["/tasks({ID})"]}}"#));
}

#[test]
fn a_change_prints_what_it_does() {
    let update = Update::<Contact>::new().set(contact::LASTNAME, "Lovelace").clear(contact::FAX);
    assert_eq!(format!("{update:?}"), r#"Update { fax: None, lastname: "Lovelace" }"#);
}

//! Derives on structs and enums of one's own, over the generated crate.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use earlybound::{Annotations, Changes, Choice, Create, Id, Lookup, Query, Row, Update, Uuid};
use earlybound_generated::account::{self, IndustryCode};
use earlybound_generated::{Account, Contact, contact};
use serde_json::{from_value, json};

const ID: &str = "5531d753-95af-e711-a94e-000d3a11e605";

#[derive(Debug, Row)]
#[row(table = account)]
struct AccountCard {
    accountid: Id<Account>,
    name: Option<String>,
    #[row(column = primarycontactid)]
    contact: Option<Lookup<Id<Contact>>>,
    industrycode: Option<Industry>,
    #[row(expand = contact_customer_accounts)]
    contacts: Vec<ContactCard>,
    #[row(annotations)]
    beside: Annotations,
}

#[derive(Debug, Row)]
#[row(table = contact)]
struct ContactCard {
    fullname: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Choice)]
#[choice(of = IndustryCode)]
enum Industry {
    Accounting,
    #[choice(option = Consulting)]
    Advice,
    #[choice(other)]
    Other(i32),
}

#[test]
fn a_struct_reads_what_it_shows() {
    let card: AccountCard = from_value(json!({
        "@odata.etag": "W/\"7\"",
        "accountid": ID,
        "name": "Fourth Coffee",
        "telephone1": "not shown",
        "industrycode": 1,
        "_primarycontactid_value": ID,
        "contact_customer_accounts": [{"fullname": "Ada"}, {"fullname": null}],
    }))
    .unwrap();
    let id: Uuid = ID.parse().unwrap();
    assert_eq!((card.accountid.uuid(), card.name.as_deref()), (id, Some("Fourth Coffee")));
    assert_eq!(card.contact.map(|contact| contact.target.uuid()), Some(id));
    assert_eq!(card.industrycode, Some(Industry::Accounting));
    assert_eq!(card.beside.etag(), Some("W/\"7\""));
    let names: Vec<_> = card.contacts.iter().map(|contact| contact.fullname.as_deref()).collect();
    assert_eq!(names, [Some("Ada"), None]);
}

#[test]
fn a_struct_says_what_is_missing() {
    let error = from_value::<AccountCard>(json!({"name": "no id"})).unwrap_err();
    assert!(error.to_string().contains("`accountid`"), "{error}");
}

#[test]
fn a_query_asks_for_exactly_that() {
    let request = AccountCard::query().top(3).request().unwrap();
    let asked = "/accounts?$select=accountid,name,_primarycontactid_value,industrycode&$top=3\
                 &$expand=contact_customer_accounts($select=fullname)";
    assert_eq!(request.path(), asked);
    let id: Id<Contact> = ID.parse().unwrap();
    assert_eq!(
        Query::retrieve(id).show::<ContactCard>().request().unwrap().path(),
        format!("/contacts({ID})?$select=fullname")
    );
}

#[test]
fn an_enum_of_some_values_keeps_the_others() {
    let other: ContactIndustry = from_value(json!({"industrycode": 4711})).unwrap();
    assert_eq!(other.industrycode, Some(Industry::Other(4711)));
    assert_eq!(IndustryCode::from(Industry::Other(4711)).value(), 4711);
    assert_eq!(IndustryCode::from(Industry::Advice), IndustryCode::Consulting);
}

#[derive(Row)]
#[row(table = account)]
struct ContactIndustry {
    industrycode: Option<Industry>,
}

#[derive(Changes)]
#[changes(table = contact, create, update)]
struct Person {
    lastname: String,
    firstname: Option<String>,
    nickname: Option<Option<String>>,
    #[changes(bind)]
    parentcustomerid: Option<Id<Account>>,
}

#[test]
fn a_struct_becomes_a_change() {
    let person = || Person {
        lastname: "Lovelace".to_owned(),
        firstname: None,
        nickname: Some(None),
        parentcustomerid: Some(ID.parse().unwrap()),
    };
    let expected = json!({
        "lastname": "Lovelace",
        "nickname": null,
        "parentcustomerid_account@odata.bind": format!("/accounts({ID})"),
    });
    let create = Create::from(person()).request().unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(create.body().unwrap()).unwrap(), expected);
    let update = Update::from(person()).request(ID.parse::<Id<Contact>>().unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(update.body().unwrap()).unwrap(), expected);
}

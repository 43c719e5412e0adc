//! Reading: structs and enums of some columns of a table.

use earlybound::{Annotations, Choice, Id, Lookup, Page, Row, Timestamp};
use earlybound_generated::Contact;
use earlybound_generated::account::{self, IndustryCode};

/// An entry of a list of accounts.
#[derive(Debug, Row)]
#[row(table = account)]
struct Card {
    accountid: Id<account::Row>,
    name: Option<String>,
    #[row(column = primarycontactid)]
    contact: Option<Lookup<Id<Contact>>>,
    industrycode: Option<Industry>,
    modifiedon: Option<Timestamp>,
    #[row(expand = account_primary_contact)]
    person: Option<Person>,
    #[row(expand = contact_customer_accounts)]
    people: Vec<Person>,
    #[row(annotations)]
    beside: Annotations,
}

/// The same derive a second time in a module, with a path of several segments for the table.
#[derive(Clone, Debug, Row)]
#[row(table = earlybound_generated::contact)]
struct Person {
    fullname: Option<String>,
    statecode: Option<State>,
}

/// Some industries, and all others.
#[derive(Clone, Copy, Debug, PartialEq, Choice)]
#[choice(of = IndustryCode)]
enum Industry {
    Accounting,
    #[choice(option = Consulting)]
    Advice,
    #[choice(other)]
    Other(i32),
}

/// All states that the reference lists: more would not compile, and are an error when they are read.
#[derive(Clone, Copy, Debug, PartialEq, Choice)]
#[choice(of = earlybound_generated::contact::StateCode)]
enum State {
    Active,
    Inactive,
}

pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let card: Card = serde_json::from_str(
        r#"{
            "@odata.etag": "W/\"7\"",
            "accountid": "5531d753-95af-e711-a94e-000d3a11e605",
            "name": "Fourth Coffee",
            "_primarycontactid_value": "25a17064-1ae7-e611-80f4-e0071b661f01",
            "_primarycontactid_value@OData.Community.Display.V1.FormattedValue": "Ada Lovelace",
            "industrycode": 4711,
            "modifiedon": null,
            "primarycontactid": {"fullname": "Ada Lovelace", "statecode": 0},
            "contact_customer_accounts": [{"fullname": "Ada Lovelace", "statecode": 0}, {"fullname": null}]
        }"#,
    )?;
    assert_eq!(card.accountid.to_string(), "5531d753-95af-e711-a94e-000d3a11e605");
    assert_eq!(card.name.as_deref(), Some("Fourth Coffee"));
    assert_eq!(card.contact.and_then(|contact| contact.name).as_deref(), Some("Ada Lovelace"));
    assert_eq!(card.industrycode, Some(Industry::Other(4711)));
    assert_eq!(card.modifiedon, None);
    assert_eq!(card.person.and_then(|person| person.statecode), Some(State::Active));
    let people: Vec<_> = card.people.iter().map(|person| (person.fullname.as_deref(), person.statecode)).collect();
    assert_eq!(people, [(Some("Ada Lovelace"), Some(State::Active)), (None, None)]);
    assert_eq!(card.beside.etag(), Some("W/\"7\""));
    let (Industry::Accounting | Industry::Advice | Industry::Other(_)) = Industry::Accounting;
    assert_eq!(IndustryCode::from(Industry::Advice), IndustryCode::Consulting);

    let page: Page<Person> = serde_json::from_str(r#"{"value": [{"fullname": "Ada Lovelace"}]}"#)?;
    assert_eq!(page.rows.first().and_then(|person| person.fullname.as_deref()), Some("Ada Lovelace"));
    let expected = "/contacts?$select=fullname,statecode&$top=3";
    assert_eq!(Person::query().top(3).request()?.path(), expected);

    let inactive = serde_json::from_str::<Person>(r#"{"statecode": 1}"#)?;
    assert_eq!(inactive.statecode, Some(State::Inactive));
    let unknown = serde_json::from_str::<Person>(r#"{"statecode": 7}"#).unwrap_err().to_string();
    assert!(unknown.contains("`statecode` is not a value that `State` lists"), "{unknown}");
    in_a_function()
}

/// A struct in a function, which nobody else sees.
fn in_a_function() -> Result<(), Box<dyn std::error::Error>> {
    mod own {
        pub(super) use earlybound_generated::task;
    }

    #[derive(Row)]
    #[row(table = own::task)]
    struct Errand {
        r#subject: Option<String>,
    }

    let errand: Errand = serde_json::from_str(r#"{"subject": "Buy beans"}"#)?;
    assert_eq!(errand.subject.as_deref(), Some("Buy beans"));
    Ok(())
}

//! Whatever is in a row comes back, and whatever is in a text stays in it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod own_tables;

use earlybound::metadata::{MessageKind, MessageMetadata};
use earlybound::{
    Choice, Create, Decimal, EntityReference, Id, Invoke, Key, Lookup, ManagedProperty, Page, Request, Timestamp,
    Update, Uuid,
};
use earlybound_generated::account::{self, IndustryCode, OwnerIdTarget};
use earlybound_generated::{Account, Contact, contact};
use jiff::civil::DateTime;
use own_tables::{ItemTarget, Loan, Tag};
use proptest::option::of;
use proptest::prelude::*;
use serde_json::Value as Json;

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..=28_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

/// All that the platform stores.
fn timestamp() -> impl Strategy<Value = Timestamp> {
    let day = (1753..=9999_i16, 1..=12_i8, 1..=28_i8);
    (day, 0..24_i8, 0..60_i8, 0..60_i8, 0..1_000_000_000_i32).prop_map(
        |((year, month, day), hour, minute, second, nano)| {
            Timestamp::from_utc(DateTime::constant(year, month, day, hour, minute, second, nano))
        },
    )
}

fn owner() -> impl Strategy<Value = Lookup<OwnerIdTarget>> {
    let target = prop_oneof![
        uuid().prop_map(|id| OwnerIdTarget::Team(id.into())),
        uuid().prop_map(|id| OwnerIdTarget::Other(EntityReference::untyped(id))),
        (".+", uuid()).prop_map(|(table, id)| EntityReference::new(table, id).into()),
    ];
    (target, of(any::<String>())).prop_map(|(target, name)| Lookup { target, name })
}

fn account() -> impl Strategy<Value = Account> {
    let texts = (of(any::<String>()), of(any::<Vec<u8>>()), of(any::<bool>()), of(any::<i32>()));
    let numbers = (of(any::<i64>()), of(decimal()), of(proptest::num::f64::NORMAL | proptest::num::f64::ZERO));
    let rest = (of(timestamp()), of(uuid()), of(owner()), of(any::<i32>()));
    (texts, numbers, rest).prop_map(|((name, image, hold, employees), (version, limit, latitude), rest)| {
        let (createdon, id, ownerid, industry) = rest;
        Account {
            name,
            entityimage: image,
            creditonhold: hold,
            numberofemployees: employees,
            versionnumber: version,
            creditlimit: limit,
            address1_latitude: latitude,
            createdon,
            accountid: id.map(Id::from),
            ownerid,
            industrycode: industry.map(IndustryCode::from_value),
            ..Account::default()
        }
    })
}

/// A row with the types that the shipped reference has few of.
fn loan() -> impl Strategy<Value = Loan> {
    let item = prop_oneof![
        uuid().prop_map(|id| ItemTarget::Book(id.into())),
        uuid().prop_map(|id| ItemTarget::Unknown(id.into())),
        uuid().prop_map(|id| ItemTarget::Other(EntityReference::untyped(id))),
    ];
    let item = (item, of(any::<String>())).prop_map(|(target, name)| Lookup { target, name });
    let open = (any::<bool>(), any::<bool>(), any::<String>()).prop_map(|(value, can_be_changed, name)| {
        let json = serde_json::json!({
            "Value": value, "CanBeChanged": can_be_changed, "ManagedPropertyLogicalName": name,
        });
        serde_json::from_value::<Loan>(serde_json::json!({ "new_open": json })).unwrap().open.unwrap()
    });
    let times = (of(timestamp()), of(timestamp()));
    let tags = of(proptest::collection::vec(any::<i32>().prop_map(Tag::from_value), 1..5));
    let values = (of(decimal()), of(any::<i64>()), of(any::<Vec<u8>>()), of(uuid()), of(any::<String>()));
    (of(item), of::<_>(open), times, tags, values).prop_map(|(item, open, (since, due), tags, values)| {
        let (amount, number, photo, contract, label) = values;
        let (due, day) = (due.map(Timestamp::to_utc), due.map(|due| due.to_utc().date()));
        let open: Option<ManagedProperty> = open;
        Loan { amount, contract, day, due, item, label, number, open, photo, since, tags, ..Loan::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_row_is_read_as_it_is_written(account in account()) {
        let json = serde_json::to_string(&account).unwrap();
        let again: Account = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&again, &account);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), json);
        prop_assert_eq!(account.clone(), account);
    }

    #[test]
    fn a_row_of_every_type_is_read_as_it_is_written(loan in loan()) {
        let json = serde_json::to_string(&loan).unwrap();
        let again: Loan = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&again, &loan);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), json);
    }

    /// The rows of a page have each their own properties, whatever those before them have.
    #[test]
    fn the_rows_of_a_page_are_those_that_it_was_made_of(rows in proptest::collection::vec(account(), 0..6)) {
        let page = format!(r#"{{"value": {}}}"#, serde_json::to_string(&rows).unwrap());
        let read: Page<Account> = serde_json::from_str(&page).unwrap();
        prop_assert_eq!(read.rows, rows);
    }

    #[test]
    fn what_stands_beside_the_values_is_written_again(text in any::<String>(), number in any::<i64>()) {
        let json = serde_json::json!({
            "@odata.etag": text,
            "name@OData.Community.Display.V1.FormattedValue": text,
            "primarycontactid": {"fullname": text},
            "Account_Tasks@odata.nextLink": text,
            "new_unknown": {"deep": [number, text]},
        });
        let account: Account = serde_json::from_value(json.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&account).unwrap(), json);
    }

    #[test]
    fn a_text_stays_in_a_body(text in any::<String>()) {
        let body = Create::<Contact>::new().set(contact::DESCRIPTION, text.as_str()).unchecked().body().unwrap();
        let body: Json = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(body, serde_json::json!({"description": text}));
    }

    /// A key is one segment of the path, or an error.
    #[test]
    fn a_text_stays_in_a_key(text in any::<String>()) {
        let key = Key::<Account>::alternate(account::ACCOUNTNUMBER, text.as_str());
        if let Ok(request) = Request::delete(key.clone()) {
            let path = request.path();
            let value = path.strip_prefix("/accounts(accountnumber='").and_then(|rest| rest.strip_suffix("')"));
            prop_assert!(!value.unwrap().replace("''", "").contains(['\'', '/', '?', '#', '&']));
        }
        let bound = Create::<Contact>::new().bind(contact::PARENTCUSTOMERID, key);
        if let Ok(body) = bound.body() {
            let body: Json = serde_json::from_str(&body).unwrap();
            prop_assert_eq!(body.as_object().unwrap().len(), 1);
        }
    }

    #[test]
    fn a_text_stays_in_a_header_and_in_a_parameter(text in any::<String>()) {
        static COUNT: MessageMetadata =
            MessageMetadata { name: "Count", kind: Some(MessageKind::Function), ..MessageMetadata::UNKNOWN };
        let request = Update::<Contact>::new().request(Id::new(Uuid::nil())).unwrap().if_match(&text);
        let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let header = request.ok().map(|request| request.header("If-Match").unwrap().to_owned());
        prop_assert_eq!(header, is_plain.then(|| text.clone()));
        let request = Invoke::unbound(&COUNT).with("Words", text.clone()).request().unwrap();
        prop_assert_eq!(request.path().matches(['?', '&', '#', ' ', '/']).count(), 2, "{}", request.path());
        // A name that cannot stand in an address is refused.
        if let Ok(request) = Invoke::unbound(&COUNT).with(text, 1).request() {
            prop_assert_eq!(request.path().matches(['?', '&', '#', ' ', '/']).count(), 2, "{}", request.path());
        }
    }
}

//! Rows on the wire: JSON in the forms in which the Web API answers it, read into rows and written again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod misfits;
mod parties;

use std::collections::BTreeMap;
use std::fmt::Debug;

use earlybound::metadata::{OneToManyMetadata, TableMetadata};
use earlybound::{Choice, Create, Decimal, EntityReference, Key, Request, Row, Target, Timestamp, Uuid};
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use earlybound_generated::account::{self, OwnerIdTarget};
use earlybound_generated::email::ToTarget;
use earlybound_generated::{Account, Contact, Email, MsdynOcliveworkitem, Task};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

const ID: &str = "5531d753-95af-e711-a94e-000d3a11e605";

/// Reads a row from everything that JSON can come from.
fn read<R: DeserializeOwned + PartialEq + Debug>(json: Json) -> R {
    let text = json.to_string();
    let row: R = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::from_reader::<_, R>(text.as_bytes()).unwrap(), row);
    assert_eq!(serde_json::from_value::<R>(json).unwrap(), row);
    row
}

/// The row, which is the same when it is written and read again, and when it is cloned.
fn round_trip<R: DeserializeOwned + Serialize + PartialEq + Debug + Clone>(json: Json) -> R {
    let row: R = read(json);
    assert_eq!(read::<R>(serde_json::to_value(&row).unwrap()), row);
    assert_eq!(row.clone(), row);
    row
}

#[test]
fn values_of_every_simple_type() {
    let account: Account = round_trip(json!({
        "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
        "accountid": ID.to_uppercase(),
        "name": "Fourth Coffee \"é\"",
        "numberofemployees": 6,
        "versionnumber": 9_007_199_254_740_993_i64,
        "creditonhold": false,
        "address1_latitude": -47.5,
        "createdon": "2016-09-28T22:57:53Z",
        "statecode": 0,
        "industrycode": 4711,
        "entityimage": "iVBORw0KGgo=",
        "telephone1": null,
    }));
    assert_eq!(account.accountid.unwrap().to_string(), ID);
    assert_eq!(account.name.as_deref(), Some("Fourth Coffee \"é\""));
    assert_eq!((account.numberofemployees, account.versionnumber), (Some(6), Some(9_007_199_254_740_993)));
    assert_eq!((account.creditonhold, account.address1_latitude), (Some(false), Some(-47.5)));
    assert_eq!(account.createdon, Some("2016-09-28T22:57:53Z".parse::<Timestamp>().unwrap()));
    assert_eq!(account.statecode, Some(account::StateCode::Active));
    assert_eq!(account.industrycode.map(Choice::value), Some(4711), "a value that is not listed survives");
    assert_eq!(account.entityimage.as_deref(), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    assert_eq!(account.telephone1, None);
}

#[test]
fn decimals_keep_their_digits() {
    let text = r#"{"creditlimit": 922337203685477.5807, "exchangerate": 1.0000000000, "aging30": 5000000.0000, "aging60": 1E-4, "aging90": 7}"#;
    let account: Account = serde_json::from_str(text).unwrap();
    assert_eq!(account.creditlimit.unwrap().to_string(), "922337203685477.5807");
    assert_eq!(account.exchangerate.unwrap().to_string(), "1.0000000000");
    assert_eq!(account.aging30.unwrap(), Decimal::from(5_000_000));
    assert_eq!(account.aging60.unwrap().to_string(), "0.0001");
    assert_eq!(account.aging90.unwrap(), Decimal::from(7));
    assert!(serde_json::to_string(&account).unwrap().contains(r#""creditlimit":922337203685477.5807"#));
    // A value in memory has no text left; what it is still is read.
    let account: Account = serde_json::from_value(json!({"creditlimit": 12.5, "aging30": null})).unwrap();
    assert_eq!((account.creditlimit.unwrap().to_string().as_str(), account.aging30), ("12.5", None));
}

#[test]
fn dates_are_read_by_behavior() {
    let contact: Contact = round_trip(json!({"birthdate": "1990-05-01", "createdon": "2020-01-01T00:00:00+02:00"}));
    assert_eq!(contact.birthdate.unwrap().to_string(), "1990-05-01");
    assert_eq!(contact.createdon.unwrap().to_string(), "2019-12-31T22:00:00Z");
}

#[test]
fn lookups_take_their_annotations() {
    let annotated = |before: bool| {
        let mut text = format!(r#""_ownerid_value": "{ID}","#);
        let notes = r#""_ownerid_value@OData.Community.Display.V1.FormattedValue": "Sales Team",
            "_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "ownerid",
            "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team","#;
        text.insert_str(if before { 0 } else { text.len() }, notes);
        format!("{{{text} \"name\": null}}")
    };
    for before in [true, false] {
        let account: Account = serde_json::from_str(&annotated(before)).unwrap();
        let owner = account.ownerid.as_ref().unwrap();
        assert!(matches!(&owner.target, OwnerIdTarget::Team(id) if id.to_string() == ID), "{owner:?}");
        assert_eq!(owner.name.as_deref(), Some("Sales Team"));
        let again: Account = serde_json::from_str(&serde_json::to_string(&account).unwrap()).unwrap();
        assert_eq!(again, account);
    }
}

/// The example of the README.
#[test]
fn an_answer_of_the_service_is_a_row() {
    let account: Account = serde_json::from_str(
        r#"{
            "@odata.etag": "W/\"2291742\"",
            "name": "Contoso",
            "creditlimit": 5000000.0000,
            "_ownerid_value": "5531d753-95af-e711-a94e-000d3a11e605",
            "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team"
        }"#,
    )
    .unwrap();
    assert!(matches!(account.ownerid.unwrap().target, OwnerIdTarget::Team(_)));
    assert_eq!(account.annotations.etag(), Some("W/\"2291742\""));
}

#[test]
fn a_lookup_without_annotations_is_not_guessed() {
    let account: Account =
        round_trip(json!({"_ownerid_value": ID, "_primarycontactid_value": ID, "_parentaccountid_value": null}));
    let untyped = EntityReference::untyped(ID.parse().unwrap());
    assert_eq!(account.ownerid.unwrap().target, OwnerIdTarget::Other(untyped));
    assert_eq!(account.primarycontactid.unwrap().target.table(), Some("contact"), "there is only one");
    assert_eq!(account.parentaccountid, None);
}

#[test]
fn a_navigation_property_tells_the_table_where_nothing_else_does() {
    let property = "_regardingobjectid_value@Microsoft.Dynamics.CRM.associatednavigationproperty";
    let row: MsdynOcliveworkitem = read(
        json!({ property: "regardingobjectid_msdyn_bookingrule_msdyn_ocliveworkitem", "_regardingobjectid_value": ID }),
    );
    assert_eq!(row.regardingobjectid.unwrap().target.table(), Some("msdyn_bookingrule"));
}

#[test]
fn what_is_said_beside_the_values_is_kept() {
    let account: Account = read(json!({
        "@odata.etag": "W/\"2291742\"",
        "creditlimit@OData.Community.Display.V1.FormattedValue": "$1,000.00",
        "creditlimit": 1000,
        "statecode@OData.Community.Display.V1.FormattedValue": "Aktiv",
        "owneridname": "left out",
        "unknown": {"deep": [1, 2]},
        "name@Unknown.Term": 1,
    }));
    assert_eq!(account.annotations.etag(), Some("W/\"2291742\""));
    assert_eq!(account.annotations.formatted("creditlimit"), Some("$1,000.00"));
    assert_eq!(account.annotations.formatted("statecode"), Some("Aktiv"));
    assert_eq!(account.annotations.formatted("name"), None);
    assert_eq!(account, Account { creditlimit: Some(Decimal::from(1000)), ..Account::default() });
}

#[test]
fn a_decimal_number_is_written_with_all_of_its_digits() {
    for (mantissa, scale, digits) in [
        (0, 0, "0"),
        (0, 2, "0.00"),
        (5, 2, "0.05"),
        (-5, 0, "-5"),
        (-1_250, 3, "-1.250"),
        (i128::from(u64::MAX), 0, "18446744073709551615"),
        (i128::from(u64::MAX) + 1, 1, "1844674407370955161.6"),
        (Decimal::MAX.mantissa(), 0, "79228162514264337593543950335"),
        (Decimal::MAX.mantissa(), 28, "7.9228162514264337593543950335"),
        (1, 28, "0.0000000000000000000000000001"),
    ] {
        let number = Decimal::from_i128_with_scale(mantissa, scale);
        let account = Account { revenue: Some(number), ..Account::default() };
        let json = serde_json::to_string(&account).unwrap();
        assert_eq!(json, format!(r#"{{"revenue":{digits}}}"#));
        assert_eq!(serde_json::from_str::<Account>(&json).unwrap(), account);
    }
}

#[test]
fn rows_that_were_read_along_are_typed() {
    let account: Account = read(json!({
        "name": "Contoso",
        "primarycontactid": {"contactid": ID, "fullname": "Ada"},
        "Account_Tasks": [{"subject": "Call"}, {"subject": "Write"}],
        "parentaccountid": null,
    }));
    let contact: Contact = account.annotations.expanded("primarycontactid").unwrap().unwrap();
    assert_eq!(contact.fullname.as_deref(), Some("Ada"));
    let tasks: Vec<Task> = account.annotations.expanded("Account_Tasks").unwrap().unwrap();
    assert_eq!(tasks.iter().filter_map(|task| task.subject.as_deref()).collect::<Vec<_>>(), ["Call", "Write"]);
    assert!(account.annotations.expanded::<Account>("parentaccountid").is_none());
}

#[test]
fn a_row_prints_what_it_has() {
    let account: Account = read(json!({"name": "Contoso", "statecode": 1}));
    assert_eq!(format!("{account:?}"), r#"Account { name: "Contoso", statecode: Inactive (1), .. }"#);
}

#[test]
fn helper_columns_are_no_fields() {
    let table = Account::table();
    let owner_name = table.column("owneridname").unwrap();
    assert_eq!(owner_name.companion_of, Some("ownerid"));
    let fields = table.columns.get(..table.fields).unwrap();
    assert!(fields.iter().all(|column| column.companion_of.is_none()));
}

/// Reading and writing uses a part of the metadata, which says the same as the whole.
#[test]
fn what_rows_use_is_what_the_reference_says() {
    fn fields(table: &TableMetadata) -> Vec<(&str, &str, bool)> {
        let columns = table.columns.iter().take(table.fields);
        columns.map(|column| (column.logical_name, column.property(), column.column_type.is_lookup())).collect()
    }
    fn to_one(table: &TableMetadata) -> Vec<&OneToManyMetadata> {
        table.many_to_one.iter().filter(|one| one.referencing_entity_navigation_property_name.is_some()).collect()
    }
    fn check<R: Row>() {
        assert_eq!(fields(R::wire()), fields(R::table()), "{}", R::LOGICAL_NAME);
        assert_eq!(to_one(R::wire()), to_one(R::table()), "{}", R::LOGICAL_NAME);
    }
    check::<Account>();
    check::<Contact>();
    check::<Email>();
    check::<MsdynOcliveworkitem>();
    check::<Task>();
}

/// The row as it is read from what it is written as.
fn again<R: Serialize + DeserializeOwned>(row: &R) -> R {
    serde_json::from_str(&serde_json::to_string(row).unwrap()).unwrap()
}

#[test]
fn a_row_that_is_written_keeps_what_stands_beside_its_values() {
    let json = json!({
        "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
        "@odata.etag": "W/\"7\"",
        "industrycode@OData.Community.Display.V1.FormattedValue": "Accounting",
        "industrycode": 1,
        "primarycontactid": {"fullname": "Ada"},
        "Account_Tasks": [{"subject": "Call"}],
        "Account_Tasks@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(1)/Account_Tasks?$skiptoken=x",
        "new_column": 2.5,
        "new_account_book": [{"new_name": "Ulysses", "new_price": 2.50}],
        "name@Unknown.Term": 1,
    });
    let account: Account = serde_json::from_str(&json.to_string()).unwrap();
    for account in [&account, &again(&account)] {
        let annotations = account.annotations();
        assert_eq!(annotations.formatted("industrycode"), Some("Accounting"));
        assert!(account.expanded(ACCOUNT_PRIMARY_CONTACT).is_some());
        assert!(annotations.next_link("Account_Tasks").unwrap().ends_with("$skiptoken=x"));
        assert_eq!(annotations.next_link("Account_Emails"), None);
        assert_eq!(annotations.other("new_column"), Some("2.5"));
        let books: Option<Vec<Json>> = annotations.expanded("new_account_book").transpose().unwrap();
        assert_eq!(books, Some(vec![json!({"new_name": "Ulysses", "new_price": 2.5})]), "no reference names it");
        assert_eq!(annotations.others().collect::<Vec<_>>(), ["@odata.context", "name@Unknown.Term", "new_column"]);
    }
    assert_eq!(serde_json::to_value(&account).unwrap(), json);
}

#[test]
fn a_lookup_on_a_table_that_its_column_does_not_name_is_kept() {
    for reversed in [false, true] {
        let mut properties = [
            format!(r#""_primarycontactid_value": "{ID}""#),
            r#""_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "lead""#.to_owned(),
            r#""_primarycontactid_value@OData.Community.Display.V1.FormattedValue": "Ada""#.to_owned(),
        ];
        if reversed {
            properties.reverse();
        }
        let account: Account = serde_json::from_str(&format!("{{{}}}", properties.join(","))).unwrap();
        assert_eq!(account.primarycontactid, None);
        for account in [&account, &again(&account)] {
            let lookup = account.annotations().lookup("primarycontactid").unwrap();
            assert_eq!(lookup.target, EntityReference::new("lead", ID.parse().unwrap()));
            assert_eq!(lookup.name.as_deref(), Some("Ada"));
        }
        assert!(Create::from_row(&account).unwrap().body().is_err(), "no navigation property leads to a lead");
    }
}

#[test]
fn a_row_may_be_written_down_as_it_is_to_be_created() {
    for address in ["accounts", "/accounts", "https://contoso.crm.dynamics.com/api/data/v9.2/accounts"] {
        let account: Account = read(json!({"parentaccountid@odata.bind": format!("{address}({ID})")}));
        assert_eq!(account.parentaccountid.as_ref().unwrap().target.to_string(), ID);
        let body = Create::from_row(&account).unwrap().body().unwrap();
        assert_eq!(body, format!(r#"{{"parentaccountid@odata.bind":"/accounts({ID})"}}"#));
    }
    let error = serde_json::from_str::<Account>(r#"{"parentaccountid@odata.bind": "accounts(accountnumber='7')"}"#);
    assert!(error.unwrap_err().to_string().contains("`parentaccountid` is not the address of a row by its id"));
}

#[test]
fn a_lookup_points_to_one_row() {
    let of = |more: &str| format!(r#"{{"primarycontactid@odata.bind": "/contacts({ID})"{more}}}"#);
    assert!(serde_json::from_str::<Account>(&of("")).is_ok());
    let other = "00000000-0000-0000-0000-000000000008";
    let later = of(&format!(r#", "_primarycontactid_value": "{other}""#));
    assert!(serde_json::from_str::<Account>(&later).is_err());
    let same = of(&format!(r#", "_primarycontactid_value": "{ID}""#));
    assert!(serde_json::from_str::<Account>(&same).is_ok());
    let value = of("").replacen('{', &format!(r#"{{"_primarycontactid_value": "{other}", "#), 1);
    let error = serde_json::from_str::<Account>(&value).unwrap_err().to_string();
    assert!(error.contains("`primarycontactid` is not the row that another property names"), "{error}");
    let two = format!(
        r#"{{"parentcustomerid_account@odata.bind": "/accounts({ID})", "parentcustomerid_contact@odata.bind": "/contacts({other})"}}"#
    );
    assert!(serde_json::from_str::<Contact>(&two).is_err());
}

#[test]
fn an_answer_that_is_an_error_is_no_row() {
    let json = r#"{"error": {"code": "0x80040217", "message": "account With Id = 1 Does Not Exist"}}"#;
    let error = serde_json::from_str::<Account>(json).unwrap_err().to_string();
    assert!(error.contains("Does Not Exist") && error.contains("0x80040217"), "{error}");
    let deleted = format!(r#"{{"@odata.context": "https://o/$metadata#accounts/$deletedEntity", "id": "{ID}"}}"#);
    assert!(serde_json::from_str::<Account>(&deleted).is_err());
}

const PARTY: &str = r#""_partyid_value": "5531d753-95af-e711-a94e-000d3a11e605",
    "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact""#;

/// A key that stands twice says what it says last, as parsers of JSON have it.
#[test]
fn a_lookup_that_is_said_twice_says_the_last() {
    const TABLE: &str = "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname";
    let read = |first: &str, second: &str| -> Account {
        let (value, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let values = format!(r#""_primarycontactid_value": "{other}", "_primarycontactid_value": "{value}""#);
        serde_json::from_str(&format!(r#"{{{values}, "{TABLE}": "{first}", "{TABLE}": "{second}"}}"#)).unwrap()
    };
    let row = read("lead", "contact");
    assert_eq!(row.primarycontactid.as_ref().map(|contact| contact.target.uuid()), Some(Uuid::from_u128(7)));
    assert_eq!(serde_json::from_str::<Account>(&serde_json::to_string(&row).unwrap()).unwrap(), row);
    let row = read("contact", "lead");
    assert!(row.primarycontactid.is_none());
    let written = serde_json::to_string(&row).unwrap();
    assert_eq!(written.matches(&format!(r#""{TABLE}":"lead""#)).count(), 1, "{written}");
}

/// A table with a column that is called like it: the service calls the property `new_price1`.
mod price {
    use earlybound::metadata::{ColumnMetadata, ColumnType, LazyTable, TableMetadata};
    use earlybound::{Annotations, Column, Decimal, Table};

    const DECIMAL: ColumnType = ColumnType::Decimal { min: None, max: None, precision: None };

    static TABLE: LazyTable = LazyTable::given(&TableMetadata {
        logical_name: "new_price",
        entity_set_name: Some("new_prices"),
        fields: 1,
        columns: &[ColumnMetadata {
            logical_name: "new_price",
            property_name: Some("new_price1"),
            column_type: DECIMAL,
            ..ColumnMetadata::UNKNOWN
        }],
        ..TableMetadata::UNKNOWN
    });

    pub(super) struct Price {
        pub(super) new_price: Option<Decimal>,
        pub(super) annotations: Annotations,
    }

    impl Table for Price {
        const LOGICAL_NAME: &'static str = "new_price";
        const ENTITY_SET_NAME: Option<&'static str> = Some("new_prices");

        fn metadata() -> Option<&'static TableMetadata> {
            Some(TABLE.get())
        }
    }

    earlybound::row!(Price, annotations { new_price });

    pub(super) const NEW_PRICE: Column<Price, Decimal> = Column::new("new_price");
}

#[test]
fn a_column_may_have_another_name_on_the_wire() {
    let price: price::Price = serde_json::from_str(r#"{"new_price1": 12.50}"#).unwrap();
    assert_eq!(price.new_price.unwrap().to_string(), "12.50");
    assert_eq!(serde_json::to_string(&price).unwrap(), r#"{"new_price1":12.50}"#);
    let create = Create::<price::Price>::new().set(price::NEW_PRICE, Decimal::ONE);
    assert_eq!(create.body().unwrap(), r#"{"new_price1":1}"#);
    let query = price::Price::query().select(price::NEW_PRICE).filter(price::NEW_PRICE.gt(Decimal::ONE));
    assert_eq!(query.request().unwrap().path(), "/new_prices?$select=new_price1&$filter=new_price1%20gt%201");
    let key = Key::<price::Price>::alternate(price::NEW_PRICE, Decimal::ONE);
    assert_eq!(Request::delete(key).unwrap().path(), "/new_prices(new_price1=1)");
}

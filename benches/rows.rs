//! The cost of reading and writing rows, side by side with what `serde` derives for the same data: a page of 5,000 rows
//! of 40 columns, and once more the same page as rows of a whole table, most of whose columns were not asked for.
//!
//! Prints ratios of time, each the median of several rounds that alternate between the two sides. An argument such as
//! `read/ours` does that alone, once: for `valgrind --tool=callgrind`.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark prints")]

mod side_by_side;

use std::error::Error;
use std::hint::black_box;

use earlybound::metadata::{ColumnMetadata, ColumnType, LazyTable, TableMetadata};
use earlybound::{Annotations, Decimal, Id, Lookup, Page, Table, Timestamp, Uuid};
use earlybound_generated::account::{AccountCategoryCode, IndustryCode, PaymentTermsCode, StateCode, StatusCode};
use earlybound_generated::referenced::{BusinessUnit, SystemUser};
use earlybound_generated::{Account, Contact};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use side_by_side::compare;

const ROWS: usize = 5_000;
const ROUNDS: usize = 15;

const BIG_INT: ColumnType = ColumnType::BigInt { min: None, max: None };
const BOOLEAN: ColumnType = ColumnType::Boolean { default: None, true_label: "", false_label: "" };
const DATE_TIME: ColumnType = ColumnType::DateTime { behavior: None, format: "" };
const DOUBLE: ColumnType = ColumnType::Double { min: None, max: None, precision: None };
const INTEGER: ColumnType = ColumnType::Integer { min: None, max: None, format: "" };
const LOOKUP: ColumnType = ColumnType::Lookup { targets: &[] };
const MONEY: ColumnType =
    ColumnType::Money { min: None, max: None, precision: None, precision_source: None, is_base_currency: None };
const PICKLIST: ColumnType = ColumnType::Picklist { options: &[], default: None, set: None };
const STRING: ColumnType = ColumnType::String { max_length: None, format: "" };

/// Declares the same row twice: as generated code does it, and with derives.
macro_rules! rows {
    ($($column:ident: $type:ty, $property:literal: $derived:ty, $column_type:expr;)*) => {
        pub struct Ours {
            $(pub $column: Option<$type>,)*
            pub annotations: Annotations,
        }

        static TABLE: LazyTable = LazyTable::given(&TableMetadata {
            logical_name: "account",
            fields: 40,
            columns: &[$(ColumnMetadata {
                logical_name: stringify!($column),
                column_type: $column_type,
                ..ColumnMetadata::UNKNOWN
            }),*],
            ..TableMetadata::UNKNOWN
        });

        impl Table for Ours {
            const LOGICAL_NAME: &'static str = "account";

            fn metadata() -> Option<&'static TableMetadata> {
                Some(TABLE.get())
            }
        }

        earlybound::row!(Ours, annotations { $($column),* });

        #[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
        #[serde(default)]
        struct Derived {
            #[serde(rename = "@odata.etag", skip_serializing_if = "Option::is_none")]
            etag: Option<String>,
            $(#[serde(rename = $property, skip_serializing_if = "Option::is_none")] $column: Option<$derived>,)*
            #[serde(
                rename = "_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname",
                skip_serializing_if = "Option::is_none"
            )]
            createdby_table: Option<String>,
            #[serde(
                rename = "_modifiedby_value@Microsoft.Dynamics.CRM.lookuplogicalname",
                skip_serializing_if = "Option::is_none"
            )]
            modifiedby_table: Option<String>,
            #[serde(
                rename = "_owningbusinessunit_value@Microsoft.Dynamics.CRM.lookuplogicalname",
                skip_serializing_if = "Option::is_none"
            )]
            owningbusinessunit_table: Option<String>,
            #[serde(
                rename = "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname",
                skip_serializing_if = "Option::is_none"
            )]
            primarycontactid_table: Option<String>,
        }
    };
}

rows! {
    accountcategorycode: AccountCategoryCode, "accountcategorycode": i32, PICKLIST;
    accountid: Id<Account>, "accountid": Uuid, ColumnType::Uniqueidentifier;
    accountnumber: String, "accountnumber": String, STRING;
    address1_city: String, "address1_city": String, STRING;
    address1_country: String, "address1_country": String, STRING;
    address1_latitude: f64, "address1_latitude": f64, DOUBLE;
    address1_line1: String, "address1_line1": String, STRING;
    address1_line2: String, "address1_line2": String, STRING;
    address1_longitude: f64, "address1_longitude": f64, DOUBLE;
    address1_postalcode: String, "address1_postalcode": String, STRING;
    address1_stateorprovince: String, "address1_stateorprovince": String, STRING;
    address1_telephone1: String, "address1_telephone1": String, STRING;
    createdby: Lookup<Id<SystemUser>>, "_createdby_value": Uuid, LOOKUP;
    createdon: Timestamp, "createdon": jiff::Timestamp, DATE_TIME;
    creditlimit: Decimal, "creditlimit": Money, MONEY;
    creditonhold: bool, "creditonhold": bool, BOOLEAN;
    description: String, "description": String, STRING;
    donotbulkemail: bool, "donotbulkemail": bool, BOOLEAN;
    donotemail: bool, "donotemail": bool, BOOLEAN;
    donotphone: bool, "donotphone": bool, BOOLEAN;
    emailaddress1: String, "emailaddress1": String, STRING;
    emailaddress2: String, "emailaddress2": String, STRING;
    exchangerate: Decimal, "exchangerate": Money, MONEY;
    industrycode: IndustryCode, "industrycode": i32, PICKLIST;
    lastusedincampaign: Timestamp, "lastusedincampaign": jiff::Timestamp, DATE_TIME;
    modifiedby: Lookup<Id<SystemUser>>, "_modifiedby_value": Uuid, LOOKUP;
    modifiedon: Timestamp, "modifiedon": jiff::Timestamp, DATE_TIME;
    name: String, "name": String, STRING;
    numberofemployees: i32, "numberofemployees": i32, INTEGER;
    onholdtime: i32, "onholdtime": i32, INTEGER;
    owningbusinessunit: Lookup<Id<BusinessUnit>>, "_owningbusinessunit_value": Uuid, LOOKUP;
    paymenttermscode: PaymentTermsCode, "paymenttermscode": i32, PICKLIST;
    primarycontactid: Lookup<Id<Contact>>, "_primarycontactid_value": Uuid, LOOKUP;
    revenue: Decimal, "revenue": Money, MONEY;
    statecode: StateCode, "statecode": i32, PICKLIST;
    statuscode: StatusCode, "statuscode": i32, PICKLIST;
    telephone1: String, "telephone1": String, STRING;
    tickersymbol: String, "tickersymbol": String, STRING;
    versionnumber: i64, "versionnumber": i64, BIG_INT;
    websiteurl: String, "websiteurl": String, STRING;
}

/// A decimal number that is written as one: derives write it as a text otherwise.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(transparent)]
struct Money(#[serde(with = "rust_decimal::serde::float")] Decimal);

#[derive(Debug, Deserialize)]
struct DerivedPage {
    value: Vec<Derived>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let rows: Vec<String> = (0..ROWS).map(row).collect();
    let page = format!("{{\"@odata.count\":{ROWS},\"value\":[{}]}}", rows.join(","));
    let ours: Vec<Ours> = serde_json::from_str::<Page<Ours>>(&page)?.rows;
    let accounts: Vec<Account> = serde_json::from_str::<Page<Account>>(&page)?.rows;
    let derived = serde_json::from_str::<DerivedPage>(&page)?.value;
    println!("{} rows, {:.1} MB", ours.len(), page.len() as f64 / 1e6);

    let read_ours = || drop(black_box(serde_json::from_str::<Page<Ours>>(&page)));
    let read_account = || drop(black_box(serde_json::from_str::<Page<Account>>(&page)));
    let read_derived = || drop(black_box(serde_json::from_str::<DerivedPage>(&page)));
    let write_ours = || drop(black_box(serde_json::to_vec(&ours)));
    let write_account = || drop(black_box(serde_json::to_vec(&accounts)));
    let write_derived = || drop(black_box(serde_json::to_vec(&derived)));
    let cases: [(&str, &dyn Fn()); 6] = [
        ("read/ours", &read_ours),
        ("read/account", &read_account),
        ("read/derived", &read_derived),
        ("write/ours", &write_ours),
        ("write/account", &write_account),
        ("write/derived", &write_derived),
    ];
    if let Some((_, work)) = cases.iter().find(|(name, _)| std::env::args().any(|argument| argument == *name)) {
        work();
        return Ok(());
    }
    compare("reading / derive", ROUNDS, &read_ours, &read_derived);
    compare("reading a whole table's rows / derive", ROUNDS, &read_account, &read_derived);
    compare("writing / derive", ROUNDS, &write_ours, &write_derived);
    compare("writing a whole table's rows / derive", ROUNDS, &write_account, &write_derived);
    Ok(())
}

/// A row as the service answers it, in an order of its own: what is said about a value stands before it.
fn row(place: usize) -> String {
    let id = |kind: u128| Uuid::from_u128((kind << 64) + place as u128).to_string();
    let time = format!("20{:02}-09-28T22:{:02}:53Z", place % 25, place % 60);
    let properties: [(&str, Json); 45] = [
        ("@odata.etag", json!(format!("W/\"{}\"", 81_359_849 + place))),
        ("address1_line1", json!(format!("{place} Main Street"))),
        ("telephone1", json!("425 555 0101")),
        ("address1_telephone1", json!("425 555 0100")),
        ("emailaddress1", json!(format!("info{place}@contoso.example"))),
        ("address1_line2", json!("Building 4")),
        ("emailaddress2", json!("sales@contoso.example")),
        ("accountid", json!(id(1))),
        ("creditonhold", json!(place.is_multiple_of(2))),
        ("address1_stateorprovince", json!("WA")),
        ("statecode", json!(place % 2)),
        ("address1_postalcode", json!("98052")),
        ("paymenttermscode", json!(1 + place % 4)),
        ("statuscode", json!(1 + place % 2)),
        ("accountcategorycode", json!(place % 3)),
        ("industrycode", json!(place % 33)),
        ("address1_longitude", json!(-122.1 - place as f64 / 1e4)),
        ("address1_latitude", json!(47.6 + place as f64 / 1e4)),
        ("name", json!(format!("Contoso {place} (sample)"))),
        ("onholdtime", json!(place / 7)),
        ("donotphone", json!(false)),
        ("exchangerate", json!(1.0625)),
        ("_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname", json!("contact")),
        ("_primarycontactid_value", json!(id(5))),
        ("_owningbusinessunit_value@Microsoft.Dynamics.CRM.lookuplogicalname", json!("businessunit")),
        ("_owningbusinessunit_value", json!(id(4))),
        ("_modifiedby_value@Microsoft.Dynamics.CRM.lookuplogicalname", json!("systemuser")),
        ("_modifiedby_value", json!(id(3))),
        ("_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname", json!("systemuser")),
        ("_createdby_value", json!(id(2))),
        ("revenue", json!(1_000_000.5 + place as f64)),
        ("donotbulkemail", json!(false)),
        ("donotemail", json!(true)),
        ("tickersymbol", json!("CTSO")),
        ("websiteurl", json!("https://contoso.example")),
        ("lastusedincampaign", json!(time)),
        ("modifiedon", json!(time)),
        ("createdon", json!(time)),
        ("description", json!("Makes \"widgets\",\nand sells them to everybody who asks for one of them.")),
        ("versionnumber", json!(640_000_000_000_000_000_u64 + place as u64)),
        ("accountnumber", json!(format!("A-{place:06}"))),
        ("numberofemployees", json!(place)),
        ("creditlimit", json!(5000.25 + place as f64)),
        ("address1_country", json!("United States")),
        ("address1_city", json!("Redmond")),
    ];
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{}:{value}", Json::from(*name))).collect();
    format!("{{{}}}", properties.join(","))
}

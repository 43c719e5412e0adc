//! Values at the ends of what columns hold, and beyond.

use super::*;

#[test]
fn a_value_of_another_type_says_which_column_and_what_it_holds() {
    for (json, expected) in [
        (json!({"numberofemployees": "six"}), "`numberofemployees` is not a whole number of 32 bits"),
        (json!({"numberofemployees": 3_000_000_000_i64}), "`numberofemployees` is not a whole number of 32 bits"),
        (json!({"accountid": "x"}), "`accountid` is not an id"),
        (json!({"_primarycontactid_value": "x"}), "`primarycontactid` is not an id"),
        (json!({"creditlimit": "much"}), "`creditlimit` is not a decimal number"),
        (json!({"createdon": "2020-01-01"}), "`createdon` is not a date and time with its offset"),
        (json!([1]), "a row of `account`"),
    ] {
        let error = serde_json::from_str::<Account>(&json.to_string()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_day_is_no_time_and_a_time_is_no_day() {
    let error = |json: &str| serde_json::from_str::<Contact>(json).unwrap_err().to_string();
    let day = error(r#"{"birthdate": "1965-05-07T00:00:00Z"}"#);
    assert!(day.contains(r#"found `"1965-05-07T00:00:00Z"`"#), "{day}");
    assert!(day.contains("state `DateTimeBehavior: UserLocal` of `birthdate` in `contact.table.yaml`"), "{day}");
    let time = error(r#"{"createdon": "1965-05-07"}"#);
    assert!(time.contains("state `DateTimeBehavior: DateOnly` of `createdon` in `contact.table.yaml`"), "{time}");
    let long = error(&format!(r#"{{"numberofchildren": "{}"}}"#, "x".repeat(1000)));
    assert!(long.len() < 300 && long.contains("AttributeType: String"), "{long}");
    assert!(error(r#"{"fullname": ["Ada"]}"#).contains("`fullname` is not a text: found `a list`"));
    assert!(error(r#"{"fullname": {"Value": true}}"#).contains("`fullname` is not a text: found `an object`"));
}

#[test]
fn the_whole_range_of_every_type() {
    let text = r#"{"createdon":"9999-12-30T23:59:59Z","creditlimit":-922337203685477.5807,"address1_latitude":-1e300,"versionnumber":9223372036854775807}"#;
    let account: Account = serde_json::from_str(text).unwrap();
    assert_eq!(account.createdon.unwrap().to_string(), "9999-12-30T23:59:59Z");
    assert_eq!(account.versionnumber, Some(i64::MAX));
    let value: Json = serde_json::from_str(&serde_json::to_string(&account).unwrap()).unwrap();
    assert_eq!(value["address1_latitude"], json!(-1e300));
    for text in [
        r#"{"creditlimit": 1e300}"#,
        r#"{"creditlimit": 0.12345678901234567890123456789012345}"#,
        r#"{"creditlimit": 1e-40}"#,
        r#"{"versionnumber": 9223372036854775808}"#,
        r#"{"versionnumber": 1.5}"#,
    ] {
        assert!(serde_json::from_str::<Account>(text).is_err(), "{text} is another value");
    }
    let account = Account { address1_latitude: Some(f64::NAN), ..Account::default() };
    let error = serde_json::to_string(&account).unwrap_err().to_string();
    assert!(error.contains("`address1_latitude` is NaN"), "{error}");
}

/// With its feature `arbitrary_precision`, `serde_json` hands over numbers as objects with their digits.
#[test]
fn numbers_with_all_their_digits_are_numbers() {
    let number =
        |column, digits| BTreeMap::from([(column, BTreeMap::from([("$serde_json::private::Number", digits)]))]);
    let read = |column, digits| {
        Account::deserialize(IntoDeserializer::<serde::de::value::Error>::into_deserializer(number(column, digits)))
    };
    assert_eq!(read("numberofemployees", "7").unwrap().numberofemployees, Some(7));
    assert_eq!(read("address1_latitude", "1e-30").unwrap().address1_latitude, Some(1e-30));
    assert_eq!(read("creditlimit", "0.10").unwrap().creditlimit.unwrap().to_string(), "0.10");
    assert!(read("numberofemployees", "3000000000").is_err());
    assert!(read("address1_latitude", "1e400").is_err(), "infinity is another value");
}

/// The advice is one that helps, or there is none.
#[test]
fn a_value_that_no_document_can_hold_has_no_advice() {
    for (json, helps) in [
        (r#"{"createdon": "2016-09-28"}"#, true),
        (r#"{"createdon": "2016-09-28T22:57:53"}"#, false),
        (r#"{"address1_latitude": 1e309}"#, false),
        (r#"{"creditlimit": 79228162514264337593543950336}"#, false),
        (r#"{"creditlimit": 0.10000000000000000000000000000000001}"#, false),
        (r#"{"numberofemployees": 5.0}"#, true),
        (r#"{"numberofemployees": 3000000000}"#, true),
    ] {
        let error = serde_json::from_str::<Account>(json).unwrap_err().to_string();
        assert_eq!(error.contains("state `"), helps, "{error}");
    }
}

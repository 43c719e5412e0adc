//! Parties of activities.

use super::*;

#[test]
fn parties_are_sorted_into_their_columns() {
    let parties = "email_activity_parties";
    let email: Email = round_trip(json!({
        "subject": "Hello",
        parties: [
            {"participationtypemask": 1, "_partyid_value": ID, "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser"},
            {"participationtypemask": 2, "_partyid_value": ID, "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact"},
            {"participationtypemask": 2, "_partyid_value": null, "addressused": "a@b.example"},
        ],
    }));
    let to = email.to.unwrap();
    assert!(matches!(to.as_slice(), [one] if matches!(one.target, ToTarget::Contact(_))), "{to:?}");
    assert_eq!(email.from.unwrap().len(), 1);
    assert_eq!(email.cc, None);
}

#[test]
fn parties_land_in_the_column_of_their_role_or_in_none() {
    let email = |party: &str| -> Email {
        serde_json::from_str(&format!(r#"{{"email_activity_parties": [{{{party}}}]}}"#)).unwrap()
    };
    let related = email(&format!(r#""participationtypemask": 13, {PARTY}"#));
    assert_eq!(related.annotations().parties().len(), 1, "the table has no such column");
    let conversation = format!(r#"{{"msdyn_ocliveworkitem_activity_parties": [{{{PARTY}}}]}}"#);
    let conversation: MsdynOcliveworkitem = serde_json::from_str(&conversation).unwrap();
    assert_eq!(conversation.partners, None, "a party without a role is no partner");
    let unplaced = email(PARTY);
    assert_eq!((&unplaced.to, unplaced.annotations().parties().len()), (&None, 1));
    assert!(Create::from_row(&unplaced).is_err(), "nobody knows what the party does");
    let address = email(r#""participationtypemask": 2, "_partyid_value": null, "addressused": "bob@example.com""#);
    for email in [&address, &again(&address)] {
        let [party] = email.annotations().parties() else { panic!("{email:?}") };
        assert_eq!((party.address.as_deref(), party.role), (Some("bob@example.com"), Some(2)));
    }
    let body = Create::from_row(&address).unwrap().body().unwrap();
    let party = r#"{"addressused":"bob@example.com","participationtypemask":2}"#;
    assert_eq!(body, format!(r#"{{"email_activity_parties":[{party}]}}"#));
}

#[test]
fn a_party_that_cannot_be_read_is_no_party_without_a_row() {
    for (party, words) in [
        (r#""_partyid_value": "Ada""#, r#"`_partyid_value` is not an id: found `"Ada"`"#),
        (r#""participationtypemask": 2147483648"#, "`participationtypemask` is not a whole number of 32 bits"),
        (r#""addressused": 7"#, "`addressused` is not a text: found `7`"),
    ] {
        let json = format!(r#"{{"email_activity_parties": [{{{party}}}]}}"#);
        let error = serde_json::from_str::<Email>(&json).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn parties_that_were_changed_are_written_as_they_are() {
    let json = format!(
        r#"{{"email_activity_parties": [
            {{"participationtypemask": 2, "activitypartyid": "{ID}", {PARTY}}},
            {{"participationtypemask": 3, "addressused": "bob@example.com"}}]}}"#
    );
    let mut email: Email = serde_json::from_str(&json).unwrap();
    assert!(serde_json::to_string(&email).unwrap().contains("activitypartyid"), "as they were");
    email.to = None;
    let written = serde_json::to_string(&email).unwrap();
    assert!(!written.contains("activitypartyid") && written.contains("bob@example.com"), "{written}");
    assert_eq!(again(&email), email);
}

//! Updates, upserts, deletions, and links between rows.

use earlybound::{Create, Id, Key, Lookup, Parties, Request, Update};

use crate::case::{Case, ROOT, case};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::{ACCOUNT_TASKS, OPPORTUNITY_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account, AccountCategoryCode};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::email::{CcTarget, ToTarget};
use crate::dataverse::opportunity::many_to_one;
use crate::dataverse::{
    Contact, ContosoSensorData, Email, ExampleRecord, Lead, Opportunity, contact, email, example_record, lead,
    opportunity,
};
use crate::rows::{id, row};

fn update() -> Update<Account> {
    Update::new()
        .set(account::NAME, "Updated")
        .set(account::CREDITONHOLD, true)
        .set(account::ADDRESS1_LATITUDE, 47.639583)
        .set(account::DESCRIPTION, "It was updated")
        .set(account::REVENUE, 6_000_000)
        .set(account::ACCOUNTCATEGORYCODE, AccountCategoryCode::Standard)
}

const UPDATED: &str = r#"{
    "name": "Updated", "creditonhold": true, "address1_latitude": 47.639583, "description": "It was updated",
    "revenue": 6000000, "accountcategorycode": 2
}"#;
const ACCOUNT: &str = "/accounts(00000000-0000-0000-0000-000000000001)";

pub fn cases() -> Vec<Case> {
    [updates(), upserts(), deletions(), links()].into_iter().flatten().collect()
}

fn updates() -> Vec<Case> {
    let renamed = || Update::<Account>::new().set(account::NAME, "Updated").request(id::<Account>(1));
    vec![
        case(
            "webapi/update-delete-entities-using-web-api: basic",
            &format!("PATCH {ACCOUNT}\nIf-Match: *\n\n{UPDATED}"),
            update().request(id::<Account>(1)),
        ),
        case(
            "webapi/update-delete-entities-using-web-api: with data returned",
            &format!(
                "PATCH {ACCOUNT}?$select=name,creditonhold,address1_latitude,description,revenue,accountcategorycode,createdon
                 Prefer: return=representation\nIf-Match: *\n\n{{\"name\": \"Updated\"}}"
            ),
            renamed().and_then(|update| {
                Account::query()
                    .select((account::NAME, account::CREDITONHOLD, account::ADDRESS1_LATITUDE, account::DESCRIPTION))
                    .select((account::REVENUE, account::ACCOUNTCATEGORYCODE, account::CREATEDON))
                    .returned_by(update)
            }),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: update",
            &format!("PATCH {ACCOUNT}\nIf-Match: W/\"470867\"\n\n{{\"name\": \"Updated\"}}"),
            renamed().and_then(|update| update.if_match("W/\"470867\"")),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: prevent create in upsert",
            &format!("PATCH {ACCOUNT}\nIf-Match: *\n\n{UPDATED}"),
            update().request(id::<Account>(1)),
        ),
        case(
            "webapi/manage-duplicate-detection-create-update: update",
            r#"PATCH /leads(c4567bb6-47a3-e711-811b-e0071b6ac1b1)
MSCRM.SuppressDuplicateDetection: false
If-Match: *

{"firstname": "Monte", "lastname": "Orton", "emailaddress1": "monteorton@example.com"}"#,
            Update::<Lead>::new()
                .set(lead::FIRSTNAME, "Monte")
                .set(lead::LASTNAME, "Orton")
                .set(lead::EMAILADDRESS1, "monteorton@example.com")
                .request(row::<Lead>("c4567bb6-47a3-e711-811b-e0071b6ac1b1"))
                .map(|update| update.detecting_duplicates()),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: associate on update",
            r#"PATCH /opportunities(00000000-0000-0000-0000-000000000001)
If-Match: *

{"customerid_account@odata.bind": "accounts(00000000-0000-0000-0000-000000000002)"}"#,
            Update::<Opportunity>::new().bind(opportunity::CUSTOMERID, id::<Account>(2)).request(id::<Opportunity>(1)),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: disassociate on update",
            &format!(
                "PATCH {ACCOUNT}\nIf-Match: *\n\n{}",
                r#"{"parentaccountid@odata.bind": null, "primarycontactid@odata.bind": null}"#
            ),
            Update::<Account>::new().clear(account::PARENTACCOUNTID).clear(account::PRIMARYCONTACTID).request(id::<Account>(1)),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: disassociate by the property alone",
            &format!("PATCH {ACCOUNT}\nIf-Match: *\n\n{}", r#"{"parentaccountid": null, "primarycontactid": null}"#),
            Update::<Account>::new().clear(account::PARENTACCOUNTID).clear(account::PRIMARYCONTACTID).request(id::<Account>(1)),
        )
        .explained_by("the page shows two ways to say the same, and ours is the other one"),
        case(
            "use-elastic-tables: update",
            r#"PATCH /contoso_sensordatas(contoso_sensordataid=21d455f2-70f3-ed11-8848-000d3a993550,partitionid='deviceid-001')
MSCRM.SessionToken: 240:8#144035978#7=-1
If-Match: *

{"contoso_value": 60, "contoso_timestamp": "2023-05-15T22:36:24Z"}"#,
            Update::<ContosoSensorData>::new()
                .set(sensordata::CONTOSO_VALUE, 60)
                .set(sensordata::CONTOSO_TIMESTAMP, "2023-05-15T22:36:24Z".parse::<earlybound::Timestamp>().unwrap())
                .request(sensor("21d455f2-70f3-ed11-8848-000d3a993550"))
                .and_then(|update| update.in_session("240:8#144035978#7=-1")),
        ),
    ]
}

fn sensor(id: &str) -> Key<ContosoSensorData> {
    Key::alternate(sensordata::CONTOSO_SENSORDATAID, row::<ContosoSensorData>(id))
        .and(sensordata::PARTITIONID, "deviceid-001")
}

fn upserts() -> Vec<Case> {
    let key = |number: i32| {
        Key::<ExampleRecord>::alternate(example_record::EXAMPLE_KEY1, number).and(example_record::EXAMPLE_KEY2, number)
    };
    let named = |name: &'static str| Create::<ExampleRecord>::new().set(example_record::EXAMPLE_NAME, name);
    let id_of = || ExampleRecord::query().select(example_record::EXAMPLE_RECORDID);
    vec![
        case(
            "use-upsert-insert-update-record: create",
            "PATCH /example_records(example_key1=2,example_key2=2)\n\n{\"example_name\": \"2:2\"}",
            named("2:2").upsert(key(2)),
        ),
        case(
            "use-upsert-insert-update-record: update",
            "PATCH /example_records(example_key1=2,example_key2=2)\n\n{\"example_name\": \"2:2 Updated\"}",
            Update::<ExampleRecord>::new().set(example_record::EXAMPLE_NAME, "2:2 Updated").upsert(key(2)),
        ),
        case(
            "use-upsert-insert-update-record: create with representation",
            "PATCH /example_records(example_key1=3,example_key2=3)?$select=example_recordid
             Prefer: return=representation\n\n{\"example_name\": \"3:3\"}",
            named("3:3").upsert(key(3)).and_then(|upsert| id_of().returned_by(upsert)),
        ),
        case(
            "use-upsert-insert-update-record: update with representation",
            "PATCH /example_records(example_key1=3,example_key2=3)?$select=example_recordid
             Prefer: return=representation\n\n{\"example_name\": \"3:3 Updated\"}",
            named("3:3 Updated").upsert(key(3)).and_then(|upsert| id_of().returned_by(upsert)),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: prevent update in upsert",
            &format!("PATCH {ACCOUNT}\nIf-None-Match: *\n\n{UPDATED}"),
            update().upsert(id::<Account>(1)).map(|upsert| upsert.if_new()),
        ),
        case(
            "use-elastic-tables: upsert",
            r#"PATCH /contoso_sensordatas(ff67610c-82ce-412c-85df-0bbc6521bb01)?partitionid="deviceid-001"
x-ms-session-token: hn76qq#7324

{"contoso_deviceid": "deviceid-001", "contoso_value": 40, "partitionid": "deviceid-001", "ttlinseconds": 86400}"#,
            Create::<ContosoSensorData>::new()
                .set(sensordata::CONTOSO_DEVICEID, "deviceid-001")
                .set(sensordata::CONTOSO_VALUE, 40)
                .set(sensordata::PARTITIONID, "deviceid-001")
                .set(sensordata::TTLINSECONDS, 86400)
                .upsert(row::<ContosoSensorData>("ff67610c-82ce-412c-85df-0bbc6521bb01"))
                .and_then(|upsert| upsert.in_session("hn76qq#7324")),
        )
        .explained_by(
            "the same page says that the partition of a PATCH is ignored in the address, and that a session is named in \
             `MSCRM.SessionToken`",
        ),
    ]
}

fn deletions() -> Vec<Case> {
    vec![
        case(
            "webapi/update-delete-entities-using-web-api: delete",
            &format!("DELETE {ACCOUNT}"),
            Request::delete(id::<Account>(1)),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: delete",
            &format!("DELETE {ACCOUNT}\nIf-Match: W/\"470867\""),
            Request::delete(id::<Account>(1)).and_then(|delete| delete.if_match("W/\"470867\"")),
        ),
        case(
            "use-elastic-tables: delete",
            "DELETE /contoso_sensordatas(contoso_sensordataid=02d82842-f3f4-ed11-8848-000d3a993550,partitionid='deviceid-001')",
            Request::delete(sensor("02d82842-f3f4-ed11-8848-000d3a993550")),
        ),
        case(
            "use-elastic-tables: delete by the partition parameter",
            "DELETE /contoso_sensordatas(02d82842-f3f4-ed11-8848-000d3a993550)?partitionId=deviceid-001",
            Request::delete(row::<ContosoSensorData>("02d82842-f3f4-ed11-8848-000d3a993550"))
                .map(|delete| delete.in_partition("deviceid-001")),
        ),
    ]
}

fn links() -> Vec<Case> {
    let (account, opportunity): (Id<Account>, Id<Opportunity>) = (id(2), id(1));
    let name = "/accounts(00000000-0000-0000-0000-000000000002)/opportunity_customer_accounts";
    let of_opportunity = "/opportunities(00000000-0000-0000-0000-000000000001)";
    vec![
        case(
            "webapi/associate-disassociate-entities-using-web-api: add to a collection",
            &format!("POST {name}/$ref\n\n{{\"@odata.id\": \"{ROOT}{of_opportunity}\"}}"),
            Request::associate(account, OPPORTUNITY_CUSTOMER_ACCOUNTS, opportunity, ROOT),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: change a single reference",
            &format!(
                "PUT {of_opportunity}/customerid_account/$ref\n\n{}",
                r#"{"@odata.id": "accounts(00000000-0000-0000-0000-000000000002)"}"#
            ),
            Request::set_reference(opportunity, many_to_one::OPPORTUNITY_CUSTOMER_ACCOUNTS, account),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: remove from a collection by address",
            &format!("DELETE {name}/$ref?$id={ROOT}{of_opportunity}"),
            Request::disassociate(account, OPPORTUNITY_CUSTOMER_ACCOUNTS, opportunity),
        )
        .explained_by("the page shows two ways to say the same, and ours is the other one"),
        case(
            "webapi/associate-disassociate-entities-using-web-api: remove from a collection",
            &format!("DELETE {name}(00000000-0000-0000-0000-000000000001)/$ref"),
            Request::disassociate(account, OPPORTUNITY_CUSTOMER_ACCOUNTS, opportunity),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: remove a single reference",
            &format!("DELETE {of_opportunity}/customerid_account/$ref"),
            Request::clear_reference(opportunity, many_to_one::OPPORTUNITY_CUSTOMER_ACCOUNTS),
        ),
        case(
            "webapi/associate-disassociate-entities-using-web-api: parties of an email",
            r#"PUT /emails(2479d20d-3a39-e711-8145-e0071b6a2001)/email_activity_parties

{"value": [
    {"partyid_contact@odata.bind": "contacts(a30d4045-fc46-e711-8115-e0071b66df51)", "participationtypemask": 3},
    {"partyid_contact@odata.bind": "contacts(1dcdda07-3a39-e711-8145-e0071b6a2001)", "participationtypemask": 2}
]}"#,
            Parties::<Email>::new()
                .set(email::TO, [Lookup::new(ToTarget::from(row::<Contact>("1dcdda07-3a39-e711-8145-e0071b6a2001")))])
                .set(email::CC, [Lookup::new(CcTarget::from(row::<Contact>("a30d4045-fc46-e711-8115-e0071b66df51")))])
                .request(row::<Email>("2479d20d-3a39-e711-8145-e0071b6a2001")),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: references of a collection",
            &format!("GET {ACCOUNT}/Account_Tasks/$ref"),
            ACCOUNT_TASKS.references_of(id::<Account>(1)),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: count of a collection",
            &format!("GET {ACCOUNT}/Account_Tasks/$count"),
            ACCOUNT_TASKS.rows_of(id::<Account>(1)).row_count(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: the row of a lookup",
            &format!("GET {ACCOUNT}/primarycontactid?$select=fullname"),
            ACCOUNT_PRIMARY_CONTACT.row_of(id::<Account>(1)).select(contact::FULLNAME).request(),
        ),
    ]
}

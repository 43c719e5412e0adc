//! The answers that the pages show, as this crate reads them: every value arrives.

use earlybound::query::{Aggregate, Delta, Query, References};
use earlybound::service::{Answer, ErrorKind, Json};
use earlybound::{Create, EntityReference, Id, Invoke, Key, Page, Row, Update, Uuid, file, property};
use serde_json::Value;

use crate::case::ROOT;
use crate::dataverse::account::many_to_one::{ACCOUNT_PRIMARY_CONTACT, LK_ACCOUNTBASE_CREATEDBY};
use crate::dataverse::account::one_to_many::{ACCOUNT_TASKS, CONTACT_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account, OwnerIdTarget};
use crate::dataverse::contact::many_to_one::{CONTACT_CUSTOMER_ACCOUNTS as CUSTOMER, CONTACT_OWNING_USER};
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::task::many_to_one::CONTACT_TASKS;
use crate::dataverse::{
    Contact, ContosoSensorData, ExampleRecord, Queue, SCHEMA, SystemUser, Task, contoso_sensordata as sensordata,
    example_record,
};
use crate::rows::{id, row};

pub fn answer(status: u16, body: &str) -> Answer {
    Answer::new(status, [("Content-Type", "application/json; odata.metadata=minimal")], body.to_owned())
}

fn read<A: earlybound::service::FromAnswer>(body: &str) -> A {
    A::read(answer(200, body)).unwrap()
}

use earlybound::service::FromAnswer;

/// Checks that a row says again all that it was read from.
fn keeps<R: Row + FromAnswer + serde::Serialize>(body: &str) -> R {
    let row: R = read(body);
    let sent: Value = serde_json::from_str(body).unwrap();
    let again = serde_json::to_value(&row).unwrap();
    for (name, value) in sent.as_object().unwrap() {
        // The navigation property follows from the table.
        if name != "@odata.context" && !name.ends_with("associatednavigationproperty") {
            assert_eq!(again.get(name), Some(value), "{name} of {again}");
        }
    }
    row
}

#[test]
fn the_row_that_was_created() {
    let account: Account = keeps(
        r#"{
            "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
            "@odata.etag": "W/\"536530\"", "accountid": "d6f193fc-ce85-e611-80d8-00155d2a68de",
            "accountcategorycode": 1, "description": "An account", "address1_latitude": 47.63958, "creditonhold": false,
            "name": "Sample", "createdon": "2016-09-28T22:57:53Z",
            "_transactioncurrencyid_value": "048dddaa-6f7f-e611-80d3-00155db5e0b6"
        }"#,
    );
    assert_eq!(account.annotations().etag(), Some("W/\"536530\""));
    assert_eq!(account.accountid, Some(row("d6f193fc-ce85-e611-80d8-00155d2a68de")));
    let revenue: Account = read(r#"{"revenue": 5000000.0000}"#);
    assert_eq!(revenue.revenue.unwrap().to_string(), "5000000.0000");
}

#[test]
fn ids_of_new_and_of_changed_rows() {
    let with =
        |address: String| Answer::new(204, [("OData-Version", "4.0".to_owned()), ("OData-EntityId", address)], "");
    let address = format!("{ROOT}/accounts(7eb682f1-ca75-e511-80d4-00155d2a68d1)");
    let created = Create::<Account>::new().request().unwrap().read(with(address.clone())).unwrap();
    assert_eq!(created, row("7eb682f1-ca75-e511-80d4-00155d2a68d1"));
    assert_eq!(SCHEMA.reference(&address), Some(EntityReference::new("account", created.uuid())));

    let update = Update::<Account>::new().set(account::NAME, "Updated").request(id::<Account>(1)).unwrap();
    assert_eq!(update.read(Answer::new(204, [("OData-Version", "4.0")], "")).unwrap(), None);

    let key = Key::<ExampleRecord>::alternate(example_record::EXAMPLE_KEY1, 2).and(example_record::EXAMPLE_KEY2, 2);
    let upsert = Create::<ExampleRecord>::new().set(example_record::EXAMPLE_NAME, "2:2").upsert(key).unwrap();
    let by_key = format!("{ROOT}/example_records(example_key1=2,example_key2=2)");
    assert_eq!(upsert.read(with(by_key.clone())).unwrap(), None, "the service names the row by its key");
    assert_eq!(SCHEMA.reference(&by_key), None);

    let elastic =
        "contoso_sensordatas(contoso_sensordataid=21d455f2-70f3-ed11-8848-000d3a993550,partitionid='deviceid-001')";
    let upsert = Create::<ContosoSensorData>::new()
        .set(sensordata::CONTOSO_VALUE, 1)
        .upsert(row::<ContosoSensorData>("21d455f2-70f3-ed11-8848-000d3a993550"))
        .unwrap();
    assert_eq!(
        upsert.read(with(format!("{ROOT}/{elastic}"))).unwrap(),
        Some(row("21d455f2-70f3-ed11-8848-000d3a993550"))
    );
    let by_lookup = format!("{ROOT}/accounts(_primarycontactid_value=7eb682f1-ca75-e511-80d4-00155d2a68d1)");
    assert_eq!(with(by_lookup).entity_id(), None, "the id of another row");
}

#[test]
fn single_values() {
    let request = property::get(id::<Account>(1), account::NAME).unwrap();
    let body = r#"{"@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts(1)/name", "value": "Adventure Works"}"#;
    assert_eq!(request.read(answer(200, body)).unwrap().0.as_deref(), Some("Adventure Works"));
    assert_eq!(request.read(answer(204, "")).unwrap().0, None);
    let text = property::text(id::<Account>(1), account::NAME).unwrap();
    let raw = Answer::new(200, [("Content-Type", "text/plain")], "Adventure Works");
    assert_eq!(text.read(raw).unwrap().0.as_deref(), Some("Adventure Works"));
    assert_eq!(text.read(answer(204, "")).unwrap().0, None);
    let gone = r#"{"error": {"code": "0x80040217", "message": "gone"}}"#;
    assert_eq!(text.read(answer(404, gone)).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn references_and_counts_of_collections() {
    let references: References = read(
        r#"{
            "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#Collection($ref)",
            "value": [
                {"@odata.id": "https://contoso.crm.dynamics.com/api/data/v9.2/tasks(6b5941dd-d175-e511-80d4-00155d2a68d1)"},
                {"@odata.id": "https://contoso.crm.dynamics.com/api/data/v9.2/tasks(fcbb60ed-d175-e511-80d4-00155d2a68d1)"}
            ]
        }"#,
    );
    let ids: Vec<String> = references.ids.iter().map(Uuid::to_string).collect();
    assert_eq!(ids, ["6b5941dd-d175-e511-80d4-00155d2a68d1", "fcbb60ed-d175-e511-80d4-00155d2a68d1"]);
    assert_eq!(read::<u64>("\u{feff}2"), 2);
    assert_eq!(read::<u64>("10  \n"), 10);
}

#[test]
fn expanded_rows() {
    let account: Account = read(
        r#"{
            "@odata.etag": "W/\"36236432\"", "name": "Sample", "accountid": "00000000-0000-0000-0000-000000000004",
            "primarycontactid": {
                "@odata.etag": "W/\"28877094\"", "fullname": "Yvonne", "contactid": "00000000-0000-0000-0000-000000000001"
            },
            "Account_Tasks": [
                {"@odata.etag": "W/\"36236437\"", "subject": "Task 1", "scheduledstart": "2016-04-11T15:00:00Z",
                 "activityid": "00000000-0000-0000-0000-000000000002"},
                {"@odata.etag": "W/\"36236440\"", "subject": "Task 2", "activityid": "00000000-0000-0000-0000-000000000003"}
            ]
        }"#,
    );
    let contact = account.expanded(ACCOUNT_PRIMARY_CONTACT).unwrap().unwrap().unwrap();
    assert_eq!((contact.fullname.as_deref(), contact.contactid), (Some("Yvonne"), Some(id(1))));
    assert_eq!(contact.annotations().etag(), Some("W/\"28877094\""));
    let tasks = account.expanded(ACCOUNT_TASKS).unwrap().unwrap();
    let subjects: Vec<_> = tasks.iter().map(|task| task.subject.as_deref().unwrap()).collect();
    assert_eq!(subjects, ["Task 1", "Task 2"]);
    assert_eq!(tasks[0].scheduledstart.unwrap().to_string(), "2016-04-11T15:00:00Z");
}

#[test]
fn expanded_references() {
    let page: Page<Account> = read(
        r#"{"value": [{
            "name": "Litware", "_primarycontactid_value": "70bf4d48-34cb-ed11-b596-0022481d68cd",
            "primarycontactid": {"@odata.id": "https://contoso.crm.dynamics.com/api/data/v9.2/contacts(70bf4d48-34cb-ed11-b596-0022481d68cd)"}
        }]}"#,
    );
    assert_eq!(page.rows[0].primarycontactid.as_ref().unwrap().target, row("70bf4d48-34cb-ed11-b596-0022481d68cd"));
}

#[test]
fn further_pages_of_rows_and_of_expanded_rows() {
    let link = "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E";
    let of_tasks = "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(78914942-34cb-ed11-b596-0022481d68cd)/Account_Tasks?$select=subject&$skiptoken=7";
    let body = format!(
        r#"{{"value": [{{
            "@odata.etag": "W/\"80649578\"", "name": "Litware", "accountid": "78914942-34cb-ed11-b596-0022481d68cd",
            "Account_Tasks": [{{"subject": "Task 1", "activityid": "be9f6557-e2cc-ed11-b597-000d3a993550"}}],
            "Account_Tasks@odata.nextLink": "{of_tasks}",
            "contact_customer_accounts": [{{"fullname": "Susanna", "owninguser": {{
                "fullname": "Administrator", "systemuserid": "4026be43-6b69-e111-8f65-78e7d1620f5e",
                "ownerid": "4026be43-6b69-e111-8f65-78e7d1620f5e"
            }}}}],
            "contact_customer_accounts@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/x"
        }}], "@odata.nextLink": "{link}"}}"#
    );
    let page: Page<Account> = read(&body);
    assert_eq!(page.next_link.as_deref(), Some(link));
    let account = &page.rows[0];
    let further = account.annotations().next_link("Account_Tasks").unwrap();
    assert_eq!(further, of_tasks);
    let request = ACCOUNT_TASKS.rows_of(account.accountid.unwrap()).next_page(further);
    assert_eq!(request.url(ROOT).unwrap(), of_tasks);
    let contacts = account.expanded(CONTACT_CUSTOMER_ACCOUNTS).unwrap().unwrap();
    let owner = contacts[0].expanded(CONTACT_OWNING_USER).unwrap().unwrap().unwrap();
    assert_eq!(owner.fullname.as_deref(), Some("Administrator"));
}

#[test]
fn rows_nested_in_rows() {
    let page: Page<Task> = read(
        r#"{"value": [{
            "subject": "Task 1", "regardingobjectid_contact_task": {
                "fullname": "Susanna", "contactid": "70bf4d48-34cb-ed11-b596-0022481d68cd",
                "parentcustomerid_account": {"name": "Litware", "createdby": {"fullname": "Administrator"}}
            }
        }]}"#,
    );
    let contact = page.rows[0].expanded(CONTACT_TASKS).unwrap().unwrap().unwrap();
    let account = contact.expanded(CUSTOMER).unwrap().unwrap().unwrap();
    assert_eq!(account.name.as_deref(), Some("Litware"));
    let user = account.expanded(LK_ACCOUNTBASE_CREATEDBY).unwrap().unwrap().unwrap();
    assert_eq!(user.fullname.as_deref(), Some("Administrator"));
}

#[test]
fn labels_and_owners() {
    let account: Account = keeps(
        r#"{
            "@odata.etag": "W/\"81359849\"", "name": "Litware",
            "_primarycontactid_value@OData.Community.Display.V1.FormattedValue": "Susanna",
            "_primarycontactid_value": "70bf4d48-34cb-ed11-b596-0022481d68cd",
            "customertypecode@OData.Community.Display.V1.FormattedValue": "Competitor", "customertypecode": 1,
            "modifiedon@OData.Community.Display.V1.FormattedValue": "4/7/2023 2:59 PM", "modifiedon": "2023-04-07T21:59:01Z",
            "_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "ownerid",
            "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
            "_ownerid_value": "39e0dbe4-131b-e111-ba7e-78e7d1620f5e"
        }"#,
    );
    assert_eq!(account.primarycontactid.as_ref().unwrap().name.as_deref(), Some("Susanna"));
    assert_eq!(account.annotations().formatted("customertypecode"), Some("Competitor"));
    assert!(matches!(account.ownerid.unwrap().target, OwnerIdTarget::Team(_)));
}

#[test]
fn choices_of_several_values() {
    let page: Page<Contact> = read(
        r#"{"value": [
            {"fullname": "Monte", "sample_outdooractivities@OData.Community.Display.V1.FormattedValue": "Hiking", "sample_outdooractivities": "2"},
            {"fullname": "Marvin", "sample_outdooractivities": "1,2,9"}
        ]}"#,
    );
    use SampleOutdoorActivities::{Camping, Hiking, Swimming};
    assert_eq!(page.rows[0].sample_outdooractivities.as_deref(), Some(&[Hiking][..]));
    assert_eq!(page.rows[1].sample_outdooractivities.as_deref(), Some(&[Swimming, Hiking, Camping][..]));
}

#[test]
fn counts_beside_rows() {
    let page: Page<Account> = read(
        r#"{
            "@odata.count": 5000, "@Microsoft.Dynamics.CRM.totalrecordcount": 5000,
            "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": true, "value": [{"name": "Litware"}]
        }"#,
    );
    assert_eq!((page.count, page.total_record_count), (Some(5000), Some(5000)));
    assert_eq!(page.total_record_count_limit_exceeded, Some(true));
    let page: Page<Account> = read(r#"{"@Microsoft.Dynamics.CRM.totalrecordcount": -1, "value": []}"#);
    assert_eq!((page.count, page.total_record_count), (None, Some(-1)));
}

#[test]
fn sums_and_the_like() {
    let count = Aggregate::<Account, i64>::count("count");
    let (total, last) = (account::REVENUE.sum("total"), account::CREATEDON.max("lastCreate"));
    let page: Page<Account> = read(
        r#"{"value": [
            {"statuscode@OData.Community.Display.V1.FormattedValue": "Active", "statuscode": 1,
             "count@OData.Community.Display.V1.FormattedValue": "8", "count": 8, "total": 440000.000000000},
            {"lastCreate@OData.Community.Display.V1.FormattedValue": "3/25/2023 10:42 AM", "lastCreate": "2023-03-25T17:42:47Z"}
        ]}"#,
    );
    assert_eq!(count.of(&page.rows[0]).unwrap(), Some(8));
    assert_eq!(total.of(&page.rows[0]).unwrap().unwrap().to_string(), "440000.000000000");
    assert_eq!(page.rows[0].annotations().formatted("statuscode"), Some("Active"));
    assert_eq!(last.of(&page.rows[1]).unwrap().unwrap().to_string(), "2023-03-25T17:42:47Z");
    assert_eq!(total.of(&page.rows[1]).unwrap(), None);
    // The name of a lookup's row stands under the table of the row.
    let page: Page<Account> = read(r#"{"value": [{"total": 10000.0, "contact_fullname": "Jim"}]}"#);
    assert_eq!(page.rows[0].annotations().other("contact_fullname"), Some("\"Jim\""));
}

#[test]
fn pages_of_fetchxml() {
    let page: Page<Contact> = read(
        r#"{
            "@odata.count": 8, "@Microsoft.Dynamics.CRM.totalrecordcount": 8,
            "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": false,
            "@Microsoft.Dynamics.CRM.globalmetadataversion": "74343461",
            "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": "<cookie pagenumber=\"2\" pagingcookie=\"%253ccookie%2520/%253e\" istracking=\"False\" />",
            "@Microsoft.Dynamics.CRM.morerecords": true,
            "value": [{"@odata.etag": "W/\"74359676\"", "fullname": "Susanna", "annualincome@OData.Community.Display.V1.FormattedValue": "$52,000.00", "annualincome": 52000.0}]
        }"#,
    );
    assert_eq!(page.more_records, Some(true));
    assert!(page.fetchxml_paging_cookie.as_deref().unwrap().starts_with("<cookie pagenumber=\"2\""));
    let next =
        earlybound::query::Fetch::<Contact>::new().select(contact::FULLNAME).page(1, 1).next_page(&page).unwrap();
    assert!(next.xml().unwrap().contains("page=\"2\" paging-cookie=\"&lt;cookie /&gt;\""));
    assert_eq!(page.rows[0].annotations().formatted("annualincome"), Some("$52,000.00"));
}

#[test]
fn changes_since_an_earlier_answer() {
    let delta: Delta<Account> = read(
        r#"{
            "@odata.context": "https://contoso.crm.dynamics.com/data/v9.0/$metadata#accounts(name,telephone1,fax)/$delta",
            "@odata.deltaLink": "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$deltatoken=919058%2108",
            "value": [
                {"@odata.etag": "W/\"915244\"", "name": "Monte", "telephone1": "555000", "fax": "10101", "accountid": "60c4e274-0d87-e711-80e5-00155db19e6d"},
                {"@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.0/$metadata#accounts/$deletedEntity", "id": "2e451703-c686-e711-80e5-00155db19e6d", "reason": "deleted"}
            ]
        }"#,
    );
    assert_eq!((delta.rows.len(), delta.rows[0].fax.as_deref()), (1, Some("10101")));
    assert_eq!(delta.deleted[0].id.to_string(), "2e451703-c686-e711-80e5-00155db19e6d");
    assert_eq!(delta.deleted[0].reason, "deleted");
    assert!(delta.delta_link.as_deref().unwrap().ends_with("919058%2108"));
    assert_eq!(Delta::<Account>::read(answer(200, "")).unwrap(), Delta::default(), "no changes");
    // An object of somebody else's is neither.
    for body in ["{}", r#"{"@odata.deltaLink": "https://contoso.crm.dynamics.com/api/data/v9.2/accounts"}"#] {
        assert!(Delta::<Account>::read(answer(200, body)).is_err(), "{body}");
        assert!(References::read(answer(200, body)).is_err(), "{body}");
    }
}

#[test]
fn unchanged_rows() {
    let request = Query::retrieve(id::<Account>(1)).request().unwrap().if_changed("W/\"468026\"").unwrap();
    assert_eq!(request.read(answer(304, "")).unwrap(), None);
    assert!(request.read(answer(200, r#"{"name": "a"}"#)).unwrap().is_some());
}

#[test]
fn results_of_messages() {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct WhoAmI {
        user_id: Id<SystemUser>,
        organization_id: Uuid,
    }
    let body = r#"{
        "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse",
        "BusinessUnitId": "ded5a64f-f06d-e511-80d0-00155db07cb1", "UserId": "d96e9f55-f06d-e511-80d0-00155db07cb1",
        "OrganizationId": "4faf1f34-f06d-e511-80d0-00155db07cb1"
    }"#;
    let Json(me) = read::<Json<WhoAmI>>(body);
    assert_eq!(me.user_id, row("d96e9f55-f06d-e511-80d0-00155db07cb1"));
    assert_eq!(me.organization_id.to_string(), "4faf1f34-f06d-e511-80d0-00155db07cb1");

    static ADD_TO_QUEUE: earlybound::metadata::MessageMetadata = earlybound::metadata::MessageMetadata {
        name: "AddToQueue",
        kind: Some(earlybound::metadata::MessageKind::Action),
        ..earlybound::metadata::MessageMetadata::UNKNOWN
    };
    let call = Invoke::bound(id::<Queue>(1), &ADD_TO_QUEUE).request().unwrap().answered_with::<Json<Value>>();
    let body = r#"{"@odata.context": "x", "QueueItemId": "5aae8258-4878-e511-80d4-00155d2a68d1"}"#;
    assert_eq!(call.read(answer(200, body)).unwrap().0["QueueItemId"], "5aae8258-4878-e511-80d4-00155d2a68d1");

    let annotation = read::<Json<Value>>(r#"{"annotationid": "9ad8c461-a27a-e511-80d2-00155d2a68d2"}"#);
    assert_eq!(annotation.0["annotationid"], "9ad8c461-a27a-e511-80d2-00155d2a68d2");
    let ids = read::<Json<Value>>(r#"{"Ids": ["8f4c3f92-312b-ee11-bdf4-000d3a993550"]}"#);
    assert_eq!(ids.0["Ids"][0], "8f4c3f92-312b-ee11-bdf4-000d3a993550");
}

/// The values that `InitializeFrom` answers become a new row.
#[test]
fn values_of_another_row() {
    let body = r##"{
        "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
        "@odata.type": "#Microsoft.Dynamics.CRM.account",
        "parentaccountid@odata.bind": "accounts(c65127ed-2097-e711-80eb-00155db75426)",
        "transactioncurrencyid@odata.bind": "transactioncurrencies(732e87e1-1d96-e711-80e4-00155db75426)",
        "address1_line1": "123 Maple St.", "address1_city": "Seattle", "address1_country": "United States"
    }"##;
    let account: Account = read(body);
    let again: Value = serde_json::from_str(&Create::from_row(&account).unwrap().body().unwrap()).unwrap();
    let sent: Value = serde_json::from_str(body).unwrap();
    for name in ["address1_line1", "address1_city", "address1_country"] {
        assert_eq!(again[name], sent[name]);
    }
    for name in ["parentaccountid@odata.bind", "transactioncurrencyid@odata.bind"] {
        assert_eq!(again[name].as_str().unwrap().trim_start_matches('/'), sent[name].as_str().unwrap());
    }
}

#[test]
fn files_and_parts_of_them() {
    let headers = [
        ("x-ms-file-size", "25870370"),
        ("x-ms-file-name", "25mb.pdf"),
        ("x-ms-chunk-size", "4194304"),
        ("mimetype", "application/pdf"),
    ];
    let request = file::download_range(id::<Account>(1), account::SAMPLE_FILECOLUMN, 0..4).unwrap();
    let file = request.read(Answer::new(206, headers, [0xEF_u8, 0xBB, 0xBF, 0])).unwrap();
    assert_eq!((file.size, file.chunk_size), (Some(25_870_370), Some(4_194_304)));
    assert_eq!((file.name.as_deref(), file.media_type.as_deref()), (Some("25mb.pdf"), Some("application/pdf")));
    assert_eq!(file.content, [0xEF, 0xBB, 0xBF, 0], "bytes that look like the mark of a text belong to the file");
}

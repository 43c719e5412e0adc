//! Creating rows, and reading single ones.

use earlybound::query::Query;
use earlybound::{Create, Id, Key, Uuid};

use crate::case::{Case, case};
use crate::dataverse::account::many_to_one::{
    ACCOUNT_PARENT_ACCOUNT, ACCOUNT_PRIMARY_CONTACT, LK_ACCOUNTBASE_CREATEDBY, LK_ACCOUNTBASE_CREATEDONBEHALFBY,
    LK_ACCOUNTBASE_MODIFIEDBY, USER_ACCOUNTS,
};
use crate::dataverse::account::one_to_many::{ACCOUNT_FILEATTACHMENTS, ACCOUNT_TASKS, OPPORTUNITY_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account, AccountCategoryCode};
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::opportunity::one_to_many::OPPORTUNITY_TASKS;
use crate::dataverse::systemuser::many_to_one::BUSINESS_UNIT_SYSTEM_USERS;
use crate::dataverse::webresource::{self, WebResourceType};
use crate::dataverse::{
    Contact, ContosoSensorData, Lead, NewBook, NewCheckout, NewDevice, Opportunity, Task, WebResource, businessunit,
    fileattachment, lead, new_checkout, opportunity, systemuser, task,
};

/// The row of that number: the examples number theirs.
pub fn id<T>(number: u128) -> Id<T> {
    Uuid::from_u128(number).into()
}

/// The row of that id.
pub fn row<T>(id: &str) -> Id<T> {
    id.parse().unwrap()
}

fn sample() -> Create<Account> {
    Create::new()
        .set(account::NAME, "Sample")
        .set(account::CREDITONHOLD, false)
        .set(account::ADDRESS1_LATITUDE, 47.639583)
        .set(account::DESCRIPTION, "An account")
        .set(account::REVENUE, 5_000_000)
        .set(account::ACCOUNTCATEGORYCODE, AccountCategoryCode::PreferredCustomer)
}

const SAMPLE: &str = r#"{
    "name": "Sample", "creditonhold": false, "address1_latitude": 47.639583, "description": "An account",
    "revenue": 5000000, "accountcategorycode": 1
}"#;

pub fn cases() -> Vec<Case> {
    [create(), create_with_options(), retrieve(), expand()].into_iter().flatten().collect()
}

fn create() -> Vec<Case> {
    vec![
        case("webapi/create-entity-web-api: basic", &format!("POST /accounts\n\n{SAMPLE}"), sample().request()),
        case(
            "webapi/create-entity-web-api: with data returned",
            &format!(
                "POST /accounts?$select=name,creditonhold,address1_latitude,description,revenue,accountcategorycode,createdon
                 Prefer: return=representation\n\n{SAMPLE}"
            ),
            sample().request().and_then(|create| {
                Account::query()
                    .select((account::NAME, account::CREDITONHOLD, account::ADDRESS1_LATITUDE, account::DESCRIPTION))
                    .select((account::REVENUE, account::ACCOUNTCATEGORYCODE, account::CREATEDON))
                    .returned_by(create)
            }),
        ),
        case(
            "webapi/create-entity-web-api: related rows in one operation",
            r#"POST /accounts

{
    "name": "Sample",
    "primarycontactid": {"firstname": "John", "lastname": "Smith"},
    "opportunity_customer_accounts": [{"name": "Of the account", "Opportunity_Tasks": [{"subject": "Of the opportunity"}]}]
}"#,
            Create::<Account>::new()
                .set(account::NAME, "Sample")
                .insert(
                    ACCOUNT_PRIMARY_CONTACT,
                    Create::new().set(contact::FIRSTNAME, "John").set(contact::LASTNAME, "Smith"),
                )
                .insert_all(
                    OPPORTUNITY_CUSTOMER_ACCOUNTS,
                    [Create::<Opportunity>::new().set(opportunity::NAME, "Of the account").insert_all(
                        OPPORTUNITY_TASKS,
                        [Create::<Task>::new().set(task::SUBJECT, "Of the opportunity")],
                    )],
                )
                .request(),
        ),
        case(
            "webapi/create-entity-web-api: associate rows on create",
            r#"POST /accounts?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject)
Prefer: return=representation

{
    "name": "Sample",
    "primarycontactid@odata.bind": "/contacts(00000000-0000-0000-0000-000000000001)",
    "Account_Tasks@odata.bind": [
        "/tasks(00000000-0000-0000-0000-000000000002)", "/tasks(00000000-0000-0000-0000-000000000003)"
    ]
}"#,
            Create::<Account>::new()
                .set(account::NAME, "Sample")
                .bind(account::PRIMARYCONTACTID, id::<Contact>(1))
                .bind_all(ACCOUNT_TASKS, [id::<Task>(2), id::<Task>(3)])
                .request()
                .and_then(|create| {
                    Account::query()
                        .select(account::NAME)
                        .expand(ACCOUNT_PRIMARY_CONTACT.query().select(contact::FULLNAME))
                        .expand(ACCOUNT_TASKS.query().select(task::SUBJECT))
                        .returned_by(create)
                }),
        ),
        case(
            "webapi/create-entity-web-api: from another row",
            r#"POST /accounts

{
    "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
    "@odata.type": "Microsoft.Dynamics.CRM.account",
    "parentaccountid@odata.bind": "accounts(c65127ed-2097-e711-80eb-00155db75426)",
    "name": "Contoso Ltd", "numberofemployees": "200", "fax": "73737"
}"#,
            Create::<Account>::new()
                .bind(account::PARENTACCOUNTID, row::<Account>("c65127ed-2097-e711-80eb-00155db75426"))
                .set(account::NAME, "Contoso Ltd")
                .set(account::NUMBEROFEMPLOYEES, 200)
                .set(account::FAX, "73737")
                .request(),
        )
        .explained_by(
            "ours says neither the context nor the type, which the address says, and a whole number as a number: that is \
             how `numberofemployees` is written on all other pages (webapi/reference/account: Edm.Int32)",
        ),
        case(
            "multi-select-picklist: setting values",
            r#"POST /contacts

{"@odata.type": "Microsoft.Dynamics.CRM.contact", "firstname": "Wayne", "sample_outdooractivities": "1, 9"}"#,
            Create::<Contact>::new()
                .set(contact::FIRSTNAME, "Wayne")
                .set(contact::SAMPLE_OUTDOORACTIVITIES, vec![SampleOutdoorActivities::Swimming, SampleOutdoorActivities::Camping])
                .request(),
        )
        .explained_by("ours says no type, and the values without blanks, as the answers of the same page have them: `1,9`"),
        case(
            "webapi/multitable-lookup: a book",
            r#"POST /new_checkouts

{"new_name": "c1", "new_CheckedoutItem_new_book@odata.bind": "/new_books(387a2c9b-ecc6-ea11-a81e-000d3af68bd7)"}"#,
            Create::<NewCheckout>::new()
                .set(new_checkout::NEW_NAME, "c1")
                .bind(new_checkout::NEW_CHECKEDOUTITEM, row::<NewBook>("387a2c9b-ecc6-ea11-a81e-000d3af68bd7"))
                .request(),
        ),
        case(
            "webapi/multitable-lookup: a device",
            r#"POST /new_checkouts

{"new_name": "c2", "new_CheckedoutItem_new_device@odata.bind": "/new_devices(6472e7ba-ecc6-ea11-a81e-000d3af68bd7)"}"#,
            Create::<NewCheckout>::new()
                .set(new_checkout::NEW_NAME, "c2")
                .bind(new_checkout::NEW_CHECKEDOUTITEM, row::<NewDevice>("6472e7ba-ecc6-ea11-a81e-000d3af68bd7"))
                .request(),
        ),
    ]
}

/// Headers and options that go with a new row.
fn create_with_options() -> Vec<Case> {
    let named = |name: &str| Create::<Account>::new().set(account::NAME, name.to_owned()).request();
    const NAMED: &str = r#"{"name": "Sample"}"#;
    vec![
        case(
            "webapi/manage-duplicate-detection-create-update: create",
            r#"POST /leads
MSCRM.SuppressDuplicateDetection: false

{"firstname": "Monte", "lastname": "Orton", "emailaddress1": "monteorton@example.com"}"#,
            Create::<Lead>::new()
                .set(lead::FIRSTNAME, "Monte")
                .set(lead::LASTNAME, "Orton")
                .set(lead::EMAILADDRESS1, "monteorton@example.com")
                .request()
                .map(|create| create.detecting_duplicates()),
        ),
        case(
            "webapi/impersonate-another-user-web-api: create",
            "POST /accounts\nCallerObjectId: e39c5d16-675b-48d1-8e67-667427e9c084\n\n{\"name\": \"Sample\"}",
            named("Sample").map(|create| create.impersonating("e39c5d16-675b-48d1-8e67-667427e9c084".parse().unwrap())),
        ),
        case(
            "optional-parameters: with a solution",
            r#"POST /webresourceset
MSCRM.SolutionUniqueName: ExampleSolution

{"displayname": "HTML", "content": "PCFET0NUWVBFIGh0bWw+", "webresourcetype": 1, "name": "sample_Simple.htm"}"#,
            Create::<WebResource>::new()
                .set(webresource::DISPLAYNAME, "HTML")
                .set(webresource::CONTENT, "PCFET0NUWVBFIGh0bWw+")
                .set(webresource::WEBRESOURCETYPE, WebResourceType::Webpage)
                .set(webresource::NAME, "sample_Simple.htm")
                .request()
                .and_then(|create| create.in_solution("ExampleSolution")),
        ),
        case(
            "optional-parameters: duplicate detection",
            &format!("POST /accounts\nMSCRM.SuppressDuplicateDetection: false\n\n{NAMED}"),
            named("Sample").map(|create| create.detecting_duplicates()),
        ),
        case(
            "optional-parameters: shared variable",
            &format!("POST /accounts?tag=A%20string%20value\n\n{NAMED}"),
            named("Sample").map(|create| create.with_tag("A string value")),
        ),
        case(
            "optional-parameters: without custom logic",
            &format!("POST /accounts\nMSCRM.BypassBusinessLogicExecution: CustomSync,CustomAsync\n\n{NAMED}"),
            named("Sample").map(|create| create.bypassing_custom_logic()),
        ),
        case(
            "optional-parameters: without flows",
            &format!("POST /accounts\nMSCRM.SuppressCallbackRegistrationExpanderJob: true\n\n{NAMED}"),
            named("Sample").map(|create| create.bypassing_flows()),
        ),
        case(
            "webapi/compose-http-requests-handle-errors: details of errors",
            &format!("POST /accounts\nPrefer: odata.include-annotations=\"*\"\n\n{NAMED}"),
            named("Sample").map(|create| create.including_annotations()),
        ),
        case(
            "use-elastic-tables: partition in the body",
            "POST /contoso_sensordatas\n\n{\"partitionid\": \"deviceid-001\"}",
            Create::<ContosoSensorData>::new().set(sensordata::PARTITIONID, "deviceid-001").request(),
        ),
        case(
            "use-elastic-tables: create",
            r#"POST /contoso_sensordatas

{
    "contoso_deviceid": "deviceid-001", "contoso_sensortype": "Humidity", "contoso_value": 40,
    "contoso_timestamp": "2023-05-15T22:36:24Z", "partitionid": "deviceid-001", "ttlinseconds": 86400
}"#,
            Create::<ContosoSensorData>::new()
                .set(sensordata::CONTOSO_DEVICEID, "deviceid-001")
                .set(sensordata::CONTOSO_SENSORTYPE, "Humidity")
                .set(sensordata::CONTOSO_VALUE, 40)
                .set(sensordata::CONTOSO_TIMESTAMP, "2023-05-15T22:36:24Z".parse::<earlybound::Timestamp>().unwrap())
                .set(sensordata::PARTITIONID, "deviceid-001")
                .set(sensordata::TTLINSECONDS, 86400)
                .request(),
        ),
    ]
}

fn retrieve() -> Vec<Case> {
    let by_id = || Query::retrieve(id::<Account>(1));
    let sensor = Query::<ContosoSensorData, _>::retrieve(row("da9c32cc-2df8-ed11-8849-000d3a993550"));
    vec![
        case(
            "webapi/retrieve-entity-using-web-api: basic",
            "GET /accounts(00000000-0000-0000-0000-000000000001)",
            by_id().request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: specific properties",
            "GET /accounts(00000000-0000-0000-0000-000000000001)?$select=name,revenue",
            by_id().select((account::NAME, account::REVENUE)).request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: by an alternate key",
            "GET /contacts(firstname='Joe',emailaddress1='abc@example.com')",
            Query::retrieve(
                Key::<Contact>::alternate(contact::FIRSTNAME, "Joe").and(contact::EMAILADDRESS1, "abc@example.com"),
            )
            .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: by a lookup",
            "GET /accounts(_primarycontactid_value=00000000-0000-0000-0000-000000000001)",
            Query::retrieve(Key::<Account>::alternate(account::PRIMARYCONTACTID, id::<Contact>(1))).request(),
        ),
        case(
            "use-alternate-key-reference-record: by a text",
            "GET /accounts(accountnumber='ABC123')",
            Query::retrieve(Key::<Account>::alternate(account::ACCOUNTNUMBER, "ABC123")).request(),
        ),
        case(
            "use-alternate-key-reference-record: by the named id",
            "GET /accounts(accountid=00000000-0000-0000-0000-000000000001)",
            Query::retrieve(Key::<Account>::alternate(account::ACCOUNTID, id::<Account>(1))).request(),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: retrieval",
            r#"GET /accounts(00000000-0000-0000-0000-000000000001)?$select=accountcategorycode,accountnumber,creditonhold,createdon,numberofemployees,name,revenue
If-None-Match: W/"468026""#,
            by_id()
                .select((account::ACCOUNTCATEGORYCODE, account::ACCOUNTNUMBER, account::CREDITONHOLD))
                .select((account::CREATEDON, account::NUMBEROFEMPLOYEES, account::NAME, account::REVENUE))
                .request()
                .and_then(|get| get.if_changed("W/\"468026\"")),
        ),
        case(
            "file-column-data: a row with a file",
            "GET /accounts(00000000-0000-0000-0000-000000000001)?$select=name,sample_filecolumn,sample_filecolumn_name",
            by_id().select((account::NAME, account::SAMPLE_FILECOLUMN, account::SAMPLE_FILECOLUMN_NAME)).request(),
        ),
        case(
            "optional-parameters: partition",
            "GET /contoso_sensordatas(da9c32cc-2df8-ed11-8849-000d3a993550)?partitionId=Device-ABC-1234&$select=contoso_value
             MSCRM.SessionToken: 207:8#142792105#7=-1",
            sensor
                .select(sensordata::CONTOSO_VALUE)
                .request()
                .map(|get| get.in_partition("Device-ABC-1234"))
                .and_then(|get| get.in_session("207:8#142792105#7=-1")),
        ),
        case(
            "use-elastic-tables: retrieve",
            "GET /contoso_sensordatas(e61a662e-68d8-487e-94e7-ae3a22fd4bbd)?partitionId=deviceid-001&$select=contoso_value,contoso_timestamp
             MSCRM.SessionToken: htjy#4567",
            Query::<ContosoSensorData, _>::retrieve(row("e61a662e-68d8-487e-94e7-ae3a22fd4bbd"))
                .select((sensordata::CONTOSO_VALUE, sensordata::CONTOSO_TIMESTAMP))
                .request()
                .map(|get| get.in_partition("deviceid-001"))
                .and_then(|get| get.in_session("htjy#4567")),
        ),
        case(
            "use-elastic-tables: by id and partition",
            "GET /contoso_sensordatas(contoso_sensordataid=e61a662e-68d8-487e-94e7-ae3a22fd4bbd,partitionid='device-001')",
            Query::<ContosoSensorData, _>::retrieve(
                Key::alternate(
                    sensordata::CONTOSO_SENSORDATAID,
                    row::<ContosoSensorData>("e61a662e-68d8-487e-94e7-ae3a22fd4bbd"),
                )
                .and(sensordata::PARTITIONID, "device-001"),
            )
            .request(),
        ),
    ]
}

fn expand() -> Vec<Case> {
    let by_id = || Query::retrieve(id::<Account>(1));
    let of_tasks = "GET /accounts?$expand=Account_Tasks";
    vec![
        case(
            "webapi/retrieve-entity-using-web-api: expand a lookup",
            "GET /accounts(00000000-0000-0000-0000-000000000001)?$select=name&$expand=primarycontactid($select=contactid,fullname)",
            by_id()
                .select(account::NAME)
                .expand(ACCOUNT_PRIMARY_CONTACT.query().select((contact::CONTACTID, contact::FULLNAME)))
                .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand a reference",
            "GET /accounts(00000000-0000-0000-0000-000000000001)?$select=name&$expand=primarycontactid/$ref",
            by_id().select(account::NAME).expand(ACCOUNT_PRIMARY_CONTACT.reference()).request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand a collection",
            "GET /accounts(915e89f5-29fc-e511-80d2-00155db07c77)?$select=name&$expand=Account_Tasks($select=subject,scheduledstart)",
            Query::retrieve(row::<Account>("915e89f5-29fc-e511-80d2-00155db07c77"))
                .select(account::NAME)
                .expand(ACCOUNT_TASKS.query().select((task::SUBJECT, task::SCHEDULEDSTART)))
                .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand both",
            "GET /accounts(99390c24-9c72-e511-80d4-00155d2a68d1)?$select=accountid&$expand=parentaccountid($select%20=%20createdon,%20name),Account_Tasks($select%20=%20subject,%20scheduledstart)",
            Query::retrieve(row::<Account>("99390c24-9c72-e511-80d4-00155d2a68d1"))
                .select(account::ACCOUNTID)
                .expand(ACCOUNT_PARENT_ACCOUNT.query().select((account::CREATEDON, account::NAME)))
                .expand(ACCOUNT_TASKS.query().select((task::SUBJECT, task::SCHEDULEDSTART)))
                .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand and filter",
            &format!("{of_tasks}($select=subject;$filter=endswith(subject,'1'))"),
            Account::query()
                .expand(ACCOUNT_TASKS.query().filter(task::SUBJECT.ends_with("1")).select(task::SUBJECT))
                .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand and sort",
            &format!("{of_tasks}($select=subject,createdon;$orderby=createdon asc)"),
            Account::query()
                .expand(ACCOUNT_TASKS.query().order_by(task::CREATEDON).select((task::SUBJECT, task::CREATEDON)))
                .request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: expand the first",
            &format!("{of_tasks}($select=subject;$top=1)"),
            Account::query().expand(ACCOUNT_TASKS.query().top(1).select(task::SUBJECT)).request(),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: nested",
            "GET /accounts?$select=name&$expand=modifiedby($select=fullname;$expand=businessunitid($select=name))",
            Account::query()
                .select(account::NAME)
                .expand(
                    LK_ACCOUNTBASE_MODIFIEDBY
                        .query()
                        .select(systemuser::FULLNAME)
                        .expand(BUSINESS_UNIT_SYSTEM_USERS.query().select(businessunit::NAME)),
                )
                .request(),
        ),
        case(
            "webapi/impersonate-another-user-web-api: the actual user",
            "GET /accounts(00000000-0000-0000-0000-000000000003)?$select=name&$expand=createdby($select=fullname),createdonbehalfby($select=fullname),owninguser($select=fullname)",
            Query::retrieve(id::<Account>(3))
                .select(account::NAME)
                .expand(LK_ACCOUNTBASE_CREATEDBY.query().select(systemuser::FULLNAME))
                .expand(LK_ACCOUNTBASE_CREATEDONBEHALFBY.query().select(systemuser::FULLNAME))
                .expand(USER_ACCOUNTS.query().select(systemuser::FULLNAME))
                .request(),
        ),
        case(
            "file-column-data: files of a row",
            "GET /accounts(00000000-0000-0000-0000-000000000001)?$filter=sample_filecolumn ne null&$expand=account_FileAttachments($select=createdon,mimetype,filesizeinbytes,filename,regardingfieldname)&$select=accountid",
            by_id()
                .select(account::ACCOUNTID)
                .expand(
                    ACCOUNT_FILEATTACHMENTS
                        .query()
                        .select((fileattachment::CREATEDON, fileattachment::MIMETYPE, fileattachment::FILESIZEINBYTES))
                        .select((fileattachment::FILENAME, fileattachment::REGARDINGFIELDNAME)),
                )
                .request(),
        )
        .explained_by(
            "`$filter` is no option of a request for one row: OData 4.0 part 1, 11.2.5.1 has it on collections alone",
        ),
    ]
}

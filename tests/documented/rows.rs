//! Creating rows.

use earlybound::{Create, Id, Uuid};

use crate::case::{Case, case};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::{ACCOUNT_TASKS, OPPORTUNITY_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account, AccountCategoryCode};
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::opportunity::one_to_many::OPPORTUNITY_TASKS;
use crate::dataverse::webresource::{self, WebResourceType};
use crate::dataverse::{
    Contact, ContosoSensorData, Lead, NewBook, NewCheckout, NewDevice, Opportunity, Task, WebResource, lead,
    new_checkout, opportunity, task,
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
    [create(), create_with_options()].into_iter().flatten().collect()
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

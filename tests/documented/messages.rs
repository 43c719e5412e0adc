//! Actions, functions, operations on many rows, and batches.

use earlybound::batch::Batch;
use earlybound::metadata::{MessageKind, MessageMetadata};
use earlybound::{Argument, Create, Id, Invoke, Key, Request, Update, property};
use serde_json::json;

use crate::case::{Case, ROOT, batch, case};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::ACCOUNT_TASKS;
use crate::dataverse::account::{self, Account};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::{
    Contact, ContosoSensorData, Incident, IncidentResolution, Lead, Letter, Opportunity, OpportunityClose, Queue,
    SampleExample, Solution, SystemUser, Task, Team, contact, incidentresolution, lead, opportunityclose,
    sample_example, task,
};
use crate::rows::{id, row};

const fn action(name: &'static str) -> MessageMetadata {
    MessageMetadata { name, kind: Some(MessageKind::Action), ..MessageMetadata::UNKNOWN }
}

const fn function(name: &'static str) -> MessageMetadata {
    MessageMetadata { name, kind: Some(MessageKind::Function), ..MessageMetadata::UNKNOWN }
}

macro_rules! message {
    ($kind:ident $name:literal) => {{
        static MESSAGE: MessageMetadata = $kind($name);
        &MESSAGE
    }};
}

pub fn cases() -> Vec<Case> {
    [actions(), files(), functions(), multiple(), batches(), change_sets()].into_iter().flatten().collect()
}

fn actions() -> Vec<Case> {
    let close = Create::<OpportunityClose>::new()
        .set(opportunityclose::SUBJECT, "Won")
        .bind(opportunityclose::OPPORTUNITYID, row::<Opportunity>("b3828ac8-917a-e511-80d2-00155d2a68d2"));
    let resolution = Create::<IncidentResolution>::new()
        .set(incidentresolution::SUBJECT, "Done")
        .set(incidentresolution::TIMESPENT, 60)
        .bind(incidentresolution::INCIDENTID, row::<Incident>("7eb682f1-ca75-e511-80d4-00155d2a68d1"));
    vec![
        case(
            "webapi/use-web-api-actions: unbound",
            &format!(
                r#"POST /WinOpportunity

{{"Status": 3, "OpportunityClose": {{
    "subject": "Won", "opportunityid@odata.bind": "{ROOT}/opportunities(b3828ac8-917a-e511-80d2-00155d2a68d2)"
}}}}"#
            ),
            Invoke::unbound(message!(action "WinOpportunity")).with("Status", 3).with("OpportunityClose", close).request(),
        ),
        case(
            "webapi/use-web-api-actions: bound to a row",
            r#"POST /queues(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.AddToQueue

{"Target": {"activityid": "59ae8258-4878-e511-80d4-00155d2a68d1", "@odata.type": "Microsoft.Dynamics.CRM.letter"}}"#,
            Invoke::bound(row::<Queue>("56ae8258-4878-e511-80d4-00155d2a68d1"), message!(action "AddToQueue"))
                .with("Target", row::<Letter>("59ae8258-4878-e511-80d4-00155d2a68d1"))
                .request(),
        ),
        case(
            "webapi/use-web-api-actions: bound to a table",
            "POST /solutions/Microsoft.Dynamics.CRM.ExportTranslation\n\n{\"SolutionName\": \"MySolution\"}",
            Invoke::bound_to_table::<Solution>(message!(action "ExportTranslation"))
                .with("SolutionName", "MySolution")
                .request(),
        ),
        case(
            "webapi/use-web-api-actions: of one's own",
            r#"POST /contacts(94d8c461-a27a-e511-80d2-00155d2a68d2)/Microsoft.Dynamics.CRM.new_AddNoteToContact

{"NoteTitle": "Title", "NoteText": "Text"}"#,
            Invoke::bound(row::<Contact>("94d8c461-a27a-e511-80d2-00155d2a68d2"), message!(action "new_AddNoteToContact"))
                .with("NoteTitle", "Title")
                .with("NoteText", "Text")
                .request(),
        ),
        case(
            "webapi/use-web-api-actions: rows of an ambiguous type",
            r#"POST /teams(00000000-0000-0000-0000-000000000001)/Microsoft.Dynamics.CRM.AddMembersTeam

{"Members": [{"@odata.type": "Microsoft.Dynamics.CRM.systemuser", "ownerid": "5dbf5efc-4507-e611-80de-5065f38a7b01"}]}"#,
            Invoke::bound(id::<Team>(1), message!(action "AddMembersTeam"))
                .with("Members", vec![row::<SystemUser>("5dbf5efc-4507-e611-80de-5065f38a7b01")])
                .request(),
        ),
        case(
            "webapi/merge-entity-using-web-api: merge",
            r#"POST /Merge

{
    "Target": {
        "name": "Account 1", "accountid": "bb8055c0-aea6-ea11-a812-000d3a55d474",
        "@odata.type": "Microsoft.Dynamics.CRM.account"
    },
    "Subordinate": {
        "name": "Account 2", "accountid": "c38055c0-aea6-ea11-a812-000d3a55d474",
        "@odata.type": "Microsoft.Dynamics.CRM.account"
    },
    "UpdateContent": {"accountnumber": "1234", "@odata.type": "Microsoft.Dynamics.CRM.account"},
    "PerformParentingChecks": false
}"#,
            Invoke::unbound(message!(action "Merge"))
                .with(
                    "Target",
                    Argument::row(
                        row::<Account>("bb8055c0-aea6-ea11-a812-000d3a55d474"),
                        Update::new().set(account::NAME, "Account 1"),
                    ),
                )
                .with(
                    "Subordinate",
                    Argument::row(
                        row::<Account>("c38055c0-aea6-ea11-a812-000d3a55d474"),
                        Update::new().set(account::NAME, "Account 2"),
                    ),
                )
                .with("UpdateContent", Create::<Account>::new().set(account::ACCOUNTNUMBER, "1234"))
                .with("PerformParentingChecks", false)
                .request(),
        ),
        case(
            "webapi/reference/closeincident: close",
            r#"POST /CloseIncident

{"Status": 5, "IncidentResolution": {
    "subject": "Done", "timespent": 60, "incidentid@odata.bind": "/incidents(7eb682f1-ca75-e511-80d4-00155d2a68d1)"
}}"#,
            Invoke::unbound(message!(action "CloseIncident")).with("Status", 5).with("IncidentResolution", resolution).request(),
        ),
        case(
            "webapi/multitable-lookup: define a lookup on several tables",
            r#"POST /CreatePolymorphicLookupAttribute

{
    "OneToManyRelationships": [
        {"SchemaName": "new_media_new_book", "ReferencedEntity": "new_book", "ReferencingEntity": "new_media"}
    ],
    "Lookup": {
        "AttributeType": "Lookup", "AttributeTypeName": {"Value": "LookupType"}, "SchemaName": "new_media",
        "@odata.type": "Microsoft.Dynamics.CRM.ComplexLookupAttributeMetadata"
    }
}"#,
            Invoke::unbound(message!(action "CreatePolymorphicLookupAttribute"))
                .with(
                    "OneToManyRelationships",
                    json!([{"SchemaName": "new_media_new_book", "ReferencedEntity": "new_book", "ReferencingEntity": "new_media"}]),
                )
                .with(
                    "Lookup",
                    Argument::object([
                        ("AttributeType", Argument::from("Lookup")),
                        ("AttributeTypeName", Argument::object([("Value", Argument::from("LookupType"))])),
                        ("SchemaName", Argument::from("new_media")),
                        ("@odata.type", Argument::from("Microsoft.Dynamics.CRM.ComplexLookupAttributeMetadata")),
                    ]),
                )
                .request(),
        ),
    ]
}

/// Files by messages, where the requests of `file` are not enough.
fn files() -> Vec<Case> {
    let account: Id<Account> = id(1);
    const TARGET: &str = r#""Target": {"accountid": "00000000-0000-0000-0000-000000000001", "@odata.type": "Microsoft.Dynamics.CRM.account"}"#;
    vec![
        case(
            "file-column-data: begin an upload by message",
            &format!(
                "POST /InitializeFileBlocksUpload\n\n{{{TARGET}, \"FileName\": \"25mb.pdf\", \"FileAttributeName\": \"sample_filecolumn\"}}"
            ),
            Invoke::unbound(message!(action "InitializeFileBlocksUpload"))
                .with("Target", account)
                .with("FileName", "25mb.pdf")
                .with("FileAttributeName", "sample_filecolumn")
                .request(),
        ),
        case(
            "file-column-data: upload a block",
            r#"POST /UploadBlock

{"BlockId": "OThjODg5", "BlockData": "AAAA", "FileContinuationToken": "token"}"#,
            Invoke::unbound(message!(action "UploadBlock"))
                .with("BlockId", "OThjODg5")
                .with("BlockData", "AAAA")
                .with("FileContinuationToken", "token")
                .request(),
        ),
        case(
            "file-column-data: commit an upload",
            r#"POST /CommitFileBlocksUpload

{
    "FileName": "25mb.pdf", "MimeType": "application/pdf", "BlockList": ["OThjODg5", "ZWUxNzcx"],
    "FileContinuationToken": "token"
}"#,
            Invoke::unbound(message!(action "CommitFileBlocksUpload"))
                .with("FileName", "25mb.pdf")
                .with("MimeType", "application/pdf")
                .with("BlockList", vec!["OThjODg5", "ZWUxNzcx"])
                .with("FileContinuationToken", "token")
                .request(),
        ),
        case(
            "file-column-data: begin a download by message",
            &format!(
                "POST /InitializeFileBlocksDownload\n\n{{{TARGET}, \"FileAttributeName\": \"sample_filecolumn\"}}"
            ),
            Invoke::unbound(message!(action "InitializeFileBlocksDownload"))
                .with("Target", account)
                .with("FileAttributeName", "sample_filecolumn")
                .request(),
        ),
        case(
            "file-column-data: download a block",
            r#"POST /DownloadBlock

{"Offset": 0, "BlockLength": 4194304, "FileContinuationToken": "token"}"#,
            Invoke::unbound(message!(action "DownloadBlock"))
                .with("Offset", 0)
                .with("BlockLength", 4_194_304)
                .with("FileContinuationToken", "token")
                .request(),
        ),
        case(
            "file-column-data: delete by message",
            "POST /DeleteFile\n\n{\"FileId\": \"3878e950-8e51-ed11-bba1-000d3a9933c9\"}",
            Invoke::unbound(message!(action "DeleteFile"))
                .with("FileId", "3878e950-8e51-ed11-bba1-000d3a9933c9".parse::<earlybound::Uuid>().unwrap())
                .request(),
        ),
    ]
}

fn functions() -> Vec<Case> {
    let named = || {
        Invoke::unbound(message!(function "GetTimeZoneCodeByLocalizedName"))
            .with("LocalizedStandardName", "Pacific Standard Time")
            .with("LocaleId", 1033)
            .request()
    };
    vec![
        case(
            "webapi/use-web-api-functions: inline parameters",
            "GET /GetTimeZoneCodeByLocalizedName(LocalizedStandardName='Pacific Standard Time',LocaleId=1033)",
            named(),
        ),
        case(
            "webapi/use-web-api-functions: aliased parameters",
            "GET /GetTimeZoneCodeByLocalizedName(LocalizedStandardName=@p1,LocaleId=@p2)?@p1='Pacific Standard Time'&@p2=1033",
            named(),
        ),
        case(
            "webapi/use-web-api-functions: a row as parameter",
            "GET /systemusers(af9b3cf6-f654-4cd9-97a6-cf9526662797)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@tid)?@tid={'@odata.id':'contacts(9f3162f6-804a-e611-80d1-00155d4333fa)'}",
            Invoke::bound(
                row::<SystemUser>("af9b3cf6-f654-4cd9-97a6-cf9526662797"),
                message!(function "RetrievePrincipalAccess"),
            )
            .with("Target", row::<Contact>("9f3162f6-804a-e611-80d1-00155d4333fa"))
            .request(),
        ),
        case(
            "webapi/use-web-api-functions: bound",
            "GET /systemusers(da455fec-68b7-ec11-9840-000d3a13d713)/Microsoft.Dynamics.CRM.RetrieveUserPrivileges",
            Invoke::bound(
                row::<SystemUser>("da455fec-68b7-ec11-9840-000d3a13d713"),
                message!(function "RetrieveUserPrivileges"),
            )
            .request(),
        ),
        case(
            "webapi/use-web-api-functions: unbound",
            "GET /WhoAmI()",
            Invoke::unbound(message!(function "WhoAmI")).request(),
        ),
        case(
            "webapi/create-entity-web-api: values of another row",
            "GET /InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)?@p1={'@odata.id':'accounts(c65127ed-2097-e711-80eb-00155db75426)'}&@p2='account'&@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
            Invoke::unbound(message!(function "InitializeFrom"))
                .with("EntityMoniker", row::<Account>("c65127ed-2097-e711-80eb-00155db75426"))
                .with("TargetEntityName", "account")
                .with("TargetFieldType", Argument::member("TargetFieldType", "ValidForCreate"))
                .request(),
        ),
    ]
}

fn multiple() -> Vec<Case> {
    let named = |name: &'static str| Create::<SampleExample>::new().set(sample_example::SAMPLE_NAME, name);
    let renamed = |id: &str, name: &'static str| {
        Argument::row(row::<SampleExample>(id), Update::new().set(sample_example::SAMPLE_NAME, name))
    };
    let sensor = |id: &str| {
        Key::alternate(sensordata::CONTOSO_SENSORDATAID, row::<ContosoSensorData>(id))
            .and(sensordata::PARTITIONID, "Device-ABC-1234")
    };
    vec![
        case(
            "bulk-operations: create",
            r#"POST /sample_examples/Microsoft.Dynamics.CRM.CreateMultiple

{"Targets": [
    {"sample_name": "0000001", "@odata.type": "Microsoft.Dynamics.CRM.sample_example"},
    {"sample_name": "0000002", "@odata.type": "Microsoft.Dynamics.CRM.sample_example"}
]}"#,
            Invoke::bound_to_table::<SampleExample>(message!(action "CreateMultiple"))
                .with("Targets", vec![named("0000001"), named("0000002")])
                .request(),
        ),
        case(
            "bulk-operations: update",
            r#"POST /sample_examples/Microsoft.Dynamics.CRM.UpdateMultiple?tag=CreateUpdateMultiple

{"Targets": [
    {
        "sample_name": "1 Updated", "@odata.type": "Microsoft.Dynamics.CRM.sample_example",
        "sample_exampleid": "8f4c3f92-312b-ee11-bdf4-000d3a993550"
    },
    {
        "sample_name": "2 Updated", "@odata.type": "Microsoft.Dynamics.CRM.sample_example",
        "sample_exampleid": "904c3f92-312b-ee11-bdf4-000d3a993550"
    }
]}"#,
            Invoke::bound_to_table::<SampleExample>(message!(action "UpdateMultiple"))
                .with(
                    "Targets",
                    vec![
                        renamed("8f4c3f92-312b-ee11-bdf4-000d3a993550", "1 Updated"),
                        renamed("904c3f92-312b-ee11-bdf4-000d3a993550", "2 Updated"),
                    ],
                )
                .request()
                .map(|call| call.with_tag("CreateUpdateMultiple")),
        ),
        case(
            "bulk-operations: delete",
            r#"POST /contoso_sensordatas/Microsoft.Dynamics.CRM.DeleteMultiple

{"Targets": [{
    "@odata.type": "Microsoft.Dynamics.CRM.contoso_sensordata",
    "contoso_sensordataid": "6114ca58-0928-ee11-9965-6045bd5cd155", "partitionid": "Device-ABC-1234"
}]}"#,
            Invoke::bound_to_table::<ContosoSensorData>(message!(action "DeleteMultiple"))
                .with("Targets", vec![sensor("6114ca58-0928-ee11-9965-6045bd5cd155")])
                .request(),
        ),
    ]
}

const TASK_OF_ACCOUNT: &str =
    r#""regardingobjectid_account_task@odata.bind": "accounts(00000000-0000-0000-0000-000000000001)""#;

/// A task about the account of the examples, as ours and as documented.
fn task(number: u32) -> (Request<Id<Task>>, String) {
    let subject = format!("Task {number} in batch");
    let documented = format!("POST /tasks\n\n{{\"subject\": \"{subject}\", {TASK_OF_ACCOUNT}}}");
    let create = Create::<Task>::new().set(task::SUBJECT, subject).bind(task::REGARDINGOBJECTID, id::<Account>(1));
    (create.request().unwrap(), documented)
}

const TASKS: &str = "GET /accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks?$select=subject";

fn tasks_of_account() -> Request<earlybound::Page<Task>> {
    ACCOUNT_TASKS.rows_of(id::<Account>(1)).select(task::SUBJECT).request().unwrap()
}

fn batches() -> Vec<Case> {
    let tasks = || (1..=3).map(task);
    let documented: Vec<String> = tasks().map(|(_, documented)| documented).collect();
    let documented: Vec<&str> = documented.iter().map(String::as_str).collect();

    let mut plain = Batch::new();
    tasks().for_each(|(create, _)| _ = plain.add(create));
    let mut failing = Batch::new().continue_on_error();
    tasks().for_each(|(create, _)| _ = failing.add(create));
    let failing = failing.request(ROOT);
    assert_eq!(failing.as_ref().unwrap().header("Prefer"), Some("odata.continue-on-error"));
    let first_error = plain.request(ROOT);
    plain.add(tasks_of_account());

    let fetch = earlybound::query::Fetch::<Account>::new().select((
        account::ACCOUNTID,
        account::NAME,
        account::TELEPHONE1,
        account::CREDITONHOLD,
    ));
    let mut fetched = Batch::new();
    fetched.add(fetch.request().unwrap());

    let with_tasks: Vec<&str> = documented.iter().copied().chain([TASKS]).collect();
    vec![
        batch("webapi/execute-batch-operations-using-web-api: batch", &with_tasks, plain.request(ROOT)),
        batch("webapi/execute-batch-operations-using-web-api: stop at an error", &documented, first_error),
        batch("webapi/execute-batch-operations-using-web-api: continue on errors", &documented, failing),
        batch(
            "webapi/retrieve-and-execute-predefined-queries: FetchXML in a batch",
            &[
                "GET /accounts?fetchXml=%3Cfetch%3E%3Centity%20name=\"account\"%3E%3Cattribute%20name=\"accountid\"/%3E%3Cattribute%20name=\"name\"/%3E%3Cattribute%20name=\"telephone1\"/%3E%3Cattribute%20name=\"creditonhold\"/%3E%3C/entity%3E%3C/fetch%3E",
            ],
            fetched.request(ROOT),
        ),
    ]
}

fn change_sets() -> Vec<Case> {
    let account = || Create::<Account>::new().set(account::NAME, "Contoso");
    let contact = || Create::<Contact>::new().set(contact::FIRSTNAME, "Ada");
    const ACCOUNT: &str = "POST /accounts\n\n{\"name\": \"Contoso\"}";
    const CONTACT: &str = "POST /contacts\n\n{\"firstname\": \"Ada\"}";

    let tasks: Vec<_> = (1..=3).map(task).collect();
    let mut grouped = Batch::new();
    let mut set = grouped.change_set();
    tasks.iter().for_each(|(create, _)| _ = set.add(create.clone()));
    grouped.add(tasks_of_account());
    let documented: Vec<&str> = tasks.iter().map(|(_, documented)| documented.as_str()).chain([TASKS]).collect();

    let mut in_body = Batch::new();
    let mut set = in_body.change_set();
    let created_lead =
        set.add(Create::<Lead>::new().set(lead::FIRSTNAME, "Ada").set(lead::LASTNAME, "Byron").request().unwrap());
    let created_contact = set.add(contact().request().unwrap());
    set.add(
        account()
            .bind(account::ORIGINATINGLEADID, created_lead.row())
            .bind(account::PRIMARYCONTACTID, created_contact.row())
            .request()
            .unwrap(),
    );

    let mut in_url = Batch::new();
    let mut set = in_url.change_set();
    let created = set.add(contact().request().unwrap());
    set.add(property::set(&created, contact::LASTNAME, "Byron").unwrap());

    let mut by_reference = Batch::new();
    let mut set = by_reference.change_set();
    let first = set.add(account().request().unwrap());
    let second = set.add(contact().request().unwrap());
    set.add(Request::set_reference(&first, ACCOUNT_PRIMARY_CONTACT, second.row()).unwrap());

    let mut by_navigation = Batch::new();
    let mut set = by_navigation.change_set();
    let first = set.add(account().request().unwrap());
    let second = set.add(contact().request().unwrap());
    set.add(Update::<Account>::new().bind(account::PRIMARYCONTACTID, second.row()).request(&first).unwrap());

    vec![
        batch("webapi/execute-batch-operations-using-web-api: change set", &documented, grouped.request(ROOT)),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in a body",
            &[
                "POST /leads\n\n{\"firstname\": \"Ada\", \"lastname\": \"Byron\"}",
                CONTACT,
                r#"POST /accounts

{"name": "Contoso", "originatingleadid@odata.bind": "$1", "primarycontactid@odata.bind": "$2"}"#,
            ],
            in_body.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: reference in an address",
            &[CONTACT, "PUT $1/lastname\n\n{\"value\": \"Byron\"}"],
            in_url.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in address and body",
            &[ACCOUNT, CONTACT, "PUT $1/primarycontactid/$ref\n\n{\"@odata.id\": \"$2\"}"],
            by_reference.request(ROOT),
        ),
        batch(
            "webapi/execute-batch-operations-using-web-api: references in address and navigation property",
            &[ACCOUNT, CONTACT, "PATCH $1\nIf-Match: *\n\n{\"primarycontactid@odata.bind\": \"$2\"}"],
            by_navigation.request(ROOT),
        ),
    ]
}

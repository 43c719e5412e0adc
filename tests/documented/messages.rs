//! Actions, functions, and operations on many rows.

use earlybound::metadata::{MessageKind, MessageMetadata};
use earlybound::{Argument, Create, Id, Invoke, Key, Update};
use serde_json::json;

use crate::case::{Case, ROOT, case};
use crate::dataverse::account::{self, Account};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::{
    Contact, ContosoSensorData, Incident, IncidentResolution, Letter, Opportunity, OpportunityClose, Queue,
    SampleExample, Solution, SystemUser, Team, incidentresolution, opportunityclose, sample_example,
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
    [actions(), files(), functions(), multiple()].into_iter().flatten().collect()
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

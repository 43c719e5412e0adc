//! Reading single rows.

use earlybound::Key;
use earlybound::query::Query;

use crate::case::{Case, case};
use crate::dataverse::account::many_to_one::{
    ACCOUNT_PARENT_ACCOUNT, ACCOUNT_PRIMARY_CONTACT, LK_ACCOUNTBASE_CREATEDBY, LK_ACCOUNTBASE_CREATEDONBEHALFBY,
    LK_ACCOUNTBASE_MODIFIEDBY, USER_ACCOUNTS,
};
use crate::dataverse::account::one_to_many::{ACCOUNT_FILEATTACHMENTS, ACCOUNT_TASKS};
use crate::dataverse::account::{self, Account};
use crate::dataverse::contact::{self};
use crate::dataverse::contoso_sensordata as sensordata;
use crate::dataverse::systemuser::many_to_one::BUSINESS_UNIT_SYSTEM_USERS;
use crate::dataverse::{Contact, ContosoSensorData, businessunit, fileattachment, systemuser, task};
use crate::rows::{id, row};

pub fn cases() -> Vec<Case> {
    [retrieve(), expand()].into_iter().flatten().collect()
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

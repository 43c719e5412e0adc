//! Queries for several rows.

use crate::case::{Case, ROOT, case};
use crate::dataverse::account::many_to_one::{ACCOUNT_PRIMARY_CONTACT, LK_ACCOUNTBASE_CREATEDBY};
use crate::dataverse::account::one_to_many::{ACCOUNT_TASKS, CONTACT_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account};
use crate::dataverse::contact::many_to_one::{CONTACT_CUSTOMER_ACCOUNTS as CUSTOMER, CONTACT_OWNING_USER};
use crate::dataverse::contact::{self};
use crate::dataverse::task::many_to_one::CONTACT_TASKS;
use crate::dataverse::{
    Contact, ContosoSensorData, EntityMap, Task, contoso_sensordata as sensordata, entitymap, systemuser, task,
};

pub fn cases() -> Vec<Case> {
    [select(), join(), page(), changes()].into_iter().flatten().collect()
}

fn select() -> Vec<Case> {
    vec![
        case(
            "webapi/query/select-columns: select",
            "GET /accounts?$select=name,revenue&$top=1",
            Account::query().select((account::NAME, account::REVENUE)).top(1).request(),
        ),
        case(
            "webapi/query/select-columns: formatted values",
            "GET /accounts?$select=name,revenue,_primarycontactid_value,customertypecode,modifiedon&$top=1
             Prefer: odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"",
            Account::query()
                .select((account::NAME, account::REVENUE, account::PRIMARYCONTACTID))
                .select((account::CUSTOMERTYPECODE, account::MODIFIEDON))
                .top(1)
                .request()
                .map(|get| get.including_formatted_values()),
        ),
        case(
            "webapi/query/select-columns: lookups",
            "GET /accounts?$select=name,_ownerid_value&$top=2
             Prefer: odata.include-annotations=\"Microsoft.Dynamics.CRM.associatednavigationproperty,Microsoft.Dynamics.CRM.lookuplogicalname\"",
            Account::query().select((account::NAME, account::OWNERID)).top(2).request().and_then(|get| {
                get.preferring(
                    "odata.include-annotations=\"Microsoft.Dynamics.CRM.associatednavigationproperty,\
                     Microsoft.Dynamics.CRM.lookuplogicalname\"",
                )
            }),
        ),
        case(
            "webapi/query/order-rows: sort",
            "GET /accounts?$select=name,revenue&$orderby=revenue asc,name desc&$filter=revenue ne null",
            Account::query()
                .select((account::NAME, account::REVENUE))
                .order_by(account::REVENUE)
                .order_by_desc(account::NAME)
                .filter(account::REVENUE.is_not_null())
                .request(),
        ),
        case(
            "webapi/create-entity-web-api: which tables are mapped",
            "GET /entitymaps?$select=sourceentityname,targetentityname&$orderby=sourceentityname",
            EntityMap::query()
                .select((entitymap::SOURCEENTITYNAME, entitymap::TARGETENTITYNAME))
                .order_by(entitymap::SOURCEENTITYNAME)
                .request(),
        ),
        case(
            "use-elastic-tables: query a partition",
            "GET /contoso_sensordatas?partitionId=deviceid-001&$select=contoso_sensortype,contoso_value,contoso_timestamp",
            ContosoSensorData::query()
                .select((sensordata::CONTOSO_SENSORTYPE, sensordata::CONTOSO_VALUE, sensordata::CONTOSO_TIMESTAMP))
                .request()
                .map(|get| get.in_partition("deviceid-001")),
        ),
    ]
}

fn join() -> Vec<Case> {
    let names = || CONTACT_CUSTOMER_ACCOUNTS.query().select(contact::FULLNAME);
    let tasks = || ACCOUNT_TASKS.query().select(task::SUBJECT);
    vec![
        case(
            "webapi/query/join-tables: options",
            "GET /accounts?$select=name&$expand=Account_Tasks($select=subject;$filter=contains(subject,'Task');$orderby=createdon desc)",
            Account::query()
                .select(account::NAME)
                .expand(tasks().filter(task::SUBJECT.contains("Task")).order_by_desc(task::CREATEDON))
                .request(),
        ),
        case(
            "webapi/query/join-tables: limit columns",
            "GET /accounts?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject)
             Prefer: odata.maxpagesize=1",
            Account::query()
                .select(account::NAME)
                .expand(ACCOUNT_PRIMARY_CONTACT.query().select(contact::FULLNAME))
                .expand(tasks())
                .page_size(1)
                .request(),
        ),
        case(
            "webapi/query/join-tables: single-valued",
            "GET /accounts?$select=name&$expand=primarycontactid($select=contactid,fullname),createdby($select=fullname)
             Prefer: odata.maxpagesize=2",
            Account::query()
                .select(account::NAME)
                .expand(ACCOUNT_PRIMARY_CONTACT.query().select((contact::CONTACTID, contact::FULLNAME)))
                .expand(LK_ACCOUNTBASE_CREATEDBY.query().select(systemuser::FULLNAME))
                .page_size(2)
                .request(),
        ),
        case(
            "webapi/query/join-tables: references",
            "GET /accounts?$select=name&$expand=primarycontactid/$ref",
            Account::query().select(account::NAME).expand(ACCOUNT_PRIMARY_CONTACT.reference()).request(),
        ),
        case(
            "webapi/query/join-tables: nested",
            "GET /tasks?$select=subject&$expand=regardingobjectid_contact_task($select=fullname; $expand=parentcustomerid_account($select=name; $expand=createdby($select=fullname)))
             Prefer: odata.maxpagesize=2",
            Task::query()
                .select(task::SUBJECT)
                .expand(
                    CONTACT_TASKS.query().select(contact::FULLNAME).expand(
                        CUSTOMER
                            .query()
                            .select(account::NAME)
                            .expand(LK_ACCOUNTBASE_CREATEDBY.query().select(systemuser::FULLNAME)),
                    ),
                )
                .page_size(2)
                .request(),
        ),
        case(
            "webapi/query/join-tables: collections",
            "GET /accounts?$select=name,accountid&$expand=Account_Tasks($select=subject),contact_customer_accounts($select=fullname)
             Prefer: odata.maxpagesize=1",
            Account::query()
                .select((account::NAME, account::ACCOUNTID))
                .expand(tasks())
                .expand(names())
                .page_size(1)
                .request(),
        ),
        case(
            "webapi/query/join-tables: nested in a collection",
            "GET /accounts?$select=name,accountid&$expand=Account_Tasks($select=subject),contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname))
             Prefer: odata.maxpagesize=1",
            Account::query()
                .select((account::NAME, account::ACCOUNTID))
                .expand(tasks())
                .expand(names().expand(CONTACT_OWNING_USER.query().select(systemuser::FULLNAME)))
                .page_size(1)
                .request(),
        ),
    ]
}

fn page() -> Vec<Case> {
    let contacts = || Contact::query().select(contact::FULLNAME).page_size(2);
    let further =
        "/contacts?$select=fullname&$skiptoken=%3Ccookie%20pagenumber=%222%22%20istracking=%22False%22%20/%3E";
    vec![
        case(
            "webapi/query/page-results: first page",
            "GET /contacts?$select=fullname\nPrefer: odata.maxpagesize=2",
            contacts().request(),
        ),
        case(
            "webapi/query/page-results: next page",
            &format!("GET {further}\nPrefer: odata.maxpagesize=2"),
            Ok(contacts().next_page(format!("{ROOT}{further}"))),
        ),
        case(
            "webapi/query/page-results: top",
            "GET /accounts?$select=name,revenue&$top=3",
            Account::query().select((account::NAME, account::REVENUE)).top(3).request(),
        ),
        case(
            "webapi/query/count-rows: with rows",
            "GET /accounts?$select=accountid&$count=true",
            Account::query().select(account::ACCOUNTID).count().request(),
        ),
        case(
            "webapi/query/count-rows: with a page",
            "GET /accounts?$select=name&$filter=contains(name,'sample')&$count=true
             Prefer: odata.maxpagesize=3
             Prefer: odata.include-annotations=\"Microsoft.Dynamics.CRM.*\"",
            Account::query()
                .select(account::NAME)
                .filter(account::NAME.contains("sample"))
                .count()
                .page_size(3)
                .request()
                .and_then(|get| get.preferring("odata.include-annotations=\"Microsoft.Dynamics.CRM.*\"")),
        ),
        case("webapi/query/count-rows: alone", "GET /accounts/$count", Account::query().row_count()),
    ]
}

fn changes() -> Vec<Case> {
    let tracked = Account::query().track_changes().select((
        account::NAME,
        account::ACCOUNTNUMBER,
        account::TELEPHONE1,
        account::FAX,
    ));
    let link = "/accounts?$select=name,accountnumber,telephone1,fax&$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44";
    vec![
        case(
            "use-change-tracking-synchronize-data-external-systems: begin",
            "GET /accounts?$select=name,accountnumber,telephone1,fax\nPrefer: odata.track-changes",
            tracked.request(),
        ),
        case(
            "use-change-tracking-synchronize-data-external-systems: changes",
            &format!("GET {link}"),
            Ok(tracked.changes(format!("{ROOT}{link}"))),
        ),
        case(
            "use-change-tracking-synchronize-data-external-systems: count",
            "GET /accounts/$count?$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44",
            Ok(tracked.change_count(&format!("{ROOT}/accounts?$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44"))),
        ),
    ]
}

#[test]
fn a_link_is_followed_to_the_same_server_alone() {
    let further = |link: &str| Contact::query().next_page(link).url(ROOT);
    assert_eq!(
        further("https://contoso.crm.dynamics.com/api/data/v9.2/contacts?x").unwrap(),
        "https://contoso.crm.dynamics.com/api/data/v9.2/contacts?x"
    );
    assert!(further("https://CONTOSO.crm.dynamics.com/api/data/v9.2/contacts").is_ok(), "hosts have no case");
    for elsewhere in [
        "https://evil.example/contacts",
        "http://contoso.crm.dynamics.com/contacts",
        "https://contoso.crm.dynamics.com.evil.example/contacts",
        "https://contoso.crm.dynamics.com@evil.example/contacts",
        "https://contoso.crm.dynamics.com\\@evil.example/contacts",
        "https://contoso.crm.dynamics.com:444/contacts",
        "//evil.example/contacts",
        "contacts?$skiptoken=1",
        "https://contoso.crm.dynamics.com/contacts\r\nHost: evil.example",
        "",
    ] {
        let outcome = further(elsewhere);
        assert!(outcome.is_err() || outcome.as_ref().unwrap().starts_with(ROOT), "{elsewhere:?}: {outcome:?}");
    }
    assert!(Contact::query().request().unwrap().url("contoso").is_err());
}

//! Queries for several rows.

use earlybound::Uuid;
use earlybound::query::{Aggregate, Fetch};

use crate::case::{Case, ROOT, case};
use crate::dataverse::account::many_to_one::{ACCOUNT_PRIMARY_CONTACT, LK_ACCOUNTBASE_CREATEDBY};
use crate::dataverse::account::one_to_many::{
    ACCOUNT_EMAILS, ACCOUNT_TASKS, CONTACT_CUSTOMER_ACCOUNTS, OPPORTUNITY_PARENT_ACCOUNT,
};
use crate::dataverse::account::{self, Account};
use crate::dataverse::contact::many_to_one::{
    CONTACT_CUSTOMER_ACCOUNTS as CUSTOMER, CONTACT_OWNING_USER, LK_CONTACTBASE_CREATEDBY,
};
use crate::dataverse::contact::one_to_many::OPPORTUNITY_CUSTOMER_CONTACTS;
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::systemuser::one_to_many::USER_ACCOUNTS;
use crate::dataverse::task::many_to_one::CONTACT_TASKS;
use crate::dataverse::{
    Contact, ContosoSensorData, EntityMap, SavedQuery, SystemUser, Task, contoso_sensordata as sensordata, email,
    entitymap, opportunity, savedquery, systemuser, task,
};
use crate::rows::row;

pub fn cases() -> Vec<Case> {
    [select(), join(), filter(), operators(), functions(), page(), aggregate(), views(), fetch(), changes()]
        .into_iter()
        .flatten()
        .collect()
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

fn filter() -> Vec<Case> {
    let named = || Account::query().select(account::NAME);
    vec![
        case(
            "webapi/query/filter-rows: by a lookup",
            "GET /accounts?$filter=_owninguser_value eq 4026be43-6b69-e111-8f65-78e7d1620f5e&$select=name",
            named().filter(account::OWNINGUSER.eq(row::<SystemUser>("4026be43-6b69-e111-8f65-78e7d1620f5e"))).request(),
        ),
        case(
            "webapi/query/filter-rows: filtered collection",
            "GET /systemusers(4026be43-6b69-e111-8f65-78e7d1620f5e)/user_accounts?$select=name",
            USER_ACCOUNTS
                .rows_of(row::<SystemUser>("4026be43-6b69-e111-8f65-78e7d1620f5e"))
                .select(account::NAME)
                .request(),
        ),
        case(
            "webapi/query/filter-rows: columns compared",
            "GET /contacts?$select=fullname&$filter=firstname eq lastname",
            Contact::query().select(contact::FULLNAME).filter(contact::FIRSTNAME.eq_column(contact::LASTNAME)).request(),
        ),
        case(
            "webapi/query/filter-rows: quotes",
            "GET /contacts?$select=fullname&$filter=lastname eq 'O''Bryan'",
            Contact::query().select(contact::FULLNAME).filter(contact::LASTNAME.eq("O'Bryan")).request(),
        ),
        case(
            "webapi/query/filter-rows: quotes in a list",
            r#"GET /contacts?$select=fullname&$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1='lastname'&@p2=["OBrian","OBryan","O'Brian","O'Bryan"]"#,
            Contact::query()
                .select(contact::FULLNAME)
                .filter(contact::LASTNAME.is_in(["OBrian", "OBryan", "O'Brian", "O'Bryan"]))
                .request(),
        ),
        case(
            "webapi/query/filter-rows: encoded",
            "GET /accounts?$filter=contains(name,'%2B123')",
            Account::query().filter(account::NAME.contains("+123")).request(),
        ),
        case(
            "webapi/query/filter-rows: column of a lookup",
            "GET /accounts?$filter=primarycontactid/fullname eq 'Susanna Stubberod (sample)'&$select=name,_primarycontactid_value
             Prefer: odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"",
            Account::query()
                .filter(ACCOUNT_PRIMARY_CONTACT.to(contact::FULLNAME).eq("Susanna Stubberod (sample)"))
                .select((account::NAME, account::PRIMARYCONTACTID))
                .request()
                .map(|get| get.including_formatted_values()),
        ),
        case(
            "webapi/query/filter-rows: further up",
            "GET /accounts?$filter=primarycontactid/createdby/fullname eq 'System Administrator'&$select=name,_primarycontactid_value&$expand=primarycontactid(\
             $select=fullname,_createdby_value;$expand=createdby($select=fullname))&$top=1
             Prefer: odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"",
            Account::query()
                .filter(
                    ACCOUNT_PRIMARY_CONTACT
                        .to(LK_CONTACTBASE_CREATEDBY.to(systemuser::FULLNAME))
                        .eq("System Administrator"),
                )
                .select((account::NAME, account::PRIMARYCONTACTID))
                .expand(
                    ACCOUNT_PRIMARY_CONTACT
                        .query()
                        .select((contact::FULLNAME, contact::CREATEDBY))
                        .expand(LK_CONTACTBASE_CREATEDBY.query().select(systemuser::FULLNAME)),
                )
                .top(1)
                .request()
                .map(|get| get.including_formatted_values()),
        ),
        case(
            "webapi/query/filter-rows: any",
            "GET /accounts?$select=name&$filter=Account_Emails/any(e:contains(e/subject,'sometext'))",
            named().filter(ACCOUNT_EMAILS.any(email::SUBJECT.contains("sometext"))).request(),
        ),
        case(
            "webapi/query/filter-rows: all",
            "GET /accounts?$select=name&$filter=Account_Tasks/all(t:t/statecode eq 1)",
            named().filter(ACCOUNT_TASKS.all(task::STATECODE.eq(task::StateCode::Completed))).request(),
        ),
        case(
            "webapi/query/filter-rows: any with two conditions",
            "GET /accounts?$select=name&$filter=Account_Emails/any(e:contains(e/subject,'sometext') and e/statecode eq 0)",
            named()
                .filter(
                    ACCOUNT_EMAILS
                        .any(email::SUBJECT.contains("sometext").and(email::STATECODE.eq(email::StateCode::Open))),
                )
                .request(),
        ),
        // The page has parentheses around the first condition, which mean nothing there (OData 4.0 part 2, 5.1.1.3).
        case(
            "webapi/query/filter-rows: nested any",
            "GET /accounts?$select=name&$filter=contact_customer_accounts/any(c:c/jobtitle eq 'jobtitle' and c/opportunity_customer_contacts/any(o:o/description ne 'N/A')) and endswith(name,'Inc.')",
            named()
                .filter(CONTACT_CUSTOMER_ACCOUNTS.any(
                    contact::JOBTITLE
                        .eq("jobtitle")
                        .and(OPPORTUNITY_CUSTOMER_CONTACTS.any(opportunity::DESCRIPTION.ne("N/A"))),
                ))
                .filter(account::NAME.ends_with("Inc."))
                .request(),
        ),
    ]
}

/// The examples in the tables of operators.
fn operators() -> Vec<Case> {
    let revenue = |name, condition: &str, ours| {
        case(name, &format!("GET /accounts?$filter={condition}"), Account::query().filter(ours).request())
    };
    vec![
        revenue("webapi/query/filter-rows: eq", "revenue eq 100000", account::REVENUE.eq(100_000)),
        revenue("webapi/query/filter-rows: ne", "revenue ne 100000", account::REVENUE.ne(100_000)),
        revenue("webapi/query/filter-rows: gt", "revenue gt 100000", account::REVENUE.gt(100_000)),
        revenue("webapi/query/filter-rows: ge", "revenue ge 100000", account::REVENUE.ge(100_000)),
        revenue("webapi/query/filter-rows: lt", "revenue lt 100000", account::REVENUE.lt(100_000)),
        revenue("webapi/query/filter-rows: le", "revenue le 100000", account::REVENUE.le(100_000)),
        revenue(
            "webapi/query/filter-rows: and",
            "revenue lt 100000 and revenue gt 2000",
            account::REVENUE.lt(100_000).and(account::REVENUE.gt(2_000)),
        ),
        revenue(
            "webapi/query/filter-rows: or",
            "contains(name,'(sample)') or contains(name,'test')",
            account::NAME.contains("(sample)").or(account::NAME.contains("test")),
        ),
        revenue("webapi/query/filter-rows: not", "not contains(name,'sample')", !account::NAME.contains("sample")),
        revenue(
            "webapi/query/filter-rows: grouping",
            "(contains(name,'sample') or contains(name,'test')) and revenue gt 5000",
            account::NAME.contains("sample").or(account::NAME.contains("test")).and(account::REVENUE.gt(5_000)),
        ),
        revenue("webapi/query/filter-rows: contains", "contains(name,'(sample)')", account::NAME.contains("(sample)")),
        revenue("webapi/query/filter-rows: endswith", "endswith(name,'Inc.')", account::NAME.ends_with("Inc.")),
        revenue("webapi/query/filter-rows: startswith", "startswith(name,'a')", account::NAME.starts_with("a")),
    ]
}

fn functions() -> Vec<Case> {
    vec![
        case(
            "webapi/query/filter-rows: between",
            r#"GET /accounts?$select=name,numberofemployees&$filter=Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=["5","2000"])"#,
            Account::query()
                .select((account::NAME, account::NUMBEROFEMPLOYEES))
                .filter(account::NUMBEROFEMPLOYEES.between(5, 2000))
                .request(),
        ),
        case(
            "webapi/use-web-api-functions: last hours",
            "GET /accounts?$select=name,accountnumber&$filter=Microsoft.Dynamics.CRM.LastXHours(PropertyName=@p1,PropertyValue=@p2)&@p1='modifiedon'&@p2=12",
            Account::query()
                .select((account::NAME, account::ACCOUNTNUMBER))
                .filter(account::MODIFIEDON.last_x_hours(12))
                .request(),
        ),
        case(
            "webapi/use-web-api-functions: not this user",
            "GET /systemusers?$select=fullname,systemuserid&$filter=Microsoft.Dynamics.CRM.NotEqualUserId(PropertyName=@p1)&@p1='systemuserid'",
            SystemUser::query()
                .select((systemuser::FULLNAME, systemuser::SYSTEMUSERID))
                .filter(systemuser::SYSTEMUSERID.not_equal_user_id())
                .request(),
        ),
        case(
            "webapi/use-web-api-functions: older than days",
            "GET /accounts?$select=name&$filter=Microsoft.Dynamics.CRM.OlderThanXDays(PropertyName=@p1,PropertyValue=@p2)&@p1='createdon'&@p2=7",
            Account::query().select(account::NAME).filter(account::CREATEDON.older_than_x_days(7)).request(),
        ),
        case(
            "multi-select-picklist: contain values",
            r#"GET /contacts?$select=fullname,sample_outdooractivities&$filter=Microsoft.Dynamics.CRM.ContainValues(PropertyName='sample_outdooractivities',PropertyValues=%5B"2"%5D)
Prefer: odata.include-annotations="OData.Community.Display.V1.FormattedValue""#,
            Contact::query()
                .select((contact::FULLNAME, contact::SAMPLE_OUTDOORACTIVITIES))
                .filter(contact::SAMPLE_OUTDOORACTIVITIES.contain_values([SampleOutdoorActivities::Hiking]))
                .request()
                .map(|get| get.including_formatted_values()),
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

fn aggregate() -> Vec<Case> {
    const FORMATTED: &str = "Prefer: odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"";
    let rows = Aggregate::<Account, i64>::count("count");
    let total = account::REVENUE.sum("total");
    let average = account::REVENUE.average("averagevalue");
    let of = |name, apply: &str, ours: Result<earlybound::Request<_>, _>| {
        case(
            name,
            &format!("GET /accounts?$apply={apply}\n{FORMATTED}"),
            ours.map(|get: earlybound::Request<earlybound::Page<Account>>| get.including_formatted_values()),
        )
    };
    let by_status = || Account::query().group_by(account::STATUSCODE);
    vec![
        of("webapi/query/aggregate-data: unique values", "groupby((statuscode))", by_status().request()),
        of(
            "webapi/query/aggregate-data: count",
            "groupby((statuscode),aggregate($count as count))",
            by_status().aggregate(&rows).request(),
        ),
        of(
            "webapi/query/aggregate-data: sum",
            "aggregate(revenue with sum as total)",
            Account::query().aggregate(&total).request(),
        ),
        of(
            "webapi/query/aggregate-data: average",
            "groupby((statuscode),aggregate(revenue with average as averagevalue))",
            by_status().aggregate(&average).request(),
        ),
        of(
            "webapi/query/aggregate-data: sum by status",
            "groupby((statuscode),aggregate(revenue with sum as total))",
            by_status().aggregate(&total).request(),
        ),
        of(
            "webapi/query/aggregate-data: by a lookup's name",
            "groupby((primarycontactid/fullname),aggregate(revenue with sum as total))",
            Account::query().group_by(ACCOUNT_PRIMARY_CONTACT.to(contact::FULLNAME)).aggregate(&total).request(),
        ),
        case(
            "webapi/query/aggregate-data: names where",
            "GET /accounts?$apply=filter(address1_stateorprovince eq 'WA')/groupby((primarycontactid/fullname))",
            Account::query()
                .filter(account::ADDRESS1_STATEORPROVINCE.eq("WA"))
                .group_by(ACCOUNT_PRIMARY_CONTACT.to(contact::FULLNAME))
                .request(),
        ),
        of(
            "webapi/query/aggregate-data: last",
            "aggregate(createdon with max as lastCreate)",
            Account::query().aggregate(&account::CREATEDON.max("lastCreate")).request(),
        ),
        of(
            "webapi/query/aggregate-data: first",
            "aggregate(createdon with min as firstCreate)",
            Account::query().aggregate(&account::CREATEDON.min("firstCreate")).request(),
        ),
        of(
            "webapi/query/aggregate-data: distinct",
            "groupby((statecode,statuscode,accountcategorycode))",
            Account::query()
                .group_by(account::STATECODE)
                .group_by(account::STATUSCODE)
                .group_by(account::ACCOUNTCATEGORYCODE)
                .request(),
        ),
    ]
}

fn views() -> Vec<Case> {
    let view = |id: &str| id.parse::<Uuid>().unwrap();
    vec![
        case(
            "webapi/retrieve-and-execute-predefined-queries: find a view",
            "GET /savedqueries?$select=name,savedqueryid&$filter=name eq 'Active Accounts'",
            SavedQuery::query()
                .select((savedquery::NAME, savedquery::SAVEDQUERYID))
                .filter(savedquery::NAME.eq("Active Accounts"))
                .request(),
        ),
        case(
            "webapi/retrieve-and-execute-predefined-queries: a view of the system",
            "GET /accounts?savedQuery=00000000-0000-0000-00aa-000010001002",
            Account::query().saved_query(view("00000000-0000-0000-00aa-000010001002")),
        ),
        case(
            "webapi/retrieve-and-execute-predefined-queries: a view of a user",
            "GET /accounts?userQuery=121c6fd8-1975-e511-80d4-00155d2a68d1",
            Account::query().user_query(view("121c6fd8-1975-e511-80d4-00155d2a68d1")),
        ),
        case(
            "webapi/retrieve-and-execute-predefined-queries: a view of a collection",
            "GET /accounts(8f390c24-9c72-e511-80d4-00155d2a68d1)/opportunity_parent_account/?savedQuery=00000000-0000-0000-00aa-000010003001",
            OPPORTUNITY_PARENT_ACCOUNT
                .rows_of(row::<Account>("8f390c24-9c72-e511-80d4-00155d2a68d1"))
                .saved_query(view("00000000-0000-0000-00aa-000010003001")),
        ),
    ]
}

/// FetchXML with its attributes in one order, and without those that say what is so anyway.
fn of_fetch(documented: &str) -> String {
    format!("GET /{documented}")
}

fn fetch() -> Vec<Case> {
    let contacts = || {
        Fetch::<Contact>::new()
            .select((contact::FULLNAME, contact::JOBTITLE, contact::ANNUALINCOME))
            .order_by_desc(contact::FULLNAME)
            .filter(contact::FULLNAME.contains("(sample)"))
            .filter(contact::PARENTCUSTOMERID.eq(row::<Account>("18717e9c-643f-ed11-9db0-002248225e95")))
    };
    let filter = "<filter type=\"and\"><condition attribute=\"fullname\" operator=\"like\" value=\"%25(sample)%25\"/>\
        <condition attribute=\"parentcustomerid\" operator=\"eq\" value=\"18717e9c-643f-ed11-9db0-002248225e95\"/></filter>";
    let columns = "<entity name=\"contact\"><attribute name=\"fullname\"/><attribute name=\"jobtitle\"/>\
        <attribute name=\"annualincome\"/><order attribute=\"fullname\" descending=\"true\"/>";
    let annotated = "Prefer: odata.include-annotations=\"*\"";
    let first = serde_json::from_str(
        r#"{"value": [], "@Microsoft.Dynamics.CRM.morerecords": true, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":
            "<cookie pagenumber=\"2\" pagingcookie=\"%253ccookie%2520page%253d%25221%2522%253e%253cfullname%2520last%253d%2522Robert%2522%2520%252f%253e%253c%252fcookie%253e\" istracking=\"False\" />"}"#,
    )
    .unwrap();
    let second = contacts().page(1, 3).next_page::<Contact>(&first);
    vec![
        case(
            "webapi/use-fetchxml-web-api: select",
            &of_fetch(
                "accounts?fetchXml=<fetch><entity name=\"account\"><attribute name=\"accountid\"/><attribute name=\"name\"/><attribute name=\"accountnumber\"/></entity></fetch>",
            ),
            Fetch::<Account>::new().select((account::ACCOUNTID, account::NAME, account::ACCOUNTNUMBER)).request(),
        ),
        case(
            "webapi/use-fetchxml-web-api: page",
            &of_fetch(
                "accounts?fetchXml=<fetch count=\"2\" page=\"1\"><entity name=\"account\"><attribute name=\"accountid\"/><attribute name=\"name\"/><attribute name=\"industrycode\"/><order attribute=\"name\"/></entity></fetch>",
            ),
            Fetch::<Account>::new()
                .select((account::ACCOUNTID, account::NAME, account::INDUSTRYCODE))
                .order_by(account::NAME)
                .page(1, 2)
                .request(),
        ),
        case(
            "webapi/use-fetchxml-web-api: first page",
            &format!(
                "{}\n{annotated}",
                of_fetch(&format!(
                    "contacts?fetchXml=<fetch count=\"3\" page=\"1\" returntotalrecordcount=\"true\">{columns}{filter}</entity></fetch>"
                ))
            ),
            contacts().page(1, 3).count().request().map(|get| get.including_annotations()),
        ),
        case(
            "webapi/use-fetchxml-web-api: following page",
            &format!(
                "{}\n{annotated}",
                of_fetch(&format!(
                    "contacts?fetchXml=<fetch count=\"3\" page=\"2\" paging-cookie=\"%26lt;cookie page=%26quot;1%26quot;%26gt;%26lt;fullname last=%26quot;Robert%26quot; /%26gt;%26lt;/cookie%26gt;\">{columns}{filter}</entity></fetch>"
                ))
            ),
            second.unwrap().request().map(|get| get.including_annotations()),
        ),
        case(
            "multi-select-picklist: not contain values",
            &of_fetch(
                "contacts?fetchXml=<fetch><entity name=\"contact\"><attribute name=\"fullname\"/><attribute name=\"sample_outdooractivities\"/><filter type=\"and\"><condition attribute=\"sample_outdooractivities\" operator=\"not-contain-values\"><value>2</value></condition></filter></entity></fetch>",
            ),
            Fetch::<Contact>::new()
                .select((contact::FULLNAME, contact::SAMPLE_OUTDOORACTIVITIES))
                .filter(contact::SAMPLE_OUTDOORACTIVITIES.does_not_contain_values([SampleOutdoorActivities::Hiking]))
                .request(),
        ),
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

//! Aggregates, views and FetchXML.

use earlybound::Uuid;
use earlybound::query::{Aggregate, Fetch};

use crate::case::{Case, case};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::OPPORTUNITY_PARENT_ACCOUNT;
use crate::dataverse::account::{self, Account};
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::{Contact, SavedQuery, savedquery};
use crate::rows::row;

pub fn cases() -> Vec<Case> {
    [aggregate(), views(), fetch(), fetch_pages()].into_iter().flatten().collect()
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

/// Returns the line of a request for a documented address.
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
        )
        .explained_by("a page that shall lead to the next one must ask for two annotations (fetchxml/page-results)"),
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

/// The queries of the pages about FetchXML, as the Web API takes them.
fn fetch_pages() -> Vec<Case> {
    let of = |name, table: &str, content: &str, ours: Result<earlybound::Request<_>, _>| {
        let xml = format!("<fetch><entity name=\"{table}\">{content}</entity></fetch>");
        case(name, &of_fetch(&format!("{table}s?fetchXml={xml}")), ours.map(earlybound::Request::answered_with::<()>))
    };
    let accounts = || Fetch::<Account>::new().select(account::NAME);
    const COLUMNS: &str =
        "<attribute name=\"name\"/><attribute name=\"accountnumber\"/><attribute name=\"createdon\"/>";
    const NAME: &str = "<attribute name=\"name\"/>";
    let city = |value: &str| format!("<condition attribute=\"address1_city\" operator=\"eq\" value=\"{value}\"/>");
    let first = serde_json::from_str(
        r#"{"value": [], "@Microsoft.Dynamics.CRM.morerecords": true, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":
            "<cookie pagenumber=\"2\" pagingcookie=\"%253ccookie%2520page%253d%25221%2522%253e%253c%252fcookie%253e\" istracking=\"False\" />"}"#,
    )
    .unwrap();
    let contacts = Fetch::<Contact>::new()
        .select((contact::FULLNAME, contact::JOBTITLE, contact::ANNUALINCOME))
        .order_by_desc(contact::FULLNAME)
        .page(1, 3);
    vec![
        of(
            "fetchxml/order-rows: three columns",
            "account",
            &format!(
                "{COLUMNS}<order attribute=\"createdon\"/><order attribute=\"name\"/><order attribute=\"accountnumber\"/>"
            ),
            accounts()
                .select((account::ACCOUNTNUMBER, account::CREATEDON))
                .order_by(account::CREATEDON)
                .order_by(account::NAME)
                .order_by(account::ACCOUNTNUMBER)
                .request(),
        ),
        of(
            "fetchxml/order-rows: the latest first",
            "account",
            "<attribute name=\"name\"/><attribute name=\"createdon\"/><order attribute=\"createdon\" descending=\"true\"/>",
            accounts().select(account::CREATEDON).order_by_desc(account::CREATEDON).request(),
        ),
        of(
            "fetchxml/join-tables: many to one",
            "account",
            "<attribute name=\"name\"/><link-entity name=\"contact\" from=\"contactid\" to=\"primarycontactid\" link-type=\"inner\" alias=\"contact\"><attribute name=\"fullname\"/></link-entity>",
            accounts().link(ACCOUNT_PRIMARY_CONTACT.link("contact").inner().select(contact::FULLNAME)).request(),
        ),
        of(
            "fetchxml/reference/link-entity: any",
            "contact",
            "<attribute name=\"fullname\"/><filter type=\"and\"><link-entity name=\"account\" from=\"primarycontactid\" to=\"contactid\" link-type=\"any\"/></filter>",
            Fetch::<Contact>::new()
                .select(contact::FULLNAME)
                .with_any(contact::one_to_many::ACCOUNT_PRIMARY_CONTACT.link("account"))
                .request()
                .map(earlybound::Request::answered_with),
        ),
        of(
            "fetchxml/filter-rows: one city",
            "account",
            &format!("{NAME}<filter type=\"and\">{}</filter>", city("Redmond")),
            accounts().filter(account::ADDRESS1_CITY.eq("Redmond")).request(),
        ),
        of(
            "fetchxml/filter-rows: one of three cities",
            "account",
            &format!(
                "{NAME}<attribute name=\"address1_city\"/><filter type=\"or\">{}{}{}</filter>",
                city("Redmond"),
                city("Seattle"),
                city("Bellevue")
            ),
            accounts()
                .select(account::ADDRESS1_CITY)
                .filter(
                    account::ADDRESS1_CITY
                        .eq("Redmond")
                        .or(account::ADDRESS1_CITY.eq("Seattle"))
                        .or(account::ADDRESS1_CITY.eq("Bellevue")),
                )
                .request(),
        ),
        of(
            "fetchxml/filter-rows: in three cities",
            "account",
            "<attribute name=\"name\"/><attribute name=\"address1_city\"/><filter type=\"and\"><condition attribute=\"address1_city\" operator=\"in\"><value>Redmond</value><value>Seattle</value><value>Bellevue</value></condition></filter>",
            accounts()
                .select(account::ADDRESS1_CITY)
                .filter(account::ADDRESS1_CITY.is_in(["Redmond", "Seattle", "Bellevue"]))
                .request(),
        ),
        of(
            "fetchxml/filter-rows: two columns",
            "contact",
            "<attribute name=\"firstname\"/><filter type=\"and\"><condition attribute=\"firstname\" operator=\"eq\" valueof=\"lastname\"/></filter>",
            Fetch::<Contact>::new()
                .select(contact::FIRSTNAME)
                .filter(contact::FIRSTNAME.eq_column(contact::LASTNAME))
                .request()
                .map(earlybound::Request::answered_with),
        ),
        case(
            "fetchxml/page-results: following page",
            &format!(
                "{}\nPrefer: odata.include-annotations=\"Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords\"",
                of_fetch(
                    "contacts?fetchXml=<fetch count=\"3\" page=\"2\" paging-cookie=\"%26lt;cookie page=%26quot;1%26quot;%26gt;%26lt;/cookie%26gt;\"><entity name=\"contact\"><attribute name=\"fullname\"/><attribute name=\"jobtitle\"/><attribute name=\"annualincome\"/><order attribute=\"fullname\" descending=\"true\"/></entity></fetch>"
                )
            ),
            contacts.next_page::<Contact>(&first).unwrap().request(),
        ),
    ]
}

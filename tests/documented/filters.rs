//! Conditions of queries.

use crate::case::{Case, case};
use crate::dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use crate::dataverse::account::one_to_many::{ACCOUNT_EMAILS, ACCOUNT_TASKS, CONTACT_CUSTOMER_ACCOUNTS};
use crate::dataverse::account::{self, Account};
use crate::dataverse::contact::many_to_one::LK_CONTACTBASE_CREATEDBY;
use crate::dataverse::contact::one_to_many::OPPORTUNITY_CUSTOMER_CONTACTS;
use crate::dataverse::contact::{self, SampleOutdoorActivities};
use crate::dataverse::systemuser::one_to_many::USER_ACCOUNTS;
use crate::dataverse::{Contact, SystemUser, email, opportunity, systemuser, task};
use crate::rows::row;

pub fn cases() -> Vec<Case> {
    [filter(), operators(), functions()].into_iter().flatten().collect()
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

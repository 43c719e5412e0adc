//! Conditions: comparisons, query functions, and how they are written into an address.

use super::*;

#[test]
fn comparisons_of_every_operator() {
    let hundred = Decimal::from(100_000);
    assert_eq!(filter(account::REVENUE.eq(hundred)), "revenue eq 100000");
    assert_eq!(filter(account::REVENUE.ne(100_000)), "revenue ne 100000");
    assert_eq!(filter(account::REVENUE.gt(hundred)), "revenue gt 100000");
    assert_eq!(filter(account::REVENUE.ge(hundred)), "revenue ge 100000");
    assert_eq!(filter(account::REVENUE.lt(hundred)), "revenue lt 100000");
    assert_eq!(filter(account::REVENUE.le(hundred)), "revenue le 100000");
    assert_eq!(filter(account::REVENUE.is_null()), "revenue eq null");
    assert_eq!(filter(account::REVENUE.is_not_null()), "revenue ne null");
    assert_eq!(filter(contact::FIRSTNAME.eq_column(contact::LASTNAME)), "firstname eq lastname");
    assert_eq!(filter(account::CREATEDON.lt_column(account::MODIFIEDON)), "createdon lt modifiedon");
}

#[test]
fn literals_of_every_type() {
    let time: Timestamp = "2016-09-28T22:57:53Z".parse().unwrap();
    assert_eq!(filter(account::CREATEDON.gt(time)), "createdon gt 2016-09-28T22:57:53Z");
    let day: Date = "2021-01-31".parse().unwrap();
    assert_eq!(filter(contact::BIRTHDATE.le(day)), "birthdate le 2021-01-31");
    assert_eq!(filter(account::CREDITONHOLD.eq(true)), "creditonhold eq true");
    assert_eq!(filter(account::ADDRESS1_LATITUDE.eq(-47.5)), "address1_latitude eq -47.5");
    assert_eq!(filter(account::ADDRESS1_LATITUDE.lt(f64::INFINITY)), "address1_latitude lt INF");
    assert_eq!(filter(account::ADDRESS1_LATITUDE.lt(1e300)), "address1_latitude lt 1e300");
    let version = 9_007_199_254_740_993_i64;
    assert_eq!(filter(account::VERSIONNUMBER.gt(version)), "versionnumber gt 9007199254740993");
    assert_eq!(filter(account::CREDITLIMIT.eq(Decimal::new(1, 4))), "creditlimit eq 0.0001");
    assert_eq!(filter(account::ACCOUNTID.eq(id())), format!("accountid eq {ID}"), "ids have no quotes");
    assert_eq!(filter(account::STATECODE.eq(account::StateCode::Active)), "statecode eq 0");
    assert_eq!(filter(account::INDUSTRYCODE.ne(account::IndustryCode::Other(4711))), "industrycode ne 4711");
}

#[test]
fn lookups_compare_with_the_ids_of_their_targets() {
    assert_eq!(filter(account::PRIMARYCONTACTID.eq(id::<Contact>())), format!("_primarycontactid_value eq {ID}"));
    assert_eq!(filter(account::OWNERID.ne(id::<SystemUser>())), format!("_ownerid_value ne {ID}"));
    assert_eq!(filter(contact::PARENTCUSTOMERID.eq(id::<Account>())), format!("_parentcustomerid_value eq {ID}"));
    assert_eq!(filter(account::PRIMARYCONTACTID.is_null()), "_primarycontactid_value eq null");
}

#[test]
fn texts_are_searched() {
    assert_eq!(filter(account::NAME.contains("(sample)")), "contains(name,'(sample)')");
    assert_eq!(filter(account::NAME.ends_with("Inc.")), "endswith(name,'Inc.')");
    assert_eq!(filter(account::NAME.starts_with("a")), "startswith(name,'a')");
    assert_eq!(filter(!account::NAME.contains("sample")), "not contains(name,'sample')");
}

#[test]
fn parentheses_keep_what_was_meant() {
    let sample = || account::NAME.contains("sample");
    let test = || account::NAME.contains("test");
    let rich = || account::REVENUE.gt(5000);
    let query = Account::query().filter(sample().or(test())).filter(rich());
    assert_eq!(
        decoded(&query),
        "/accounts?$filter=(contains(name,'sample') or contains(name,'test')) and revenue gt 5000",
        "filters one after the other all hold"
    );
    assert_eq!(
        filter(sample().or(test().and(rich()))),
        "contains(name,'sample') or (contains(name,'test') and revenue gt 5000)"
    );
    assert_eq!(
        filter(sample().and(test()).and(rich())),
        "contains(name,'sample') and contains(name,'test') and revenue gt 5000"
    );
    assert_eq!(filter(!rich()), "not (revenue gt 5000)", "`not` binds tighter than `gt`");
    assert_eq!(filter(!(sample().or(rich()))), "not (contains(name,'sample') or revenue gt 5000)");
    assert_eq!(filter((!sample()).and(rich())), "not contains(name,'sample') and revenue gt 5000");
    assert_eq!(filter(!!sample()), "not (not contains(name,'sample'))");
}

#[test]
fn quotes_are_doubled_and_signs_are_encoded() {
    let url = |text: &str| {
        let request = Contact::query().filter(contact::LASTNAME.eq(text)).request().unwrap();
        request.path().to_owned()
    };
    assert_eq!(url("O'Bryan"), "/contacts?$filter=lastname%20eq%20'O''Bryan'");
    assert_eq!(url("+123"), "/contacts?$filter=lastname%20eq%20'%2B123'");
    assert_eq!(url("a&b#c%d?e"), "/contacts?$filter=lastname%20eq%20'a%26b%23c%25d%3Fe'");
    assert_eq!(url("é\n\"\\"), "/contacts?$filter=lastname%20eq%20'%C3%A9%0A%22%5C'");
}

proptest! {
    /// Whatever a text holds, the address is one of ASCII, has the same options, and means the text.
    #[test]
    fn no_text_escapes_from_its_quotes(text in any::<String>(), name in ".*['&;)$/ ].*") {
        let contacts = one_to_many::CONTACT_CUSTOMER_ACCOUNTS.query().filter(contact::FIRSTNAME.eq(name.as_str()));
        let query = Account::query().filter(account::NAME.contains(text.as_str())).expand(contacts);
        let request = query.request().unwrap();
        let url = request.path();
        let sent = request.clone().to_http("https://contoso.crm.dynamics.com/api/data/v9.2").unwrap();
        prop_assert_eq!(sent.uri().path_and_query().unwrap().as_str(), format!("/api/data/v9.2{url}"));
        prop_assert!(url.is_ascii() && !url.contains(|sign: char| sign == ' ' || sign == '#' || sign.is_control()));
        let options: Vec<&str> = url.split_once('?').unwrap().1.split('&').collect();
        prop_assert_eq!(options.len(), 2);
        let values: Vec<_> = options.iter().map(|option| percent_decode_str(option).decode_utf8().unwrap()).collect();
        let (text, name) = (text.replace('\'', "''"), name.replace('\'', "''"));
        prop_assert_eq!(&values[0], &format!("$filter=contains(name,'{text}')"));
        prop_assert_eq!(&values[1], &format!("$expand=contact_customer_accounts($filter=firstname eq '{name}')"));
    }

    /// Lists are JSON, so that an apostrophe does not end a text in them.
    #[test]
    fn lists_are_json(texts in prop::collection::vec(any::<String>(), 1..5)) {
        let text = filter(contact::LASTNAME.is_in(texts.clone()));
        let list = text.strip_prefix("Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=").unwrap();
        let read: Vec<String> = serde_json::from_str(list.strip_suffix(')').unwrap()).unwrap();
        prop_assert_eq!(read, texts);
    }
}

#[test]
fn query_functions_take_what_is_documented() {
    assert_eq!(
        filter(account::NUMBEROFEMPLOYEES.between(5, 2000)),
        r#"Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=["5","2000"])"#
    );
    assert_eq!(
        filter(contact::LASTNAME.is_in(["OBrian", "O'Brian"])),
        r#"Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=["OBrian","O'Brian"])"#
    );
    assert_eq!(
        filter(account::OWNERID.is_not_in([id::<SystemUser>()])),
        format!(r#"Microsoft.Dynamics.CRM.NotIn(PropertyName='ownerid',PropertyValues=["{ID}"])"#)
    );
    assert_eq!(
        filter(account::CREATEDON.last_x_hours(3)),
        "Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue=3)"
    );
    assert_eq!(
        filter(contact::BIRTHDATE.on_or_after("2021-01-31".parse::<Date>().unwrap())),
        "Microsoft.Dynamics.CRM.OnOrAfter(PropertyName='birthdate',PropertyValue='2021-01-31')"
    );
    assert_eq!(
        filter(account::CREATEDON.in_fiscal_period_and_year(2, 2025)),
        "Microsoft.Dynamics.CRM.InFiscalPeriodAndYear(PropertyName='createdon',PropertyValue1=2,PropertyValue2=2025)"
    );
    assert_eq!(
        filter(account::ACCOUNTID.under(id())),
        format!("Microsoft.Dynamics.CRM.Under(PropertyName='accountid',PropertyValue='{ID}')")
    );
    assert_eq!(
        filter(account::OWNERID.equal_user_id().and(account::CREATEDON.this_year())),
        "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and \
         Microsoft.Dynamics.CRM.ThisYear(PropertyName='createdon')"
    );
}

#[test]
fn choices_of_several_values() {
    let [voice, chat] = [192_360_000, 192_370_000].map(MsdynChannel::Other);
    assert_eq!(
        filter(conversation::MSDYN_CHANNEL.contain_values([voice, chat])),
        r#"Microsoft.Dynamics.CRM.ContainValues(PropertyName='msdyn_channel',PropertyValues=["192360000","192370000"])"#
    );
    assert_eq!(
        filter(conversation::MSDYN_CHANNEL.does_not_contain_values([chat])),
        r#"Microsoft.Dynamics.CRM.DoesNotContainValues(PropertyName='msdyn_channel',PropertyValues=["192370000"])"#
    );
    assert_eq!(filter(conversation::MSDYN_CHANNEL.eq(vec![voice, chat])), "msdyn_channel eq '192360000,192370000'");
    assert_eq!(filter(conversation::MSDYN_CHANNEL.is_null()), "msdyn_channel eq null");
}

/// The documented list of query functions, without `Contains`.
const FUNCTIONS: &str = "Above AboveOrEqual Between ContainValues DoesNotContainValues EqualBusinessId \
    EqualRoleBusinessId EqualUserId EqualUserLanguage EqualUserOrUserHierarchy EqualUserOrUserHierarchyAndTeams \
    EqualUserOrUserTeams EqualUserTeams In InFiscalPeriod InFiscalPeriodAndYear InFiscalYear \
    InOrAfterFiscalPeriodAndYear InOrBeforeFiscalPeriodAndYear Last7Days LastFiscalPeriod LastFiscalYear LastMonth \
    LastWeek LastXDays LastXFiscalPeriods LastXFiscalYears LastXHours LastXMonths LastXWeeks LastXYears LastYear \
    Next7Days NextFiscalPeriod NextFiscalYear NextMonth NextWeek NextXDays NextXFiscalPeriods NextXFiscalYears \
    NextXHours NextXMonths NextXWeeks NextXYears NextYear NotBetween NotEqualBusinessId NotEqualUserId NotIn NotUnder \
    OlderThanXDays OlderThanXHours OlderThanXMinutes OlderThanXMonths OlderThanXWeeks OlderThanXYears On OnOrAfter \
    OnOrBefore ThisFiscalPeriod ThisFiscalYear ThisMonth ThisWeek ThisYear Today Tomorrow Under UnderOrEqual Yesterday";

/// Calls the methods, and checks that each is called like its function.
macro_rules! names {
    ($column:expr; $($method:ident($($argument:expr),*))*) => {
        [$((stringify!($method), filter($column.$method($($argument),*)))),*].map(|(method, filter)| {
            let name = filter.split(['.', '(']).nth(3).unwrap().to_owned();
            let snake = method.strip_prefix("is_").unwrap_or(method).replace('_', "");
            assert_eq!(snake, name.to_lowercase(), "{filter}");
            name
        })
    };
}

/// A condition that no row can meet is a mistake, and the service refuses it.
#[test]
fn lists_of_no_values_are_refused() {
    let none = [""; 0];
    let request = Contact::query().filter(contact::LASTNAME.is_in(none)).request();
    let problems = [RequestProblem::NoValues { column: "lastname", function: "In" }];
    assert_eq!(request.unwrap_err().problems(), problems);
    let fetch = Fetch::<Contact>::new().filter(contact::LASTNAME.is_in(none));
    assert_eq!(fetch.xml().unwrap_err().problems(), problems);
    let channels = conversation::MSDYN_CHANNEL.contain_values([]);
    assert!(conversation::MsdynOcliveworkitem::query().filter(channels).request().is_err());
}

#[test]
fn every_documented_query_function_is_there() {
    let day: Date = "2021-01-31".parse().unwrap();
    let chat = MsdynChannel::Other(192_370_000);
    let mut names = BTreeSet::new();
    names.extend(names!(account::NUMBEROFEMPLOYEES;
        between(1, 2) not_between(1, 2) is_in([1]) is_not_in([1]) equal_user_language()));
    names.extend(names!(account::ACCOUNTID;
        above(id()) above_or_equal(id()) under(id()) under_or_equal(id()) not_under(id())));
    names.extend(names!(account::OWNERID;
        equal_business_id() not_equal_business_id() equal_role_business_id() equal_user_id() not_equal_user_id()
        equal_user_teams() equal_user_or_user_teams() equal_user_or_user_hierarchy()
        equal_user_or_user_hierarchy_and_teams()));
    names.extend(names!(conversation::MSDYN_CHANNEL; contain_values([chat]) does_not_contain_values([chat])));
    names.extend(names!(account::CREATEDON;
        on(day) on_or_after(day) on_or_before(day) yesterday() today() tomorrow() last_7_days() next_7_days()
        last_week() this_week() next_week() last_month() this_month() next_month() last_year() this_year() next_year()
        last_x_days(1) next_x_days(1) last_x_weeks(1) next_x_weeks(1) last_x_months(1) next_x_months(1)
        last_x_years(1) next_x_years(1) older_than_x_days(1) older_than_x_weeks(1) older_than_x_months(1)
        older_than_x_years(1) last_fiscal_period() this_fiscal_period() next_fiscal_period() last_fiscal_year()
        this_fiscal_year() next_fiscal_year() last_x_fiscal_periods(1) next_x_fiscal_periods(1)
        last_x_fiscal_years(1) next_x_fiscal_years(1) in_fiscal_period(1) in_fiscal_year(1)
        in_fiscal_period_and_year(1, 2) in_or_after_fiscal_period_and_year(1, 2)
        in_or_before_fiscal_period_and_year(1, 2) last_x_hours(1) next_x_hours(1) older_than_x_hours(1)
        older_than_x_minutes(1)));
    let documented: BTreeSet<String> = FUNCTIONS.split(' ').map(str::to_owned).collect();
    assert_eq!(names, documented);
}

#[test]
fn conditions_of_both_kinds_share_a_variable() {
    let mut condition: Condition<Account, QueryFunction> = account::NAME.is_not_null().into();
    for days in [1, 2] {
        condition = condition.and(account::CREATEDON.last_x_days(days));
    }
    assert_eq!(filter(condition.clone()).matches(" and ").count(), 2);
    assert_eq!(format!("{condition:?}"), filter(condition));
}

#[test]
fn conditions_on_collections() {
    assert_eq!(
        filter(one_to_many::ACCOUNT_TASKS.all(task::STATECODE.eq(task::StateCode::Completed))),
        "Account_Tasks/all(o:o/statecode eq 1)"
    );
    assert_eq!(filter(one_to_many::ACCOUNT_TASKS.exists()), "Account_Tasks/any()");
    assert_eq!(filter(!one_to_many::ACCOUNT_TASKS.exists()), "not Account_Tasks/any()");
    let leads = contact::many_to_many::CONTACTLEADS_ASSOCIATION;
    let nested = leads.any(lead::SUBJECT.ne("N/A"));
    assert_eq!(
        filter(one_to_many::CONTACT_CUSTOMER_ACCOUNTS.any(contact::JOBTITLE.eq("boss").and(nested))),
        "contact_customer_accounts/any(o:o/jobtitle eq 'boss' and \
         o/contactleads_association/any(o2:o2/subject ne 'N/A'))"
    );
    assert_eq!(
        filter(one_to_many::ACCOUNT_TASKS.any(task::CREATEDON.today())),
        "Account_Tasks/any(o:o/Microsoft.Dynamics.CRM.Today(PropertyName='createdon'))"
    );
}

#[test]
fn conditions_through_lookups() {
    use conversation::many_to_one::{ACCOUNT_MSDYN_OCLIVEWORKITEMS, CONTACT_MSDYN_OCLIVEWORKITEMS};
    assert_eq!(
        filter(CONTACT_MSDYN_OCLIVEWORKITEMS.to(contact::FULLNAME).eq("Susanna Stubberod (sample)")),
        "regardingobjectid_contact_msdyn_ocliveworkitem/fullname eq 'Susanna Stubberod (sample)'"
    );
    let same = ACCOUNT_MSDYN_OCLIVEWORKITEMS.to(account::NAME).eq_column(conversation::SUBJECT);
    assert_eq!(filter(same), "regardingobjectid_account_msdyn_ocliveworkitem/name eq subject");
    let mine = ACCOUNT_MSDYN_OCLIVEWORKITEMS.to(account::PRIMARYCONTACTID).eq(id::<Contact>());
    assert_eq!(filter(mine), format!("regardingobjectid_account_msdyn_ocliveworkitem/_primarycontactid_value eq {ID}"));
}

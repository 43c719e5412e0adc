//! FetchXML queries that the service would refuse.

use earlybound::metadata::{LazyTable, TableMetadata};
use earlybound::query::{Aggregate, DatePart, Fetch};
use earlybound::request::RequestProblem;
use earlybound::{Annotations, Page, Table, Uuid};
use earlybound_generated::account::many_to_many::ACCOUNTLEADS_ASSOCIATION;
use earlybound_generated::account::many_to_one::{ACCOUNT_PARENT_ACCOUNT, ACCOUNT_PRIMARY_CONTACT};
use earlybound_generated::account::one_to_many::ACCOUNT_TASKS;
use earlybound_generated::{Account, account, contact, task};

fn problems(fetch: &Fetch<Account>) -> Vec<RequestProblem> {
    fetch.xml().unwrap_err().problems().to_vec()
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/fetch>
#[test]
fn rows_and_pages_are_counted_from_one_and_rows_up_to_5000() {
    assert!(Fetch::<Account>::new().top(5000).xml().is_ok());
    for rows in [0, 5001] {
        assert_eq!(problems(&Fetch::new().top(rows)), [RequestProblem::PageSize { rows }]);
        assert_eq!(problems(&Fetch::new().page(1, rows)), [RequestProblem::PageSize { rows }]);
    }
    assert_eq!(problems(&Fetch::new().page(0, 10)), [RequestProblem::PageZero]);
    assert_eq!(problems(&Fetch::new().top(3).page(1, 10)), [RequestProblem::TopOfPages]);
    assert_eq!(problems(&Fetch::new().top(3).count()), [RequestProblem::TopOfPages]);
}

/// Values of joined rows come as `alias.column`.
#[test]
fn joined_rows_have_names_of_their_own() {
    let named = |alias: &str| RequestProblem::LinkAlias { alias: alias.to_owned() };
    let spaced = Fetch::new().link(ACCOUNT_PRIMARY_CONTACT.link("a b"));
    assert_eq!(problems(&spaced), [named("a b")]);
    let nested = ACCOUNT_PARENT_ACCOUNT.link("x").link(ACCOUNT_PRIMARY_CONTACT.link("y"));
    assert_eq!(problems(&Fetch::new().link(nested.clone()).link(ACCOUNT_PRIMARY_CONTACT.link("y"))), [named("y")]);
    let computed = Fetch::new().aggregate(&account::REVENUE.sum("x")).link(nested);
    assert_eq!(problems(&computed), [named("x")]);
}

/// The reference says that the column of this table which leads to an account is `leadid`: it holds a lead.
#[test]
fn columns_of_a_table_between_lead_where_their_names_say() {
    let xml = Fetch::<Account>::new().link(ACCOUNTLEADS_ASSOCIATION.link("lead")).xml().unwrap();
    assert!(
        xml.contains(
            "<link-entity name=\"accountleads\" from=\"accountid\" to=\"accountid\" link-type=\"outer\" intersect=\"true\">\
             <link-entity name=\"lead\" from=\"leadid\" to=\"leadid\" link-type=\"outer\" alias=\"lead\"/>"
        ),
        "{xml}"
    );
}

/// Rows are counted by a column, which only the reference can name.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data>
#[test]
fn rows_of_a_table_without_a_known_id_are_not_counted() {
    static SILENT: LazyTable =
        LazyTable::given(&TableMetadata { logical_name: "new_silent", ..TableMetadata::UNKNOWN });
    struct Silent {
        annotations: Annotations,
    }
    earlybound::row!(Silent, annotations {});
    impl Table for Silent {
        const LOGICAL_NAME: &'static str = "new_silent";

        fn metadata() -> Option<&'static TableMetadata> {
            Some(SILENT.get())
        }
    }
    let counted = Fetch::<Silent>::new().aggregate(&Aggregate::count("rows")).xml().unwrap_err();
    assert_eq!(counted.problems(), [RequestProblem::PrimaryId { table: "new_silent".to_owned() }]);
    let counted = Fetch::<Account>::new().aggregate(&Aggregate::count("rows")).xml().unwrap();
    assert!(counted.contains(r#"<attribute name="accountid" alias="rows" aggregate="count"/>"#), "{counted}");
}

fn entity(fetch: &Fetch<Account>) -> String {
    let xml = fetch.xml().unwrap();
    let (_, entity) = xml.split_once("<entity name=\"account\">").unwrap();
    entity.strip_suffix("</entity></fetch>").unwrap().to_owned()
}

/// Each value has a name, groups are sorted by theirs, and columns have none.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data>
#[test]
fn computed_values_stand_alone_and_are_sorted_by_their_names() {
    let month = account::CREATEDON.group_by_part(DatePart::Month, "Month");
    let total = account::NUMBEROFEMPLOYEES.sum("Total");
    let known = account::NUMBEROFEMPLOYEES.count_values("ColumnCount");
    let fetch =
        Fetch::<Account>::new().aggregate(&total).aggregate(&known).aggregate(&month).order_by_value_desc(&month);
    assert_eq!(
        entity(&fetch),
        "<attribute name=\"numberofemployees\" alias=\"Total\" aggregate=\"sum\"/>\
         <attribute name=\"numberofemployees\" alias=\"ColumnCount\" aggregate=\"countcolumn\"/>\
         <attribute name=\"createdon\" alias=\"Month\" groupby=\"true\" dategrouping=\"month\"/>\
         <order alias=\"Month\" descending=\"true\"/>"
    );
    let beside = |table, column| RequestProblem::BesideAggregates { table, column };
    let link = ACCOUNT_PRIMARY_CONTACT.link("c").select(contact::FULLNAME);
    let wrong = fetch.select(account::NAME).order_by(account::CREATEDON).link(link);
    let expected = [beside("account", "name"), beside("account", "createdon"), beside("contact", "fullname")];
    assert_eq!(problems(&wrong), expected);
    let nothing = Fetch::new().order_by_value(&total);
    assert_eq!(problems(&nothing), [RequestProblem::NotComputed { alias: "Total".to_owned() }]);
}

/// Values of joined rows are computed and grouped by as well, each under a name of its own.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data>
#[test]
fn joined_rows_are_aggregated() {
    let (name, total) = (contact::FULLNAME.group("contact"), account::REVENUE.sum("total"));
    let fetch = Fetch::new().aggregate(&total).link(ACCOUNT_PRIMARY_CONTACT.link("c").aggregate(&name));
    let xml = fetch.xml().unwrap();
    assert!(xml.starts_with("<fetch aggregate=\"true\">"), "{xml}");
    assert!(
        xml.contains("alias=\"c\"><attribute name=\"fullname\" alias=\"contact\" groupby=\"true\"/></link-entity>")
    );
    let same = Fetch::new()
        .aggregate(&total)
        .link(ACCOUNT_PRIMARY_CONTACT.link("c").aggregate(&contact::FULLNAME.group("total")));
    assert_eq!(problems(&same), [RequestProblem::Alias { alias: "total".to_owned() }]);
    let rows = Aggregate::count("tasks");
    let counted = Fetch::new().link(ACCOUNT_TASKS.link("t").aggregate(&rows)).xml().unwrap();
    assert!(
        counted.contains("alias=\"t\"><attribute name=\"activityid\" alias=\"tasks\" aggregate=\"count\"/>"),
        "{counted}"
    );
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data>
#[test]
fn odata_groups_by_no_times() {
    let by_time = Account::query().group_by(account::CREATEDON).request().unwrap_err();
    assert_eq!(by_time.problems(), [RequestProblem::FetchXmlAlone { alias: "createdon".to_owned() }]);
    assert!(Account::query().group_by(account::STATUSCODE).request().is_ok());
}

/// A condition in a link is one of the join; with the name of the link it holds after the join. An element has one filter.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/filter-rows>
#[test]
fn joined_rows_are_filtered_before_and_after_the_join() {
    let open = task::STATECODE.eq(task::StateCode::Open);
    let link = ACCOUNT_TASKS.link("t").filter(open).filter_joined(task::ACTIVITYID.is_null());
    let fetch = Fetch::new().filter(account::NAME.starts_with("A")).link(link.order_by_desc(task::SUBJECT));
    assert_eq!(
        entity(&fetch),
        "<filter type=\"and\">\
         <filter type=\"and\"><condition attribute=\"name\" operator=\"like\" value=\"A%\"/></filter>\
         <filter type=\"and\"><condition entityname=\"t\" attribute=\"activityid\" operator=\"null\"/></filter></filter>\
         <link-entity name=\"task\" from=\"regardingobjectid\" to=\"accountid\" link-type=\"outer\" alias=\"t\">\
         <order attribute=\"subject\" descending=\"true\"/>\
         <filter type=\"and\"><condition attribute=\"statecode\" operator=\"eq\" value=\"0\"/></filter></link-entity>"
    );
    let nested = ACCOUNT_PARENT_ACCOUNT.link("p").link(
        ACCOUNT_PRIMARY_CONTACT.link("c").filter_joined(contact::FULLNAME.eq("Ada").or(contact::FULLNAME.is_null())),
    );
    let after = entity(&Fetch::new().link(nested));
    assert!(
        after.starts_with(
            "<filter type=\"or\"><condition entityname=\"c\" attribute=\"fullname\" operator=\"eq\" value=\"Ada\"/>\
             <condition entityname=\"c\" attribute=\"fullname\" operator=\"null\"/></filter>"
        ),
        "{after}"
    );
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/join-tables>
#[test]
fn a_query_joins_up_to_15_tables() {
    let joins = |count: u32| {
        (0..count).fold(Fetch::new(), |fetch, number| fetch.link(ACCOUNT_PRIMARY_CONTACT.link(format!("c{number}"))))
    };
    assert!(joins(15).xml().is_ok());
    assert_eq!(problems(&joins(16)), [RequestProblem::TooManyExpands { count: 16 }]);
    let with_a_table_between = joins(14).link(ACCOUNTLEADS_ASSOCIATION.link("lead"));
    assert_eq!(problems(&with_a_table_between), [RequestProblem::TooManyExpands { count: 16 }]);
}

/// The service says whether there are more only if it is asked.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results>
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/count-rows>
#[test]
fn a_page_asks_whether_there_are_more() {
    let prefer = |fetch: &Fetch<Account>| fetch.request().unwrap().header("Prefer").map(str::to_owned);
    assert_eq!(prefer(&Fetch::new()), None);
    let pages = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords";
    let counts = "Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";
    let include = |names: &str| Some(format!("odata.include-annotations=\"{names}\""));
    assert_eq!(prefer(&Fetch::new().page(1, 3)), include(pages));
    assert_eq!(prefer(&Fetch::new().count()), include(counts));
    assert_eq!(prefer(&Fetch::new().page(1, 3).count()), include(&format!("{pages},{counts}")));
    let all = Fetch::<Account>::new().page(1, 3).request().unwrap().including_annotations();
    assert_eq!(all.header("Prefer"), Some("odata.include-annotations=\"*\""));
    let labelled = Fetch::<Account>::new().page(1, 3).request().unwrap().including_formatted_values();
    let names = include(&format!("{pages},OData.Community.Display.V1.FormattedValue"));
    assert_eq!(labelled.header("Prefer").map(str::to_owned), names);
    let all = all.including_formatted_values();
    assert_eq!(all.header("Prefer"), Some("odata.include-annotations=\"*\""), "these are among them");
}

/// An answer without the annotations, as a client that leaves out the preference gets it.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results>
#[test]
fn a_full_page_that_says_no_more_is_followed_by_another() {
    let answer = |rows: usize| {
        let mut page: Page<Account> = serde_json::from_str(r#"{"value": []}"#).unwrap();
        page.rows.resize_with(rows, Account::default);
        page
    };
    let next = |fetch: &Fetch<Account>, rows| -> Option<(u32, u32)> {
        let xml = fetch.next_page(&answer(rows))?.xml().unwrap();
        let attribute = |name: &str| xml.split_once(name).unwrap().1.split('"').next().unwrap().parse().unwrap();
        Some((attribute(" page=\""), attribute(" count=\"")))
    };
    let pages = Fetch::new().page(2, 3);
    assert_eq!(next(&pages, 3), Some((3, 3)));
    assert_eq!(next(&pages, 2), None);
    let all = Fetch::new();
    assert_eq!(next(&all, 499), None);
    assert_eq!(next(&all, 500), Some((2, 500)), "an elastic table");
    assert_eq!(next(&all, 5000), Some((2, 5000)));
    assert_eq!(next(&Fetch::new().top(5000), 5000), None);
    let mut last = answer(3);
    last.more_records = Some(false);
    assert!(pages.next_page(&last).is_none());
}

/// Rows that have to be there stand in the filter, and give no values.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/link-entity>
#[test]
fn rows_are_found_by_rows_that_are_there_or_not() {
    let open = || ACCOUNT_TASKS.link("t").filter(task::STATECODE.eq(task::StateCode::Open));
    let fetch =
        Fetch::new().filter(account::NAME.eq("Contoso")).with_any(open()).without(ACCOUNT_PARENT_ACCOUNT.link("p"));
    assert_eq!(
        entity(&fetch),
        "<filter type=\"and\">\
         <filter type=\"and\"><condition attribute=\"name\" operator=\"eq\" value=\"Contoso\"/></filter>\
         <link-entity name=\"task\" from=\"regardingobjectid\" to=\"accountid\" link-type=\"any\">\
         <filter type=\"and\"><condition attribute=\"statecode\" operator=\"eq\" value=\"0\"/></filter></link-entity>\
         <link-entity name=\"account\" from=\"accountid\" to=\"parentaccountid\" link-type=\"not any\"/></filter>"
    );
    // Of the rows behind a table between, that table has none.
    assert_eq!(
        entity(&Fetch::new().without(ACCOUNTLEADS_ASSOCIATION.link("l"))),
        "<filter type=\"and\">\
         <link-entity name=\"accountleads\" from=\"accountid\" to=\"accountid\" link-type=\"not any\" intersect=\"true\">\
         <link-entity name=\"lead\" from=\"leadid\" to=\"leadid\" link-type=\"inner\"/></link-entity></filter>"
    );
    let named = [RequestProblem::FiltersAlone { alias: "t".to_owned() }];
    assert_eq!(problems(&Fetch::new().with_any(open().select(task::SUBJECT))), named);
    assert_eq!(problems(&Fetch::new().without(open().order_by(task::SUBJECT))), named);
    let filtered = Fetch::new().filter(ACCOUNT_TASKS.any(task::SUBJECT.eq("a")));
    assert_eq!(problems(&filtered), [RequestProblem::CollectionInFetchXml]);
}

/// What stands beside a value is said of a value under another name, too: the table and the name of a lookup, and labels.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data>
#[test]
fn values_under_other_names_have_their_annotations() {
    let (status, owner) = (account::STATUSCODE.group("status"), account::OWNERID.group("owner"));
    let link = ACCOUNT_PRIMARY_CONTACT.link("c");
    let parent = link.column(contact::PARENTCUSTOMERID);
    let page: Page<Account> = serde_json::from_str(
        r#"{"value": [{
            "status": 1, "status@OData.Community.Display.V1.FormattedValue": "Active",
            "owner": "00000000-0000-0000-0000-000000000007",
            "owner@OData.Community.Display.V1.FormattedValue": "Ada",
            "owner@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
            "c.parentcustomerid": "00000000-0000-0000-0000-000000000008",
            "c.parentcustomerid@OData.Community.Display.V1.FormattedValue": "Contoso",
            "c.parentcustomerid@Microsoft.Dynamics.CRM.lookuplogicalname": "account"
        }, {"owner": "00000000-0000-0000-0000-000000000007"}]}"#,
    )
    .unwrap();
    let row = &page.rows[0];
    assert_eq!(status.formatted(row).as_deref(), Some("Active"));
    let owner_of = |row: &Account| owner.of(row).unwrap().unwrap();
    assert_eq!(owner_of(row).name.as_deref(), Some("Ada"));
    assert_eq!(owner_of(row).target, account::OwnerIdTarget::SystemUser(Uuid::from_u128(7).into()));
    let parent_of = parent.of(row).unwrap().unwrap();
    assert_eq!(parent_of.target, contact::ParentCustomerIdTarget::Account(Uuid::from_u128(8).into()));
    assert_eq!((parent_of.name, parent.formatted(row)), (Some("Contoso".into()), Some("Contoso".to_owned())));
    assert_eq!(owner_of(&page.rows[1]).name, None);
    assert_eq!(parent.of(&page.rows[1]).unwrap(), None);
}

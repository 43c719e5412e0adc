//! FetchXML queries that the service would refuse.

use earlybound::metadata::{LazyTable, TableMetadata};
use earlybound::query::{Aggregate, Fetch};
use earlybound::request::RequestProblem;
use earlybound::{Annotations, Table};
use earlybound_generated::account::many_to_many::ACCOUNTLEADS_ASSOCIATION;
use earlybound_generated::account::many_to_one::{ACCOUNT_PARENT_ACCOUNT, ACCOUNT_PRIMARY_CONTACT};
use earlybound_generated::{Account, account};

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
    static SILENT: LazyTable = LazyTable::given(TableMetadata { logical_name: "new_silent", ..TableMetadata::UNKNOWN });
    struct Silent {
        annotations: Annotations,
    }
    earlybound::row!(Silent, SILENT, annotations {});
    impl Table for Silent {
        const LOGICAL_NAME: &'static str = "new_silent";
    }
    let counted = Fetch::<Silent>::new().aggregate(&Aggregate::count("rows")).xml().unwrap_err();
    assert_eq!(counted.problems(), [RequestProblem::PrimaryId { table: "new_silent".to_owned() }]);
    let counted = Fetch::<Account>::new().aggregate(&Aggregate::count("rows")).xml().unwrap();
    assert!(counted.contains(r#"<attribute name="accountid" alias="rows" aggregate="count"/>"#), "{counted}");
}

//! The shipped reference knows the names by which rows bind the rows they point at.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;

use earlybound_reader::model::Schema;
use earlybound_reader::reference::Reference;
use earlybound_schema::cascade::CascadeAction;

fn shipped() -> Reference {
    Reference::read(&[concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/reference")])
}

/// The navigation properties of a lookup: each with the table that it leads to.
fn navigation<'a>(schema: &'a Schema, table: &str, column: &str) -> Vec<(&'a str, &'a str)> {
    let table = schema.tables.iter().find(|other| other.table.logical_name == table).unwrap();
    let sides = table.many_to_one_relationships.iter();
    let sides = sides.filter(|side| side.referencing_attribute.as_deref() == Some(column));
    let named = sides.filter_map(|side| {
        let property = side.referencing_entity_navigation_property_name.as_deref();
        side.referenced_entity.as_deref().zip(property)
    });
    named.collect()
}

#[test]
fn lookups_are_bound_by_the_names_that_the_pages_of_2024_and_after_state() {
    let schema = shipped().schema;
    for (table, column, expected) in [
        ("account", "primarycontactid", [("contact", "primarycontactid")].as_slice()),
        ("account", "msdyn_billingaccount", &[("account", "msdyn_billingaccount_account")]),
        ("account", "msdyn_preferredresource", &[("bookableresource", "msdyn_PreferredResource")]),
        (
            "contact",
            "parentcustomerid",
            &[("account", "parentcustomerid_account"), ("contact", "parentcustomerid_contact")],
        ),
        ("incident", "customerid", &[("account", "customerid_account"), ("contact", "customerid_contact")]),
        ("incident", "slaid", &[("sla", "slaid_sla")]),
        ("lead", "slaid", &[("sla", "sla_lead_sla")]),
        ("lead", "parentaccountid", &[("account", "parentaccountid")]),
        ("task", "createdby", &[("systemuser", "createdby_task")]),
        ("appointment", "seriesid", &[("recurringappointmentmaster", "seriesid_recurringappointmentmaster")]),
        ("queue", "businessunitid", &[("businessunit", "businessunitid")]),
        ("transactioncurrency", "organizationid", &[("organization", "organizationid")]),
    ] {
        assert_eq!(navigation(&schema, table, column), expected, "{table}.{column}");
    }
    // The names differ by target, and not all of them in the same manner.
    for (table, column, expected) in [
        ("email", "regardingobjectid", ("account", "regardingobjectid_account_email")),
        ("email", "regardingobjectid", ("asyncoperation", "regardingobjectid_asyncoperation")),
        ("email", "emailsender", ("lead", "emailsender_lead")),
        ("task", "regardingobjectid", ("incident", "regardingobjectid_incident_task")),
        ("appointment", "regardingobjectid", ("msdyn_workorder", "regardingobjectid_msdyn_workorder_appointment")),
        ("activityparty", "partyid", ("systemuser", "partyid_systemuser")),
        ("annotation", "objectid", ("incident", "objectid_incident")),
        ("annotation", "objectid", ("task", "objectid_task")),
        ("activityparty", "activityid", ("msdyn_bookingalert", "activityid_msdyn_bookingalert_activityparty")),
        ("phonecall", "regardingobjectid", ("incident", "regardingobjectid_incident_phonecall")),
        ("phonecall", "serviceid", ("service", "serviceid_phonecall")),
        ("salesorder", "quoteid", ("quote", "quoteid")),
        ("salesorder", "slainvokedid", ("sla", "slainvokedid_salesorder_sla")),
        ("salesorder", "stageid", ("processstage", "stageid_processstage")),
    ] {
        assert!(navigation(&schema, table, column).contains(&expected), "{table}.{column}");
    }
}

#[test]
fn names_are_left_open_only_where_no_page_states_them() {
    let Reference { project, schema, .. } = shipped();
    let mut open = Vec::new();
    for table in &schema.tables {
        let is_always_there = project.feature_of(table).is_none();
        let mut names = HashSet::new();
        for side in &table.many_to_one_relationships {
            let name = format!("{}.{}", table.table.logical_name, side.schema_name);
            // A relationship that only the names have would be a misspelled one.
            assert!(side.referenced_entity.is_some(), "no page has {name}");
            match side.referencing_entity_navigation_property_name.as_deref() {
                // An entity type has each of its properties once.
                Some(property) => assert!(names.insert(property), "{property} stands twice: {name}"),
                None if is_always_there => open.push(name),
                None => {}
            }
        }
    }
    let expected = ["account", "contact", "incident"]
        .map(|table| ["createdby", "modifiedby"].map(|action| format!("{table}.lk_externalparty_{table}_{action}")));
    assert_eq!(open, expected.concat());
}

/// The first answers that a newcomer asks for end at no table of which nothing is known.
#[test]
fn all_that_a_delete_reaches_is_described() {
    let schema = shipped().schema;
    for table in ["account", "contact", "lead", "opportunity", "quote", "salesorder", "invoice", "incident", "task"] {
        let reach = schema.reach(CascadeAction::Delete, table);
        assert!(!reach.effects.is_empty(), "{table}");
        assert!(reach.unknown_tables.is_empty(), "{table}: {:?}", reach.unknown_tables);
    }
}

#[test]
fn relationships_say_what_they_do_but_for_some_of_conversations() {
    let schema = shipped().schema;
    for table in &schema.tables {
        for side in table.many_to_one_relationships.iter().chain(&table.one_to_many_relationships) {
            let says = side.cascade_configuration.get(CascadeAction::Delete).is_some();
            let is_of_conversations = side.referenced_entity.as_deref() == Some("msdyn_ocliveworkitem");
            assert!(says || is_of_conversations, "{}.{}", table.table.logical_name, side.schema_name);
        }
    }
}

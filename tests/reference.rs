//! The shipped reference as its users meet it: facts of its pages, asked of the generated crate.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use earlybound::metadata::{AttributeType, HttpMethod, MessageKind, RelationshipBehavior};
use earlybound::{CascadeAction, CascadeType, Choice, Id, Lookup, Table, Target, Uuid};
use earlybound_generated::msdyn_ocliveworkitem::{
    Event, Message, MsdynOcliveworkitem, PriorityCode, RegardingObjectIdTarget, StateCode, many_to_one,
};
use earlybound_generated::{Account, SCHEMA, account, contact};

#[test]
fn the_conversation_has_what_its_two_pages_say() {
    let table = MsdynOcliveworkitem::metadata().unwrap();
    assert_eq!((table.columns.len(), table.messages.len(), table.events.len()), (135, 44, 5));
    assert_eq!((table.many_to_one.len(), table.one_to_many.len(), table.many_to_many.len()), (69, 40, 2));
    assert_eq!(table.primary_id_attribute, Some("activityid"));
    let products: Vec<_> = table.layers.iter().map(|layer| layer.product.unwrap()).collect();
    assert_eq!(products, ["Microsoft Dynamics 365", "Microsoft Dynamics 365 Customer Service"]);
    assert_eq!(RegardingObjectIdTarget::TABLES.len(), 38);
}

#[test]
fn relationships_say_what_they_cascade() {
    let booking_rule = &many_to_one::MSDYN_BOOKINGRULE_MSDYN_OCLIVEWORKITEMS;
    assert_eq!(booking_rule.cascade.get(CascadeAction::Delete), Some(CascadeType::Cascade));
    assert_eq!(booking_rule.behavior(), Some(RelationshipBehavior::Parental));
    let parent = &account::many_to_one::ACCOUNT_PARENT_ACCOUNT;
    assert_eq!(parent.cascade.get(CascadeAction::Assign), Some(CascadeType::Cascade));
    assert_eq!(parent.cascade.get(CascadeAction::Delete), Some(CascadeType::RemoveLink));
    assert_eq!(parent.is_hierarchical, Some(true));
    let contacts = &account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
    assert_eq!(
        (contacts.referencing_entity, contacts.referencing_attribute),
        (Some("contact"), Some("parentcustomerid"))
    );
    assert_eq!(contacts.cascade, contact::many_to_one::CONTACT_CUSTOMER_ACCOUNTS.cascade);
}

#[test]
fn messages_say_how_they_are_sent() {
    let assign = Message::Assign.metadata();
    assert_eq!((assign.method, assign.path), (Some(HttpMethod::Patch), Some("/msdyn_ocliveworkitems({activityid})")));
    assert_eq!(assign.columns, ["ownerid"]);
    assert_eq!(Message::CCaaSEndSession.metadata().kind, Some(MessageKind::Action));
    assert_eq!(Event::Retain.metadata().web_api, Some("Microsoft.Dynamics.CRM.Retain"));
    let messages = SCHEMA.messages();
    let tables: Vec<_> = messages["Merge"].iter().map(|table| table.logical_name).collect();
    assert_eq!(tables, ["account", "contact", "incident", "lead"]);
}

#[test]
fn a_row_holds_typed_values() {
    let account: Id<Account> = Uuid::from_u128(1).into();
    let conversation = MsdynOcliveworkitem {
        prioritycode: Some(PriorityCode::High),
        statecode: Some(StateCode::from_value(99)),
        regardingobjectid: Some(Lookup::new(RegardingObjectIdTarget::Account(account)).named("Contoso")),
        ..MsdynOcliveworkitem::default()
    };
    assert_eq!(conversation.statecode.map(Choice::value), Some(99));
    assert_eq!(PriorityCode::High.label(), Some("High"));
    let regarding = conversation.regardingobjectid.unwrap();
    assert_eq!((regarding.target.table(), regarding.target.id()), (Some("account"), account.uuid()));
}

#[test]
fn columns_are_described() {
    let table = Account::metadata().unwrap();
    let name = table.column("name").unwrap();
    assert_eq!(
        (name.column_type.attribute_type(), name.column_type.max_length()),
        (Some(AttributeType::String), Some(160))
    );
}

#[test]
fn each_page_of_the_reference_is_a_table_always_or_with_all_features() {
    let products = ["customerengagement", "customerservice", "dynamics365"];
    let folders = products.map(|product| format!("{}/schema/reference/{product}", env!("CARGO_MANIFEST_DIR")));
    let pages = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let pages: BTreeSet<_> =
        pages.map(|page| page.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let tables: BTreeSet<_> = SCHEMA.tables.iter().map(|table| table.logical_name.to_owned()).collect();
    assert_eq!(tables, pages);
}

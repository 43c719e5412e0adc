//! Account A1 <- account A2 <- contact, by the cascades of the shipped pages: what a real organization does in the six
//! cases, as others have tested it there.

use earlybound::cascade::{MemorySource, Owner, PlannedChange, Planner, RowKey, RowState};
use earlybound::{Id, Lookup, Uuid};
use earlybound_generated::contact::{self, OwnerIdTarget, ParentCustomerIdTarget};
use earlybound_generated::{Account, Contact, SCHEMA};

const A1: Id<Account> = Id::new(Uuid::from_u128(0xa1));
const A2: Id<Account> = Id::new(Uuid::from_u128(0xa2));
const CONTACT: Id<Contact> = Id::new(Uuid::from_u128(0xc));
const BEFORE: Owner = Owner::User(Uuid::from_u128(1));
const AFTER: Owner = Owner::User(Uuid::from_u128(2));

/// Which of A1, A2 and the contact are there and owned by whom, and where A2 points, after a change of one of them.
fn after(row: impl Into<RowKey>, change: PlannedChange) -> ([Option<Owner>; 3], Option<RowKey>) {
    let owned = RowState::default().owned_by(BEFORE);
    let mut rows = MemorySource::default();
    rows.insert(A1, owned.clone());
    rows.insert(A2, owned.clone().pointing_at("parentaccountid", A1));
    rows.insert(CONTACT, owned.pointing_at("parentcustomerid", A2));
    rows.apply(&Planner::new(&SCHEMA), row, change).unwrap();
    let owner = |row: RowKey| rows.get(row).and_then(|row| row.owner);
    let parent = rows.get(A2).and_then(|row| row.lookups.get("parentaccountid")).copied();
    ([owner(A1.into()), owner(A2.into()), owner(CONTACT.into())], parent)
}

#[test]
fn assigning_the_upper_account_assigns_all() {
    assert_eq!(after(A1, PlannedChange::Assign { to: AFTER }), ([Some(AFTER); 3], Some(A1.into())));
}

#[test]
fn assigning_the_lower_account_leaves_the_upper_one() {
    let (owners, _) = after(A2, PlannedChange::Assign { to: AFTER });
    assert_eq!(owners, [Some(BEFORE), Some(AFTER), Some(AFTER)]);
}

#[test]
fn assigning_the_contact_assigns_nothing_else() {
    let (owners, _) = after(CONTACT, PlannedChange::Assign { to: AFTER });
    assert_eq!(owners, [Some(BEFORE), Some(BEFORE), Some(AFTER)]);
}

#[test]
fn deleting_the_upper_account_unlinks_the_lower_one() {
    assert_eq!(after(A1, PlannedChange::Delete), ([None, Some(BEFORE), Some(BEFORE)], None));
}

#[test]
fn deleting_the_lower_account_deletes_the_contact() {
    assert_eq!(after(A2, PlannedChange::Delete), ([Some(BEFORE), None, None], None));
}

#[test]
fn row_structs_can_be_put_in() {
    let owner = OwnerIdTarget::Team(Id::new(Uuid::from_u128(7)));
    let contact = contact::Contact {
        parentcustomerid: Some(Lookup::new(ParentCustomerIdTarget::Account(A2))),
        ownerid: Some(Lookup::new(owner)),
        statecode: Some(contact::StateCode::Inactive),
        ..contact::Contact::default()
    };
    let mut rows = MemorySource::default();
    rows.insert(A2, RowState::default());
    rows.insert(CONTACT, &contact);
    let state = rows.get(CONTACT).unwrap();
    assert_eq!((state.owner, state.state), (Some(Owner::Team(Uuid::from_u128(7))), Some(1)));
    assert_eq!(state.lookups, [("parentcustomerid", A2.into())].into());
    rows.apply(&Planner::new(&SCHEMA), A2, PlannedChange::Delete).unwrap();
    assert!(rows.is_empty());
}

#[test]
fn deleting_the_contact_deletes_nothing_else() {
    assert_eq!(after(CONTACT, PlannedChange::Delete), ([Some(BEFORE), Some(BEFORE), None], Some(A1.into())));
}

//! Two rows that become one.

use earlybound::cascade::{MemorySource, NoteKind, PlanError, PlannedChange, Planner, Policy, RowKey};
use earlybound::{CascadeType, Schema};

use crate::schemas::{Link, key, kinds, link, on_merge, owned_schema, plan, row, rows};
use CascadeType::{Cascade, NoCascade};

fn merging(merge: CascadeType) -> (Schema, MemorySource, [RowKey; 4]) {
    let links: [Link; 2] = [
        link("contact_customer_accounts", "contact", "parentcustomerid", "account", on_merge(merge)),
        link("task_contact", "task", "regardingobjectid", "contact", on_merge(Cascade)),
    ];
    let schema = owned_schema(&["account", "contact", "task"], &links);
    let keys = [key("account", 1), key("account", 2), key("contact", 3), key("task", 4)];
    let [kept, given_up, contact, task] = keys;
    let rows = rows([
        (kept, row(&[]).in_state(0)),
        (given_up, row(&[]).in_state(0)),
        (contact, row(&[("parentcustomerid", given_up)])),
        (task, row(&[("regardingobjectid", contact)])),
    ]);
    (schema, rows, keys)
}

#[test]
fn merging_points_children_at_the_account_that_is_kept() {
    let (schema, mut rows, [kept, given_up, contact, task]) = merging(Cascade);
    rows.apply(&Planner::new(&schema), given_up, PlannedChange::Merge { into: kept.id }).unwrap();
    assert_eq!(rows.get(contact).unwrap().lookups["parentcustomerid"], kept);
    assert_eq!(rows.get(task).unwrap().lookups["regardingobjectid"], contact, "merging does not go on");
    let subordinate = rows.get(given_up).unwrap();
    assert_eq!((subordinate.state, subordinate.lookups["masterid"]), (Some(1), kept), "deactivated, not deleted");
}

#[test]
fn without_a_cascade_merging_leaves_children_where_they_are() {
    let (schema, mut rows, [kept, given_up, contact, _]) = merging(NoCascade);
    let plan = rows.apply(&Planner::new(&schema), given_up, PlannedChange::Merge { into: kept.id }).unwrap();
    assert_eq!(plan.steps().count(), 1);
    assert_eq!(rows.get(contact).unwrap().lookups["parentcustomerid"], given_up);
}

#[test]
fn an_account_that_points_at_the_one_it_is_merged_with_blocks_unless_the_policy_is_lenient() {
    let schema =
        owned_schema(&["account"], &[link("parent", "account", "parentaccountid", "account", on_merge(Cascade))]);
    let (kept, given_up) = (key("account", 1), key("account", 2));
    let rows = rows([(kept, row(&[("parentaccountid", given_up)])), (given_up, row(&[]))]);
    let merge = PlannedChange::Merge { into: kept.id };
    assert_eq!(kinds(&plan(&schema, &rows, given_up, merge)), [NoteKind::OwnLink]);
    assert!(plan(&schema, &rows, given_up, merge).is_blocked());
    let planner = Planner::new(&schema).with_policy(Policy { merge_clears_own_link: true, ..Policy::default() });
    let mut rows = rows;
    rows.apply(&planner, given_up, merge).unwrap();
    assert!(rows.get(kept).unwrap().lookups.is_empty());
}

#[test]
fn what_cannot_be_planned_is_an_error() {
    let (schema, mut rows, [kept, given_up, contact, task]) = merging(Cascade);
    let planner = Planner::new(&schema);
    let missing = key("account", 99);
    let mut error = |row, change| planner.plan(&mut rows, row, change).unwrap_err();
    assert_eq!(error(missing, PlannedChange::Delete), PlanError::NoSuchRow(missing));
    assert_eq!(error(given_up, PlannedChange::Merge { into: missing.id }), PlanError::NoSuchRow(missing));
    let into = kept.id;
    assert_eq!(error(kept, PlannedChange::Merge { into }), PlanError::CannotMerge { row: kept, into });
    assert_eq!(error(task, PlannedChange::Merge { into }), PlanError::CannotMerge { row: task, into });
    let to = Some(missing);
    assert_eq!(
        error(contact, PlannedChange::Reparent { column: "parentcustomerid", to }),
        PlanError::NoSuchRow(missing)
    );
}

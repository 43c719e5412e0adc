//! One rule of the platform at a time, on the smallest rows that show it.

use earlybound::cascade::{
    ApplyError, MemorySource, NoteKind, Outcome, PlanError, PlannedChange, Planner, Policy, RowChange, RowKey, RowState,
};
use earlybound::metadata::{CascadeConfiguration, OwnershipType, RequiredLevel};
use earlybound::{CascadeAction, CascadeType, Uuid};
use earlybound_generated::SCHEMA;

use crate::schemas::{
    A, B, BORIS, C, TEAM, assigned, chain, key, kinds, link, on_access, on_assign, on_delete, owned_schema, plan, row,
    rows, steps,
};
use CascadeType::{Active, Cascade, NoCascade, RemoveLink, Restrict, UserOwned};

#[test]
fn restrict_deep_in_a_chain_blocks_before_anything_is_touched() {
    let (schema, mut rows) = chain(on_delete(Cascade), on_delete(Restrict));
    let before = rows.clone();
    let Err(ApplyError::Blocked(blockers)) = rows.apply(&Planner::new(&schema), A, PlannedChange::Delete) else {
        panic!()
    };
    assert_eq!(rows, before);
    let [blocker] = &blockers[..] else { panic!("{blockers:?}") };
    assert_eq!((blocker.row, blocker.relationship.schema_name), (C, "c_b"));
    let path: Vec<_> = blocker.path.iter().map(|hop| (hop.relationship, hop.row)).collect();
    assert_eq!(path, [("b_a", B), ("c_b", C)]);
    assert_eq!(ApplyError::Blocked(blockers).to_string(), "blocked by c(00000000-0000-0000-0000-000000000003) (c_b)");
    let counts = plan(&schema, &before, A, PlannedChange::Delete).counts();
    assert_eq!(counts[&("b", Outcome::Deleted)], 1, "what would happen is counted all the same");
}

#[test]
fn restrict_on_a_row_that_goes_too_blocks_unless_the_policy_is_lenient() {
    let restricted = [
        link("b_a", "b", "aid", "a", on_delete(Cascade)),
        link("c_a", "c", "aid", "a", on_delete(Cascade)),
        link("c_b", "c", "bid", "b", on_delete(Restrict)),
    ];
    let schema = owned_schema(&["a", "b", "c"], &restricted);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A)])), (C, row(&[("aid", A), ("bid", B)]))]);

    let strict = plan(&schema, &rows, A, PlannedChange::Delete);
    assert!(strict.is_blocked());
    assert_eq!(kinds(&strict), [NoteKind::RestrictedAndDeleted]);

    let policy = Policy { deleted_rows_do_not_block: true, ..Policy::default() };
    let lenient = Planner::new(&schema).with_policy(policy).plan(&mut rows.clone(), A, PlannedChange::Delete).unwrap();
    let order: Vec<_> = lenient.steps().map(|step| step.row).collect();
    assert_eq!(order, [C, B, A], "the restricted row goes before the one that it points at");
}

#[test]
fn a_row_that_is_found_before_its_parent_is_still_deleted_before_it() {
    let links = [
        link("b_a", "b", "aid", "a", on_delete(Cascade)),
        link("c_a", "c", "aid", "a", on_delete(Cascade)),
        link("b_c", "b", "cid", "c", on_delete(Cascade)),
    ];
    let schema = owned_schema(&["a", "b", "c"], &links);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A), ("cid", C)])), (C, row(&[("aid", A)]))]);
    let order: Vec<_> = plan(&schema, &rows, A, PlannedChange::Delete).steps().map(|step| step.row).collect();
    assert_eq!(order, [B, C, A]);
}

#[test]
fn lookups_are_cleared_unless_their_row_goes_too() {
    // As with a primary contact: the account points at the contact, and the contact goes with the account.
    let links = [
        link("b_a", "b", "aid", "a", on_delete(Cascade)),
        link("a_b", "a", "bid", "b", on_delete(RemoveLink)),
        link("c_b", "c", "bid", "b", on_delete(RemoveLink)),
    ];
    let schema = owned_schema(&["a", "b", "c"], &links);
    let rows = rows([(A, row(&[("bid", B)])), (B, row(&[("aid", A)])), (C, row(&[("bid", B)]))]);
    let plan = plan(&schema, &rows, A, PlannedChange::Delete);
    let cleared = RowChange::ClearLookup { column: "bid" };
    assert_eq!(steps(&plan), [(C, cleared), (B, RowChange::Delete), (A, RowChange::Delete)]);
    assert!(plan.notes().is_empty());
}

#[test]
fn a_cleared_lookup_that_is_required_is_noted() {
    let links = [link("b_a", "b", "required_aid", "a", on_delete(RemoveLink))];
    let schema = owned_schema(&["a", "b"], &links);
    let rows = rows([(A, row(&[])), (B, row(&[("required_aid", A)])), (key("b", 9), row(&[("required_aid", A)]))]);
    let plan = plan(&schema, &rows, A, PlannedChange::Delete);
    let [remark] = plan.notes() else { panic!() };
    assert_eq!((remark.kind, remark.rows), (NoteKind::Required(RequiredLevel::SystemRequired), 2));
    assert_eq!(remark.relationship.unwrap().schema_name, "b_a");
    assert_eq!(remark.to_string(), "b_a: a required lookup is cleared (SystemRequired) (2 rows)");
    assert_eq!(plan.steps().count(), 3, "noted, not refused");
}

#[test]
fn what_states_no_effect_is_left_alone_and_named() {
    let links = [
        link("created_by", "b", "createdby", "a", on_delete(NoCascade)),
        link("odd", "b", "oddid", "a", on_delete(Active)),
        link("silent", "b", "silentid", "a", CascadeConfiguration::UNKNOWN),
        link(
            "view",
            "b",
            "viewid",
            "a",
            CascadeConfiguration {
                delete: Some(NoCascade),
                rollup_view: Some(Cascade),
                archive: Some(RemoveLink),
                ..CascadeConfiguration::UNKNOWN
            },
        ),
    ];
    let schema = owned_schema(&["a", "b"], &links);
    let lookups = [("createdby", A), ("oddid", A), ("silentid", A), ("viewid", A)];
    let plan = plan(&schema, &rows([(A, row(&[])), (B, row(&lookups))]), A, PlannedChange::Delete);
    let notes: Vec<_> =
        plan.notes().iter().map(|it| (it.relationship.unwrap().schema_name, it.kind, it.rows)).collect();
    assert_eq!(
        notes,
        [
            ("created_by", NoteKind::NoCascade, 0),
            ("odd", NoteKind::Undocumented, 0),
            ("silent", NoteKind::Unstated, 0),
            ("view", NoteKind::NoCascade, 0),
            ("view", NoteKind::NotCarriedOut(CascadeAction::Archive), 0),
            ("view", NoteKind::NotCarriedOut(CascadeAction::RollupView), 0),
        ]
    );
    assert_eq!(steps(&plan), [(A, RowChange::Delete)]);
}

#[test]
fn user_owned_compares_with_the_owner_before_the_assignment() {
    let (schema, mut all) = chain(on_assign(UserOwned), on_assign(UserOwned));
    all.insert(key("b", 20), row(&[("aid", A)]).owned_by(TEAM));
    all.insert(key("c", 30), row(&[("bid", B)]).owned_by(TEAM));
    assert_eq!(assigned(&schema, &all, A), [A, B, C], "by Anna's ownership of a and of b, though b is Boris's by then");
}

#[test]
fn rows_of_teams_are_compared_unless_the_policy_spares_them() {
    let (schema, _) = chain(on_assign(UserOwned), on_assign(Cascade));
    let owned = rows([(A, row(&[]).owned_by(TEAM)), (B, row(&[("aid", A)]).owned_by(TEAM)), (C, row(&[("bid", B)]))]);
    let compared = plan(&schema, &owned, A, PlannedChange::Assign { to: BORIS });
    assert_eq!((compared.steps().count(), kinds(&compared)), (3, vec![NoteKind::TeamOwned]));
    let policy = Policy { user_owned_spares_teams: true, ..Policy::default() };
    let planner = Planner::new(&schema).with_policy(policy);
    let spared = planner.plan(&mut owned.clone(), A, PlannedChange::Assign { to: BORIS }).unwrap();
    assert_eq!(spared.steps().count(), 1, "nor does the action go on to rows below");
}

#[test]
fn active_is_a_state_of_each_table() {
    for (table, active) in [
        ("quote", 1),
        ("contract", 2),
        ("appointment", 3),
        ("serviceappointment", 3),
        ("recurringappointmentmaster", 3),
        ("salesorder", 0),
        ("new_thing", 0),
    ] {
        let schema = owned_schema(&["a", table], &[link("r", table, "aid", "a", on_assign(Active))]);
        let children = (0..5).map(|state| (key(table, 10 + state as u128), row(&[("aid", A)]).in_state(state)));
        let rows = rows(children.chain([(A, row(&[]))]));
        assert_eq!(assigned(&schema, &rows, A), [A, key(table, 10 + active)], "{table}");
    }
}

#[test]
fn a_row_without_a_state_counts_as_active_unless_the_policy_says_otherwise() {
    let (schema, rows) = chain(on_assign(Active), on_assign(NoCascade));
    let plan = plan(&schema, &rows, A, PlannedChange::Assign { to: BORIS });
    assert_eq!((plan.steps().count(), kinds(&plan)), (2, vec![NoteKind::Stateless]));
    let policy = Policy { stateless_rows_are_inactive: true, ..Policy::default() };
    let planner = Planner::new(&schema).with_policy(policy);
    assert_eq!(planner.plan(&mut rows.clone(), A, PlannedChange::Assign { to: BORIS }).unwrap().steps().count(), 1);
}

#[test]
fn a_lookup_on_several_tables_cascades_by_its_target() {
    let links = [
        link("task_a", "task", "regardingobjectid", "a", on_delete(Cascade)),
        link("task_b", "task", "regardingobjectid", "b", on_delete(RemoveLink)),
        link("task_c", "task", "regardingobjectid", "c", on_delete(Restrict)),
    ];
    let schema = owned_schema(&["a", "b", "c", "task"], &links);
    // All three have the same id: only table and id together tell rows apart.
    let parents = ["a", "b", "c"].map(|table| key(table, 1));
    let tasks = parents.iter().zip(10..).map(|(parent, id)| (key("task", id), row(&[("regardingobjectid", *parent)])));
    let rows = rows(parents.iter().map(|parent| (*parent, row(&[]))).chain(tasks));
    let of = |parent: RowKey| plan(&schema, &rows, parent, PlannedChange::Delete);
    assert_eq!(steps(&of(parents[0])), [(key("task", 10), RowChange::Delete), (parents[0], RowChange::Delete)]);
    let cleared = RowChange::ClearLookup { column: "regardingobjectid" };
    assert_eq!(steps(&of(parents[1])), [(key("task", 11), cleared), (parents[1], RowChange::Delete)]);
    assert_eq!(of(parents[2]).blockers().map(|blocker| blocker.row).collect::<Vec<_>>(), [key("task", 12)]);
}

#[test]
fn circles_of_rows_end() {
    let schema = owned_schema(&["a"], &[link("self", "a", "parent", "a", on_delete(Cascade))]);
    let own = key("a", 9);
    let [first, second, third] = [1, 2, 3].map(|id| key("a", id));
    let circle = [(first, third), (second, first), (third, second)];
    let rows = rows(circle.into_iter().chain([(own, own)]).map(|(from, to)| (from, row(&[("parent", to)]))));
    let circle = plan(&schema, &rows, first, PlannedChange::Delete);
    assert_eq!(circle.steps().count(), 3);
    assert_eq!(kinds(&circle), [NoteKind::Circle]);
    let alone = plan(&schema, &rows, own, PlannedChange::Delete);
    assert_eq!((steps(&alone), kinds(&alone)), (vec![(own, RowChange::Delete)], vec![]));
}

#[test]
fn a_long_chain_of_rows_needs_no_stack() {
    let schema = owned_schema(&["a"], &[link("self", "a", "parent", "a", on_delete(Cascade))]);
    let chain = (1..20_000).map(|id| (key("a", id), row(&[("parent", key("a", id - 1))])));
    let mut rows = rows(chain.chain([(key("a", 0), row(&[]))]));
    let plan = rows.apply(&Planner::new(&schema), key("a", 0), PlannedChange::Delete).unwrap();
    let last = plan.steps().next().unwrap();
    assert_eq!((last.row, plan.path_to(&last).len()), (key("a", 19_999), 19_999));
    assert_eq!(rows, MemorySource::default());
}

#[test]
fn a_row_below_two_parents_is_done_once() {
    let links = [
        link("b_a", "b", "aid", "a", on_access(Cascade)),
        link("c_a", "c", "aid", "a", on_access(Cascade)),
        link("d_b", "d", "bid", "b", on_access(Cascade)),
        link("d_c", "d", "cid", "c", on_access(Cascade)),
    ];
    let schema = owned_schema(&["a", "b", "c", "d"], &links);
    let d = key("d", 4);
    let rows =
        rows([(A, row(&[])), (B, row(&[("aid", A)])), (C, row(&[("aid", A)])), (d, row(&[("bid", B), ("cid", C)]))]);
    assert_eq!(assigned(&schema, &rows, A), [A, B, C, d]);
}

#[test]
fn rows_that_nobody_owns_are_not_assigned() {
    let organization = Some(OwnershipType::OrganizationOwned);
    let user = Some(OwnershipType::UserOwned);
    let links = [link("b_a", "b", "aid", "a", on_access(Cascade)), link("c_b", "c", "bid", "b", on_access(Cascade))];
    let schema = crate::schemas::schema(&[("a", user), ("b", organization), ("c", user)], &links);
    let rows = rows([(A, row(&[])), (B, RowState::default().pointing_at("aid", A)), (C, row(&[("bid", B)]))]);
    let plan = plan(&schema, &rows, A, PlannedChange::Assign { to: BORIS });
    assert_eq!((plan.steps().count(), kinds(&plan)), (1, vec![NoteKind::NotOwned]));
    let error =
        Planner::new(&schema).plan(&mut rows.clone(), B, PlannedChange::Share { with: Uuid::nil() }).unwrap_err();
    assert_eq!(error, PlanError::NotOwned(B));
}

#[test]
fn a_row_that_has_the_owner_already_stops_the_assignment() {
    let (schema, mut all) = chain(on_assign(Cascade), on_assign(Cascade));
    all.insert(B, row(&[("aid", A)]).owned_by(BORIS));
    assert_eq!(assigned(&schema, &all, A), [A]);
    let start = plan(&schema, &all, B, PlannedChange::Assign { to: BORIS });
    assert_eq!((start.steps().count(), kinds(&start)), (0, vec![NoteKind::AlreadyOwned]));
    let planner = Planner::new(&schema).with_policy(Policy { owned_rows_pass_on: true, ..Policy::default() });
    assert_eq!(planner.plan(&mut all, A, PlannedChange::Assign { to: BORIS }).unwrap().steps().count(), 3);
}

#[test]
fn taking_a_share_back_leaves_shares_of_the_children_themselves() {
    let (schema, mut rows) = chain(on_access(Cascade), on_access(Cascade));
    let planner = Planner::new(&schema);
    let team = Uuid::from_u128(7);
    rows.apply(&planner, C, PlannedChange::Share { with: team }).unwrap();
    rows.apply(&planner, A, PlannedChange::Share { with: team }).unwrap();
    assert_eq!(rows.get(B).unwrap().inherited, [(A, team)].into());
    rows.apply(&planner, A, PlannedChange::Unshare { with: team }).unwrap();
    assert!(rows.get(A).unwrap().shared_with.is_empty());
    assert!(rows.get(B).unwrap().inherited.is_empty());
    let child = rows.get(C).unwrap();
    assert_eq!((&child.shared_with, child.inherited.len()), (&[team].into(), 0));
}

#[test]
fn a_row_that_moves_takes_on_the_shares_of_its_new_parent() {
    let (schema, mut rows) = chain(on_access(Cascade), on_access(Cascade));
    let (planner, other) = (Planner::new(&schema), key("a", 9));
    let [first, second] = [7, 8].map(Uuid::from_u128);
    rows.insert(other, row(&[]));
    rows.apply(&planner, A, PlannedChange::Share { with: first }).unwrap();
    rows.apply(&planner, other, PlannedChange::Share { with: second }).unwrap();
    rows.apply(&planner, B, PlannedChange::Reparent { column: "aid", to: Some(other) }).unwrap();
    assert_eq!(rows.get(B).unwrap().lookups["aid"], other);
    for moved in [B, C] {
        assert_eq!(rows.get(moved).unwrap().inherited, [(other, second)].into(), "{moved}");
    }
    let nowhere = rows.apply(&planner, C, PlannedChange::Reparent { column: "aid", to: Some(other) }).unwrap_err();
    assert_eq!(nowhere, ApplyError::Impossible(PlanError::NoRelationship { row: C, column: "aid" }));
}

#[test]
fn entitlements_keep_an_account_from_being_deleted() {
    let (account, entitlement) = (key("account", 1), key("entitlement", 2));
    let mut all = rows([(account, row(&[])), (entitlement, row(&[("customerid", account)]))]);
    let error = all.apply(&Planner::new(&SCHEMA), account, PlannedChange::Delete).unwrap_err();
    let ApplyError::Blocked(blockers) = error else { panic!("{error}") };
    assert_eq!(blockers[0].relationship.referencing, "entitlement");
}

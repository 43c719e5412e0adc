//! Random schemas, rows and changes: what the planner says is what a plain reading of the documentation gives.

use std::collections::BTreeSet;

use earlybound::cascade::{
    ApplyError, MemorySource, NoteKind, Owner, Plan, PlannedChange, Planner, Pointing, Policy, RowChange, RowFacts,
    RowKey, RowSource, RowState, RowsQuery,
};
use earlybound::metadata::{CascadeConfiguration, OwnershipType};
use earlybound::{CascadeType, Uuid};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::naive::Platform;
use crate::schemas::{ANNA, BORIS, Link, TEAM, key, schema};

const TABLES: [&str; 4] = ["account", "appointment", "contact", "quote"];
const COLUMNS: [&str; 3] = ["one", "two", "three"];
const NAMES: [&str; 10] = ["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"];
const ROWS: usize = 14;

/// A schema, rows of it, and a change of one of them.
#[derive(Clone, Debug)]
struct Case {
    tables: Vec<(&'static str, Option<OwnershipType>)>,
    links: Vec<Link>,
    rows: Vec<(RowKey, RowState)>,
    policy: Policy,
    start: RowKey,
    change: PlannedChange,
}

fn cascade() -> impl Strategy<Value = CascadeConfiguration> {
    // Cascade and RemoveLink more often than the others, so that actions get far.
    let effect = || {
        let often = select(vec![CascadeType::Cascade, CascadeType::Cascade, CascadeType::RemoveLink]);
        option::weighted(0.9, prop_oneof![2 => often, 1 => select(CascadeType::ALL)])
    };
    (effect(), effect(), effect(), effect(), effect(), effect()).prop_map(
        |(assign, delete, merge, reparent, share, unshare)| CascadeConfiguration {
            assign,
            delete,
            merge,
            reparent,
            share,
            unshare,
            ..CascadeConfiguration::UNKNOWN
        },
    )
}

fn owner() -> impl Strategy<Value = Option<Owner>> {
    select(vec![None, Some(ANNA), Some(ANNA), Some(ANNA), Some(BORIS), Some(TEAM)])
}

fn tables() -> impl Strategy<Value = Vec<(&'static str, Option<OwnershipType>)>> {
    let owned = Some(OwnershipType::UserOwned);
    let ownership = select(vec![owned, owned, owned, owned, Some(OwnershipType::OrganizationOwned), None]);
    btree_map(select(&TABLES[..]), ownership, 2..=TABLES.len()).prop_map(|tables| tables.into_iter().collect())
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let ends = (select(&TABLES[..]), select(&TABLES[..]), select(&COLUMNS[..]));
    vec((ends, cascade()), 3..=NAMES.len()).prop_map(|links| {
        let links = links.into_iter().zip(NAMES);
        links
            .map(|(((referenced, referencing, column), cascade), name)| Link {
                name,
                referenced,
                referencing,
                column,
                cascade,
            })
            .collect()
    })
}

/// Rows whose lookups follow the links: for each row and column a number that picks link and target.
fn rows(links: &[Link]) -> impl Strategy<Value = Vec<(RowKey, RowState)>> + use<> {
    let links = links.to_vec();
    let principals = || btree_set(select(vec![0xaaaa_u128, 0xbbbb]).prop_map(Uuid::from_u128), 0..2);
    let row = (select(&TABLES[..]), owner(), option::of(0..4_i32), vec(any::<prop::sample::Index>(), 6), principals());
    vec(row, 2..ROWS).prop_map(move |drawn| {
        let keys: Vec<RowKey> = drawn.iter().zip(1..).map(|((table, ..), number)| key(table, number)).collect();
        let rows = drawn.into_iter().zip(&keys).map(|((table, owner, state, picks, shared_with), own)| {
            let mut row = RowState { owner, state, shared_with, ..RowState::default() };
            for (column, pick) in COLUMNS.iter().zip(picks.chunks(2)) {
                let fitting: Vec<&Link> =
                    links.iter().filter(|link| link.referencing == table && link.column == *column).collect();
                let Some(link) = fitting.get(pick[0].index(fitting.len().max(1))) else { continue };
                let targets: Vec<&RowKey> = keys.iter().filter(|key| key.table == link.referenced).collect();
                if let Some(target) = targets.get(pick[1].index(targets.len() + 1)) {
                    row.lookups.insert(column, **target);
                }
            }
            (*own, row)
        });
        rows.collect()
    })
}

fn change(keys: Vec<RowKey>) -> impl Strategy<Value = (RowKey, PlannedChange)> {
    let principal = || select(vec![0xaaaa_u128, 0xbbbb]).prop_map(Uuid::from_u128);
    let change = prop_oneof![
        4 => Just(PlannedChange::Delete),
        3 => owner().prop_filter_map("an owner", |to| Some(PlannedChange::Assign { to: to? })),
        1 => principal().prop_map(|with| PlannedChange::Share { with }),
        1 => principal().prop_map(|with| PlannedChange::Unshare { with }),
        1 => (select(&COLUMNS[..]), option::of(select(keys.clone())))
            .prop_map(|(column, to)| PlannedChange::Reparent { column, to }),
        2 => select(keys.clone()).prop_map(|into| PlannedChange::Merge { into: into.id }),
    ];
    (select(keys), change)
}

fn policy() -> impl Strategy<Value = Policy> {
    any::<[bool; 5]>().prop_map(|[a, b, c, d, e]| Policy {
        deleted_rows_do_not_block: a,
        user_owned_spares_teams: b,
        stateless_rows_are_inactive: c,
        owned_rows_pass_on: d,
        merge_clears_own_link: e,
    })
}

fn case() -> impl Strategy<Value = Case> {
    (tables(), links(), policy()).prop_flat_map(|(tables, links, policy)| {
        // What neither of its tables describes, nobody knows.
        let described = |table: &str| tables.iter().any(|(name, _)| *name == table);
        let links: Vec<Link> =
            links.into_iter().filter(|link| described(link.referenced) || described(link.referencing)).collect();
        rows(&links).prop_flat_map(move |rows| {
            let (tables, links) = (tables.clone(), links.clone());
            change(rows.iter().map(|(key, _)| *key).collect()).prop_map(move |(start, change)| Case {
                tables: tables.clone(),
                links: links.clone(),
                rows: rows.clone(),
                policy,
                start,
                change,
            })
        })
    })
}

impl Case {
    fn planner(&self) -> Planner {
        Planner::new(&schema(&self.tables, &self.links)).with_policy(self.policy)
    }

    fn rows(&self) -> MemorySource {
        crate::schemas::rows(self.rows.iter().cloned())
    }

    /// Returns whether rows may keep pointing through a column at a row that is deleted: some relationship of it states
    /// no effect, or none that is documented.
    fn may_dangle(&self, child: &str, column: &str, parent: &str) -> bool {
        let mut links =
            self.links.iter().filter(|it| (it.referencing, it.column, it.referenced) == (child, column, parent));
        links.all(|link| {
            use CascadeType::{Active, NoCascade, UserOwned};
            matches!(link.cascade.delete, None | Some(NoCascade | Active | UserOwned))
        })
    }
}

/// Gives rows the other way round.
struct Backwards(MemorySource);

impl RowSource for Backwards {
    type Error = std::convert::Infallible;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Self::Error> {
        self.0.row(key)
    }

    fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Self::Error>> {
        self.0.pointing_at(query).collect::<Vec<_>>().into_iter().rev()
    }
}

/// Every way leads from the start through lookups to the row, along relationships that the static answer names.
fn check_ways(case: &Case, rows: &MemorySource, plan: &Plan) {
    let planner = case.planner();
    let reach = planner.graph().reach(plan.change().action(), case.start.table);
    let within: BTreeSet<_> = reach.effects.iter().map(|effect| effect.relationship.schema_name).collect();
    let ways = plan.steps().map(|step| (plan.path_to(&step), step.row));
    for (path, row) in ways.chain(plan.blockers().map(|blocker| (blocker.path, blocker.row))) {
        let mut at = case.start;
        for hop in path {
            assert!(within.contains(hop.relationship), "{hop:?} is out of reach");
            let link = case.links.iter().find(|link| link.name == hop.relationship).unwrap();
            assert_eq!(rows.get(hop.row).unwrap().lookups.get(link.column), Some(&at), "{hop:?}");
            at = hop.row;
        }
        assert_eq!(at, row);
    }
}

/// Lookups are cleared first, of rows that stay, and children are deleted before parents unless there is no such order.
fn check_order(case: &Case, rows: &MemorySource, plan: &Plan) {
    let circular = plan.notes().iter().any(|remark| remark.kind == NoteKind::Circle);
    let (mut cleared, mut gone) = (BTreeSet::new(), BTreeSet::new());
    for step in plan.steps() {
        if let RowChange::ClearLookup { column } = step.change {
            assert!(gone.is_empty(), "cleared after a delete");
            assert!(cleared.insert((step.row, column)), "cleared twice");
        } else {
            assert!(gone.insert(step.row), "deleted twice");
        }
    }
    for step in plan.steps().filter(|step| step.change != RowChange::Delete) {
        assert!(!gone.contains(&step.row), "{} is deleted anyway", step.row);
    }
    let mut left = gone.clone();
    for step in plan.steps().filter(|step| step.change == RowChange::Delete) {
        left.remove(&step.row);
        let cascading = case.links.iter().filter(|link| link.cascade.delete == Some(CascadeType::Cascade));
        for link in cascading.filter(|link| link.referenced == step.row.table && !circular) {
            let children = left.iter().filter(|child| child.table == link.referencing);
            let points = |child: &&RowKey| rows.get(**child).unwrap().lookups.get(link.column) == Some(&step.row);
            assert_eq!(children.filter(points).count(), 0, "{} goes before its children", step.row);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_are_what_the_documentation_says(case in case()) {
        let planner = case.planner();
        let before = case.rows();
        let platform = Platform { tables: &case.tables, links: &case.links, policy: case.policy };
        let naive = before.iter().map(|(key, row)| (key, row.clone())).collect();
        let expected = platform.apply(&naive, case.start, case.change);

        let mut after = before.clone();
        match after.apply(&planner, case.start, case.change) {
            Err(refusal) => {
                prop_assert_eq!(&after, &before, "all or nothing");
                prop_assert_eq!(None, expected, "{}", refusal);
            }
            Ok(plan) => {
                let actual = after.iter().map(|(key, row)| (key, row.clone())).collect();
                prop_assert_eq!(Some(actual), expected);
                check_ways(&case, &before, &plan);
            }
        }
    }

    #[test]
    fn deletes_are_in_order_and_leave_no_lookup_that_points_at_a_deleted_row(case in case()) {
        let mut rows = case.rows();
        if let Ok(plan) = rows.apply(&case.planner(), case.start, PlannedChange::Delete) {
            check_order(&case, &case.rows(), &plan);
            for (key, row) in rows.iter() {
                for (column, to) in &row.lookups {
                    prop_assert!(
                        rows.get(*to).is_some() || case.may_dangle(key.table, column, to.table),
                        "{} {}", key, column
                    );
                }
            }
        }
    }

    #[test]
    fn plans_do_not_depend_on_the_order_of_rows(case in case()) {
        let planner = case.planner();
        let forth = planner.plan(&mut case.rows(), case.start, case.change);
        let back = planner.plan(&mut Backwards(case.rows()), case.start, case.change);
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn a_blocked_plan_does_nothing_and_says_by_what(case in case()) {
        let planner = case.planner();
        let mut rows = case.rows();
        if let Ok(plan) = planner.plan(&mut rows, case.start, case.change) {
            prop_assert_eq!(plan.is_blocked(), plan.blockers().next().is_some());
            prop_assert!(!plan.is_blocked() || plan.steps().next().is_none());
            check_ways(&case, &rows, &plan);
            if plan.is_blocked() {
                let refusal = rows.apply(&planner, case.start, case.change).unwrap_err();
                prop_assert_eq!(refusal, ApplyError::Blocked(plan.blockers().collect()));
            }
        }
    }
}

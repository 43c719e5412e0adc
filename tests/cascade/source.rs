//! Sources of rows: their errors, and how often they are asked.

use std::convert::Infallible;

use crate::schemas::{A, B, BORIS, chain, key, kinds, link, on_access, on_delete, owned_schema, plan, row, rows};
use CascadeType::{Cascade, RemoveLink};
use earlybound::cascade::{
    LiveError, NoteKind, Outcome, PlanError, PlannedChange, Planner, Pointing, Progress, RowFacts, RowKey, RowSource,
    RowState, RowsQuery,
};
use earlybound::metadata::CascadeConfiguration;
use earlybound::{CascadeType, Uuid};

/// Rows of which some cannot be had, or point where nobody asked.
struct Broken(Result<Pointing, &'static str>);

impl RowSource for Broken {
    type Error = &'static str;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Self::Error> {
        Ok(Some(RowFacts { id: key.id, owner: None, state: None }))
    }

    fn pointing_at(&mut self, _: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Self::Error>> {
        std::iter::once(self.0)
    }
}

#[test]
fn errors_of_the_source_are_passed_on() {
    let (schema, _) = chain(on_delete(Cascade), on_delete(Cascade));
    let planner = Planner::new(&schema);
    let error = planner.plan(&mut Broken(Err("no network")), A, PlannedChange::Delete).unwrap_err();
    assert_eq!(error, PlanError::Source("no network"));
    let stray = Pointing { row: RowFacts { id: B.id, owner: None, state: None }, parent: Uuid::from_u128(77) };
    let error = planner.plan(&mut Broken(Ok(stray)), A, PlannedChange::Delete).unwrap_err();
    assert_eq!(error, PlanError::Stray { row: B, parent: key("a", 77) });
}

#[test]
fn parents_are_asked_about_in_batches() {
    let (schema, mut all) = chain(on_delete(Cascade), on_delete(RemoveLink));
    for id in 100..1_600 {
        all.insert(key("b", id), row(&[("aid", A)]));
    }
    let mut told = Vec::new();
    let plan = Planner::new(&schema)
        .plan_with(&mut all, A, PlannedChange::Delete, &mut |progress| told.push(progress))
        .unwrap();
    // One query for the rows that point at a, and four for those that point at one of 1,501 rows of b.
    assert_eq!(told.len(), 1 + 1_501_usize.div_ceil(RowsQuery::MAX_PARENTS));
    assert_eq!(told.last(), Some(&Progress { table: "c", rows: 1_502, queries: 5 }));
    assert_eq!(plan.counts()[&("b", Outcome::Deleted)], 1_501);
}

#[test]
fn thresholds_of_the_platform_count_rows() {
    for (rows_below, change, expected) in [
        (9_998, PlannedChange::Delete, false),
        (9_999, PlannedChange::Delete, true),
        (998, PlannedChange::Assign { to: BORIS }, false),
        (999, PlannedChange::Assign { to: BORIS }, true),
        (9_999, PlannedChange::Share { with: Uuid::nil() }, false),
    ] {
        let cascade = CascadeConfiguration { delete: Some(Cascade), ..on_access(Cascade) };
        let schema = owned_schema(&["a", "b"], &[link("b_a", "b", "aid", "a", cascade)]);
        let children = (0..rows_below).map(|id| (key("b", id + 10), row(&[("aid", A)])));
        let rows = rows(children.chain([(A, row(&[]))]));
        assert_eq!(plan(&schema, &rows, A, change).may_run_asynchronously(), expected, "{rows_below} {change:?}");
    }
}

#[test]
fn tables_that_nobody_described_are_unknown_territory() {
    let schema = owned_schema(&["a"], &[link("b_a", "b", "aid", "a", on_access(Cascade))]);
    let owned =
        rows([(A, row(&[])), (B, row(&[("aid", A)])), (key("b", 9), RowState::default().pointing_at("aid", A))]);
    let plan = plan(&schema, &owned, A, PlannedChange::Assign { to: BORIS });
    assert_eq!(plan.unknown_tables(), ["b"]);
    assert_eq!((plan.steps().count(), kinds(&plan)), (2, vec![NoteKind::UnknownOwnership]), "who has an owner");
}

#[test]
fn errors_read_as_sentences() {
    let error: PlanError<Infallible> = PlanError::NoSuchRow(A);
    assert_eq!(error.to_string(), "there is no row a(00000000-0000-0000-0000-000000000001)");
    assert_eq!(format!("{error:?}"), error.to_string());
    let error = LiveError::<Infallible>::Row { table: "a", property: "_aid_value".to_owned() };
    let words = "the service answered with a row of `a` whose `_aid_value` cannot be read";
    assert_eq!(format!("{:?}", PlanError::Source(error)), format!("failed to load rows: {words}"));
}

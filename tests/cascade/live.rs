//! Plans from rows that a service answers with, held against plans from the same rows in memory.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use earlybound::cascade::{
    self, LiveError, MemorySource, NoteKind, Plan, PlanError, PlannedChange, Planner, RowChange, RowKey, RowState,
    UnaskedReason,
};
use earlybound::service::Answer;
use earlybound::{CascadeType, Schema, Uuid};
use earlybound_generated::SCHEMA;
use serde_json::json;

use crate::organization::{Organization, schema, serve};
use crate::schemas::{BORIS, TEAM, key, link, on_access, on_assign, on_delete, on_merge, row, rows};
use CascadeType::{Active, Cascade, RemoveLink, Restrict, UserOwned};

fn steps(plan: &Plan) -> Vec<(RowKey, RowChange)> {
    plan.steps().map(|step| (step.row, step.change)).collect()
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("a client that never waits keeps nobody waiting"),
    }
}

/// The plan from the service, sync and async, is that from memory.
fn assert_same(schema: &Schema, rows: &MemorySource, start: RowKey, change: PlannedChange) -> Plan {
    let planner = Planner::new(schema);
    let expected = planner.plan(&mut rows.clone(), start, change).unwrap();
    for page in [1, 5000] {
        let organization = Organization::of(rows).in_pages_of(page);
        let mut live = cascade::live(schema, |request| Ok::<_, Infallible>(organization.answer(request.path())));
        let plan = planner.plan(&mut live, start, change).unwrap();
        assert_eq!(steps(&plan), steps(&expected));
        assert_eq!(plan.blockers().collect::<Vec<_>>(), expected.blockers().collect::<Vec<_>>());
        assert_eq!(plan.notes(), expected.notes());
        assert_eq!(live.unasked().count(), 0);
        let send = async |request: &earlybound::Request| Ok::<_, Infallible>(organization.answer(request.path()));
        let mut live = cascade::live_async(schema, send, async |_| ());
        let plan = ready(live.plan(&planner, start, change)).unwrap();
        assert_eq!(steps(&plan), steps(&expected));
    }
    expected
}

const A: RowKey = key("a", 1);
const B: RowKey = key("b", 2);
const C: RowKey = key("c", 3);

#[test]
fn the_documented_cases_are_planned_from_a_service() {
    let one = |cascade| schema(&["a", "b", "c"], &[link("b_a", "b", "aid", "a", cascade)]);
    let pointing = || rows([(A, row(&[])), (B, row(&[("aid", A)]))]);
    let deleted = assert_same(&one(on_delete(Cascade)), &pointing(), A, PlannedChange::Delete);
    assert_eq!(steps(&deleted), [(B, RowChange::Delete), (A, RowChange::Delete)]);
    let unlinked = assert_same(&one(on_delete(RemoveLink)), &pointing(), A, PlannedChange::Delete);
    assert_eq!(steps(&unlinked), [(B, RowChange::ClearLookup { column: "aid" }), (A, RowChange::Delete)]);
    let blocked = assert_same(&one(on_delete(Restrict)), &pointing(), A, PlannedChange::Delete);
    assert!(blocked.is_blocked());
    let assign = PlannedChange::Assign { to: BORIS };
    let states = rows([
        (A, row(&[])),
        (B, row(&[("aid", A)]).in_state(0)),
        (key("b", 4), row(&[("aid", A)]).in_state(1)),
        (key("b", 5), row(&[("aid", A)]).owned_by(TEAM).in_state(0)),
    ]);
    let active = assert_same(&one(on_assign(Active)), &states, A, assign);
    assert_eq!(active.steps().count(), 3);
    let owned = assert_same(&one(on_assign(UserOwned)), &states, A, assign);
    assert_eq!(owned.steps().count(), 3);
    let all = assert_same(&one(on_access(Cascade)), &states, A, PlannedChange::Share { with: Uuid::from_u128(9) });
    assert_eq!(all.steps().count(), 4);
    let reparent = PlannedChange::Reparent { column: "aid", to: Some(key("a", 6)) };
    let mut moved = states.clone();
    moved.insert(key("a", 6), row(&[]));
    assert_same(&one(on_access(Cascade)), &moved, B, reparent);
    let accounts = schema(&["account", "b"], &[link("b_account", "b", "accountid", "account", on_merge(Cascade))]);
    let (kept, given_up) = (key("account", 1), key("account", 2));
    let merged = rows([(kept, row(&[])), (given_up, row(&[])), (B, row(&[("accountid", given_up)]))]);
    assert_same(&accounts, &merged, given_up, PlannedChange::Merge { into: kept.id });
}

/// Account 1 <- account 2 <- contact 3, by the cascades of the shipped pages.
#[test]
fn the_shipped_pages_give_the_same_plan_from_a_service() {
    let (upper, lower, contact) = (key("account", 1), key("account", 2), key("contact", 3));
    let rows = rows([
        (upper, row(&[])),
        (lower, row(&[("parentaccountid", upper)])),
        (contact, row(&[("parentcustomerid", lower)])),
    ]);
    let planner = Planner::new(&SCHEMA);
    for start in [upper, lower, contact] {
        for change in [PlannedChange::Assign { to: BORIS }, PlannedChange::Delete] {
            let organization = Organization::of(&rows);
            let send = |request: &earlybound::Request| Ok::<_, Infallible>(organization.answer(request.path()));
            let mut live = cascade::live(&SCHEMA, send);
            let expected = planner.plan(&mut rows.clone(), start, change).unwrap();
            assert_eq!(steps(&planner.plan(&mut live, start, change).unwrap()), steps(&expected));
            assert!(live.unasked().all(|unasked| SCHEMA.table(unasked.table).is_none()));
        }
    }
}

#[test]
fn requests_ask_for_what_is_needed_alone() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Cascade))]);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A)]))]);
    let organization = Organization::of(&rows);
    let mut live = cascade::live(&schema, |request| {
        let preferences = "odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname\"";
        assert_eq!(request.header("Prefer"), Some(preferences));
        Ok::<_, Infallible>(organization.answer(request.path()))
    });
    Planner::new(&schema).plan(&mut live, A, PlannedChange::Delete).unwrap();
    let asked = organization.asked.borrow();
    assert_eq!(
        *asked,
        [
            "/as(00000000-0000-0000-0000-000000000001)?$select=_ownerid_value,statecode",
            "/bs?$select=_aid_value,_ownerid_value,statecode&$filter=Microsoft.Dynamics.CRM.In(PropertyName='aid',\
             PropertyValues=%5B%2200000000-0000-0000-0000-000000000001%22%5D)&$count=true",
        ]
    );
}

#[test]
fn what_cannot_be_asked_is_named_and_the_rest_is_planned() {
    let links = [
        link("b_a", "b", "aid", "a", on_delete(Cascade)),
        link("c_a", "c", "aid", "a", on_delete(Cascade)),
        link("d_a", "d", "aid", "a", on_delete(Cascade)),
        link("e_a", "e", "aid", "a", on_delete(Cascade)),
    ];
    let schema = schema(&["a", "b", "c", "d"], &links);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A)]))]);
    let organization = Organization::of(&rows);
    let mut live = cascade::live(&schema, |request| {
        let refuse = |status, message: &str| {
            let body = format!(r#"{{"error": {{"code": "", "message": "{message}"}}}}"#);
            Ok::<_, Infallible>(Answer::new(status, [("Content-Type", "application/json")], body))
        };
        match request.path() {
            path if path.starts_with("/cs?") => refuse(404, "Resource not found for the segment 'cs'."),
            path if path.starts_with("/ds?") => refuse(403, "Principal user is missing prvRead"),
            path => Ok(organization.answer(path)),
        }
    });
    let plan = Planner::new(&schema).plan(&mut live, A, PlannedChange::Delete).unwrap();
    assert_eq!(steps(&plan), [(B, RowChange::Delete), (A, RowChange::Delete)]);
    let unasked: Vec<_> = live.unasked().map(|unasked| (unasked.table, unasked.reason)).collect();
    let expected = [("c", UnaskedReason::NotThere), ("d", UnaskedReason::Denied), ("e", UnaskedReason::NoEntitySet)];
    assert_eq!(unasked, expected);
}

#[test]
fn limits_are_kept() {
    let schema = schema(
        &["a", "b", "c"],
        &[link("b_a", "b", "aid", "a", on_delete(Cascade)), link("c_b", "c", "bid", "b", on_delete(Cascade))],
    );
    let mut rows = rows([(A, row(&[])), (C, row(&[("bid", key("b", 100))]))]);
    (100..110).for_each(|number| _ = rows.insert(key("b", number), row(&[("aid", A)])));
    let organization = Organization::of(&rows).in_pages_of(3);
    let send = |request: &earlybound::Request| Ok::<_, Infallible>(organization.answer(request.path()));
    let error = Planner::new(&schema).plan(&mut cascade::live(&schema, send).at_most(9), A, PlannedChange::Delete);
    let Err(PlanError::Source(LiveError::TooManyRows { table: "b", limit: 9 })) = error else { panic!("{error:?}") };
    assert_eq!(organization.asked.borrow().len(), 2, "the count on the first page is enough");
    let mut live = cascade::live(&schema, send).at_most(11);
    let plan = Planner::new(&schema).to_depth(1).plan(&mut live, A, PlannedChange::Delete).unwrap();
    assert_eq!(plan.steps().count(), 11);
    let note = plan.notes().iter().find(|note| note.kind == NoteKind::NotFollowed).unwrap();
    assert_eq!((note.rows, live.rows()), (10, 10));
}

/// The links lead from a page to itself, over others back to the first of them, or back into their middle.
#[test]
fn links_that_lead_in_a_circle_are_an_error() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Cascade))]);
    let planner = Planner::new(&schema);
    // Of each page, the next one; each has a row of its own, and the first is what the plan asks for.
    for circle in [[1, 1, 1, 1], [1, 2, 1, 1], [1, 2, 3, 1], [1, 2, 3, 2]] {
        let asked = RefCell::new(Vec::new());
        let answer = |path: &str| {
            let headers = [("Content-Type", "application/json")];
            if path.starts_with("/as(") {
                return Ok::<_, Infallible>(Answer::new(
                    200,
                    headers,
                    json!({"aid": A.id, "statecode": 0}).to_string(),
                ));
            }
            let page = path.split_once("$skiptoken=").map_or(0, |(_, page)| page.parse().unwrap());
            asked.borrow_mut().push(page);
            assert!(asked.borrow().len() < 10, "{circle:?}");
            let row = json!({"bid": Uuid::from_u128(100 + page as u128), "_aid_value": A.id, "statecode": 0});
            let link = format!("https://contoso.example/api/data/v9.2/bs?$skiptoken={}", circle[page]);
            Ok(Answer::new(200, headers, json!({"value": [row], "@odata.nextLink": link}).to_string()))
        };
        let is_circle = |planned: Result<Plan, PlanError<LiveError<Infallible>>>| {
            let Err(PlanError::Source(error)) = planned else { panic!("{circle:?}") };
            let LiveError::RepeatedLink { table: "b", link } = &error else { panic!("{error:?}") };
            assert!(link.starts_with("https://contoso.example/api/data/v9.2/bs?"), "{link}");
            let text = error.to_string();
            assert!(text.starts_with("the links to further rows of `b` lead in a circle: "), "{text}");
            let once: Vec<usize> = (0..=circle.into_iter().max().unwrap()).collect();
            assert_eq!(asked.take(), once, "every page is read, and none twice");
        };
        let mut live = cascade::live(&schema, |request| answer(request.path()));
        is_circle(planner.plan(&mut live, A, PlannedChange::Delete));
        let send = async |request: &earlybound::Request| answer(request.path());
        is_circle(ready(cascade::live_async(&schema, send, async |_| ()).plan(&planner, A, PlannedChange::Delete)));
        let mut live = cascade::live(&schema, |request| answer(request.path()));
        assert!(matches!(live.names(&[B]), Err(LiveError::RepeatedLink { table: "b", .. })));
    }
}

/// Each page has a link of its own. A row among them is a sign that the pages come to an end.
#[test]
fn pages_without_rows_do_not_go_on_for_ever() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Cascade))]);
    let asked = Cell::new(0_u32);
    let answer = |page_with_row: u32| {
        asked.set(asked.get() + 1);
        let row = json!({"bid": Uuid::from_u128(100), "_aid_value": A.id, "statecode": 0});
        let value = if asked.get() == page_with_row { vec![row] } else { Vec::new() };
        let link = format!("https://contoso.example/api/data/v9.2/bs?$skiptoken={}", asked.get());
        let body = json!({"value": value, "@odata.nextLink": link}).to_string();
        Ok::<_, Infallible>(Answer::new(200, [("Content-Type", "application/json")], body))
    };
    for (page_with_row, pages) in [(0, 100), (70, 170)] {
        asked.set(0);
        let mut live = cascade::live(&schema, |_| answer(page_with_row));
        let error = live.names(&[B]).unwrap_err();
        assert!(matches!(error, LiveError::EmptyPages { table: "b", pages: 100 }), "{error:?}");
        assert_eq!(asked.get(), pages);
    }
}

#[test]
fn a_client_that_drops_what_follows_the_path_of_a_link_reads_no_page_forever() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Cascade))]);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A)])), (key("b", 3), row(&[("aid", A)]))]);
    let organization = Organization::of(&rows).in_pages_of(1);
    let send = |request: &earlybound::Request| {
        assert!(organization.asked.borrow().len() < 10);
        let path = request.path().split("&$skiptoken").next().unwrap();
        Ok::<_, Infallible>(organization.answer(path))
    };
    let planned = Planner::new(&schema).plan(&mut cascade::live(&schema, send), A, PlannedChange::Delete);
    assert!(matches!(planned, Err(PlanError::Source(LiveError::RepeatedLink { table: "b", .. }))));
    assert_eq!(organization.asked.borrow().len(), 3, "the row, and the first page twice");
}

#[test]
fn a_service_that_asks_for_more_than_ten_minutes_is_not_waited_for() {
    let schema = schema(&["a"], &[]);
    let mut asked = 0;
    let send = |_: &earlybound::Request| {
        asked += 1;
        Ok::<_, Infallible>(Answer::new(429, [("Retry-After", "601")], ""))
    };
    let planned = Planner::new(&schema).plan(&mut cascade::live(&schema, send), A, PlannedChange::Delete);
    let Err(PlanError::Source(LiveError::Service(error))) = planned else { panic!("{planned:?}") };
    assert_eq!((error.retry_after().map(|wait| wait.as_secs()), asked), (Some(601), 1));
}

#[test]
fn a_row_that_cannot_be_read_is_an_error() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Cascade))]);
    let start = json!({"aid": A.id, "statecode": 0});
    let child = json!({"bid": B.id, "_aid_value": A.id, "_ownerid_value": Uuid::from_u128(0xbbbb), "statecode": 0});
    let fails = |start: &serde_json::Value, below: &serde_json::Value| {
        let send = |request: &earlybound::Request| {
            let single = request.path().starts_with("/as(");
            Ok::<_, Infallible>(Answer::new(
                200,
                [("Content-Type", "application/json")],
                if single { start } else { below }.to_string(),
            ))
        };
        match Planner::new(&schema).plan(&mut cascade::live(&schema, send), A, PlannedChange::Delete) {
            Ok(_) => String::new(),
            Err(PlanError::Source(LiveError::Row { table, property })) => format!("{table}.{property}"),
            Err(PlanError::Source(LiveError::Service(error))) => error.source().unwrap().to_string(),
            Err(error) => panic!("{error:?}"),
        }
    };
    let with = |row: &serde_json::Value, property: &str, value: serde_json::Value| {
        let mut row = row.clone();
        row[property] = value;
        row
    };
    let page = |row: serde_json::Value| json!({"value": [row]});
    assert_eq!(fails(&start, &page(child.clone())), "");
    for value in [json!(null), json!(7), json!("no id")] {
        assert_eq!(fails(&with(&start, "aid", value.clone()), &page(child.clone())), "a.aid");
        assert_eq!(fails(&start, &page(with(&child, "bid", value.clone()))), "b.bid");
        assert_eq!(fails(&start, &page(with(&child, "_aid_value", value))), "b._aid_value");
    }
    assert_eq!(fails(&start, &page(with(&child, "_ownerid_value", json!("Anna")))), "b._ownerid_value");
    assert_eq!(fails(&start, &page(with(&child, "statecode", json!("Active")))), "b.statecode");
    for below in [page(json!(null)), json!({"value": {}}), json!({})] {
        assert!(fails(&start, &below).contains("`value` is no list of rows"), "{below}");
    }
}

#[test]
fn blocking_rows_have_names() {
    let schema = schema(&["a", "b"], &[link("b_a", "b", "aid", "a", on_delete(Restrict))]);
    let rows = rows([(A, row(&[])), (B, row(&[("aid", A)]))]);
    let organization = Organization::of(&rows);
    let mut live = cascade::live(&schema, |request| Ok::<_, Infallible>(organization.answer(request.path())));
    let plan = Planner::new(&schema).plan(&mut live, A, PlannedChange::Delete).unwrap();
    let blockers: Vec<RowKey> = plan.blockers().map(|blocker| blocker.row).collect();
    assert_eq!(live.names(&blockers).unwrap(), [Some("b 2".to_owned())]);
}

#[test]
fn a_hundred_thousand_rows_come_from_a_server() {
    let schema = schema(
        &["a", "b", "c"],
        &[link("b_a", "b", "aid", "a", on_delete(Cascade)), link("c_b", "c", "bid", "b", on_delete(RemoveLink))],
    );
    let mut rows = rows([(A, row(&[]))]);
    for number in 0..50_000_u128 {
        let b = key("b", 1_000_000 + number);
        rows.insert(b, RowState::default().owned_by(BORIS).pointing_at("aid", A));
        rows.insert(key("c", 2_000_000 + number), RowState::default().pointing_at("bid", b));
    }
    let expected = Planner::new(&schema).plan(&mut rows.clone(), A, PlannedChange::Delete).unwrap();
    let root = serve(rows);
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut live = cascade::live(&schema, |request| {
        let path = request.path();
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{root}{path}") };
        let mut response = agent.get(address).call()?;
        let seconds = response.headers().get("Retry-After").map(|value| value.to_str().unwrap().to_owned());
        let body = response.body_mut().with_config().limit(100 << 20).read_to_vec()?;
        Ok::<_, ureq::Error>(Answer::new(response.status().as_u16(), seconds.map(|it| ("Retry-After", it)), body))
    });
    let plan = Planner::new(&schema).plan(&mut live, A, PlannedChange::Delete).unwrap();
    assert_eq!(plan.steps().count(), 100_001);
    assert!(plan == expected);
    assert_eq!(live.rows(), 100_000);
}

//! The cost of planning, side by side with merely asking the same source for the same rows, and its memory.
//!
//! A million rows in 50 tables: rows of each table point at rows of two tables before it and at each other, so that
//! each row is found three times. Prints ratios, each the median of several rounds that alternate between the two
//! sides.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark prints")]

mod side_by_side;

use std::collections::HashSet;
use std::convert::Infallible;
use std::hint::black_box;

use earlybound::cascade::{Edge, Owner, PlannedChange, Planner, Pointing, RowFacts, RowKey, RowSource, RowsQuery};
use earlybound::metadata::{CascadeConfiguration, LazyTable, OneToManyMetadata, OwnershipType, TableMetadata};
use earlybound::{CascadeType, Schema, Uuid};
use side_by_side::compare;

const TABLES: u64 = 50;
const ROUNDS: usize = 5;
const USER: Owner = Owner::User(Uuid::from_u128(1));
const OTHER: PlannedChange = PlannedChange::Assign { to: Owner::User(Uuid::from_u128(2)) };

fn main() {
    let schema = schema();
    let planner = Planner::new(&schema);
    let start = RowKey::new("t00", id(0, 0));
    for rows in [2_000, 20_000] {
        let source = Computed { rows };
        println!("{} rows in {TABLES} tables", rows * TABLES);
        let ask = || {
            let mut found = 0;
            ask_for_all(&planner, source, |_| found += 1);
            black_box(found);
        };
        let remember = || {
            let mut found = HashSet::new();
            ask_for_all(&planner, source, |row| _ = found.insert(row));
            black_box(found.len());
        };
        for (name, change) in [("assigning", OTHER), ("deleting", PlannedChange::Delete)] {
            let plan = || drop(black_box(planner.plan(&mut source.clone(), start, change)));
            compare(&format!("{name}: planning / asking for the rows"), ROUNDS, &plan, &ask);
            compare(
                &format!("{name}: planning / asking and remembering which rows there were"),
                ROUNDS,
                &plan,
                &remember,
            );
        }
        let before = resident("VmRSS:");
        let plan = planner.plan(&mut source.clone(), start, PlannedChange::Delete);
        let steps = plan.as_ref().map_or(0, |plan| plan.steps().count());
        let (after, peak) = (resident("VmRSS:"), resident("VmHWM:"));
        println!("{steps} steps, {} MB while planning, {} MB kept\n", peak - before, after.saturating_sub(before));
    }
}

/// Rows that are computed when they are asked for: `rows` in each table.
#[derive(Clone, Copy)]
struct Computed {
    rows: u64,
}

impl RowSource for Computed {
    type Error = Infallible;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, Infallible> {
        Ok(Some(facts(key.id)))
    }

    fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, Infallible>> {
        let (rows, column) = (self.rows, query.column);
        let table = number(query.table);
        query.parents.iter().flat_map(move |parent| {
            let place = parent.as_u64_pair().1;
            let children = match column {
                // A tree: eight children each, and the root has no parent.
                "self" => (place * 8 + 1)..(place * 8 + 9).min(rows.max(place * 8 + 1)),
                // One child each, in another order: neither number is a multiple of 7.
                "shuffled" => (place * 7 % rows)..(place * 7 % rows + 1),
                _ => place..place + 1,
            };
            children.map(move |place| Ok(Pointing { row: facts(id(table, place)), parent: *parent }))
        })
    }
}

/// Asks the questions that a plan asks, when all rows are reached.
fn ask_for_all(planner: &Planner, mut source: Computed, mut found: impl FnMut(RowKey)) {
    for table in 0..TABLES {
        let edges: &[Edge<'static>] = planner.graph().pointing_at(name(table));
        let rows: Vec<Uuid> = (0..source.rows).map(|place| id(table, place)).collect();
        for parents in rows.chunks(RowsQuery::MAX_PARENTS) {
            for edge in edges {
                let column = edge.column.unwrap_or_default();
                let query = RowsQuery { table: edge.referencing, column, parent_table: edge.referenced, parents };
                for row in source.pointing_at(&query).flatten() {
                    found(RowKey::new(edge.referencing, row.row.id));
                }
            }
        }
    }
}

const fn facts(id: Uuid) -> RowFacts {
    RowFacts { id, owner: Some(USER), state: Some(0) }
}

const fn id(table: u64, place: u64) -> Uuid {
    Uuid::from_u64_pair(table, place)
}

fn name(table: u64) -> &'static str {
    format!("t{table:02}").leak()
}

fn number(table: &str) -> u64 {
    table.trim_start_matches('t').parse().unwrap_or_default()
}

fn schema() -> Schema {
    let tables = (0..TABLES).map(|number| {
        let (own, before) = (name(number), name(number.saturating_sub(1)));
        let pointing = |column: &'static str, referenced: &'static str, effect: CascadeType| OneToManyMetadata {
            schema_name: format!("{own}_{column}").leak(),
            referenced_entity: Some(referenced),
            referencing_entity: Some(own),
            referencing_attribute: Some(column),
            cascade: CascadeConfiguration {
                assign: Some(effect),
                delete: Some(if effect == CascadeType::UserOwned { CascadeType::RemoveLink } else { effect }),
                ..CascadeConfiguration::UNKNOWN
            },
            ..OneToManyMetadata::UNKNOWN
        };
        let mut many_to_one = vec![pointing("self", own, CascadeType::Cascade)];
        if number > 0 {
            many_to_one.push(pointing("shuffled", before, CascadeType::UserOwned));
            many_to_one.push(pointing("straight", name(number / 2), CascadeType::Cascade));
        }
        &*Box::leak(Box::new(LazyTable::given(Box::leak(Box::new(TableMetadata {
            logical_name: own,
            ownership_type: Some(OwnershipType::UserOwned),
            many_to_one: many_to_one.leak(),
            ..TableMetadata::UNKNOWN
        })))))
    });
    Schema { tables: tables.collect::<Vec<_>>().leak() }
}

/// Megabytes of memory, from what Linux tells about this process; 0 elsewhere.
fn resident(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().map_or(0, |kilobytes| kilobytes / 1_024)
}

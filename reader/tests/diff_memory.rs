//! The memory that a comparison takes grows with what is compared, and not faster.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use earlybound_reader::diff::diff;
use earlybound_reader::model::{Attribute, Schema, Table};

/// Tables of 40 columns, each of that length.
fn schema(tables: usize, length: u32) -> Schema {
    let column = |number: usize| Attribute {
        logical_name: format!("column{number}"),
        display_name: Some(format!("Column {number}")),
        max_length: Some(length),
        ..Attribute::default()
    };
    let table = |number: usize| {
        let mut table = Table { attributes: (0..40).map(column).collect(), ..Table::default() };
        table.table.logical_name = format!("table{number:06}");
        table
    };
    Schema { tables: (0..tables).map(table).collect(), ..Schema::default() }
}

/// The most bytes that were held at once.
fn held(tables: usize) -> u64 {
    let (old, new) = (schema(tables, 100), schema(tables, 50));
    let mut changes = Vec::new();
    let measured = allocation_counter::measure(|| changes = diff(&old, &new));
    assert_eq!(changes.len(), 40 * tables);
    measured.bytes_max
}

#[test]
fn memory_is_in_proportion() {
    let (small, large) = (held(100), held(400));
    assert!(large < 6 * small, "100 tables hold {small} bytes, 400 hold {large}");
}

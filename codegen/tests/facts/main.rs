//! The facts of the model are the facts that a program reads back from generated code: of the shipped reference, of a
//! corpus (`EARLYBOUND_CORPUS`, a folder of folders of pages), of hostile names and texts, and of tables at random.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod expected;
mod program;
mod random;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::path::Path;

use earlybound::metadata::TableMetadata;
use earlybound_codegen::Config;
use earlybound_codegen::reader::diagnostic::Diagnostics;
use earlybound_codegen::reader::model::Schema;
use earlybound_codegen::reader::reference::Reference;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// Tables in the way of the comparison: by the names of their items, since generated code sorts them by name too, but
/// columns without a field come last.
fn sorted(mut table: TableMetadata) -> TableMetadata {
    macro_rules! sort {
        ($($list:ident by $name:ident),*) => {
            $(
                let mut list = table.$list.to_vec();
                list.sort_by_key(|item| item.$name);
                table.$list = list.leak();
            )*
        };
    }
    sort!(columns by logical_name, keys by logical_name, messages by name, events by name);
    sort!(many_to_one by schema_name, one_to_many by schema_name, many_to_many by schema_name);
    TableMetadata { fields: 0, ..table }
}

/// Holds what a program reads against the model. The first difference is an error that says both.
fn round_trip(schema: &Schema) -> Result<(), String> {
    let files = Config::new().emit(schema, &mut Diagnostics::default());
    let mut read = program::tables(&files);
    for table in &schema.tables {
        let name = table.table.logical_name.as_str();
        let read = read.remove(name).ok_or_else(|| format!("`{name}` is not there"))?;
        same_table(sorted(read), sorted(expected::table(table, &read)))?;
    }
    if read.is_empty() { Ok(()) } else { Err(format!("nobody wrote {:?}", read.keys())) }
}

fn same_table(read: TableMetadata, expected: TableMetadata) -> Result<(), String> {
    let of = expected.logical_name;
    macro_rules! same_lists {
        ($($list:ident by $name:ident),*) => {
            $(for (read, expected) in read.$list.iter().zip(expected.$list) {
                same(of, expected.$name, read, expected)?;
            })*
        };
    }
    same_lists!(columns by logical_name, keys by logical_name, messages by name, events by name);
    same_lists!(many_to_one by schema_name, one_to_many by schema_name, many_to_many by schema_name);
    same(of, "as a whole", &read, &expected)
}

fn same<T: PartialEq + std::fmt::Debug>(table: &str, item: &str, read: &T, expected: &T) -> Result<(), String> {
    if read == expected {
        return Ok(());
    }
    Err(format!("{table}, {item}:\nread:     {read:?}\nexpected: {expected:?}"))
}

fn pages(folder: &Path) -> Schema {
    let schema = Reference::read(&[folder]).schema;
    assert!(!schema.tables.is_empty(), "{}", folder.display());
    schema
}

#[test]
fn the_shipped_reference_comes_back() {
    round_trip(&pages(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/reference")))).unwrap();
}

#[test]
fn every_table_of_a_corpus_comes_back() {
    let Some(corpus) = std::env::var_os("EARLYBOUND_CORPUS") else {
        eprintln!("skipped: EARLYBOUND_CORPUS names no folder");
        return;
    };
    let corpus = Path::new(&corpus);
    for folder in ["2018", "2019"] {
        round_trip(&pages(&corpus.join(folder))).unwrap();
    }
    for generation in std::fs::read_dir(corpus.join("captures")).unwrap() {
        round_trip(&pages(&generation.unwrap().path())).unwrap();
    }
}

#[test]
fn every_kind_of_fact_comes_back() {
    round_trip(&Schema { tables: vec![support::complete()], ..Schema::default() }).unwrap();
}

#[test]
fn hostile_names_and_texts_come_back() {
    let mut schema = support::all();
    for table in &mut schema.tables {
        // No two items of a table have the same name, once layers are resolved.
        let mut names = BTreeSet::new();
        table.attributes.retain(|attribute| names.insert(attribute.logical_name.clone()));
    }
    round_trip(&schema).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_comes_back(table in random::table()) {
        round_trip(&Schema { tables: vec![table], ..Schema::default() }).map_err(TestCaseError::fail)?;
    }
}

//! What `earlybound model` writes, it reads as the same: written again, it is the same text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;
use earlybound_reader::parse::parse_in;
use earlybound_reader::reference::Reference;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn read(sources: &[(&str, &str)]) -> Schema {
    let mut all = Sources::default();
    for (name, text) in sources {
        all.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    resolve(parse_in(&all, None, &mut diagnostics), &mut diagnostics)
}

/// Reads what is written of a schema, in both forms.
#[track_caller]
fn assert_read_again(schema: &Schema) {
    let json = serde_json::to_string_pretty(schema).unwrap();
    let again = serde_json::to_string_pretty(&read(&[("model.json", &json)])).unwrap();
    assert_same(&json, &again);
    let yaml = serde_yaml::to_string(schema).unwrap();
    assert_same(&yaml, &serde_yaml::to_string(&read(&[("model.yaml", &yaml)])).unwrap());
}

/// Names the first line that differs: the texts are long.
#[track_caller]
fn assert_same(written: &str, again: &str) {
    let differing = written.lines().zip(again.lines()).enumerate().find(|(_, (one, other))| one != other);
    assert_eq!(differing, None);
    assert_eq!(written.len(), again.len());
}

#[test]
fn the_shipped_reference() {
    let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/reference");
    let schema = Reference::read(&[reference]).schema;
    let layers = |count: usize| schema.tables.iter().filter(move |table| table.layers.len() == count).count();
    assert!(layers(1) > 0 && layers(2) > 0, "layers of one table and of several");
    assert_read_again(&schema);
}

/// The folders of pages below the one that `EARLYBOUND_CORPUS` names.
#[test]
fn other_pages() {
    let Some(corpus) = std::env::var_os("EARLYBOUND_CORPUS") else {
        eprintln!("skipped: EARLYBOUND_CORPUS names no folder");
        return;
    };
    let folders = fs::read_dir(Path::new(&corpus)).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        assert_read_again(&Reference::read(&[folder]).schema);
    }
}

/// A relationship that one table states stands on both, where no layer of the other defines it.
#[test]
fn what_no_layer_defines() {
    let own = "Tables:\n- LogicalName: a\n  EntitySetName: as\n  PrimaryIdAttribute: aid\n  ManyToOneRelationships:\n  \
               - { SchemaName: r, ReferencedEntity: b, ReferencingAttribute: bid }\n\
               - LogicalName: b\n  EntitySetName: bs\n  PrimaryIdAttribute: bid\n";
    let schema = read(&[("own.yaml", own)]);
    assert_eq!(schema.tables[1].one_to_many_relationships[0].layer, None);
    assert_read_again(&schema);
}

/// Pages of one table, in full or as additions, of several products and days.
fn layers() -> impl Strategy<Value = Vec<String>> {
    let product = select(vec!["Microsoft Dataverse", "Microsoft Dynamics 365", "Contoso", ""]);
    let date = select(vec!["", "Date: 04/21/2024\n", "Date: 01.02.2023\n"]);
    let extends = select(vec!["", "Extends: { LogicalName: a, Product: Microsoft Dataverse, Url: a.md }\n"]);
    let id = select(vec!["", "PrimaryIdAttribute: aid\n", "EntitySetName: as\n"]);
    let provenance = select(vec!["Page", "Solution", "Organization", "Own"]);
    let column =
        (select(vec!["a", "b", "c"]), 1..4u32, any::<bool>(), 0..3i32).prop_map(|(name, length, omit, value)| {
            let omit = if omit { ", Omit: true" } else { "" };
            format!(
                "- {{ LogicalName: {name}, AttributeType: String, MaxLength: {length}, \
             OptionSet: {{ Options: [{{ Value: {value}, Label: x{length} }}] }}{omit} }}\n"
            )
        });
    let side = (select(vec!["r", "s"]), select(vec!["b", "c"]), select(vec!["Cascade", "Restrict"])).prop_map(
        |(name, table, effect)| {
            format!(
                "- {{ SchemaName: {name}, ReferencedEntity: {table}, ReferencingAttribute: {table}id, \
                 CascadeConfiguration: {{ Delete: {effect} }} }}\n"
            )
        },
    );
    let message = select(vec!["Create", "Merge"]).prop_map(|name| format!("- {{ Name: {name}, Kind: Action }}\n"));
    let lists = (vec(column, 0..4), vec(side, 0..3), vec(message, 0..3));
    let layer = (product, date, extends, id, provenance, lists);
    let layer = layer.prop_map(|(product, date, extends, id, provenance, (columns, sides, messages))| {
        format!(
            "LogicalName: a\nProduct: '{product}'\n{date}{extends}{id}Provenance: {provenance}\nAttributes:\n{}\
             ManyToOneRelationships:\n{}Messages:\n{}Keys:\n- {{ LogicalName: k, KeyAttributes: [a] }}\n",
            columns.concat(),
            sides.concat(),
            messages.concat()
        )
    });
    vec(layer, 1..5)
}

proptest! {
    #[test]
    fn layers_of_any_kind(layers in layers()) {
        let names: Vec<String> = (0..layers.len()).map(|number| format!("{number}.yaml")).collect();
        let sources: Vec<_> = names.iter().zip(&layers).map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_read_again(&read(&sources));
    }
}

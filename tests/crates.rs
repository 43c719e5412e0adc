//! The dependencies of the crates, as Cargo resolves them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::process::Command;

/// Returns the names of the packages that `package` depends on, itself included.
fn tree(package: &str, options: &[&str]) -> BTreeSet<String> {
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package, "--prefix", "none", "--format", "{p}"])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let tree = String::from_utf8(run.stdout).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// Returns the names of the packages that `package` links, with all features, except through procedural macros: those
/// run in the compiler.
fn linked(package: &str) -> BTreeSet<String> {
    tree(package, &["--all-features", "--edges", "normal,no-proc-macro"])
}

#[test]
fn the_runtime_never_compiles_the_reader() {
    for package in ["earlybound", "earlybound-generated"] {
        let linked = linked(package);
        assert!(linked.contains("earlybound-schema"), "{package}: {linked:?}");
        for part in ["earlybound-reader", "earlybound-codegen", "pulldown-cmark", "serde-saphyr", "syn"] {
            assert!(!linked.contains(part), "{package} depends on {part}");
        }
    }
}

#[test]
fn a_build_script_compiles_no_procedural_macro() {
    let compiled = tree("earlybound-codegen", &["--edges", "normal"]);
    assert!(compiled.contains("earlybound-reader"), "{compiled:?}");
    for part in ["proc-macro2", "quote", "serde_derive", "serde_json", "syn"] {
        assert!(!compiled.contains(part), "earlybound-codegen depends on {part}");
    }
}

#[test]
fn the_vocabulary_depends_on_nothing() {
    assert_eq!(tree("earlybound-schema", &["--edges", "normal"]).len(), 1);
}

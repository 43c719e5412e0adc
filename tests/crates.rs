//! What the crates depend on, as Cargo resolves it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::process::Command;

/// The names of the packages that `package` links, with all features, except through procedural macros: those run in
/// the compiler.
fn linked(package: &str) -> BTreeSet<String> {
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package, "--all-features", "--prefix", "none", "--format", "{p}"])
        .args(["--edges", "normal,no-proc-macro"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let tree = String::from_utf8(run.stdout).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
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
fn the_vocabulary_depends_on_nothing() {
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "earlybound-schema", "--prefix", "none", "--edges", "normal"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(run.stdout).unwrap();
    assert_eq!(tree.lines().count(), 1, "{tree}");
}

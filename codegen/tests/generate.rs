//! Whole runs: pages in a folder, code in another one.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use earlybound_codegen::{Config, Error};
use tempfile::TempDir;

fn page(logical_name: &str, title: &str) -> String {
    format!(
        "---\ntitle: \"{title} ({logical_name}) table/entity reference (Microsoft Dataverse)\"\n---\n\n\
         # {title} ({logical_name}) table/entity reference\n\nA {title}.\n\n## Properties\n\n\
         |Property|Value|\n| --- | --- |\n| **DisplayName** | **{title}** |\n| **SchemaName** | `{title}` |\n\
         | **LogicalName** | `{logical_name}` |\n| **PrimaryIdAttribute** | `{logical_name}id` |\n\n\
         ## Writable columns/attributes\n\n- [{title}Id](#BKMK_{title}Id)\n\n\
         ### <a name=\"BKMK_{title}Id\"></a> {title}Id\n\n|Property|Value|\n|---|---|\n\
         |DisplayName|**{title}**|\n|LogicalName|`{logical_name}id`|\n|Type|Uniqueidentifier|\n"
    )
}

/// A folder with the pages of two tables.
fn project() -> (TempDir, Config) {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("account.md"), page("account", "Account")).unwrap();
    fs::write(pages.join("contact.md"), page("contact", "Contact")).unwrap();
    let config = Config::new().input(pages).out_dir(folder.path().join("tables"));
    (folder, config)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_second_run_touches_nothing() {
    let (folder, config) = project();
    let first = config.generate().unwrap();
    assert_eq!((first.sources.len(), first.counts.tables, first.counts.columns), (2, 2, 2));
    assert_eq!((first.written.len(), first.unchanged.len()), (3, 0));
    assert_eq!(names(&folder.path().join("tables")), ["account.rs", "contact.rs", "mod.rs"]);

    let second = config.generate().unwrap();
    assert_eq!((second.written.len(), second.unchanged.len()), (0, 3));
    assert!(second.is_up_to_date());
}

#[test]
fn a_page_that_is_gone_takes_its_file_along() {
    let (folder, config) = project();
    config.generate().unwrap();
    fs::remove_file(folder.path().join("pages/contact.md")).unwrap();
    let report = config.generate().unwrap();
    let tables = folder.path().join("tables");
    assert_eq!(report.removed, [tables.join("contact.rs")]);
    assert_eq!(report.written, [tables.join("mod.rs")]);
    assert_eq!(names(&tables), ["account.rs", "mod.rs"]);
}

#[test]
fn a_check_writes_nothing() {
    let (folder, config) = project();
    let report = config.check().unwrap();
    assert_eq!(report.written.len(), 3);
    assert!(!report.is_up_to_date());
    assert!(!folder.path().join("tables").exists());

    config.generate().unwrap();
    assert!(config.check().unwrap().is_up_to_date());
    fs::write(folder.path().join("pages/account.md"), page("account", "Customer")).unwrap();
    let drift = config.check().unwrap();
    assert_eq!(drift.written, ["account.rs", "mod.rs"].map(|name| folder.path().join("tables").join(name)));
    assert!(fs::read_to_string(folder.path().join("tables/account.rs")).unwrap().contains("struct Account "));
}

#[test]
fn errors_keep_everything_as_it_is() {
    let (folder, config) = project();
    let report = config.input(folder.path().join("missing.md")).generate().unwrap();
    assert!(report.diagnostics.has_errors());
    assert!(report.written.is_empty() && !report.is_up_to_date());
    assert!(!folder.path().join("tables").exists());
}

#[test]
fn there_must_be_a_folder_to_write_to() {
    assert!(matches!(Config::new().generate(), Err(Error::NoOutDir)));
}

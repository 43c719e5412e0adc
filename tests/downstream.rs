//! Crates as users have them, one for each way in: Cargo builds and runs them, from path dependencies and without a
//! network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "downstream/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use support::{Downstream, blocks, chapter, fenced};

/// The source of the crates until they are published.
const REPOSITORY: &str = concat!("git = \"", env!("CARGO_PKG_REPOSITORY"), "\"");

/// A page that is added to those of the tutorial.
const CONTACT: &str = "LogicalName: contact\nEntitySetName: contacts\nPrimaryIdAttribute: contactid\nAttributes:\n\
                       - { LogicalName: contactid, AttributeType: Uniqueidentifier }\n";

#[test]
fn the_tutorial_is_what_it_shows() {
    let crm = Downstream::copy("crm", "crm");
    let shown = blocks(&chapter("getting-started.md"), "## A program from nothing");
    for file in ["Cargo.toml", "build.rs", "src/main.rs"] {
        let text = shown.get(file).unwrap_or_else(|| panic!("the tutorial does not show {file}"));
        // The reader's crate takes from the repository what the one here takes from the workspace.
        let stands = support::original("crm", file).replace("path = \"../../../codegen\"", REPOSITORY);
        let stands = stands.replace("path = \"../../..\"", REPOSITORY);
        assert!(stands.contains(text), "{file}:\n{text}");
    }
    let run = crm.succeeds(&["run"]);
    assert_eq!(shown.get("cargo run").map(String::as_str), Some(run.stdout.as_str()));
}

/// A reader who pastes an example as the book says it gets no warning, which would look like a mistake of the reader's.
#[test]
fn examples_of_the_book_compile_where_they_are_pasted() {
    let book = Downstream::copy("book", "book");
    let mut count = 0;
    for name in support::chapters() {
        for (number, example) in fenced_rust(&chapter(&name)).enumerate() {
            let name = name.trim_end_matches(".md").replace('-', "_");
            book.write(&format!("examples/{name}_{number}.rs"), &pasted(example));
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
    book.succeeds(&["check", "--examples"]);
}

/// The examples that a test of the documentation compiles, in order.
fn fenced_rust(chapter: &str) -> impl Iterator<Item = &str> {
    fenced(chapter, "rust").into_iter().chain(fenced(chapter, "rust,no_run"))
}

/// An example as the body of a `main`, as *Getting started* says it, unless it has one.
fn pasted(example: &str) -> String {
    let line = |line: &str| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n";
    let lines: Vec<String> = example.lines().map(line).collect();
    if example.contains("fn main()") {
        return lines.concat();
    }
    let body = lines.into_iter().filter(|line| !line.starts_with("Ok::<")).collect::<String>();
    format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}Ok(())\n}}\n")
}

/// The documents, the program and its output are those of the chapter; each document names its file in a first line.
#[test]
fn tables_of_ones_own_are_what_the_book_shows() {
    let crm = Downstream::copy("crm", "own-tables");
    let chapter = chapter("own-tables.md");
    let documents = fenced(&chapter, "yaml");
    for document in &documents {
        let (path, text) = document.strip_prefix("# ").and_then(|document| document.split_once('\n')).unwrap();
        crm.write(path, text);
    }
    assert_eq!(documents.len(), 3);
    let program = *fenced(&chapter, "rust,ignore").first().unwrap();
    crm.write("src/main.rs", program);
    let run = crm.succeeds(&["run"]);
    assert_eq!(fenced(&chapter, "text"), [run.stdout.as_str()]);

    // The lookup on several tables, which the program does not set.
    crm.write("reference/contact.table.yaml", "LogicalName: contact\nEntitySetName: contacts\n");
    crm.edit("src/main.rs", "Id<Account>", "Id<dataverse::Contact>");
    crm.edit("src/main.rs", "NEW_CUSTOMERID, customer", "NEW_PAYERID, customer");
    crm.edit("src/main.rs", "Account, ", "");
    assert!(crm.succeeds(&["run"]).stdout.contains(r#""new_PayerId_contact@odata.bind":"/contacts("#));
}

#[test]
fn a_build_script_runs_when_something_changed_and_only_then() {
    let crm = Downstream::copy("crm", "changes");
    let ran = || crm.is_built_anew();
    assert!(ran());
    assert!(!ran(), "nothing changed");
    crm.write("notes.md", "Not a page.");
    assert!(!ran(), "nothing that is read changed");
    crm.edit("reference/account.md", "|MaxLength|160|", "|MaxLength|80|");
    assert!(ran(), "a page changed");
    assert!(!ran(), "nothing changed since");
    crm.write("reference/more/contact.table.yaml", CONTACT);
    assert!(ran(), "a page was added in a folder below");
    crm.write("reference/earlybound.yaml", "docs: false\n");
    assert!(ran(), "settings were added");
    crm.write("reference/earlybound.yaml", "docs: true\n");
    assert!(ran(), "settings changed");
    fs::remove_file(crm.path("reference/more/contact.table.yaml")).unwrap();
    assert!(ran(), "a page was removed");
    assert!(!ran(), "nothing changed since");
}

#[test]
fn a_build_script_writes_what_changed_and_says_so() {
    let crm = Downstream::copy("crm", "skipped");
    crm.write("reference/contact.table.yaml", CONTACT);
    let first = crm.succeeds(&["build", "-vv"]);
    assert!(first.stdout.contains("earlybound: 2 tables; "), "{first:#?}");
    let code = crm.out_dir(&first).join("earlybound");
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let files = || fs::read_dir(&code).unwrap().map(|entry| entry.unwrap());
    for file in files() {
        fs::File::options().write(true).open(file.path()).unwrap().set_modified(hour_ago).unwrap();
    }

    crm.edit("reference/account.md", "|MaxLength|160|", "|MaxLength|80|");
    let second = crm.succeeds(&["build", "-vv"]);
    let summary = "earlybound: 2 tables; 1 file written";
    assert!(second.stdout.contains(summary), "{second:#?}");
    let is_code = |name: &String| name.ends_with(".rs");
    let is_new =
        |entry: &fs::DirEntry| entry.metadata().unwrap().modified().unwrap() > hour_ago + Duration::from_secs(9);
    let names = files().filter(is_new).map(|entry| entry.file_name().into_string().unwrap());
    assert_eq!(names.filter(is_code).collect::<Vec<_>>(), ["account.rs"]);
}

#[test]
fn findings_show_in_the_output_of_cargo() {
    let crm = Downstream::copy("crm", "findings");
    crm.edit("reference/account.md", "|Type|Money|", "|Type|Mony|");
    let warned = crm.cargo(&["build"]);
    assert!(warned.success, "{warned:#?}");
    let line = crm.line_of("reference/account.md", "Mony");
    let warning = format!("warning: findings@0.1.0: reference/account.md:{line}:7: ");
    let shown = warned.stderr.lines().find(|line| line.starts_with(&warning));
    let shown = shown.unwrap_or_else(|| panic!("{warned:#?}"));
    assert!(shown.contains("Mony") && shown.contains("help: ") && shown.contains("Money"), "{shown}");

    crm.write("reference/broken.table.yaml", "LogicalName: broken\nAttributes: [\n");
    crm.write("reference/earlybound.yaml", "selects: [account]\n");
    let failed = crm.cargo(&["build"]);
    assert!(!failed.success, "{failed:#?}");
    for start in ["reference/broken.table.yaml:2:13: ", "reference/earlybound.yaml:1:1: "] {
        let error = format!("error: findings@0.1.0: {start}");
        assert!(failed.stderr.lines().any(|line| line.starts_with(&error)), "{error}: {failed:#?}");
    }

    fs::remove_file(crm.path("reference/broken.table.yaml")).unwrap();
    fs::remove_file(crm.path("reference/earlybound.yaml")).unwrap();
    crm.edit("reference/account.md", "|Type|Mony|", "|Type|Money|");
    crm.succeeds(&["run"]);
}

#[test]
fn a_build_script_that_cannot_write_says_why() {
    let crm = Downstream::copy("crm", "refused");
    crm.edit("build.rs", "\"reference\"", "\"..\"");
    let failed = crm.cargo(&["build"]);
    assert!(failed.stderr.contains("Error: `..` holds the folder of the build"), "{failed:#?}");
}

#[test]
fn code_that_is_checked_in_is_held_against_its_pages() {
    let device = Downstream::copy("checked-in", "checked-in");
    device.succeeds(&["test"]);
    let dependencies = device.succeeds(&["tree", "--edges", "normal"]).stdout;
    assert!(!dependencies.contains("earlybound-codegen"), "{dependencies}");

    device.edit("reference/device.table.yaml", "MaxLength: 100", "MaxLength: 50");
    let drifted = device.cargo(&["test"]);
    assert!(!drifted.success);
    let message = "generated files are out of date\n  would write src/dataverse/new_device.rs\nhelp: run \
                   `earlybound generate reference --out src/dataverse`, or this test with `EARLYBOUND_BLESS=1`, \
                   and commit the changes\n";
    assert!(drifted.stdout.contains(message), "{drifted:#?}");
    assert!(device.read("src/dataverse/new_device.rs").contains("100"), "a test writes nothing unasked");

    let blessed = device.command(&["test"]).env("EARLYBOUND_BLESS", "1").output().unwrap();
    assert!(blessed.status.success(), "{blessed:?}");
    assert!(!device.read("src/dataverse/new_device.rs").contains("100"));
    device.succeeds(&["test"]);

    device.write("reference/broken.table.yaml", "LogicalName: broken\nAttributes: [\n");
    let broken = device.cargo(&["test"]);
    assert!(broken.stdout.contains("--> reference/broken.table.yaml:2:13"), "{broken:#?}");
}

#[test]
fn an_organization_is_an_input() {
    let organization = Downstream::copy("organization", "organization");
    let run = organization.succeeds(&["run"]);
    assert_eq!(
        run.stdout.lines().collect::<Vec<_>>(),
        [
            "GET /new_boats?$select=new_sailnumber&$filter=new_rig%20eq%202 ",
            "PATCH /new_boats(new_sailnumber='GER%207') \
             {\"new_BerthId@odata.bind\":\"/new_berths(new_pier='North',new_number=4)\"}",
            "PATCH /new_boats(new_sailnumber='GER%207') {\"new_rig\":1}",
            "PUT /new_boats(new_sailnumber='GER%207')/new_BerthId/$ref \
             {\"@odata.id\":\"new_berths(new_pier='North',new_number=4)\"}",
            "GET /new_berths(new_pier='North',new_number=4)?$select=new_pier ",
            "POST /new_boats(new_sailnumber='GER%207')/Microsoft.Dynamics.CRM.new_Moor \
             {\"Berth\":{\"@odata.type\":\"Microsoft.Dynamics.CRM.new_berth\",\
             \"@odata.id\":\"new_berths(new_pier='North',new_number=4)\"},\"Lines\":2}",
        ]
    );
    assert!(!organization.is_built_anew(), "nothing changed");
    organization.edit("solution/OptionSets/new_rigs.xml", "Ketch", "Yawl");
    assert!(!organization.cargo(&["build"]).success, "Cargo knows the files of the solution");
}

#[test]
fn a_macro_reads_pages_where_it_stands() {
    let inline = Downstream::copy("inline", "inline");
    let run = inline.succeeds(&["run"]);
    assert_eq!(run.stdout, "2 tables, Some(3) kg\nSome(\"new_routes\")\n");
    assert!(!inline.is_built_anew(), "nothing changed");
    inline.edit("reference/more/route.table.yaml", "new_routes", "new_ways");
    assert!(inline.succeeds(&["run"]).stdout.contains("new_ways"), "rustc knows the file");
    inline.write("reference/more/road.table.yaml", "LogicalName: new_road\nEntitySetName: new_roads\n");
    assert!(!inline.is_built_anew(), "no rustc can watch a folder");
    inline.edit("src/main.rs", "//! A program", "//! One program");
    assert!(inline.succeeds(&["run"]).stdout.starts_with("3 tables"), "the next build reads the new file");
    inline.write("reference/more/route.table.yaml", "LogicalName: [\n");
    assert!(!inline.cargo(&["run"]).success);
    inline.write("reference/more/route.table.yaml", "LogicalName: new_route\nEntitySetName: new_lanes\n");
    assert!(inline.succeeds(&["run"]).stdout.contains("new_lanes"), "mending the file is enough");
}

/// Each example is held against the messages in the `.stderr` beside it; `EARLYBOUND_BLESS=1` writes them.
#[test]
fn mistakes_show_at_the_path_that_has_them() {
    let errors = Downstream::copy("inline-errors", "inline-errors");
    let found = errors.errors_of_examples();
    let names: Vec<&String> = found.keys().collect();
    assert_eq!(names, support::examples("inline-errors").iter().collect::<Vec<_>>(), "each has an error");
    let expected = |name: &String| (name.clone(), support::expected("inline-errors", name, &found));
    let expected: BTreeMap<_, _> = names.into_iter().map(expected).collect();
    for (name, messages) in &found {
        assert_eq!(Some(messages), expected.get(name), "{name}");
    }
}

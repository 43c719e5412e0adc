//! The settings of a project: what they do, and what is said where they are wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(feature = "reference")]

use std::path::PathBuf;

use earlybound_schema::project::{Layout, Referenced};
use earlybound_schema::reference::Reference;

/// Four tables: an account with a lookup on contacts, a contact with one on tasks, a task, and one of another product.
const TABLES: &str = "\
- LogicalName: account
  Attributes:
  - { LogicalName: primarycontactid, AttributeType: Lookup, Targets: [contact] }
  - { LogicalName: statecode, AttributeType: State, OptionSet: { Options: [{ Value: 0, Label: Active }] } }
  Messages: [{ Name: Merge }]
- LogicalName: contact
  Attributes: [{ LogicalName: taskid, AttributeType: Lookup, Targets: [task] }]
- LogicalName: task
- { LogicalName: msdyn_color, Product: Contoso Paint }
";

struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("earlybound-project-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("all.table.yaml"), TABLES).unwrap();
        Self(folder)
    }

    fn read(&self, settings: &str) -> Reference {
        std::fs::write(self.0.join("earlybound.yaml"), settings).unwrap();
        Reference::read(&[&self.0])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

fn names(reference: &Reference) -> Vec<&str> {
    reference.schema.tables.iter().map(|table| table.table.logical_name.as_str()).collect()
}

fn findings(reference: &Reference) -> Vec<String> {
    let show = |finding: &earlybound_schema::diagnostic::Diagnostic| match finding.origin {
        Some(origin) => {
            let (line, column) = reference.sources.get(origin.source).unwrap().line_column(origin.span.start);
            format!("{line}:{column} {} ({})", finding.message, finding.help.as_deref().unwrap_or_default())
        }
        None => finding.message.clone(),
    };
    reference.diagnostics.iter().filter(|finding| finding.code.as_str() != "EB0202").map(show).collect()
}

#[test]
fn tables_are_selected_by_name_and_product() {
    let folder = Folder::new("select");
    let select = |settings: &str| names(&folder.read(settings)).join(" ");
    assert_eq!(select(""), "account contact msdyn_color task");
    assert_eq!(select("select: [account, 'msdyn_*']"), "account msdyn_color");
    assert_eq!(select("select: { tables: '*', product: contoso* }"), "msdyn_color");
    assert_eq!(select("without: ['*a*']"), "msdyn_color");
    assert_eq!(select("select: account\nreferenced: direct"), "account contact");
    assert_eq!(select("select: account\nreferenced: all"), "account contact task");
    assert_eq!(select("select: account\nreferenced: all\nwithout: contact"), "account");
}

#[test]
fn items_get_other_names() {
    let settings = "rename:\n  account: Company\n  account.statecode.0: Live\n  account.Merge: Join\n  account.primarycontactid: main_contact\n";
    let reference = Folder::new("rename").read(settings);
    assert_eq!(findings(&reference), [""; 0]);
    let account = &reference.schema.tables[0];
    assert_eq!(account.table.rust_name.as_deref(), Some("Company"));
    assert_eq!(account.attribute("primarycontactid").unwrap().rust_name.as_deref(), Some("main_contact"));
    assert_eq!(account.messages[0].rust_name.as_deref(), Some("Join"));
    let options = &account.attribute("statecode").unwrap().option_set.as_ref().unwrap().options;
    assert_eq!(options[0].rust_name.as_deref(), Some("Live"));
}

#[test]
fn the_rest_is_read() {
    let settings = "docs: false\nlayout: single\nreferenced: direct\nderives: { rows: [Eq, 'serde::Serialize'] }\ntables:\n- LogicalName: own\n";
    let reference = Folder::new("rest").read(settings);
    assert_eq!(findings(&reference), [""; 0]);
    let project = &reference.project;
    assert_eq!((project.docs, project.layout, project.referenced), (Some(false), Layout::Single, Referenced::Direct));
    assert_eq!(project.row_derives, ["Eq", "serde::Serialize"]);
    assert!(names(&reference).contains(&"own"));
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    let settings = "selct: [account]\nselect: [acount, { table: x }]\nlayout: flat\nrename: { account.statecod: a, account: 'a b' }\n\
        derives: { columns: [Eq], rows: ['Eq)]'] }\nsilence: [EB0001, EB9999]\n";
    let reference = Folder::new("wrong").read(settings);
    let expected = [
        "1:1 unknown setting `selct` (did you mean `select`?)",
        "2:10 `acount` matches nothing (did you mean `account`?)",
        "2:18 `tables` is missing ()",
        "2:20 unknown setting `table` (did you mean `tables`?)",
        "3:9 not one of `files`, `single` ()",
        "4:11 `account.statecod` matches nothing (did you mean `account.statecode`?)",
        "4:41 not a name in Rust (letters, digits and `_`)",
        "5:12 unknown setting `columns` (the settings here are `rows`, `choices`)",
        "5:34 not a derive (write a path, such as `serde::Serialize`)",
        "6:11 `EB0001` is an error, and cannot be silenced ()",
        "6:19 `EB9999` is no code of a finding ()",
    ];
    assert_eq!(findings(&reference), expected);
    assert!(reference.diagnostics.has_errors());
}

#[test]
fn known_findings_are_silenced() {
    let folder = Folder::new("silence");
    std::fs::write(folder.0.join("color.table.yaml"), "LogicalName: color\nColour: red\n").unwrap();
    let count =
        |settings: &str| folder.read(settings).diagnostics.iter().filter(|d| d.code.as_str() == "EB0105").count();
    assert_eq!(count(""), 1);
    assert_eq!(count("silence: EB0105"), 0);
    assert_eq!(count("silence: [{ code: EB0105, table: color }]"), 0);
    assert_eq!(count("silence: [{ code: EB0105, table: account }]"), 1);
}

//! The settings of a project, as they show in generated code.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use earlybound_codegen::{Config, Report};

const TABLE: &str = "\
LogicalName: account
EntitySetName: accounts
SchemaName: Account
PrimaryIdAttribute: accountid
Attributes:
- { LogicalName: accountid, AttributeType: Uniqueidentifier }
- { LogicalName: telex, AttributeType: String, RustName: fax_line }
- LogicalName: statecode
  SchemaName: StateCode
  AttributeType: State
  OptionSet: { Options: [{ Value: 0, Label: Active, RustName: Live }, { Value: 1, Label: Live }] }
- { LogicalName: primarycontactid, AttributeType: Lookup, Targets: [contact] }
ManyToOneRelationships:
- SchemaName: account_primary_contact
  ReferencedEntity: contact
  ReferencingAttribute: primarycontactid
  ReferencingEntityNavigationPropertyName: primarycontactid
";

fn generate(folder: &Path, settings: &str) -> Report {
    fs::write(folder.join("account.table.yaml"), TABLE).unwrap();
    fs::write(folder.join("earlybound.yaml"), settings).unwrap();
    let report = Config::new().input(folder).out_dir(folder.join("out")).generate().unwrap();
    let findings: Vec<_> = report.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(findings.len(), 1, "one note on missing tables: {findings:?}");
    report
}

#[test]
fn chosen_names_are_used() {
    let folder = tempfile::tempdir().unwrap();
    generate(folder.path(), "rename: { account: Company, account.primarycontactid: type }\n");
    let code = fs::read_to_string(folder.path().join("out/account.rs")).unwrap();
    for expected in
        ["pub struct Company {", "pub fax_line: Option<String>,", "pub r#type: Option<Lookup<", "Live,", "Live1,"]
    {
        assert!(code.contains(expected), "{expected} in {code}");
    }
    assert!(fs::read_to_string(folder.path().join("out/mod.rs")).unwrap().contains("pub use self::account::Company;"));
}

#[test]
fn messages_are_renamed_and_their_names_kept() {
    let folder = tempfile::tempdir().unwrap();
    let api = |members: &str| {
        let text = format!(
            "Messages: [{{ Name: new_Paint, Kind: Action, Parameters: [{{ Name: Gloss, Type: mscrm.new_Gloss }}] }}]\n\
             EnumTypes: [{{ Name: new_Gloss, Members: [{members}] }}]\n"
        );
        fs::write(folder.path().join("api.table.yaml"), text).unwrap();
    };
    let code = || fs::read_to_string(folder.path().join("out/messages.rs")).unwrap();
    api("{ Name: Semi_Matt, Value: 0 }");
    fs::write(folder.path().join("earlybound.lock"), "").unwrap();
    generate(folder.path(), "messages: [new_Paint]\nrename: { new_Paint: Colour, new_Paint.Gloss: finish }\n");
    for expected in
        ["pub struct Colour {", "pub finish: NewGloss,", "pub fn new(finish: NewGloss)", "SemiMatt = \"Semi_Matt\" 0"]
    {
        assert!(code().contains(expected), "{expected} in {}", code());
    }
    let lock = fs::read_to_string(folder.path().join("earlybound.lock")).unwrap();
    let lines: Vec<&str> = lock.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = ["enum %; new_Gloss NewGloss", "member %; new_Gloss.Semi_Matt SemiMatt"];
    assert!(expected.iter().all(|line| lines.contains(line)), "{lines:?}");
    assert!(!lock.contains("Colour") && !lock.contains("finish"), "what was chosen is not kept: {lock}");

    // A member that wants the same name later does not rename the one that has it.
    api("{ Name: Semi_Matt, Value: 0 }, { Name: SemiMatt, Value: 1 }");
    generate(folder.path(), "messages: [new_Paint]\n");
    for expected in ["pub struct NewPaint {", "SemiMatt = \"Semi_Matt\" 0", "SemiMattValue1 = \"SemiMatt\" 1"] {
        assert!(code().contains(expected), "{expected} in {}", code());
    }
}

#[test]
fn messages_are_there_with_the_tables_that_list_them() {
    let folder = tempfile::tempdir().unwrap();
    let api = "\
Tables: [{ LogicalName: color, Messages: [{ Name: Paint }, { Name: Dry }] }, { LogicalName: shade, Messages: [{ Name: Dry }] }]
Messages:
- { Name: Paint, Kind: Action, Parameters: [{ Name: Coat, Type: mscrm.Coat }] }
- { Name: Dry, Kind: Action, Parameters: [{ Name: Gloss, Type: mscrm.Gloss }] }
- { Name: Mix, Kind: Action, Returns: mscrm.Coat }
ComplexTypes: [{ Name: Coat, Properties: [{ Name: Tone, Type: Edm.String }] }]
EnumTypes: [{ Name: Gloss, Members: [{ Name: Matt, Value: 0 }] }]
";
    fs::write(folder.path().join("api.table.yaml"), api).unwrap();
    let code = |settings: &str| {
        let settings = format!("select: [color, shade]\n{settings}\n");
        fs::write(folder.path().join("earlybound.yaml"), settings).unwrap();
        Config::new().input(folder.path()).out_dir(folder.path().join("out")).generate().unwrap();
        fs::read_to_string(folder.path().join("out/messages.rs")).unwrap()
    };
    let plain = code("");
    assert!(
        plain.contains("pub struct Paint {") && !plain.contains("Mix") && !plain.contains("cfg(feature"),
        "{plain}"
    );
    let gated = code("features: { a: [color], b: [shade] }");
    for expected in [
        "#[cfg(feature = \"a\")]\n#[derive(Clone, Debug)]\npub struct Paint {",
        "#[cfg(any(feature = \"a\", feature = \"b\"))]\n#[derive(Clone, Debug)]\npub struct Dry {",
        "#[cfg(feature = \"a\")]\npub struct Coat {",
        "#[cfg(any(feature = \"a\", feature = \"b\"))]\npub enum Gloss {",
    ] {
        assert!(gated.contains(expected), "{expected} in {gated}");
    }
    // What the settings name is always there, and so is what it speaks of.
    let named = code("features: { a: [color], b: [shade] }\nmessages: [Mix]");
    assert!(!named.contains("#[cfg(feature = \"a\")]\npub struct Coat {"), "{named}");
    assert!(named.contains("#[cfg(feature = \"a\")]\n#[derive(Clone, Debug)]\npub struct Paint {"), "{named}");
    // One of the tables is always there.
    assert!(!code("features: { a: [color] }").contains("feature = \"a\")]\npub enum Gloss"));
}

#[test]
fn derives_are_added_and_documentation_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "derives: { rows: ['::core::cmp::Eq'], choices: [PartialOrd, Ord] }\ndocs: false\n";
    generate(folder.path(), settings);
    let code = fs::read_to_string(folder.path().join("out/account.rs")).unwrap();
    assert!(code.contains("#[derive(::core::cmp::Eq)]"), "{code}");
    assert!(code.contains("#[derive(PartialOrd, Ord)]"), "{code}");
    assert!(!code.contains("State. Optional"), "{code}");
}

#[test]
fn a_single_file_replaces_the_many() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(generate(folder.path(), "layout: files\n").written.len(), 3);
    let report = generate(folder.path(), "layout: single\n");
    assert_eq!((report.written.len(), report.removed.len()), (1, 2));
    let code = fs::read_to_string(folder.path().join("out/mod.rs")).unwrap();
    assert!(code.contains("pub mod account {") && code.contains("pub mod referenced {"), "{code}");
    assert!(
        code.contains("pub primarycontactid: Option<Lookup<Id<Contact>>>")
            && code.contains("use super::referenced::Contact;"),
        "{code}"
    );
}

#[test]
fn a_name_that_generated_code_needs_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("account.table.yaml"), TABLE).unwrap();
    fs::write(folder.path().join("earlybound.yaml"), "rename: { account: Option, account.telex: annotations }\n")
        .unwrap();
    let report = Config::new().input(folder.path()).out_dir(folder.path().join("out")).generate().unwrap();
    let taken = report.diagnostics.iter().filter(|finding| finding.code.as_str() == "EB0302");
    let taken: Vec<_> = taken.map(|finding| (finding.message.as_str(), finding.label.as_str())).collect();
    let expected = [
        ("`account` cannot be called `Option`: generated code needs the name", "becomes `Account`"),
        ("`telex` cannot be called `annotations`: generated code needs the name", "becomes `telex`"),
    ];
    assert_eq!(taken, expected);
}

#[test]
fn a_table_that_is_left_out_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("account.table.yaml"), TABLE).unwrap();
    let hue =
        b"# Hue table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`hue`|\n\xFF\n";
    fs::write(folder.path().join("hue.md"), hue).unwrap();
    let written = |settings: &str| {
        fs::write(folder.path().join("earlybound.yaml"), settings).unwrap();
        Config::new().input(folder.path()).out_dir(folder.path().join("out")).generate().unwrap().written.len()
    };
    assert_eq!(written(""), 0);
    assert_eq!(written("select: account\n"), 3);
}

#[test]
fn lookups_on_a_table_that_is_left_out_keep_their_ids() {
    let folder = tempfile::tempdir().unwrap();
    let contact = "LogicalName: contact\nPrimaryIdAttribute: contactid\n\
                   Attributes: [{ LogicalName: contactid, AttributeType: Uniqueidentifier }]\n";
    fs::write(folder.path().join("contact.table.yaml"), contact).unwrap();
    fs::write(folder.path().join("account.table.yaml"), TABLE).unwrap();
    fs::write(folder.path().join("earlybound.yaml"), "without: [contact]\n").unwrap();
    Config::new().input(folder.path()).out_dir(folder.path().join("out")).generate().unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert!(!folder.path().join("out/contact.rs").exists());
    assert!(read("account.rs").contains("pub primarycontactid: Option<Lookup<Id<Contact>>>,"));
    assert!(read("account.rs").contains("use super::referenced::Contact;"));
    let referenced = read("referenced.rs");
    assert!(referenced.contains("impl Table for Contact {"), "ids need its name: {referenced}");
}

#[test]
fn tables_that_are_left_out_can_be_pointed_at() {
    let folder = tempfile::tempdir().unwrap();
    let contact = "LogicalName: contact\nEntitySetName: contacts\nPrimaryIdAttribute: contactid\n";
    fs::write(folder.path().join("contact.table.yaml"), contact).unwrap();
    fs::write(folder.path().join("account.table.yaml"), TABLE).unwrap();
    fs::write(folder.path().join("earlybound.yaml"), "select: account\n").unwrap();
    Config::new().input(folder.path()).out_dir(folder.path().join("out")).generate().unwrap();
    let code = fs::read_to_string(folder.path().join("out/referenced.rs")).unwrap();
    assert!(code.contains("const ENTITY_SET_NAME: Option<&'static str> = Some(\"contacts\");"), "{code}");
}

//! The settings of a project: what they do, and what is said where they are wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::PathBuf;

use earlybound_reader::project::{Layout, Referenced};
use earlybound_reader::reference::Reference;

/// Four tables: an account with a lookup on contacts, a contact with one on tasks, a task, and one of another product.
const TABLES: &str = "\
- LogicalName: account
  EntitySetName: accounts
  Attributes:
  - { LogicalName: primarycontactid, AttributeType: Lookup, Targets: [contact] }
  - { LogicalName: statecode, AttributeType: State, OptionSet: { Options: [{ Value: 0, Label: Active }] } }
  Messages: [{ Name: Merge }]
  OneToManyRelationships: [{ SchemaName: account_tasks, ReferencingEntity: task }]
- LogicalName: contact
  EntitySetName: contacts
  Attributes: [{ LogicalName: taskid, AttributeType: Lookup, Targets: [task] }]
- { LogicalName: task, PrimaryIdAttribute: taskid, EntitySetName: tasks }
- { LogicalName: msdyn_color, EntitySetName: msdyn_colors, Product: Contoso Paint }
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

/// Findings on a run as a whole: on tables without a page, and on lookups without a navigation property.
const OF_A_RUN: [&str; 2] = ["EB0202", "EB0216"];

fn findings(reference: &Reference) -> Vec<String> {
    let show = |finding: &earlybound_reader::diagnostic::Diagnostic| match finding.origin {
        Some(origin) => {
            let (line, column) = reference.sources.get(origin.source).unwrap().line_column(origin.span.start);
            format!("{line}:{column} {} ({})", finding.message, finding.help.as_deref().unwrap_or_default())
        }
        None => finding.message.clone(),
    };
    reference.diagnostics.iter().filter(|finding| !OF_A_RUN.contains(&finding.code.as_str())).map(show).collect()
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
fn messages_and_their_types_get_other_names() {
    let folder = Folder::new("rename-messages");
    let api = "\
Messages:
- { Name: Paint, Kind: Action, Parameters: [{ Name: Coats, Type: mscrm.Coat }, { Name: Gloss, Type: mscrm.Gloss }] }
ComplexTypes: [{ Name: Coat, Properties: [{ Name: Tone, Type: Edm.String }] }]
EnumTypes: [{ Name: Gloss, Members: [{ Name: Matt, Value: 0 }] }]
";
    std::fs::write(folder.0.join("api.table.yaml"), api).unwrap();
    let settings = "rename: { Paint: Colour, Paint.Coats: layers, Coat: Layer, Coat.Tone: shade, Gloss: Finish, Gloss.Matt: Flat }";
    let reference = folder.read(settings);
    assert_eq!(findings(&reference), [""; 0]);
    let web_api = &reference.schema.web_api;
    let (message, coat, gloss) = (&web_api.messages[0], &web_api.complex_types[0], &web_api.enum_types[0]);
    let names = [&message.rust_name, &message.parameters[0].rust_name, &message.parameters[1].rust_name];
    assert_eq!(names.map(Option::as_deref), [Some("Colour"), Some("layers"), None]);
    assert_eq!([&coat.rust_name, &coat.properties[0].rust_name].map(Option::as_deref), [Some("Layer"), Some("shade")]);
    assert_eq!([&gloss.rust_name, &gloss.members[0].rust_name].map(Option::as_deref), [Some("Finish"), Some("Flat")]);

    for (rename, expected) in [
        ("Pant: X", "`Pant` matches nothing (did you mean `Paint`?)"),
        ("Paint.Coat: x", "`Paint.Coat` matches nothing (did you mean `Paint.Coats`?)"),
        ("Paint.Coats: Layers", "names of fields are in snake_case (write `layers`)"),
        ("Gloss.Matt: flat", "names of variants are in UpperCamelCase (write `Flat`)"),
    ] {
        let found = findings(&folder.read(&format!("rename: {{ {rename} }}")));
        assert!(found.len() == 1 && found[0].ends_with(expected), "{rename}: {found:?}");
    }
}

#[test]
fn the_rest_is_read() {
    let settings = "docs: false\nlayout: single\nreferenced: direct\nderives: { rows: [Eq, 'my::Describe'] }\ntables:\n- { LogicalName: own, EntitySetName: owns }\n";
    let reference = Folder::new("rest").read(settings);
    assert_eq!(findings(&reference), [""; 0]);
    let project = &reference.project;
    assert_eq!((project.docs, project.layout, project.referenced), (Some(false), Layout::Single, Referenced::Direct));
    assert_eq!(project.row_derives, ["Eq", "my::Describe"]);
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
        "4:41 not a name in Rust (letters, digits and `_`, no digit first)",
        "5:12 unknown setting `columns` (the settings here are `rows`, `choices`)",
        "5:34 not a derive (write a path, such as `my_macros::Describe`)",
        "6:11 `EB0001` is an error, and cannot be silenced ()",
        "6:19 `EB9999` is not the code of a finding ()",
    ];
    assert_eq!(findings(&reference), expected);
    assert!(reference.diagnostics.has_errors());
}

#[test]
fn known_findings_are_silenced() {
    let folder = Folder::new("silence");
    std::fs::write(folder.0.join("color.table.yaml"), "LogicalName: color\nEntitySetName: colors\nColour: red\n")
        .unwrap();
    let count =
        |settings: &str| folder.read(settings).diagnostics.iter().filter(|d| d.code.as_str() == "EB0105").count();
    assert_eq!(count(""), 1);
    assert_eq!(count("silence: EB0105"), 0);
    assert_eq!(count("silence: [{ code: EB0105, table: color }]"), 0);
    assert_eq!(count("silence: [{ code: EB0105, table: account }]"), 1);
}

/// The findings of settings, on one line each.
fn said(test: &str, settings: &str) -> Vec<String> {
    findings(&Folder::new(test).read(settings))
}

#[test]
fn what_is_derived_twice_is_an_error_once() {
    let settings = "derives: { choices: [PartialOrd, '::core::cmp::PartialOrd', Ord, a::Ord, Ord, a::Ord] }";
    let expected = [
        "1:34 `::core::cmp::PartialOrd` is derived already (take it out)",
        "1:74 `Ord` is derived already (take it out)",
        "1:79 `a::Ord` is derived already (take it out)",
    ];
    assert_eq!(said("derived-twice", settings), expected);
    assert_eq!(said("derived-twice", "derives: { rows: [a::é, a::e\u{301}] }").len(), 1, "the same to Rust");
}

#[test]
fn names_that_rust_takes_for_the_same_are_chosen_twice() {
    let settings = "rename:\n  account.primarycontactid: é\n  account.statecode: e\u{301}\n";
    assert_eq!(
        said("chosen-twice", settings),
        [
            "3:3 `é` was chosen for the column `account.primarycontactid`, too (choose another name, or another one for `account.primarycontactid`, too)"
        ]
    );
}

#[test]
fn features_have_names_that_can_be_typed() {
    for (name, is_one) in [
        ("sales", true),
        ("é-2", true),
        ("2d.b+c_", true),
        ("a\u{3164}", false),
        ("a²", false),
        ("", false),
        ("-a", false),
    ] {
        let findings = said("features", &format!("features: {{ '{name}': [account] }}"));
        assert_eq!(findings.is_empty(), is_one, "{name}: {findings:?}");
    }
}

#[test]
fn derives_that_cannot_be_are_errors_where_they_stand() {
    let settings = "derives:\n  rows: ['', '::', serde::Serialize, my::Debug]\n  choices: [fn, Hash, Ord]\n";
    let expected = [
        "2:10 not a derive (write a path, such as `my_macros::Describe`)",
        "2:14 not a derive (write a path, such as `my_macros::Describe`)",
        "2:20 generated code implements `serde::Serialize` already (take it out)",
        "3:13 not a derive (write a path, such as `PartialOrd`)",
        "3:17 generated code implements `Hash` already (take it out)",
    ];
    assert_eq!(said("derives", settings), expected);
}

#[test]
fn settings_of_the_wrong_shape_are_errors() {
    for (settings, expected) in [
        ("rename: [a]", "1:9 `rename` is not a map (write `key: value`)"),
        ("derives: Eq", "1:10 `derives` is not a map (write `key: value`)"),
        ("select: { tables: account, product: [x] }", "1:37 `product` is not a text ()"),
        ("silence: { code: EB0105, table: [x] }", "1:33 `table` is not a text ()"),
        ("docs: [true]", "1:7 not one of `true`, `false` ()"),
        ("select: account\nselect: contact", "2:1 not YAML: duplicate key `select` ()"),
        ("rename: {\n  account: Company\n", "1:9 not YAML: unclosed bracket"),
    ] {
        let found = said("shape", settings);
        assert!(found[0].starts_with(expected), "{settings}: {found:?}");
    }
}

#[test]
fn the_case_of_the_file_name_does_not_matter() {
    let folder = Folder::new("case");
    std::fs::write(folder.0.join("Earlybound.yaml"), "select: account").unwrap();
    assert_eq!(names(&Reference::read(&[&folder.0])), ["account"]);
}

#[test]
fn names_that_cannot_be_are_errors_where_they_stand() {
    for (rename, expected) in [
        ("account: company", "names of types and messages are in UpperCamelCase (write `Company`)"),
        ("account: Self", "`Self` is a word of the language (write `SelfItem`)"),
        ("account.primarycontactid: MainContact", "names of fields are in snake_case (write `main_contact`)"),
        ("account.primarycontactid: self", "`self` is a word of the language (write `self_`)"),
        ("account.primarycontactid: _", "not a name in Rust (letters, digits and `_`, no digit first)"),
        ("account.statecode.0: live", "names of variants are in UpperCamelCase (write `Live`)"),
        ("account.Merge: merge_rows", "names of types and messages are in UpperCamelCase (write `MergeRows`)"),
        ("account.account_tasks: Tasks", "names of constants of relationships are in UPPER_SNAKE_CASE (write `TASKS`)"),
    ] {
        let found = said("misnomer", &format!("rename:\n  {rename}"));
        assert_eq!(found.len(), 1, "{rename}: {found:?}");
        assert!(found[0].ends_with(expected), "{rename}: {found:?}");
    }
    let found = said("other", "rename:\n  account.statecode.0: Other");
    assert!(found[0].starts_with("2:3 every choice has a variant `Other` already"), "{found:?}");
}

#[test]
fn names_that_are_taken_are_reported_where_they_were_chosen() {
    let settings = "rename:\n  contact: Account\n  account.primarycontactid: statecode\n";
    let expected = [
        "2:3 `Account` is what the table `account` is called (choose another name, or another one for `account`, too)",
        "3:3 `statecode` is what the column `account.statecode` is called (choose another name, or another one for `account.statecode`, too)",
    ];
    assert_eq!(said("taken", settings), expected);
    let swapped = "rename:\n  account.statecode: primarycontactid\n  account.primarycontactid: statecode\n";
    assert_eq!(said("swapped", swapped), [""; 0]);
    let same = said("same", "rename:\n  account: Party\n  contact: Party\n");
    assert!(same[0].starts_with("3:3 `Party` was chosen for the table `account`, too"), "{same:?}");
}

#[test]
fn suggestions_are_about_the_part_that_is_wrong() {
    for (settings, expected) in [
        ("rename: { account.Mrge: Join }", "`account.Mrge` matches nothing (did you mean `account.Merge`?)"),
        (
            "rename: { account.acount_tasks: T }",
            "`account.acount_tasks` matches nothing (did you mean `account.account_tasks`?)",
        ),
        (
            "rename: { account.x: y }",
            "`account.x` matches nothing (`earlybound model PATH` prints what is in `account`)",
        ),
        (
            "rename: { rental: Rental }",
            "`rental` matches nothing (`earlybound tables --all PATH` lists the tables of a folder, \
             and `earlybound messages '*' PATH` lists the messages of a folder)",
        ),
        ("rename: { acount.Merge: Join }", "`acount.Merge` matches nothing (did you mean `account.Merge`?)"),
        (
            "rename: { account.statecode.7: Live }",
            "`account.statecode.7` matches nothing (the values of `statecode` are `0`)",
        ),
        (
            "select: { tables: 'msdyn_*', product: Contoso Pant }",
            "no table of `msdyn_*` is of the product `Contoso Pant` (the products there are: `Contoso Paint`)",
        ),
        ("select: { tables: acount, product: '*' }", "`acount` matches nothing (did you mean `account`?)"),
        ("select: [contact, acount*]", "`acount*` matches nothing (did you mean `account`?)"),
        ("without: [acount]", "`acount` matches nothing (did you mean `account`?)"),
        ("features: { sales: [acount] }", "`acount` matches nothing (did you mean `account`?)"),
        ("select: [rental]", "`rental` matches nothing (`earlybound tables --all PATH` lists the tables of a folder)"),
    ] {
        let found = said("suggestions", settings);
        assert!(found[0].ends_with(expected), "{settings}: {found:?}");
    }
}

#[test]
fn tables_that_are_left_out_are_not_reported_on() {
    let folder = Folder::new("unselected");
    std::fs::write(folder.0.join("color.table.yaml"), "LogicalName: color\nEntitySetName: colors\nColour: red\n")
        .unwrap();
    let page = b"# Hue table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`hue`|\n|SchemaName|\xFF|\n";
    std::fs::write(folder.0.join("hue.md"), page).unwrap();
    let two = "- { LogicalName: red, EntitySetName: reds, Color: 1 }\n- { LogicalName: blue, EntitySetName: blues, Color: 2 }\n";
    std::fs::write(folder.0.join("two.table.yaml"), two).unwrap();
    std::fs::write(folder.0.join("typo.table.yaml"), "LogicalName: acount\n").unwrap();
    assert!(folder.read("").diagnostics.has_errors());
    let reference = folder.read("select: [account, red]");
    assert_eq!(findings(&reference).len(), 2, "{:?}", findings(&reference));
    assert!(findings(&reference)[0].starts_with("1:44 unknown property `Color`"), "{:?}", findings(&reference));
    assert!(findings(&reference)[1].starts_with("1:14 no page describes `acount`"), "{:?}", findings(&reference));
    std::fs::write(folder.0.join("broken.table.yaml"), "a: [").unwrap();
    assert!(folder.read("select: account").diagnostics.has_errors(), "a file that cannot be read is about any table");
}

#[test]
fn missing_tables_are_those_of_selected_ones() {
    let folder = Folder::new("missing");
    let lookup = |table: &str, target: &str| {
        format!(
            "LogicalName: {table}\nPrimaryIdAttribute: of\nAttributes: [{{ LogicalName: of, AttributeType: Lookup, Targets: [{target}, account] }}]\n"
        )
    };
    std::fs::write(folder.0.join("a.table.yaml"), lookup("a", "gone")).unwrap();
    std::fs::write(folder.0.join("b.table.yaml"), lookup("b", "lost")).unwrap();
    let message = |settings: &str| -> Vec<String> {
        let reference = folder.read(settings);
        let missing = reference.diagnostics.iter().filter(|finding| finding.code.as_str() == "EB0202");
        missing.map(|finding| finding.message.clone()).collect()
    };
    assert_eq!(message("select: a"), ["a table is referred to and has no page: `gone`"]);
    assert_eq!(message("select: [a, b]"), ["2 tables are referred to and have no page: `gone`, `lost`"]);
    assert_eq!(message("select: task"), [""; 0]);
    assert_eq!(message("select: a\nsilence: EB0202"), [""; 0]);
}

#[test]
fn messages_are_named_beside_tables() {
    let folder = Folder::new("messages");
    std::fs::write(folder.0.join("api.table.yaml"), "Messages: [{ Name: WhoAmI, Kind: Function }]\n").unwrap();
    let reference = folder.read("messages: [WhoAmI, 'Who*']\n");
    assert_eq!(findings(&reference), [""; 0]);
    assert!(reference.project.messages.iter().all(|one| one.matches("WhoAmI") && !one.matches("GrantAccess")));

    let reference = folder.read("messages: [WhoAmi, Merge, { name: x }]\n");
    let expected = [
        "1:12 `WhoAmi` matches nothing (did you mean `WhoAmI`?)",
        "1:20 no input states the signature of `Merge` (add its page of the Web API reference, or a document with \
         `Messages`)",
        "1:27 not the name of a message (such as `WhoAmI` or `Retrieve*`)",
    ];
    assert_eq!(findings(&reference), expected);
}

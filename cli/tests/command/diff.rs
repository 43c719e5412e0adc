use std::process::Command;

use super::{COLOR, Place};

/// The page of colors without its column `Shade`'s first option, and with another label for the second.
fn later() -> String {
    COLOR.replace("|1|**Light**|\n|2|**Dark**|", "|2|**Deep**|\n|3|**Pale**|")
}

fn place() -> Place {
    Place::with(&[("old/color.md", COLOR), ("new/color.md", &later())])
}

#[test]
fn changes_are_told_with_the_names_that_are_gone() {
    let run = place().run(&["diff", "old", "new"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let expected = "\
color: 2 breaking, 1 additive
  breaking     shade=1: option gone (Light); `color::Shade::Light` is gone
  breaking     shade=2: Deep, was Dark; `color::Shade::Dark` is now `color::Shade::Deep`
  additive     shade=3: new option (Pale)

1 table changed: 2 breaking, 1 additive
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn a_name_that_others_fight_over_is_gone_too() {
    let fight = COLOR.replace("|2|**Dark**|", "|2|**Dark**|\n|3|**Light**|");
    let run = Place::with(&[("old.md", COLOR), ("new.md", &fight)]).run(&["diff", "old.md", "new.md"]);
    let expected = "\
color: 1 breaking, 1 additive
  breaking     shade=1: has another generated name, though it is itself unchanged; `color::Shade::Light` is now `color::Shade::Light1`
  additive     shade=3: new option (Light)

1 table changed: 1 breaking, 1 additive
";
    assert_eq!(run.stdout, expected);
    let denied =
        Place::with(&[("old.md", COLOR), ("new.md", &fight)]).run(&["diff", "old.md", "new.md", "--deny", "breaking"]);
    assert_eq!(denied.code, Some(1), "{denied:?}");
}

/// What only helps to show a lookup is no property of the Web API, and generated code has nothing that stands for it.
#[test]
fn companions_of_a_lookup_come_and_go_without_harm() {
    let place = Place::with(&[
        ("old.table.yaml", &note("  - { LogicalName: new_aboutname, AttributeType: String, MaxLength: 100 }\n")),
        ("new.table.yaml", &note("  - { LogicalName: new_aboutidtype, AttributeType: EntityName }\n")),
    ]);
    let run = place.run(&["diff", "old.table.yaml", "new.table.yaml"]);
    let expected = "\
new_note: 2 text
  text         new_aboutidtype: new column (EntityName)
  text         new_aboutname: column gone (String)

1 table changed: 2 text
";
    assert_eq!(run.stdout, expected);
}

/// A table with a lookup, and more columns.
fn note(columns: &str) -> String {
    format!(
        "LogicalName: new_note\nAttributes:\n  - {{ LogicalName: new_about, AttributeType: Lookup, Targets: [new_topic] \
         }}\n{columns}"
    )
}

/// A table that no input describes has a type for its ids as long as a lookup leads to it.
#[test]
fn id_types_go_with_the_last_lookup() {
    let lookup = "  - { LogicalName: new_payer, AttributeType: Lookup, Targets: [sample_bankaccount] }\n";
    let place = Place::with(&[("old.table.yaml", &note(lookup)), ("new.table.yaml", &note(""))]);
    let run = place.run(&["diff", "old.table.yaml", "new.table.yaml"]);
    let expected = "\
new_note: 1 breaking
  breaking     new_payer: column gone (Lookup); `new_note::NEW_PAYER` is gone

sample_bankaccount: 1 breaking
  breaking     sample_bankaccount: the type of its ids is gone, since no lookup leads to the table any more; \
`referenced::SampleBankaccount` is gone

2 tables changed: 2 breaking
";
    assert_eq!(run.stdout, expected);
    let json = place.run(&["diff", "old.table.yaml", "new.table.yaml", "--format", "json"]).json();
    assert_eq!((json["Counts"]["breaking"].as_u64(), json["Changes"].as_array().unwrap().len()), (Some(2), 2));
    assert_eq!(json["Changes"][1]["Kind"], "NameRemoved");
}

#[test]
fn changes_are_data() {
    let run = place().run(&["diff", "old", "new", "--format", "json"]);
    let json = run.json();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["Changes", "Counts"]);
    assert_eq!(json["Counts"], serde_json::json!({ "breaking": 2, "behavioural": 0, "additive": 1, "text": 0 }));
    let relabelled = serde_json::json!({
        "Kind": "OptionChanged", "Table": "color", "Item": "shade=2", "Severity": "breaking", "Old": "Dark", "New": "Deep",
    });
    assert_eq!(json["Changes"][1], relabelled);
    let names = place().run(&["diff", "old", "new", "--format", "json", "--names"]).json();
    let name = serde_json::json!({
        "Table": "color", "Item": "shade=1", "Old": "color::Shade::Light", "New": null,
    });
    assert_eq!(names["Names"][0], name);
}

/// A lookup of the system, whose targets come and go by dozens, is one line; data has each of them.
#[test]
fn targets_of_one_lookup_are_told_together() {
    let lookup = |targets: std::ops::Range<u32>| {
        let targets: Vec<String> = targets.map(|at| format!("t{at:02}")).collect();
        let column = format!("SchemaName: new_About, AttributeType: Lookup, Targets: [{}]", targets.join(", "));
        format!("LogicalName: new_note\nAttributes:\n  - {{ {column} }}\n")
    };
    let place = Place::with(&[("old/new_note.table.yaml", &lookup(0..3)), ("new/new_note.table.yaml", &lookup(2..62))]);
    let run = place.run(&["diff", "old", "new"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "new_note: 2 breaking, 59 additive");
    assert_eq!(lines[1], "  breaking     new_about: 2 targets gone (t00, t01)");
    assert_eq!(lines[2], "  additive     new_about: 59 new targets (t03, t04, t05, t06 and 55 more)");
    let json = place.run(&["diff", "old", "new", "--format", "json"]).json();
    let changes = json["Changes"].as_array().unwrap();
    assert_eq!(changes.iter().filter(|change| change["Item"] == "new_about").count(), 61);
    // The tables that the lookup no longer leads to had types for their ids.
    assert_eq!(changes.len(), 63);
}

#[test]
fn bad_changes_can_be_denied_and_lesser_ones_left_out() {
    let run = place().run(&["diff", "old", "new", "--deny", "breaking", "--least", "breaking"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!run.stdout.contains("new option"), "{run:?}");
    assert_eq!(place().run(&["diff", "new", "new", "--deny", "text"]).code, Some(0));
}

#[test]
fn words_of_a_page_are_no_markdown() {
    let hostile = COLOR.replace("**Dark**", "**\\<img src=x> [a](b) `c` $d$**");
    let run = Place::with(&[("old.md", COLOR), ("new.md", &hostile)])
        .run(&["diff", "old.md", "new.md", "--format", "markdown"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("# Changes\n\n1 table: 1 breaking\n\n## color\n\n| severity | change | names |\n"));
    let row = r#"shade=2: "\<img src=x\> \[a\](b) \`c\` \$d\$", was Dark |"#;
    assert!(run.stdout.contains(row), "{}", run.stdout);
}

#[test]
fn a_page_has_the_changes_as_data() {
    let run = place().run(&["diff", "old", "new", "--format", "html"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let data = run.stdout.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let changes = data["changes"][0]["changes"].as_array().unwrap();
    let kinds: Vec<&str> = changes.iter().map(|change| change["kind"].as_str().unwrap()).collect();
    assert_eq!((data["changes"][0]["table"].as_str(), kinds), (Some("color"), vec!["gone", "changed", "added"]));
    assert_eq!(data["tables"][0]["columns"][1]["rust"], "color::SHADE");
}

#[test]
fn the_older_version_comes_from_a_revision() {
    // Git has a meaning for a colon at the beginning of a path, unless it is told to take paths as they are.
    let folder = if cfg!(windows) { "pages" } else { ":pages" };
    let place = Place::with(&[(&format!("{folder}/color.md"), COLOR)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
        let mut git = Command::new("git");
        git.arg("-C").arg(place.path("")).args(identity).args(arguments);
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init"]);
    git(&["add", "."]);
    git(&["commit", "-m", "first"]);
    place.write(&format!("{folder}/color.md"), later().as_bytes());
    let run = place.run(&["diff", folder, "--git", "HEAD"]);
    assert!(run.stdout.contains("shade=1: option gone"), "{run:?}");
    let unknown = place.run(&["diff", folder, "--git", "nowhere"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.stderr.contains("there is no revision `nowhere`; it may have to be fetched"), "{unknown:?}");
}

#[test]
fn one_version_is_not_enough() {
    let run = place().run(&["diff", "old"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("name two versions"), "{run:?}");
}

#[test]
fn a_version_that_cannot_be_read_is_not_compared() {
    let run = Place::with(&[]).run(&["diff", "old.md", "new.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("cannot read `old.md`") && run.stderr.contains("cannot read `new.md`"), "{run:?}");
}

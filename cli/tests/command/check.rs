use super::{COLOR, Place, Run};

#[test]
fn a_good_page_has_no_findings() {
    let run = Place::with(&[("pages/color.md", COLOR)]).run(&["check", "pages"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stdout, "checked 1 page of 1 table: 0 errors, 0 warnings, 0 notes\n");
    assert_eq!(run.stderr, "");
}

#[test]
fn pages_are_read_from_the_reference_where_no_path_is_given() {
    let run = Place::with(&[("schema/reference/color.md", COLOR)]).run(&["check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn warnings_name_the_place_and_do_not_fail() {
    let page = COLOR.replace("|Type|Picklist|", "|Type|Picklist|\n|Flavour|sour|");
    let run = Place::with(&[("color.md", &page)]).run(&["check", "color.md"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("warning[EB0105]") && run.stdout.contains("color.md:"), "{run:?}");
    assert!(!run.stdout.contains('\u{1b}'), "colours belong on terminals: {run:?}");
    assert!(run.stdout.ends_with("0 errors, 1 warning, 0 notes\n"), "{run:?}");
}

#[test]
fn json_has_a_place_for_each_finding() {
    let page = COLOR.replace("|Type|Picklist|", "|Type|Picklist|\n|Flavour|sour|");
    let run = Place::with(&[("color.md", &page)]).run(&["check", "color.md", "--format", "json"]);
    let json = run.json();
    let finding = &json["Diagnostics"][0];
    assert_eq!((finding["Code"].as_str(), finding["Severity"].as_str()), (Some("EB0105"), Some("warning")));
    assert_eq!(finding["Source"].as_str(), Some("color.md"));
    let line = page.lines().position(|line| line.starts_with("|Flavour")).unwrap() + 1;
    assert_eq!(finding["Line"].as_u64(), Some(line as u64));
    assert_eq!(finding["Path"].as_str(), Some("color.md"));
    let end = finding["Column"].as_u64().unwrap() + "Flavour".len() as u64;
    assert_eq!((finding["EndLine"].as_u64(), finding["EndColumn"].as_u64()), (Some(line as u64), Some(end)));
    assert_eq!(json.as_object().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_read_fails() {
    let place = Place::with(&[("empty.md", ""), ("folder/readme.txt", "no page")]);
    let mut bytes = COLOR.as_bytes().to_vec();
    bytes.extend(b"\n\xFF\n");
    place.write("bytes.md", &bytes);
    for (path, code) in [
        ("missing.md", "EB0001"),
        ("missing/folder", "EB0001"),
        ("bytes.md", "EB0002"),
        ("empty.md", "EB0003"),
        ("folder", "EB0003"),
    ] {
        let run = place.run(&["check", path]);
        assert_eq!(run.code, Some(1), "{path}: {run:?}");
        assert!(run.stdout.contains(&format!("error[{code}]")), "{path}: {run:?}");
        assert!(!run.stderr.contains("panicked"), "{path}: {run:?}");
        let run = place.run(&["check", path, "--format", "json"]);
        assert_eq!(run.code, Some(1), "{path}: {run:?}");
        let codes =
            run.json()["Diagnostics"].as_array().unwrap().iter().map(|found| found["Code"].clone()).collect::<Vec<_>>();
        assert!(codes.contains(&code.into()), "{path}: {codes:?}");
    }
}

#[test]
fn a_path_that_is_not_there_is_one_error_and_the_near_one_is_named() {
    let place = Place::with(&[("reference/color.md", COLOR)]);
    for arguments in [
        &["check", "referense"][..],
        &["cascade", "color", "referense"],
        &["graph", "referense", "--tables", "color"],
        &["messages", "Create", "referense"],
        &["tables", "referense"],
        &["generate", "referense", "--out", "out"],
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(1), "{arguments:?}: {run:?}");
        let text = run.stdout + &run.stderr;
        let errors = text.lines().filter(|line| line.starts_with("error")).count();
        assert_eq!(errors, 1, "{arguments:?}: {text}");
        assert!(text.contains("= help: did you mean `reference`?"), "{arguments:?}: {text}");
    }
    let run = place.run(&["check", "referense/color.md"]);
    assert!(run.stdout.contains("did you mean `reference/color.md`?"), "{run:?}");
}

#[test]
fn names_that_collide_are_found_by_check_too() {
    let column = |name: &str| format!("- {{SchemaName: {name}, LogicalName: {name}, AttributeType: String}}\n");
    let yaml = format!(
        "LogicalName: new_thing\nEntitySetName: new_things\nAttributes:\n{}{}",
        column("new_a"),
        column("new__a")
    );
    let run = Place::with(&[("things/new_thing.table.yaml", &yaml)]).run(&["check", "things"]);
    assert!(run.stdout.contains("warning[EB0301]"), "{run:?}");
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn one_bad_page_does_not_hide_another() {
    let place = Place::with(&[("pages/color.md", COLOR)]);
    place.write("pages/bytes.md", b"\xFF\xFE");
    let run = place.run(&["check", "missing.md", "pages"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("EB0001") && run.stdout.contains("EB0002"), "{run:?}");
    assert!(run.stdout.contains("of 1 table:"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn names_of_files_do_not_speak_to_the_terminal() {
    let name = "a\u{1b}[31m\u{202e}b\u{7}.md";
    let place = Place::with(&[(&format!("pages/{name}"), "# Color table/entity reference\n\n## Nothing\n")]);
    for arguments in [
        &["check", "pages"][..],
        &["generate", "pages", "--out", "o\u{1b}]0;x\u{7}", "--check"],
        &["check", "none\u{1b}[1m.md"],
        &["render", "pages", "--out", &format!("pages/{name}")],
    ] {
        let run = Run::of(place.command(arguments).env("CLICOLOR_FORCE", "1").output().unwrap());
        let text = run.stdout + &run.stderr;
        assert!(!text.contains(['\u{202e}', '\u{7}']), "{text:?}");

        assert!(!text.contains("\u{1b}[31m") && !text.contains("\u{1b}]0"), "{text:?}");
    }
}

/// Documents beside pages are inputs, and the finding on a lookup of one's own names what to add.
#[test]
fn a_lookup_without_a_relationship_is_told_what_to_add() {
    let boat = "LogicalName: new_boat\nPrimaryIdAttribute: new_boatid\nAttributes:\n  - { SchemaName: new_BoatId, \
                AttributeType: Uniqueidentifier }\n  - { SchemaName: new_Owner, AttributeType: Lookup }\n";
    let run = Place::with(&[("in/color.md", COLOR), ("in/new_boat.table.yaml", boat)]).run(&["check", "in"]);
    let text = format!("{}{}", run.stdout, run.stderr);
    for part in [
        "checked 2 files of 2 tables",
        "add under `ManyToOneRelationships` a relationship with `ReferencingAttribute: new_owner`",
        "its `Targets` are missing, too",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

/// Folders of documentation hold dozens of pages that are no reference.
#[test]
fn pages_that_are_no_reference_are_counted() {
    let pages: Vec<String> = (1..=5).map(|number| format!("reference/n{number}.md")).collect();
    let mut files = vec![("reference/color.md", COLOR)];
    files.extend(pages.iter().map(|name| (name.as_str(), "TODO")));
    let run = Place::with(&files).run(&["check"]);
    assert_eq!(run.stdout.matches("note[EB0101]: not a table reference").count(), 3, "{run:?}");
    assert!(run.stdout.contains("note[EB0101]: 2 more pages that are no table reference"), "{run:?}");
}

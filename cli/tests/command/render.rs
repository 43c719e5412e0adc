use std::fs;

use super::{COLOR, COLOR_MORE, Place};

#[test]
fn rendered_pages_say_the_same() {
    let place = Place::with(&[("pages/a/color.md", COLOR), ("pages/b/color.md", COLOR_MORE)]);
    let run = place.run(&["render", "pages", "--out", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(place.files("out"), ["a/color.md", "b/color.md"]);
    let model = |folder| place.run(&["model", "--pages", folder]).stdout;
    assert_eq!(model("out"), model("pages"));
}

#[test]
fn merged_pages_are_full_ones() {
    let place = Place::with(&[("pages/a/color.md", COLOR), ("pages/b/color.md", COLOR_MORE)]);
    let run = place.run(&["render", "pages", "--out", "out", "--merged"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(place.files("out"), ["color.md"]);
    let page = place.read("out/color.md");
    assert!(page.contains("|`Mix`<br />Event: False|**Mix action**||"), "{page}");
    assert!(page.contains("(Microsoft Dataverse)") && !page.contains("table extends"), "{page}");
}

#[test]
fn facts_leave_descriptions_out() {
    let place = Place::with(&[("color.md", COLOR)]);
    let run = place.run(&["render", "color.md", "--out", "out", "--facts"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let page = place.read("out/color.md");
    assert!(!page.contains("hue") && !page.contains("tells one color"), "{page}");
    assert!(page.contains("|2|**Dark**|"), "{page}");
}

#[test]
fn nothing_is_written_outside_of_the_folder() {
    let place = Place::with(&[("pages/color.md", COLOR), ("here/readme.txt", "")]);
    let absolute = place.path("pages/color.md");
    for source in ["../pages/color.md", absolute.to_str().unwrap()] {
        let arguments = ["render", source, "--out", "out"];
        let output = place.command(&arguments).current_dir(place.path("here")).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(place.files("here/out"), ["color.md"]);
        fs::remove_dir_all(place.path("here/out")).unwrap();
    }
    assert_eq!(place.files(""), ["here/readme.txt", "pages/color.md"]);
}

#[test]
fn unchanged_pages_are_not_touched() {
    let place = Place::with(&[("color.md", COLOR)]);
    let arguments = ["render", "color.md", "--out", "out"];
    let modified = || fs::metadata(place.path("out/color.md")).unwrap().modified().unwrap();
    assert!(place.run(&arguments).stderr.contains("1 page written, 0 unchanged"));
    let first = modified();
    assert!(place.run(&arguments).stderr.contains("0 pages written, 1 unchanged"));
    assert_eq!(modified(), first);
    assert_eq!(place.files("out"), ["color.md"]);
}

#[test]
fn two_pages_of_one_name_are_refused() {
    let place = Place::with(&[("a/color.md", COLOR), ("b/color.md", COLOR_MORE)]);
    let run = place.run(&["render", "a", "b", "--out", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("color.md"), "{run:?}");
    assert!(!place.path("out").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let place = Place::with(&[("color.md", COLOR), ("out", "a file, not a folder")]);
    let run = place.run(&["render", "color.md", "--out", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.starts_with("error: cannot write `out"), "{run:?}");
}

#[test]
fn what_pages_cannot_say_is_said() {
    let table =
        "LogicalName: color\nMessages: [{ Name: Mix, Kind: Action, Parameters: [{ Name: To }] }, { Name: Dry }]\n";
    let place = Place::with(&[("color.table.yaml", table)]);
    let run = place.run(&["render", "color.table.yaml", "--out", "out", "--merged"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("take and return: left out for `color.Mix`\n"), "{run:?}");
}

#[test]
fn tables_that_no_file_can_be_called_like_are_refused() {
    for table in ["con", "a/b"] {
        let place = Place::with(&[("t.table.yaml", &format!("LogicalName: {table:?}\nEntitySetName: a\n"))]);
        let run = place.run(&["render", "t.table.yaml", "--out", "out", "--merged"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains(&format!("{table:?}")) && !place.path("out").exists(), "{run:?}");
    }
}

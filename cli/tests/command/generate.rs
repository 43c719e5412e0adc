use std::fs;

use super::{COLOR, COLOR_MORE, Place, Run};

#[test]
fn each_table_gets_a_module() {
    let place = Place::with(&[("pages/a/color.md", COLOR), ("pages/b/color.md", COLOR_MORE)]);
    let run = place.run(&["generate", "pages", "--out", "src/tables"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let files = place.files("src/tables");
    assert!(files.contains(&"mod.rs".to_owned()) && files.contains(&"color.rs".to_owned()), "{files:?}");
    let summary = "2 pages read: 1 table, 2 columns, 2 options, 2 messages, 0 relationships\n";
    assert!(run.stderr.contains(summary), "{run:?}");
    assert!(run.stderr.contains(&format!("{} files written, 0 unchanged, 0 removed", files.len())), "{run:?}");
    assert!(place.read("src/tables/color.rs").contains("earlybound generate pages --out src/tables"));
}

#[test]
fn defaults_are_the_reference_and_the_crate_beside_it() {
    let place = Place::with(&[("schema/reference/color.md", COLOR), ("generated/Cargo.toml", "")]);
    let run = place.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(place.path("generated/src/lib.rs").exists() && !place.path("generated/src/mod.rs").exists());
}

#[test]
fn the_root_is_what_it_is_asked_to_be() {
    let place = Place::with(&[("color.md", COLOR)]);
    let run = place.run(&["generate", "color.md", "--out", "out", "--root", "lib.rs"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(place.path("out/lib.rs").exists() && !place.path("out/mod.rs").exists());
}

#[test]
fn every_run_writes_the_same() {
    let place = Place::with(&[("pages/a/color.md", COLOR), ("pages/b/color.md", COLOR_MORE)]);
    assert_eq!(place.run(&["generate", "pages", "--out", "out"]).code, Some(0));
    let run = place.run(&["generate", "pages", "--out", "out"]);
    assert!(run.stderr.contains("0 files written,") && run.stderr.contains("0 removed"), "{run:?}");
}

/// A checkout in which the generated files of a table are there.
fn generated(arguments: &[&str]) -> Place {
    let place = Place::with(&[("my pages/color.md", COLOR)]);
    assert_eq!(place.run(arguments).code, Some(0));
    place
}

#[test]
fn a_check_without_drift_is_silent_about_it() {
    let arguments = ["generate", "my pages", "--out", "out"];
    let place = generated(&arguments);
    let run = place.run(&[&arguments[..], &["--check"]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("0 files to write") && !run.stderr.contains("out of date"), "{run:?}");
}

#[test]
fn a_check_names_the_files_and_the_command() {
    let arguments = ["generate", "my pages", "--out", "out", "--root", "mod.rs", "--no-docs"];
    let place = generated(&arguments);
    place.write("my pages/color.md", COLOR.replace("|1|**Light**|\n", "").as_bytes());
    let before = place.read("out/color.rs");

    let run = place.run(&[&arguments[..], &["--check"]].concat());
    assert_eq!(run.code, Some(1), "{run:?}");
    let would_write = format!("would write {}", std::path::Path::new("out").join("color.rs").display());
    assert!(run.stderr.contains(&would_write), "{run:?}");
    let command = "run `earlybound generate 'my pages' --out out --root mod.rs --no-docs`";
    assert!(run.stderr.contains(command), "{run:?}");
    assert_eq!(place.read("out/color.rs"), before, "a check writes nothing");

    assert_eq!(place.run(&arguments).code, Some(0));
    assert_eq!(place.run(&[&arguments[..], &["--check"]].concat()).code, Some(0));
}

#[test]
fn a_check_notices_what_is_missing_and_what_is_left_over() {
    let arguments = ["generate", "my pages", "--out", "out"];
    let place = generated(&arguments);
    fs::copy(place.path("out/color.rs"), place.path("out/colour.rs")).unwrap();
    fs::remove_file(place.path("out/color.rs")).unwrap();
    let run = place.run(&[&arguments[..], &["--check"]].concat());
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("would write") && run.stderr.contains("would remove"), "{run:?}");
    assert!(run.stderr.contains("colour.rs"), "{run:?}");
}

#[test]
fn errors_leave_everything_as_it_is() {
    let arguments = ["generate", "my pages", "--out", "out"];
    let place = generated(&arguments);
    let files = place.files("out");
    place.write("my pages/color.md", b"\xFF\xFE");
    for arguments in [&arguments[..], &[&arguments[..], &["--check"]].concat(), &["generate", "none", "--out", "out"]] {
        let run: Run = place.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("error[EB000") && run.stderr.contains("nothing written"), "{run:?}");
        assert_eq!(place.files("out"), files);
    }
}

#[test]
fn the_work_of_others_is_not_overwritten() {
    let place = Place::with(&[("color.md", COLOR), ("out/color.rs", "// by hand")]);
    let run = place.run(&["generate", "color.md", "--out", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("color.rs"), "{run:?}");
    assert_eq!(place.read("out/color.rs"), "// by hand");
}

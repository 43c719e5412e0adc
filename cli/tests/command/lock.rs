use super::{COLOR, Place};

/// The page of colors with these options.
fn options(options: &str) -> String {
    COLOR.replace("|1|**Light**|\n|2|**Dark**|", options)
}

fn generated(place: &Place, arguments: &[&str]) -> (Option<i32>, String) {
    let run = place.run(&[&["generate", "pages", "--out", "out"], arguments].concat());
    (run.code, place.read("out/color.rs"))
}

#[test]
fn an_option_that_comes_later_renames_nothing() {
    let place = Place::with(&[("pages/color.md", COLOR)]);
    let run = place.run(&["lock", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "pages/earlybound.lock written\n"), "{run:?}");
    let lines = "variant color shade=1 Light\nvariant color shade=2 Dark\n";
    assert!(place.read("pages/earlybound.lock").ends_with(lines));
    place.write("pages/color.md", options("|1|**Light**|\n|2|**Deep**|\n|3|**Light**|").as_bytes());
    let (code, text) = generated(&place, &[]);
    assert_eq!(code, Some(0));
    assert!(text.contains("choice!(Shade { Light = 1, Dark = 2, Light3 = 3 }"), "{text}");
    assert!(place.read("pages/earlybound.lock").ends_with(&format!("{lines}variant color shade=3 Light3\n")));
    assert_eq!(generated(&place, &["--check"]).0, Some(0));
}

#[test]
fn a_check_says_that_names_are_missing() {
    let place = Place::with(&[("pages/color.md", COLOR)]);
    place.run(&["lock", "pages"]);
    generated(&place, &[]);
    let before = place.read("pages/earlybound.lock");
    place.write("pages/earlybound.lock", before.replace("variant color shade=2 Dark\n", "").as_bytes());
    let run = place.run(&["generate", "pages", "--out", "out", "--check"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("would write pages/earlybound.lock"), "{run:?}");
}

#[test]
fn names_of_what_is_gone_are_reserved_until_they_are_pruned() {
    let place = Place::with(&[("pages/color.md", COLOR)]);
    place.run(&["lock", "pages"]);
    place.write("pages/color.md", options("|2|**Dark**|\n|7|**Light**|").as_bytes());
    assert!(generated(&place, &[]).1.contains("choice!(Shade { Dark = 2, Light7 = 7 }"));
    assert!(place.read("pages/earlybound.lock").contains("shade=1 Light\n"));
    place.run(&["lock", "pages", "--prune"]);
    assert!(!place.read("pages/earlybound.lock").contains("shade=1"));
}

#[test]
fn a_relabelled_option_is_text_where_names_are_kept() {
    let place = Place::with(&[("old/color.md", COLOR), ("new/color.md", &options("|1|**Light**|\n|2|**Deep**|"))]);
    place.run(&["lock", "old"]);
    place.write("new/earlybound.lock", place.read("old/earlybound.lock").as_bytes());
    let run = place.run(&["diff", "old", "new"]);
    assert_eq!(run.stdout, "color: 1 text\n  text         shade=2: Deep, was Dark\n\n1 table changed: 1 text\n");
}

#[test]
fn a_line_that_is_none_is_an_error_with_its_place() {
    let place = Place::with(&[("pages/color.md", COLOR), ("pages/earlybound.lock", "<<<<<<< HEAD\nvariant a b c;d\n")]);
    let run = place.run(&["generate", "pages", "--out", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for part in ["EB0403", "earlybound.lock:1:1", "earlybound.lock:2:1"] {
        assert!(run.stderr.contains(part), "{run:?}");
    }
    assert_eq!(place.read("pages/earlybound.lock"), "<<<<<<< HEAD\nvariant a b c;d\n");
}

#[test]
fn without_the_file_nothing_is_kept() {
    let place = Place::with(&[("pages/color.md", COLOR)]);
    generated(&place, &[]);
    assert_eq!(place.files("pages"), ["color.md"]);
}

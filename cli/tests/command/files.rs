//! Things in the place where a command is to write: files of others, links, devices and pipes.

use std::fs;
use std::process::Stdio;

use super::{COLOR, COLOR_MORE, Place, Run};

/// A command, the file that it writes, and a file of that name by somebody else.
const WRITERS: [(&[&str], &str); 4] = [
    (&["explore", "color.md", "--out", "out/tables.html"], "out/tables.html"),
    (&["render", "color.md", "--out", "out"], "out/color.md"),
    (&["schema", "--out", "out"], "out/table.schema.json"),
    (&["generate", "color.md", "--out", "out"], "out/color.rs"),
];

#[test]
fn files_of_others_are_left_alone_unless_told() {
    for (arguments, file) in WRITERS {
        let place = Place::with(&[("color.md", COLOR), (file, "precious")]);
        let run = place.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains(file), "{run:?}");
        assert_eq!((place.read(file).as_str(), place.files("out").len()), ("precious", 1), "nothing else is written");
        if arguments[0] != "generate" {
            assert_eq!(place.run(&[arguments, &["--force"]].concat()).code, Some(0));
            assert_ne!(place.read(file), "precious");
        }
    }
}

#[test]
fn files_of_their_own_and_empty_ones_are_replaced() {
    for (arguments, file) in WRITERS {
        let place = Place::with(&[("color.md", COLOR), (file, "")]);
        assert_eq!(place.run(arguments).code, Some(0), "an empty file says nothing");
        let first = place.read(file);
        place.write(file, format!("{first}\n").as_bytes());
        assert_eq!(place.run(arguments).code, Some(0), "{file} is one of ours");
        assert_eq!(place.read(file), first);
        assert!(place.files("out").iter().all(|name| !name.starts_with('.')), "{:?}", place.files("out"));
    }
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_replaced() {
    for (arguments, file) in WRITERS {
        let place = Place::with(&[("color.md", COLOR), ("precious", ""), ("out/keep.txt", "")]);
        std::os::unix::fs::symlink(place.path("precious"), place.path(file)).unwrap();
        let run = place.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(fs::symlink_metadata(place.path(file)).unwrap().is_symlink());
        assert_eq!(place.read("precious"), "");
    }
    let place = Place::with(&[("pages/below/color.md", COLOR), ("out/keep.txt", ""), ("elsewhere/keep.txt", "")]);
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("out/below")).unwrap();
    let run = place.run(&["render", "pages", "--out", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(place.files("elsewhere"), ["keep.txt"]);
}

/// A device that takes everything, by a link: were it replaced, only the link would be.
#[cfg(unix)]
#[test]
fn devices_and_pipes_are_written_through() {
    let place = Place::with(&[("color.md", COLOR)]);
    std::os::unix::fs::symlink("/dev/null", place.path("null")).unwrap();
    let run = place.run(&["explore", "color.md", "--out", "null"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(fs::symlink_metadata(place.path("null")).unwrap().is_symlink());

    let made = std::process::Command::new("mkfifo").arg(place.path("pipe")).status();
    if !made.is_ok_and(|status| status.success()) {
        return println!("skipped: there is no `mkfifo`");
    }
    let writer = place.command(&["explore", "color.md", "--out", "pipe"]).stderr(Stdio::piped()).spawn().unwrap();
    let page = fs::read_to_string(place.path("pipe")).unwrap();
    let run = Run::of(writer.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
}

#[test]
fn generators_at_once_leave_the_files_of_one() {
    let place =
        Place::with(&[("a/color.md", COLOR), ("b/hue.md", &COLOR.replace("color", "hue")), ("c/hue.md", COLOR_MORE)]);
    let alone = |pages: &str| {
        assert_eq!(place.run(&["generate", pages, "--out", pages]).code, Some(0));
        let files = place.files(pages).into_iter().filter(|name| name.ends_with(".rs"));
        files.map(|name| (name.clone(), after_the_header(&place.read(&format!("{pages}/{name}"))))).collect::<Vec<_>>()
    };
    let expected = ["a", "b"].map(alone);
    for _ in 0..5 {
        let writers = ["a", "b", "a", "b"].map(|pages| {
            let mut command = place.command(&["generate", pages, "--out", "out"]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        for writer in writers {
            let run = Run::of(writer.wait_with_output().unwrap());
            assert_eq!(run.code, Some(0), "{run:?}");
        }
        let files = place.files("out").into_iter();
        let files: Vec<_> =
            files.map(|name| (name.clone(), after_the_header(&place.read(&format!("out/{name}"))))).collect();
        assert!(expected.contains(&files), "{:?}", place.files("out"));
    }
}

/// A file without its first line, which tells the command.
fn after_the_header(text: &str) -> String {
    text.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn what_killed_runs_left_goes_with_the_next() {
    for (arguments, _) in WRITERS {
        let place =
            Place::with(&[("color.md", COLOR), ("out/.earlybound-4194303-7", "half"), ("out/.earlybound-lock", "")]);
        assert_eq!(place.run(arguments).code, Some(0));
        assert!(place.files("out").iter().all(|name| !name.starts_with('.')), "{:?}", place.files("out"));
        // They may have been killed when all was written.
        for left in ["out/.earlybound-4194303-7", "out/.earlybound-lock"] {
            place.write(left, b"process 4194303");
            assert_eq!(place.run(arguments).code, Some(0));
            assert!(place.files("out").iter().all(|name| !name.starts_with('.')), "{:?}", place.files("out"));
        }
    }
}

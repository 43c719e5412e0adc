use std::process::Stdio;

use super::{COLOR, Place, Run};

#[test]
fn what_is_not_understood_exits_with_two() {
    let place = Place::with(&[]);
    for arguments in [&[][..], &["chek"], &["check", "--format", "xml"], &["render"], &["check"], &["model"]] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(place.run(&["check"]).stderr.contains("schema/reference"));
}

/// A terminal obeys control characters, and some others turn the text around them.
#[test]
fn what_an_argument_hides_is_shown() {
    let place = Place::with(&[]);
    for arguments in
        [&["che\u{1b}[31mck"][..], &["check", "--form\u{202e}at", "x"], &["check", "--format", "\u{9b}x\u{7}"]]
    {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains('\u{fffd}'), "{arguments:?}: {run:?}");
        let hidden = |letter: char| letter != '\n' && letter.is_control() || letter == '\u{202e}';
        assert!(!run.stderr.contains(hidden), "{arguments:?}: {run:?}");
    }
}

#[test]
fn more_threads_than_a_system_has_are_not_waited_for() {
    let place = Place::with(&[("color.md", COLOR)]);
    for threads in ["100000", "18446744073709551615", "0", "many"] {
        let mut command = place.command(&["check", "color.md"]);
        let run = Run::of(command.env("RAYON_NUM_THREADS", threads).output().unwrap());
        assert_eq!(run.code, Some(0), "{threads}: {run:?}");
    }
}

#[test]
fn help_has_examples() {
    let place = Place::with(&[]);
    for command in ["generate", "check", "model", "render", "cascade", "graph", "explore"] {
        let run = place.run(&[command, "--help"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains(&format!("Examples:\n  earlybound {command}")), "{run:?}");
    }
}

/// All that the command says of itself. A change of it is read in `help.txt`; `EARLYBOUND_BLESS=1` rewrites the file.
#[test]
fn help_is_as_it_was() {
    let place = Place::with(&[]);
    let overview = place.run(&["--help"]).stdout;
    let commands = overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands = commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut help = format!("$ earlybound --help\n{overview}");
    for command in commands {
        help += &format!("\n$ earlybound {command} --help\n{}", place.run(&[command, "--help"]).stdout);
    }
    let help = help.replace("earlybound.exe", "earlybound");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/help.txt");
    if std::env::var_os("EARLYBOUND_BLESS").is_some_and(|bless| bless == "1") {
        std::fs::write(path, &help).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert_eq!(help, expected, "read the difference, then bless it with `EARLYBOUND_BLESS=1`");
}

/// An author of a document sees these texts beside a key, and need not know Rust.
#[test]
fn schemas_ship_and_are_described_without_rust() {
    let place = Place::with(&[]);
    for kind in ["table", "project"] {
        let schema = place.run(&["schema", kind]).stdout;
        let path = format!("{}/../schema/json/{kind}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let shipped = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        assert_eq!(schema.trim_end(), shipped.trim_end(), "run `earlybound schema --out schema/json`");
        for description in schema.lines().filter(|line| line.trim_start().starts_with("\"description\"")) {
            for rust in ["```", "[`", "::", "`None`", "`Option"] {
                assert!(!description.contains(rust), "{description}");
            }
        }
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let page = COLOR.replace("|Type|Picklist|", "|Type|Picklist|\n|Flavour|sour|");
    let place = Place::with(&[("color.md", &page)]);
    for arguments in [&["check", "color.md"][..], &["model", "color.md"], &["model", "color.md", "--format", "yaml"]] {
        let mut child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

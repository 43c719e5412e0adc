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

#[test]
fn help_has_examples() {
    let place = Place::with(&[]);
    for command in ["generate", "check", "model", "render", "cascade", "graph", "explore"] {
        let run = place.run(&[command, "--help"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains(&format!("Examples:\n  earlybound {command}")), "{run:?}");
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

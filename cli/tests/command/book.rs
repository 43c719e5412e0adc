//! The README and the book, held against the command: what they show as its output is its output, and it takes the
//! command lines that they give.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Place, Run};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The texts of the README and of the chapters, by path.
fn chapters() -> Vec<(PathBuf, String)> {
    let docs = fs::read_dir(Path::new(ROOT).join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    paths.extend(["README.md", "CONTRIBUTING.md", "cli/README.md"].map(|path| Path::new(ROOT).join(path)));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap().replace("\r\n", "\n"))).collect()
}

/// The fenced blocks of a chapter that are marked as `language`.
fn blocks<'a>(chapter: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    chapter.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

/// The words of a command line, without quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Returns whether a text is the one that is shown, in which a line `…` stands for any number of lines.
fn matches(shown: &[&str], text: &[&str]) -> bool {
    match shown.split_first() {
        None => text.is_empty(),
        Some((&"…", rest)) => (0..=text.len()).any(|skipped| matches(rest, &text[skipped..])),
        Some((line, rest)) => text.split_first().is_some_and(|(first, others)| first == line && matches(rest, others)),
    }
}

#[test]
fn shown_output_is_real_output() {
    let mut count = 0;
    for (path, chapter) in chapters() {
        for block in blocks(&chapter, "text") {
            let Some((line, shown)) = block.strip_prefix("$ earlybound ").and_then(|rest| rest.split_once('\n')) else {
                continue;
            };
            // What an organization answers is not here.
            if line.contains("--url") || line.starts_with("pull") {
                continue;
            }
            let mut command = Command::new(env!("CARGO_BIN_EXE_earlybound"));
            let output = command.args(words(line)).current_dir(ROOT).stdin(Stdio::null()).output().unwrap();
            let run = Run::of(output);
            let (shown, text): (Vec<_>, Vec<_>) = (shown.lines().collect(), run.stdout.lines().collect());
            assert!(matches(&shown, &text), "{}: `earlybound {line}` prints\n{}", path.display(), run.stdout);
            count += 1;
        }
    }
    assert!(count >= 3, "{count}");
}

/// The README begins with a column as its page has it, and with the code that it becomes.
#[test]
fn the_page_and_the_code_of_the_readme_are_those_that_ship() {
    let read = |path: &str| fs::read_to_string(Path::new(ROOT).join(path)).unwrap().replace("\r\n", "\n");
    let (readme, code) = (read("README.md"), read("generated/src/incident.rs"));
    let page = *blocks(&readme, "markdown").first().unwrap();
    assert!(read("schema/reference/customerengagement/incident.md").contains(page), "{page}");
    let shown = *blocks(&readme, "rust,ignore").first().unwrap();
    let mut lines = code.lines();
    for line in shown.lines().filter(|line| line.trim() != "…") {
        assert!(lines.any(|other| other == line), "{line}");
    }
}

/// Each command line runs in an empty folder, where most of them find nothing to read: only the line itself counts.
#[test]
fn command_lines_are_understood() {
    let mut count = 0;
    for (path, chapter) in chapters() {
        let lines = blocks(&chapter, "sh").join("\n").replace("\\\n", "");
        for line in lines.lines().filter_map(|line| line.trim().strip_prefix("earlybound ")) {
            let line = line.split(['#', '|', '>']).next().unwrap().trim();
            // Nothing here may ask an organization.
            let line = line.replace("https://", "no-address:");
            let run = Place::with(&[]).run(&words(&line).iter().map(String::as_str).collect::<Vec<_>>());
            let is_understood = !run.stderr.contains("Usage: earlybound");
            assert!(is_understood, "{}: `earlybound {line}`: {}", path.display(), run.stderr);
            count += 1;
        }
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn every_subcommand_is_in_the_book() {
    let help = Place::with(&[]).run(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    let chapter = fs::read_to_string(Path::new(ROOT).join("docs/command.md")).unwrap();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(chapter.contains(&format!("`earlybound {name}")), "docs/command.md does not have `{name}`");
    }
}

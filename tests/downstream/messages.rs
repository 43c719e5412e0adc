//! The messages of rustc for a mistake, without what depends on the machine or on the other types that there are: of
//! each error, the message, the lines of the example with what stands below them, our notes, and what to write instead.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::support::Downstream;

/// The errors of each example, by its name.
pub(crate) fn errors_of_examples(downstream: &Downstream) -> BTreeMap<String, String> {
    let run = downstream.cargo(&["check", "--examples", "--keep-going", "--message-format=json"]);
    let mut errors = BTreeMap::<String, Vec<String>>::new();
    for line in run.stdout.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (Some(name), Some(message)) = (line.pointer("/target/name"), line.get("message")) else { continue };
        if message["level"] == "error" && list(&message["spans"]).next().is_some() {
            let errors = errors.entry(text(name).to_owned()).or_default();
            let error = error(message);
            // With incremental compilation, rustc repeats what two parts of an expansion have in common.
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
    }
    assert!(!errors.is_empty(), "{run:#?}");
    errors.into_iter().map(|(name, errors)| (name, errors.join("\n"))).collect()
}

fn error(message: &Value) -> String {
    let code = message.pointer("/code/code").map(|code| format!("[{}]", text(code))).unwrap_or_default();
    let mut error = format!("error{code}: {}\n", text(&message["message"]));
    for span in list(&message["spans"]).filter(|span| is_ours(span)) {
        excerpt(span, &mut error);
    }
    for child in list(&message["children"]) {
        let said = text(&child["message"]);
        let suggestions: Vec<_> =
            list(&child["spans"]).filter_map(|span| span["suggested_replacement"].as_str()).collect();
        if !suggestions.is_empty() {
            writeln!(error, "  = help: {said}: `{}`", suggestions.join("`, `")).unwrap();
        } else if child["level"] == "note" && list(&child["spans"]).next().is_none() && !is_of_rustc(said) {
            writeln!(error, "  = note: {}", said.replace('\n', "\n          ")).unwrap();
        }
    }
    error
}

/// A place in an example: the lines, and what is said of them.
fn excerpt(span: &Value, error: &mut String) {
    let (line, column) = (&span["line_start"], &span["column_start"]);
    let arrow = if span["is_primary"] == true { "-->" } else { "..." };
    writeln!(error, "  {arrow} {}:{line}:{column}", text(&span["file_name"])).unwrap();
    let mark = if span["is_primary"] == true { "^" } else { "-" };
    for line in list(&span["text"]) {
        let place = |key: &str| usize::try_from(line[key].as_u64().unwrap()).unwrap();
        let (start, end) = (place("highlight_start"), place("highlight_end"));
        let label = span["label"].as_str().unwrap_or_default();
        let marks = format!("{}{} {label}", " ".repeat(start - 1), mark.repeat(end - start));
        writeln!(error, "  | {}\n  | {}", text(&line["text"]), marks.trim_end()).unwrap();
    }
}

/// Returns whether a place is in an example, and says something. That a call has a bound is no news.
fn is_ours(span: &Value) -> bool {
    let label = span["label"].as_str().unwrap_or_default();
    let idle = ["required by a bound introduced by this call", "arguments to this method are incorrect"];
    text(&span["file_name"]).starts_with("examples/") && !idle.contains(&label)
}

/// Notes on how rustc came to an error, which are not ours to word.
fn is_of_rustc(note: &str) -> bool {
    let starts = ["required for", "this error originates", "the full name for the type", "consider using `--verbose`"];
    starts.iter().any(|start| note.starts_with(start))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

//! Pages with a change in one place: what is lost, moved or garbled shows, in the document or in a finding.
//!
//! The pages are two small ones, and those of the folder that `EARLYBOUND_CORPUS` names. `EARLYBOUND_MUTATIONS` says
//! how many changes are made.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test may panic, and say why")]

mod change;
mod meaning;

use std::path::PathBuf;

use change::{Change, Dice};
use earlybound_reader::diagnostic::{Code, Diagnostics};
use earlybound_reader::model::Document;
use earlybound_reader::parse::parse;
use earlybound_reader::source::{SourceKind, Sources};
use meaning::essence;

/// Pages that are larger take long to read, and hold more of the same.
const LARGEST: usize = 12_000;

struct Page {
    name: String,
    text: String,
    outcome: Outcome,
}

/// The result of reading a page: the documents, and the findings with the text that each stands at.
type Outcome = (Vec<Document>, Vec<(Code, String, String)>);

fn outcome(text: &str) -> Outcome {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    let mut diagnostics = Diagnostics::default();
    let documents = parse(&sources, &mut diagnostics);
    let findings = diagnostics.into_iter().map(|finding| {
        let place = finding.origin.map(|origin| origin.span.of(text).to_owned());
        (finding.code, finding.message, place.unwrap_or_default())
    });
    (documents, findings.collect())
}

fn pages() -> Vec<Page> {
    let mut texts = vec![
        ("rows.md".to_owned(), include_str!("pages/rows.md").to_owned()),
        ("lists.md".to_owned(), include_str!("pages/lists.md").to_owned()),
    ];
    match std::env::var_os("EARLYBOUND_CORPUS").map(PathBuf::from) {
        None => eprintln!("skipped: EARLYBOUND_CORPUS names no folder of real pages"),
        Some(folder) => {
            let sources = Sources::read(&[folder], &mut Diagnostics::default());
            let small =
                sources.iter().filter(|(_, source)| source.kind == SourceKind::Page && source.text.len() < LARGEST);
            texts.extend(small.map(|(_, source)| (source.name.clone(), source.text.replace("\r\n", "\n"))));
        }
    }
    let pages = texts.into_iter().map(|(name, text)| Page { outcome: outcome(&text), name, text });
    pages.filter(|page| !page.outcome.0.is_empty()).collect()
}

#[test]
fn made_up_pages_are_read_without_a_finding() {
    for page in pages().iter().take(2) {
        assert_eq!(page.outcome.1, [], "{}", page.name);
    }
}

#[test]
fn no_change_is_silent() {
    let pages = pages();
    let count = std::env::var("EARLYBOUND_MUTATIONS").map_or(1500, |count| count.parse().unwrap());
    let mut dice = Dice::new(2024);
    let mut silent: Vec<String> = Vec::new();
    for _ in 0..count {
        let page = dice.pick(&pages);
        let lines: Vec<&str> = page.text.split('\n').collect();
        let change = Change::make(&lines, dice.below(lines.len()), &mut dice);
        silent.extend(silence(page, &lines, &change));
    }
    assert!(silent.is_empty(), "{} changes of {count} are silent:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn an_item_that_lost_its_heading_is_missed() {
    for page in pages().iter().filter(|page| page.text.len() < LARGEST / 2) {
        let lines: Vec<&str> = page.text.split('\n').collect();
        let first = (0..lines.len()).find(|&line| lines[line].contains("# <a name=\"BKMK_"));
        let last = (0..lines.len()).rfind(|&line| lines[line].contains("# <a name=\"BKMK_"));
        for line in first.into_iter().chain(last) {
            let without = [&lines[..line], &lines[line + 1..]].concat().join("\n");
            assert_ne!(outcome(&without).1, page.outcome.1, "{}:{}", page.name, line + 1);
        }
    }
}

/// Why a change is silent, if it is: the page is read as if nothing had happened, or as if what is left of a garbled
/// line had never been there.
fn silence(page: &Page, lines: &[&str], change: &Change) -> Option<String> {
    let changed = outcome(&change.lines.join("\n"));
    let meaning = essence(&change.lines);
    let why = if changed == page.outcome && meaning != essence(lines) {
        "nothing happened"
    } else if change.garbles() {
        let mut without = lines.to_vec();
        without.remove(change.line);
        let is_lost = meaning != essence(&without) && changed == outcome(&without.join("\n"));
        is_lost.then_some("the line was not there")?
    } else {
        return None;
    };
    let (before, after) = (lines[change.line], change.lines.get(change.line).map_or("", String::as_str));
    Some(format!("as if {why}: {:?} {}:{} `{before}` -> `{after}`", change.kind, page.name, change.line + 1))
}

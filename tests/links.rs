//! Links between the texts of the repository lead somewhere: to a file or folder, and to a heading of it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The beginnings of addresses of files and folders of this repository.
const OF_REPOSITORY: [&str; 2] =
    [concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/"), concat!(env!("CARGO_PKG_REPOSITORY"), "/tree/main/")];

/// The folders of crates, and that of the book.
const FOLDERS: [&str; 10] = ["", "cli", "codegen", "docs", "fuzz", "generated", "macros", "reader", "schema", "trials"];

#[test]
fn links_in_texts_lead_somewhere() {
    let mut count = 0;
    let mut broken = Vec::new();
    for path in FOLDERS.iter().flat_map(|folder| files(&Path::new(ROOT).join(folder), "md", false)) {
        for link in links(&fs::read_to_string(&path).unwrap()) {
            let Some((target, anchor)) = target(&path, &link) else { continue };
            count += 1;
            if !leads_somewhere(&target, anchor) || leaves_the_book(&path, &target, &link) {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(count > 50, "{count}");
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn links_in_documentation_lead_somewhere() {
    let mut count = 0;
    let mut broken = Vec::new();
    for path in FOLDERS.iter().flat_map(|folder| files(&Path::new(ROOT).join(folder).join("src"), "rs", true)) {
        let text = fs::read_to_string(&path).unwrap();
        let rests = OF_REPOSITORY.iter().flat_map(|start| text.split(start).skip(1));
        for rest in rests.map(|rest| rest.split([')', '>', '"', '`', '\n', ' ']).next().unwrap()) {
            let (file, anchor) = parts(rest);
            count += 1;
            if !leads_somewhere(&Path::new(ROOT).join(file), anchor) {
                broken.push(format!("{}: {rest}", path.display()));
            }
        }
    }
    assert!(count > 0);
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn headings_have_anchors() {
    let text = "# Rows\n\n## What is `in` a module?\n\n## C++ and_more\n";
    assert_eq!(anchors(text), ["rows", "what-is-in-a-module", "c-and_more"].map(str::to_owned).into());
    assert_eq!(links("[a](b.md#c), [d]\n\n[d]: e.md\n"), ["b.md#c", "e.md"]);
}

/// The files of a folder whose names have this ending, and those of the folders below it where they count.
fn files(folder: &Path, ending: &str, below: bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let (folders, found): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> =
        found.into_iter().filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
    if below {
        found.extend(folders.iter().flat_map(|folder| files(folder, ending, true)));
    }
    found
}

fn links(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let link =
        |event| if let Event::Start(Tag::Link { dest_url, .. }) = event { Some(dest_url.to_string()) } else { None };
    events.filter_map(link).collect()
}

/// The file that a link leads to, and the heading; nothing for addresses elsewhere.
fn target<'a>(from: &Path, link: &'a str) -> Option<(PathBuf, Option<&'a str>)> {
    if let Some(rest) = OF_REPOSITORY.iter().find_map(|start| link.strip_prefix(start)) {
        let (file, anchor) = parts(rest);
        return Some((Path::new(ROOT).join(file), anchor));
    }
    let (file, anchor) = parts(link);
    match file {
        _ if link.contains("://") => None,
        "" => Some((from.to_owned(), anchor)),
        file => Some((from.parent()?.join(file), anchor)),
    }
}

fn parts(link: &str) -> (&str, Option<&str>) {
    link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)))
}

fn leads_somewhere(target: &Path, anchor: Option<&str>) -> bool {
    let has = |anchor: &str| fs::read_to_string(target).is_ok_and(|text| anchors(&text).contains(anchor));
    target.exists() && anchor.is_none_or(has)
}

/// mdBook publishes the chapters alone, so that a relative link out of their folder would lead nowhere.
fn leaves_the_book(from: &Path, target: &Path, link: &str) -> bool {
    let docs = Path::new(ROOT).join("docs");
    let is_relative = !link.contains("://");
    from.starts_with(&docs) && is_relative && !target.canonicalize().unwrap().starts_with(docs.canonicalize().unwrap())
}

/// The anchors of the headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => anchors.extend(heading.take().map(|words| anchor(&words))),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

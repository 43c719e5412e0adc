//! `earlybound render`: the way back, from what was understood to pages.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use clap::Args;
use earlybound_codegen::{folded, is_file_name};
use earlybound_reader::diagnostic::{Diagnostics, Severity};
use earlybound_reader::model::{Document, Provenance};
use earlybound_reader::render::{RenderOptions, document_of, render};
use earlybound_reader::source::Sources;

use crate::files::{Destination, Kind};
use crate::findings::{self, plural};
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::output;
use crate::read::{self, Reading};

/// Write pages in the layout of 2024, whatever layout they have
///
/// Writes each page that was read to the folder of `--out`, under its own name below the folder that was read.
/// Documents of your own are no pages; they count with `--merged`. Nothing is written outside of that folder, and files
/// that did not change are not touched.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound render reference --out reference-2024
  earlybound render reference --out merged --merged
  earlybound render reference/account.md --out facts --facts")]
pub(crate) struct Render {
    #[command(flatten)]
    inputs: Inputs,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Merge the layers of each table, and write one full page for each table: `<logical name>.md`
    #[arg(long)]
    merged: bool,
    /// Leave out descriptions
    #[arg(long)]
    facts: bool,
    /// Replace pages even if earlybound did not write them
    #[arg(long)]
    force: bool,
}

impl Render {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let paths = &self.inputs.paths()?;
        if self.merged {
            let Reading { sources, read: schema, diagnostics } = read::tables(paths);
            let documents: Vec<_> = schema.tables.iter().map(document_of).collect();
            documents.iter().try_for_each(can_be_file)?;
            self.write(&documents, &sources, &diagnostics)
        } else {
            let Reading { sources, read: mut documents, diagnostics } = read::pages(paths);
            documents.retain(|document| document.provenance == Provenance::Page);
            self.write(&documents, &sources, &diagnostics)
        }
    }

    fn write(&self, documents: &[Document], sources: &Sources, diagnostics: &Diagnostics) -> Result<Outcome, Failure> {
        findings::tell(diagnostics, sources, Severity::Error);
        let options = RenderOptions { descriptions: !self.facts };
        let targets = targets(documents)?;
        let pages: Vec<_> =
            targets.into_iter().map(|(target, document)| (target, render(document, &options))).collect();
        let destination = Destination { folder: &self.out, kind: Kind::Reference, force: self.force };
        let written = destination.write(&pages)?;
        let unchanged = pages.len() - written;
        output::tell(&format!("{} written, {unchanged} unchanged\n", plural(written, "page")));
        output::tell(&left_out(documents));
        Ok(Outcome::of(diagnostics))
    }
}

/// Returns the target of each document, below the folder of pages. Names that differ only in case, or in how their
/// letters are composed, are one file on some systems.
fn targets(documents: &[Document]) -> Result<BTreeMap<PathBuf, &Document>, Failure> {
    let mut targets = BTreeMap::new();
    let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
    for document in documents {
        let target = target(&document.source)?;
        if let Some(other) = names.insert(folded(&target.to_string_lossy()), target.clone()) {
            let message = if other == target {
                format!("two pages are called `{}`: read them with the folder above both", target.display())
            } else {
                format!("`{}` and `{}` are one file on some systems: rename one", other.display(), target.display())
            };
            return Err(Failure::new(message));
        }
        targets.insert(target, document);
    }
    Ok(targets)
}

/// Returns an error if a file cannot have the name of a table on every system.
fn can_be_file(table: &Document) -> Result<(), Failure> {
    if is_file_name(&table.source) {
        return Ok(());
    }
    let name = &table.table.logical_name;
    Err(Failure::new(format!("no file can have the name of the table {name:?}: leave the table out, with `without`")))
}

/// Returns a note on what pages have no place for.
fn left_out(documents: &[Document]) -> String {
    let mut messages = documents.iter().flat_map(|document| {
        let messages = document.messages.iter().chain(&document.events).filter(|message| {
            let has_columns = !message.columns.is_empty() && message.web_api_link.is_none();
            has_columns || message.binding.is_some() || !message.parameters.is_empty() || !message.returns.is_empty()
        });
        messages.map(|message| (&document.table.logical_name, &message.name))
    });
    let Some((table, name)) = messages.next() else { return String::new() };
    let others = match messages.count() {
        0 => String::new(),
        count => format!(" and {}", plural(count, "other message")),
    };
    format!(
        "note: pages cannot say what messages are called on, take and return: left out for `{table}.{name}`{others}\n"
    )
}

/// The place of a page. A path that would lead out of the folder is reduced to the name of the file; whatever the
/// source was, a page is what is written.
fn target(source: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(source);
    let Some(name) = path.file_name() else {
        return Err(Failure::new(format!("the page `{source}` has no file name")));
    };
    let stays_inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let inside = path.components().filter(|part| *part != Component::CurDir);
    let target = if stays_inside { inside.collect() } else { PathBuf::from(name) };
    let is_page = target.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    Ok(if is_page { target } else { target.with_extension("md") })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn pages_stay_inside_the_folder() {
        for (source, expected) in [
            ("account.md", "account.md"),
            ("2024-08/dynamics365/account.md", "2024-08/dynamics365/account.md"),
            ("./account.md", "account.md"),
            ("../../etc/account.md", "account.md"),
            ("a/../../account.md", "account.md"),
            ("/etc/account.md", "account.md"),
            ("/etc/account.yml", "account.md"),
            ("a/Account.MD", "a/Account.MD"),
        ] {
            assert_eq!(target(source).unwrap(), Path::new(expected));
        }
        assert!(target("..").is_err() && target("").is_err() && target("/").is_err());
    }

    #[test]
    fn no_page_overwrites_another() {
        let document = |source: &str| Document { source: source.to_owned(), ..Document::default() };
        assert!(targets(&[document("a/x.md"), document("b/x.md")]).is_ok());
        assert!(targets(&[document("/a/x.md"), document("../x.md")]).is_err());
        for (one, other) in
            [("Account.md", "account.md"), ("が.md", "か\u{3099}.md"), ("É.md", "e\u{301}.md"), ("ß", "SS"), ("ς", "Σ")]
        {
            assert!(targets(&[document(one), document(other)]).is_err(), "{one}");
        }
    }
}

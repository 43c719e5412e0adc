//! Stage 2, *parse*: pages in, one document per page out.
//!
//! ```
//! use earlybound_reader::diagnostic::Diagnostics;
//! use earlybound_reader::{parse::parse, source::Sources};
//!
//! let mut sources = Sources::default();
//! sources.add("color.md", "# Color table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`color`|\n");
//! let mut diagnostics = Diagnostics::default();
//! let documents = parse(&sources, &mut diagnostics);
//! assert_eq!(documents[0].table.logical_name, "color");
//! assert_eq!(diagnostics.iter().count(), 0);
//! ```

mod answer;
mod blocks;
mod cell;
#[cfg(feature = "xml")]
mod csdl;
mod documents;
mod duplicates;
mod front_matter;
mod inline;
mod json;
pub(crate) mod node;
mod page;
mod parsed;
mod report;
mod said;
mod settle;
mod solution;
mod toc;
mod value;
mod web_api;
#[cfg(feature = "xml")]
mod xml;
pub(crate) mod yaml;

pub use parsed::Parsed;
pub use toc::{Entry, contents};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Document;
use crate::source::{Source, SourceKind, Sources};
use crate::span::SourceId;
#[cfg(not(feature = "xml"))]
use crate::span::{Origin, Span};
use report::Report;
use said::Said;
use web_api::Includes;

/// Reads every page and table document, and gives what they say of tables, in the order of the sources. Pages that are
/// no reference are left out, with a note. For what they say of messages, see [`parse_in`].
pub fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Document> {
    parse_in(sources, None, diagnostics).documents
}

/// Reads every page and table document, with labels in a language, by its number (LCID): 1031 is German. The language
/// only matters for answers of an organization and for solutions, which can have labels in several.
///
/// A label that has no text in that language is read in the language of the user who asked, else in English, else in
/// any.
pub fn parse_in(sources: &Sources, language: Option<u16>, diagnostics: &mut Diagnostics) -> Parsed {
    let (parsed, findings) = settle::settle(parse_all(sources, language));
    diagnostics.extend(findings);
    #[cfg(not(feature = "xml"))]
    report_xml(sources, diagnostics);
    // Where reading went wrong, that is what needs saying.
    let is_nothing = parsed.documents.is_empty() && parsed.web_api.is_empty();
    if is_nothing && !sources.is_empty() && !diagnostics.has_errors() {
        let help = "a reference page has a section `## Properties`, or a note that it extends a table";
        diagnostics.push(Diagnostic::new(Code::NothingToRead, "none of the files describes a table").help(help));
    }
    parsed
}

#[cfg(feature = "parallel")]
fn parse_all(sources: &Sources, language: Option<u16>) -> Vec<Said> {
    use rayon::prelude::*;
    let includes = Includes::new(sources);
    let sources: Vec<_> = sources.iter().collect();
    sources.par_iter().map(|(id, source)| parse_source(*id, source, &includes, language)).collect()
}

#[cfg(not(feature = "parallel"))]
fn parse_all(sources: &Sources, language: Option<u16>) -> Vec<Said> {
    let includes = Includes::new(sources);
    sources.iter().map(|(id, source)| parse_source(id, source, &includes, language)).collect()
}

fn parse_source<'a>(id: SourceId, source: &'a Source, includes: &Includes<'a>, language: Option<u16>) -> Said {
    match source.kind {
        SourceKind::Page => parse_page(id, &source.name, &source.text, includes),
        SourceKind::Tables => documents::documents(id, &source.name, &source.text, language),
        SourceKind::Contents | SourceKind::Names => Said::default(),
        SourceKind::Solution => solution::read_yaml(id, source, language),
        SourceKind::Xml => parse_xml(id, source, language),
        SourceKind::Project => documents::project_documents(id, &source.name, &source.text),
    }
}

/// Reads XML: a part of a solution, or the metadata of a service.
#[cfg(feature = "xml")]
fn parse_xml(id: SourceId, source: &Source, language: Option<u16>) -> Said {
    let read = || {
        let document = xml::document(&source.text)?;
        if csdl::is_metadata(&document) {
            return Ok(csdl::read(id, &source.name, &document));
        }
        let tree = solution::xml::tree(&document)?;
        Ok(solution::read(id, source, &tree, language))
    };
    read().unwrap_or_else(|error| Said::malformed(id, "XML", error))
}

#[cfg(not(feature = "xml"))]
fn parse_xml(_: SourceId, _: &Source, _: Option<u16>) -> Said {
    Said::default()
}

/// Reports, in one finding, all XML that a build without the feature leaves unread.
#[cfg(not(feature = "xml"))]
fn report_xml(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut xml = sources.iter().filter(|(_, source)| source.kind == SourceKind::Xml);
    let Some((first, _)) = xml.next() else { return };
    let message = match xml.count() {
        0 => "the file is XML, which this build does not read".to_owned(),
        others => format!("{} files are XML, which this build does not read", others + 1),
    };
    let origin = Origin { source: first, span: Span::default() };
    let finding = Diagnostic::new(Code::Unreadable, message).at(origin, "the first of them");
    diagnostics.push(finding.help("add the feature: `earlybound-codegen = { …, features = [\"xml\"] }`"));
}

/// Reads one page.
fn parse_page<'a>(source: SourceId, name: &str, text: &'a str, includes: &Includes<'a>) -> Said {
    let mut report = Report::new(source, text);
    let (front_matter, body) = front_matter::read(&mut report);
    let blocks = blocks::blocks(text, body);
    match web_api::title(text, &blocks) {
        Some(title) => web_api::read(name, front_matter, &title, &blocks, report, includes),
        None => page::read(name, front_matter, &blocks, report),
    }
}

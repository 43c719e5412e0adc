//! The end of a page: is it a reference at all, whose is it, and does it name anything twice?

use std::collections::HashMap;

use super::blocks::{Block, Kind};
use super::grammar::{Section, section};
use super::page::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Attribute, Document};
use crate::source::Origin;

/// What a page comes to.
pub(super) fn finish(mut page: Page<'_>, blocks: &[Block]) -> (Option<Document>, Vec<Diagnostic>) {
    let sections = |wanted: fn(Section) -> bool| {
        let is_section = |block: &&Block| block.kind == Kind::Heading(2);
        blocks
            .iter()
            .filter(is_section)
            .any(|block| wanted(section(block.span.of(page.text).trim().trim_start_matches("##").trim())))
    };
    let has_properties = sections(|section| section == Section::Properties);
    let has_content = sections(|section| !matches!(section, Section::Unknown | Section::SeeAlso | Section::Head));
    let is_extension = page.document.extends.is_some();
    let has_title = !page.title_name.is_empty();
    if !(has_properties || is_extension || has_title && has_content) {
        return (None, vec![not_a_reference(&page)]);
    }
    if page.document.table.logical_name.is_empty() {
        page.document.table.logical_name =
            page.document.extends.as_ref().map(|base| base.logical_name.clone()).unwrap_or_default();
    }
    if page.document.table.logical_name.is_empty() {
        let help = "add a row `|LogicalName|`name`|` to its properties".to_owned();
        page.warn(
            Code::NoTableName,
            page.first_line(),
            "the page does not name its table".into(),
            "not read",
            Some(help),
        );
        return (None, page.findings);
    }
    if !has_properties && !is_extension {
        let help = "the page may be cut off: add its section `## Properties`".to_owned();
        page.warn(
            Code::NoProperties,
            page.first_line(),
            "the page has no table properties".into(),
            "read all the same",
            Some(help),
        );
    }
    for column in &mut page.document.attributes {
        if column.logical_name.is_empty() {
            column.logical_name = column.schema_name.to_lowercase();
        }
    }
    check_names(&mut page);
    (Some(page.document), page.findings)
}

fn not_a_reference(page: &Page<'_>) -> Diagnostic {
    let what = if page.text.trim().is_empty() { "the page is empty" } else { "not a table reference" };
    Diagnostic::new(Code::NotAReference, what).at(page.origin(page.first_line()), "skipped")
}

/// Reports what the page names twice in one list.
fn check_names(page: &mut Page<'_>) {
    let document = &page.document;
    let mut findings = Vec::new();
    let column = |column: &Attribute| (column.logical_name.clone(), column.origin);
    twice("column", document.attributes.iter().map(column), &mut findings);
    twice("message", document.messages.iter().map(|message| (message.name.clone(), message.origin)), &mut findings);
    twice("event", document.events.iter().map(|event| (event.name.clone(), event.origin)), &mut findings);
    for list in [&document.many_to_one_relationships, &document.one_to_many_relationships] {
        for customized in [false, true] {
            let names = list.iter().filter(|relationship| relationship.customized == customized);
            twice(
                "relationship",
                names.map(|relationship| (relationship.schema_name.clone(), relationship.origin)),
                &mut findings,
            );
        }
    }
    let names = document.many_to_many_relationships.iter();
    twice(
        "relationship",
        names.map(|relationship| (relationship.schema_name.clone(), relationship.origin)),
        &mut findings,
    );
    page.findings.append(&mut findings);
}

fn twice(kind: &str, names: impl Iterator<Item = (String, Origin)>, findings: &mut Vec<Diagnostic>) {
    let mut first_of: HashMap<String, Origin> = HashMap::new();
    for (name, origin) in names {
        match first_of.get(&name) {
            Some(first) => findings.push(
                Diagnostic::new(Code::DuplicateItem, format!("two items for the {kind} `{name}`"))
                    .at(origin, "what stands here counts")
                    .related(*first, "the first one"),
            ),
            None => _ = first_of.insert(name, origin),
        }
    }
}

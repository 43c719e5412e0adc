//! The end of a page: is it a reference at all, whose is it, and does it name anything twice?

use std::fmt::Display;

use super::page::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Document;
use crate::source::Origin;

/// What a page comes to.
pub(super) fn finish(mut page: Page<'_>) -> (Option<Document>, Vec<Diagnostic>) {
    let is_extension = page.document.extends.is_some();
    if !(page.has_facts || is_extension || is_titled(&page)) {
        return (None, vec![not_a_reference(&page)]);
    }
    if !is_named(&mut page) {
        return (None, page.findings);
    }
    if !page.has_properties && !is_extension {
        let help = "the page may be cut off: add its section `## Properties`".to_owned();
        let message = "the page has no table properties".to_owned();
        page.warn(Code::NoProperties, page.first_line(), message, "read all the same", Some(help));
    }
    for column in &mut page.document.attributes {
        if column.logical_name.is_empty() {
            column.logical_name = column.schema_name.to_lowercase();
        }
    }
    check_title(&mut page);
    check_names(&page.document, &mut page.findings);
    (Some(page.document), page.findings)
}

/// Whether a page without properties of a table has the title of a reference, and what the title promises. Pages about
/// the reference are titled like it, and pages of other kinds have properties.
fn is_titled(page: &Page<'_>) -> bool {
    let document = &page.document;
    let to_one = document.many_to_one_relationships.len() + document.one_to_many_relationships.len();
    let items = document.attributes.len() + document.messages.len() + document.events.len() + to_one;
    let has_items = items + document.many_to_many_relationships.len() > 0;
    let is_named = !document.table.logical_name.is_empty();
    !page.title_name.is_empty() && (has_items || is_named && (page.has_properties || page.has_content))
}

/// Whether the page names its table; where it only says what it extends, the table is that of its base.
fn is_named(page: &mut Page<'_>) -> bool {
    let document = &mut page.document;
    if let Some(base) = document.extends.as_ref().filter(|_| document.table.logical_name.is_empty()) {
        document.table.logical_name.clone_from(&base.logical_name);
    }
    let is_named = !document.table.logical_name.is_empty();
    if !is_named {
        let help = "add a row `|LogicalName|`name`|` to its properties".to_owned();
        let message = "the page does not name its table".to_owned();
        page.warn(Code::NoTableName, page.first_line(), message, "not read", Some(help));
    }
    is_named
}

fn not_a_reference(page: &Page<'_>) -> Diagnostic {
    let what = if page.text.trim().is_empty() { "the page is empty" } else { "not a table reference" };
    Diagnostic::new(Code::NotAReference, what).at(page.origin(page.first_line()), "skipped")
}

/// The title names the table as the properties do: by its schema name, by its display name, or by both.
fn check_title(page: &mut Page<'_>) {
    let table = &page.document.table;
    let (display, schema) = (table.display_name.as_deref(), table.schema_name.as_deref());
    let title = page.title_name.as_str();
    let both = || format!("{} ({})", display.unwrap_or_default(), schema.unwrap_or_default());
    if title.is_empty() || [display, schema, Some(&table.logical_name)].contains(&Some(title)) || title == both() {
        return;
    }
    let message = format!("the title names the table `{title}`, the properties name it `{}`", table.logical_name);
    let place = page.document.origin.span.of(page.text);
    page.warn(Code::TitleDisagrees, place, message, "the properties count", None);
}

/// Reports what a document names twice in one list.
pub(super) fn check_names(document: &Document, findings: &mut Vec<Diagnostic>) {
    twice(&"column", document.attributes.iter().map(|column| (&column.logical_name, column.origin)), findings);
    twice(&"message", document.messages.iter().map(|message| (&message.name, message.origin)), findings);
    twice(&"event", document.events.iter().map(|event| (&event.name, event.origin)), findings);
    for list in [&document.many_to_one_relationships, &document.one_to_many_relationships] {
        for customized in [false, true] {
            let names = list.iter().filter(|relationship| relationship.customized == customized);
            twice(&"relationship", names.map(|r| (&r.schema_name, r.origin)), findings);
        }
    }
    let names = document.many_to_many_relationships.iter().map(|r| (&r.schema_name, r.origin));
    twice(&"relationship", names, findings);
    for column in &document.attributes {
        let Some(set) = &column.option_set else { continue };
        let kind = format_args!("option of `{}`", column.schema_name);
        twice(&kind, set.options.iter().map(|option| (option.value, option.origin)), findings);
    }
}

fn twice<K: Ord + Display>(
    kind: &dyn Display,
    names: impl Iterator<Item = (K, Origin)>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut names: Vec<(K, Origin)> = names.collect();
    // A stable sort: items of one name stay in the order of the page.
    names.sort_by(|(a, _), (b, _)| a.cmp(b));
    for pair in names.chunk_by(|a, b| a.0 == b.0) {
        let Some(((name, first), more)) = pair.split_first() else { continue };
        for (_, origin) in more {
            let message = format!("two items for the {kind} `{name}`");
            let finding = Diagnostic::new(Code::DuplicateItem, message).at(*origin, "what stands here counts");
            findings.push(finding.related(*first, "the first one"));
        }
    }
}

//! The end of a page: is it a reference at all, whose is it, and does it name anything twice?

use super::state::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Document;
use crate::parse::duplicates;

/// Returns the result of reading a page.
pub(super) fn finish(mut page: Page<'_>) -> (Option<Document>, Vec<Diagnostic>) {
    let is_extension = page.document.extends.is_some();
    if !(page.has_facts || is_extension || is_titled(&page)) {
        return (None, vec![not_a_reference(&page)]);
    }
    if !is_named(&mut page) {
        return (None, page.report.findings);
    }
    if !page.has_properties && !is_extension {
        let help = "the page may be cut off: add its section `## Properties`".to_owned();
        let message = "the page has no table properties".to_owned();
        page.report.warn(Code::NoProperties, page.report.first_line(), message, "read all the same", Some(help));
    }
    for column in &mut page.document.attributes {
        if column.logical_name.is_empty() {
            column.logical_name = column.schema_name.to_lowercase();
        }
    }
    check_title(&mut page);
    duplicates::report(&page.document, &mut page.report.findings);
    (Some(page.document), page.report.findings)
}

/// Returns whether a page without properties of a table has the title and items of a reference. Pages about
/// the reference are titled like it, and pages of other kinds have properties.
fn is_titled(page: &Page<'_>) -> bool {
    let document = &page.document;
    let to_one = document.many_to_one_relationships.len() + document.one_to_many_relationships.len();
    let items = document.attributes.len() + document.messages.len() + document.events.len() + to_one;
    let has_items = items + document.many_to_many_relationships.len() > 0;
    let is_named = !document.table.logical_name.is_empty();
    !page.title_name.is_empty() && (has_items || is_named && (page.has_properties || page.has_content))
}

/// Checks that the page names its table. If it only says what it extends, the table is that of its base.
fn is_named(page: &mut Page<'_>) -> bool {
    let document = &mut page.document;
    if let Some(base) = document.extends.as_ref().filter(|_| document.table.logical_name.is_empty()) {
        document.table.logical_name.clone_from(&base.logical_name);
    }
    let is_named = !document.table.logical_name.is_empty();
    if !is_named {
        let help = "add a row `|LogicalName|`name`|` to its properties".to_owned();
        let message = "the page does not name its table".to_owned();
        page.report.warn(Code::NoTableName, page.report.first_line(), message, "not read", Some(help));
    }
    is_named
}

/// Says what a page is that is no reference. A web page was most likely saved for its source.
fn not_a_reference(page: &Page<'_>) -> Diagnostic {
    let text = page.report.text.trim();
    let origin = page.report.origin(page.report.first_line());
    if is_html(text) {
        let help = "take the markdown that the web page is made from: its link to edit the page leads there";
        return Diagnostic::new(Code::WebPage, "a web page, not its markdown").at(origin, "skipped").help(help);
    }
    let what = if text.is_empty() { "the page is empty" } else { "not a table reference" };
    Diagnostic::new(Code::NotAReference, what).at(origin, "skipped")
}

/// Returns whether a text begins like a web page.
fn is_html(text: &str) -> bool {
    let begins = |tag: &str| {
        let (start, rest) = text.split_at_checked(tag.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(tag) && rest.starts_with(|next: char| next == '>' || next.is_whitespace())
    };
    begins("<!doctype html") || begins("<html")
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
    let place = page.document.origin.span.of(page.report.text);
    page.report.warn(Code::TitleDisagrees, place, message, "the properties count", None);
}

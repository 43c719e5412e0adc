//! The text before the first section: title, description, and the note on the extended table.

use super::grammar::{self, Section, TITLE_ENDINGS};
use super::state::{Page, Subject};
use crate::diagnostic::Code;
use crate::model::Extends;
use crate::model::key::Key;
use crate::parse::cell::{LinkText, first_link, page_of, plain, unescape};
use crate::parse::inline::{bold_property, is_anchor};

/// The heading of level 1: `Case (Incident) table/entity reference (Microsoft Dataverse)`.
pub(super) fn title(page: &mut Page<'_>, heading: &str) {
    let lower = heading.to_ascii_lowercase();
    let ending = TITLE_ENDINGS.iter().find_map(|ending| Some((lower.rfind(ending)?, ending.len())));
    let Some((at, length)) = ending else {
        let help = "a title is of the form `Name table/entity reference`".to_owned();
        let message = "title of an unknown form".to_owned();
        return page.report.warn(Code::TitleDisagrees, heading, message, "not read", Some(help));
    };
    page.document.origin = page.report.origin(heading);
    match heading[at + length..].trim() {
        "" => {}
        rest => match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(product) => page.document.product = Some(product.to_owned()),
            None => {
                page.report.warn(Code::TitleDisagrees, rest, "title of an unknown form".into(), "not read", None);
            }
        },
    }
    let name = heading[..at].trim();
    let (display, schema) = match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((display, schema)) if is_name(schema) => (display.trim(), schema),
        _ => (name, name),
    };
    page.title_name = unescape(name).into_owned();
    page.document.table.display_name = (!display.is_empty()).then(|| unescape(display).into_owned());
    if is_name(schema) {
        page.document.table.schema_name = Some(schema.to_owned());
        page.document.table.logical_name = schema.to_ascii_lowercase();
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A paragraph before the first section: the description, or which solution added the table.
pub(super) fn paragraph<'a>(page: &mut Page<'a>, paragraph: &'a str) {
    for line in paragraph.lines().map(str::trim) {
        match bold_property(line) {
            Some((key, value)) if grammar::key(key) == Some(Key::AddedBy) => {
                let value = value.strip_suffix("<br />").unwrap_or(value).trim();
                page.document.table.added_by = plain(value).map(String::from);
            }
            Some((key, _)) => {
                page.report.warn(Code::UnknownKey, key, format!("unknown property `{key}`"), "not read", None);
            }
            None if line.starts_with("[!INCLUDE") || is_anchor(line) => {}
            None => add_description(&mut page.document.table.description, line),
        }
    }
}

fn add_description(slot: &mut Option<String>, line: &str) {
    for word in unescape(line).split_whitespace() {
        let description = slot.get_or_insert_default();
        if !description.is_empty() {
            description.push(' ');
        }
        description.push_str(word);
    }
}

/// A note before the first section. Only the one that says what the page extends matters.
pub(super) fn note(page: &mut Page<'_>, quote: &str) {
    if page.item.subject != Subject::Nothing || page.section != Section::Head {
        return;
    }
    let lines = quote.lines().map(|line| line.trim_start_matches(['>', ' ']).trim());
    // A second paragraph only says where to read on.
    let sentence =
        lines.skip_while(|line| line.starts_with("[!") || line.is_empty()).take_while(|line| !line.is_empty());
    let sentence = sentence.collect::<Vec<_>>().join(" ");
    let place = first_line(quote);
    let Some((_, bases)) = sentence.split_once("table extends ") else {
        let names_table = !page.title_name.is_empty() && sentence.contains(&page.title_name);
        if (names_table || sentence.contains("extend")) && first_link(&sentence).is_some() {
            let help = "a page says what it extends in the form `The … table extends the [… table](…)`";
            let message = "note that was not understood".into();
            page.report.warn(Code::UnreadText, place, message, "not read", Some(help.into()));
        }
        return;
    };
    // A page may have a note for each table that it extends.
    let mut extends = std::mem::take(&mut page.document.also_extends);
    extends.extend(page.document.extends.take());
    let mut rest = bases;
    while let Some(link) = first_link(rest) {
        if !unescape(link.text).contains(&format!("{} table", page.title_name)) {
            let message = format!("the note leads to another table than `{}`", page.title_name);
            page.report.warn(Code::LinkDisagrees, place, message, "its address counts", None);
        }
        match base(page, &link) {
            Some(base) => extends.push(base),
            None => page.report.warn(Code::BadValue, place, format!("`{}` names no table", link.url), "not read", None),
        }
        rest = link.after;
    }
    page.document.extends = extends.pop();
    page.document.also_extends = extends;
    if page.document.extends.is_none() {
        let help = "link the page that is extended: `extends the [Product Name table](…/name)`".to_owned();
        page.report.warn(Code::BadValue, place, "the note names no base page".into(), "not read", Some(help));
    }
}

fn first_line(quote: &str) -> &str {
    quote.lines().find(|line| line.contains("extends")).unwrap_or(quote)
}

/// The base that a link leads to. The product stands before the table's name, or in parentheses behind it.
fn base(page: &Page<'_>, link: &LinkText<'_>) -> Option<Extends> {
    let logical_name = page_of(link.url)?.to_ascii_lowercase();
    let text = unescape(link.text);
    let text = text.trim();
    let before = text.strip_suffix(" table").map(str::trim);
    let product = match (before, text.rsplit_once(" table (").and_then(|(_, product)| product.strip_suffix(')'))) {
        (_, Some(product)) => Some(product),
        (Some(before), None) => before.strip_suffix(&page.title_name).map(str::trim),
        (None, None) => None,
    };
    let product = product.filter(|product| !product.is_empty()).unwrap_or_else(|| product_of_url(link.url));
    Some(Extends { logical_name, product: product.to_owned(), url: link.url.to_owned() })
}

/// The product whose pages lie at an address, for notes whose words do not tell it from the table's name.
fn product_of_url(url: &str) -> &'static str {
    if url.contains("/data-platform/") || url.contains("/common-data-service/") {
        "Microsoft Dataverse"
    } else if url.contains("/dynamics365/") {
        "Microsoft Dynamics 365"
    } else {
        ""
    }
}

//! Headings: which section and item the blocks that follow belong to.

use super::grammar::{self, Section, Side, SubHeading};
use super::state::{Page, Subject, one_to_many};
use super::{contents, head};
use crate::diagnostic::Code;
use crate::parse::cell::{is_blank, unescape};

/// Reads a heading: it opens a section or an item, or says what follows in it.
pub(super) fn read<'a>(page: &mut Page<'a>, level: u8, raw: &'a str) {
    page.grid.kind = None;
    page.item.list_key = None;
    let heading = raw.trim_ascii().trim_start_matches('#').trim_ascii();
    match (level, item_name(heading)) {
        (1, _) if page.section == Section::Head && page.title_name.is_empty() => head::title(page, heading),
        (2, None) => start_section(page, heading),
        (3.., Some(name)) if page.section != Section::SeeAlso => start_item(page, name),
        (3.., None) => sub_heading(page, heading),
        _ => page.report.stray(heading, "heading"),
    }
}

fn start_section<'a>(page: &mut Page<'a>, heading: &'a str) {
    end_section(page);
    page.section = grammar::section(heading);
    page.has_properties |= page.section == Section::Properties;
    page.has_content |= !matches!(page.section, Section::Unknown | Section::SeeAlso | Section::Head);
    page.item.subject = if page.section == Section::Properties { Subject::Table } else { Subject::Nothing };
    forget_seen(page);
    if page.section == Section::Unknown {
        page.report.warn(Code::UnknownSection, heading, format!("unknown section `{heading}`"), "not read", None);
    }
}

/// Ends the section that is being read.
pub(super) fn end_section(page: &mut Page<'_>) {
    contents::check(page);
    page.contents.listed.clear();
    page.contents.items.clear();
    page.item.subject = Subject::Nothing;
}

fn start_item<'a>(page: &mut Page<'a>, name: &'a str) {
    let subject = match page.section {
        Section::Columns(_) => Subject::Column,
        Section::Relationships(side) => Subject::Relationship(side),
        Section::CustomizedRelationships => page.customized.map_or(Subject::Nothing, Subject::Relationship),
        _ => Subject::Nothing,
    };
    let schema_name = unescape(name).into_owned();
    if subject == Subject::Nothing || is_blank(&schema_name) {
        page.item.subject = Subject::Nothing;
        return page.report.stray(name, "item");
    }
    page.item.subject = subject;
    page.item.side = 1;
    forget_seen(page);
    page.contents.items.push(name);
    let origin = page.report.origin(name);
    let customized = page.section == Section::CustomizedRelationships;
    match subject {
        Subject::Relationship(Side::ManyToMany) => {
            let Some(item) = add(&mut page.document.many_to_many_relationships) else { return };
            (item.origin, item.schema_name, item.customized) = (origin, schema_name, customized);
        }
        Subject::Relationship(side) => {
            let Some(item) = add(one_to_many(&mut page.document, side)) else { return };
            (item.origin, item.schema_name, item.customized) = (origin, schema_name, customized);
        }
        _ => {
            let section = if let Section::Columns(section) = page.section { section } else { Default::default() };
            let Some(item) = add(&mut page.document.attributes) else { return };
            (item.origin, item.schema_name, item.section) = (origin, schema_name, section);
        }
    }
}

fn sub_heading<'a>(page: &mut Page<'a>, heading: &'a str) {
    match grammar::sub_heading(heading) {
        SubHeading::SeeAlso => {
            end_section(page);
            page.section = Section::SeeAlso;
        }
        SubHeading::Options if page.item.subject == Subject::Column => check_options_heading(page, heading),
        SubHeading::Side(side) if page.item.subject == Subject::Relationship(Side::ManyToMany) => {
            page.item.side = side;
            forget_seen(page);
        }
        SubHeading::Customized(side) if page.section == Section::CustomizedRelationships => {
            end_section(page);
            page.customized = Some(side);
        }
        _ if matches!(page.section, Section::SeeAlso | Section::Unknown | Section::Head) => {}
        _ => {
            page.item.subject = Subject::Nothing;
            page.report.stray(heading, "heading");
        }
    }
}

/// Another subject may have the same properties.
fn forget_seen(page: &mut Page<'_>) {
    page.item.seen.fill(false);
    page.item.parts.clear();
}

/// The heading of a column's options names that column.
fn check_options_heading<'a>(page: &mut Page<'a>, heading: &'a str) {
    let column = page.contents.items.last().copied().unwrap_or_default();
    if heading.strip_prefix(column).is_none_or(|rest| !rest.starts_with(' ')) {
        let message = format!("the options under this heading stand below the column `{column}`");
        page.report.warn(Code::LinkDisagrees, heading, message, "read as those of the column above", None);
    }
}

/// Adds an empty item to a list and gives it. Items are large: made in their place, they need not be moved there.
fn add<T: Default>(list: &mut Vec<T>) -> Option<&mut T> {
    list.resize_with(list.len() + 1, T::default);
    list.last_mut()
}

/// The name in a heading of the form `<a name="BKMK_X"></a> X`, whatever the anchor is. The text counts: anchors of
/// relationships of a table with itself carry a suffix.
fn item_name(heading: &str) -> Option<&str> {
    let rest = heading.strip_prefix("<a name=\"")?;
    let end = rest.bytes().position(|byte| byte == b'<')?;
    Some(rest[end..].strip_prefix("</a>")?.trim_ascii())
}

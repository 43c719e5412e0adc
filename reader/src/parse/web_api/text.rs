//! Sentences: descriptions, and the head of an entity type's page.

use super::grammar::type_name;
use super::includes::include;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::parse::cell::{first_link, plain, unescape};
use crate::parse::inline::bold_property;

/// Remembers the files that a block includes.
pub(super) fn note_includes(reader: &mut Reader<'_, '_>, block: &str) {
    let mut rest = block;
    while let Some((_, path, after)) = include(rest) {
        let found = reader.includes.find(reader.report.source, path);
        reader.included.extend(found.map(|(id, _)| id));
        rest = after;
    }
}

/// The text of a cell or paragraph, with what it includes. `None` where it says nothing.
pub(super) fn described(reader: &Reader<'_, '_>, cell: &str) -> Option<String> {
    let mut said = String::new();
    let mut rest = cell;
    while let Some((before, path, after)) = include(rest) {
        add_words(&mut said, before);
        let found = reader.includes.find(reader.report.source, path);
        add_words(&mut said, found.map_or("", |(_, text)| text));
        rest = after;
    }
    add_words(&mut said, rest);
    (!said.is_empty() && !said.starts_with("TODO:")).then_some(said)
}

/// Adds the words of a text: of links what they say, of lines all in one.
fn add_words(said: &mut String, text: &str) {
    let mut unlinked = String::new();
    let mut rest = text;
    while let Some(link) = first_link(rest) {
        unlinked.push_str(link.before);
        unlinked.push_str(link.text);
        rest = link.after;
    }
    unlinked.push_str(rest);
    for word in unescape(&unlinked.replace("<br />", " ")).split_whitespace() {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
}

/// A paragraph of the head: the description, or facts in bold.
pub(super) fn head_paragraph<'a>(reader: &mut Reader<'_, 'a>, paragraph: &'a str) {
    let is_fact = |line: &&str| bold_property(line.trim()).is_some();
    if paragraph.lines().any(|line| is_fact(&line)) {
        for (key, value) in paragraph.lines().filter_map(|line| bold_property(line.trim())) {
            fact(reader, key, value.trim_end_matches("<br />").trim_ascii());
        }
    } else if reader.description.is_none() && !is_summary(paragraph) {
        reader.description = described(reader, paragraph);
    }
}

/// Returns whether a sentence only says what the sections say.
fn is_summary(paragraph: &str) -> bool {
    let first = paragraph.lines().next().unwrap_or_default().trim_ascii_end();
    first.starts_with("The ") && (first.ends_with(':') || first.contains(" has no "))
}

/// The table at the head of an entity type's page: `<tr><td><b>Primary Key:</b></td><td>accountid</td></tr>`.
pub(super) fn head_table<'a>(reader: &mut Reader<'_, 'a>, html: &'a str) {
    for row in html.split("<tr>").skip(1) {
        let mut data = row.split("<td>").skip(1).map(|cell| cell.split("</td>").next().unwrap_or_default());
        let (Some(key), Some(value)) = (data.next(), data.next()) else { continue };
        let key = key.trim().trim_start_matches("<b>").trim_end_matches("</b>");
        fact(reader, key.trim_end_matches(':'), value.trim_ascii());
    }
}

/// A fact about an entity type as a whole.
fn fact<'a>(reader: &mut Reader<'_, 'a>, key: &str, value: &'a str) {
    let Some(entity) = reader.said.entity_types.last_mut() else {
        return;
    };
    match key.to_ascii_lowercase().as_str() {
        "entity set path" => {
            // The address of the service stands before it.
            let path = include(value).map_or(value, |(_, _, after)| after);
            let set = plain(path.rsplit('/').next().unwrap_or(path));
            entity.entity_set_name = set.map(|set| set.into_owned());
        }
        "primary key" => entity.primary_id_attribute = plain(value).map(|column| column.into_owned()),
        "primary name attribute" | "primary name column" | "primary column" => {
            entity.primary_name_attribute = plain(value).map(|column| column.into_owned());
        }
        "base type" if !value.is_empty() => match type_name(value) {
            Some(base) => entity.base_type = Some(base),
            None => {
                let message = "the base type is not of the form `[name EntityType](…)`".to_owned();
                reader.report.warn(Code::BadValue, value, message, "not read", None);
            }
        },
        "description" => reader.description = described(reader, value),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_links_stay() {
        let mut said = String::new();
        add_words(&mut said, "Closes a [case](x.md).\r\n See\\_it");
        assert_eq!(said, "Closes a case. See_it");
    }

    #[test]
    fn summaries_are_no_descriptions() {
        assert!(is_summary("The Paint action:"));
        assert!(!is_summary("Paints a shape."));
    }
}

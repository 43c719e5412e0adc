//! Columns and their options.

use super::grammar;
use super::state::{Page, other};
use crate::diagnostic::Code;
use crate::model::fact::{Facts, Misfit};
use crate::model::key::Key;
use crate::model::{Attribute, OptionMetadata, OptionSet, Section};
use crate::parse::cell::{kept, parts, unescape};
use crate::parse::inline::bold_facts;
use crate::parse::value::{self, Raw};

/// Sets a property of the column that is being read.
pub(super) fn set(page: &mut Page<'_>, key: Key, value: Raw<'_>) -> Result<(), Misfit> {
    let Some(column) = page.document.attributes.last_mut() else { return Err(Misfit::Key) };
    match key {
        Key::FalseLabel => option(column, 0).label = value.text(),
        Key::TrueLabel => option(column, 1).label = value.text(),
        Key::GlobalChoiceName => option_set(column).name = value.text(),
        // The name stands in the heading.
        Key::SchemaName => return Err(Misfit::Key),
        _ => value::set(key, column.slot(key).ok_or(Misfit::Key)?, value)?,
    }
    if column.section == Section::Customized && value.plain().is_none() {
        column.cleared.push(key.as_str().to_owned());
    }
    Ok(())
}

fn option_set(column: &mut Attribute) -> &mut OptionSet {
    column.option_set.get_or_insert_default()
}

/// The option of that value, which is added if there is none.
#[expect(clippy::indexing_slicing, reason = "the place was just found, or just made")]
fn option(column: &mut Attribute, value: i32) -> &mut OptionMetadata {
    let origin = column.origin;
    let options = &mut option_set(column).options;
    let at = options.iter().position(|option| option.value == value);
    options.extend(at.is_none().then(|| OptionMetadata { origin, value, ..OptionMetadata::default() }));
    let last = options.len() - 1;
    &mut options[at.unwrap_or(last)]
}

/// A row of a table of options.
pub(super) fn option_row<'a>(page: &mut Page<'a>, header: &[&'a str], values: &[&'a str]) {
    let Some((value, facts)) = values.split_first() else { return };
    let value = value.trim_matches('`');
    if value.is_empty() && facts.iter().all(|fact| fact.is_empty()) {
        return; // Tables edited by hand have a blank row where there is no option.
    }
    let Some(mut option) = new_option(page, value, facts.first().copied().unwrap_or_default()) else { return };
    for (name, fact) in header.iter().skip(1).zip(facts) {
        if *name == "Details" {
            for part in parts(fact).filter(|part| !part.is_empty()) {
                let (name, fact) = part.split_once(':').unwrap_or(("", part));
                option_fact(page, &mut option, name.trim_ascii(), fact.trim_ascii());
            }
        } else {
            option_fact(page, &mut option, name, fact);
        }
    }
    push_option(page, option);
}

/// An item of a list of options: `**Value**: 1 **Label**: Open **State**: 0`.
pub(super) fn option_item<'a>(page: &mut Page<'a>, item: &'a str) {
    let mut facts = bold_facts(item);
    let Some(("Value" | "TrueOption Value" | "FalseOption Value", value)) = facts.next() else {
        return page.report.warn(Code::UnreadText, item, "text that was not understood".into(), "not read", None);
    };
    let Some(mut option) = new_option(page, value, item) else { return };
    for (name, fact) in facts {
        option_fact(page, &mut option, name, fact);
    }
    push_option(page, option);
}

fn new_option(page: &mut Page<'_>, value: &str, label: &str) -> Option<OptionMetadata> {
    match value.parse() {
        Ok(number) => Some(OptionMetadata { origin: page.report.origin(value), value: number, ..Default::default() }),
        Err(_) => {
            let help = "an option's value is a whole number of 32 bits".to_owned();
            let message = format!("`{value}` is not an option value");
            page.report.warn(Code::BadValue, value, message, "kept as it stands under `Other`", Some(help));
            other(&mut page.document, page.item.subject)?.insert(format!("Option {}", unescape(value)), kept(label));
            None
        }
    }
}

fn option_fact(page: &mut Page<'_>, option: &mut OptionMetadata, name: &str, fact: &str) {
    let slot = grammar::key(name).and_then(|key| Some((key, option.slot(key)?)));
    let outcome = slot.map_or(Err(Misfit::Key), |(key, slot)| value::set(key, slot, Raw::Cell(fact)));
    let (code, message) = match outcome {
        Ok(()) => return,
        Err(Misfit::Key) => (Code::UnknownKey, format!("unknown property `{name}` of an option")),
        Err(Misfit::Value(expected) | Misfit::Word(expected, _)) => {
            (Code::BadValue, format!("the value of `{name}` is not {expected}"))
        }
    };
    page.report.warn(code, if fact.is_empty() { name } else { fact }, message, "kept as it stands under `Other`", None);
    option.other.insert(unescape(name).into_owned(), kept(fact));
}

fn push_option(page: &mut Page<'_>, option: OptionMetadata) {
    if let Some(column) = page.document.attributes.last_mut() {
        option_set(column).options.push(option);
    }
}

//! Properties: a key and a value become a fact of what is being read.

use std::borrow::Cow;

use super::state::{Page, Subject, other};
use super::{columns, grammar, relationships};
use crate::diagnostic::Code;
use crate::model::fact::{Facts, Misfit};
use crate::model::key::Key;
use crate::nearest::nearest;
use crate::parse::cell::{kept, plain};
use crate::parse::value::{self, Raw};

/// A property of the subject, with its key as it stands on the page.
pub(super) fn read<'a>(page: &mut Page<'a>, key: &'a str, value: &'a str) {
    page.has_facts |= page.item.subject == Subject::Table;
    if page.item.subject == Subject::Nothing {
        return page.report.stray(key, "property");
    }
    // Few keys have a wrapping.
    let known = grammar::key(key);
    let key_text = if known.is_some() { Cow::Borrowed(key) } else { plain(key).unwrap_or_default() };
    let outcome = match known.or_else(|| grammar::key(&key_text)) {
        Some(known) => set(page, key, known, value),
        None => Err(Misfit::Key),
    };
    let label = "kept as it stands under `Other`";
    match outcome {
        Ok(()) => return,
        Err(Misfit::Key) => {
            let known = nearest(&key_text, Key::ALL.iter().map(|key| grammar::property(*key)));
            let help = known.filter(|known| *known != &*key_text).map(|known| format!("did you mean `{known}`?"));
            page.report.warn(Code::UnknownKey, key, format!("unknown property `{key_text}`"), label, help);
        }
        Err(misfit @ (Misfit::Value(expected) | Misfit::Word(expected, _))) => {
            let place = if value.is_empty() { key } else { value };
            let help = misfit.suggestion(value.trim_matches('`'));
            page.report.warn(
                Code::BadValue,
                place,
                format!("the value of `{key_text}` is not {expected}"),
                label,
                help,
            );
        }
    }
    if let Some(other) = other(&mut page.document, page.item.subject) {
        other.insert(key_text.into_owned(), kept(value));
    }
}

fn set<'a>(page: &mut Page<'a>, key: &'a str, known: Key, value: &'a str) -> Result<(), Misfit> {
    if page.item.seen.get(known as usize) == Some(&true) {
        page.report.warn(
            Code::DuplicateItem,
            key,
            format!("`{}` is stated twice", grammar::property(known)),
            "the later value counts",
            None,
        );
    }
    if let Some(seen) = page.item.seen.get_mut(known as usize) {
        *seen = true;
    }
    match page.item.subject {
        Subject::Nothing => Err(Misfit::Key),
        Subject::Table => {
            let slot = page.document.table.slot(known).ok_or(Misfit::Key)?;
            value::set(known, slot, Raw::Cell(value))
        }
        Subject::Column => columns::set(page, known, Raw::Cell(value)),
        Subject::Relationship(side) => relationships::property(page, side, known, value),
    }
}

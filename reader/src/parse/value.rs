//! Values of properties: text in, a typed fact out, or the reason why it does not fit.

use std::borrow::Cow;

use super::cell;
use crate::model::fact::{Misfit, Slot, Word};
use crate::model::key::Key;

/// A value as its source has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Raw<'a> {
    /// A cell or line of a page, with its wrapping, escapes and breaks.
    Cell(&'a str),
    /// A scalar of a YAML document, which means itself if there is something to see.
    Scalar(&'a str),
    /// A value that is stated to be none.
    Nothing,
}

impl<'a> Raw<'a> {
    /// The value without its wrapping; `None` where it says nothing.
    pub(super) fn plain(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Cell(cell) => cell::plain(cell),
            Self::Scalar(scalar) => (!cell::is_blank(scalar)).then_some(Cow::Borrowed(scalar)),
            Self::Nothing => None,
        }
    }

    /// The value as a text, in which a space stands for each break.
    pub(super) fn text(self) -> Option<String> {
        match self {
            Self::Cell(cell) if cell::is_markup(cell) => cell::plain(&cell::joined(cell)).map(String::from),
            Self::Cell(cell) => cell::unwrapped(cell).map(String::from),
            _ => self.plain().map(String::from),
        }
    }
}

/// Sets a fact, of which some keys have a form of their own.
pub(super) fn set(key: Key, slot: Slot<'_>, raw: Raw<'_>) -> Result<(), Misfit> {
    match (key, slot) {
        (Key::DefaultValue, Slot::Flag(slot)) => flag_or_digit(slot, raw)?,
        (Key::PrecisionSource, Slot::Word(slot)) => word(slot, unexplained(raw))?,
        (Key::Entity1LogicalName | Key::Entity2LogicalName, Slot::Text(slot)) => *slot = linked(raw).text(),
        (_, Slot::Name(slot)) => *slot = raw.plain().unwrap_or_default().trim().to_owned(),
        (_, Slot::Text(slot)) => *slot = raw.text(),
        (_, Slot::Flag(slot)) => flag(slot, raw)?,
        (_, Slot::Word(slot)) => word(slot, raw)?,
        (_, Slot::Names(slot)) => *slot = names(&raw.plain().unwrap_or_default()),
        (_, Slot::Mark(_) | Slot::Layer(_) | Slot::Layers(_) | Slot::Other(_)) => return Err(Misfit::Key),
    }
    Ok(())
}

/// Sets a value that is read from its text form.
pub(super) fn word(slot: &mut dyn Word, raw: Raw<'_>) -> Result<(), Misfit> {
    // Most words stand there bare.
    if let Raw::Cell(cell) = raw
        && slot.read(cell).is_ok()
    {
        return Ok(());
    }
    match raw.plain() {
        Some(word) => slot.read(&word),
        None => {
            slot.clear();
            Ok(())
        }
    }
}

/// Names with commas between them.
pub(super) fn names(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A number without its meaning, which may follow it in parentheses.
fn unexplained(raw: Raw<'_>) -> Raw<'_> {
    match raw {
        Raw::Cell(cell) => Raw::Cell(cell.split_once(" (").map_or(cell, |(number, _)| number)),
        _ => raw,
    }
}

/// The words of a value that may be a link.
fn linked(raw: Raw<'_>) -> Raw<'_> {
    match raw {
        Raw::Cell(cell) => Raw::Cell(cell::first_link(cell).map_or(cell, |link| link.text)),
        _ => raw,
    }
}

/// Sets a flag, `True` or `False`.
pub(super) fn flag(slot: &mut Option<bool>, raw: Raw<'_>) -> Result<(), Misfit> {
    // Most flags stand there bare.
    let word = if let Raw::Cell(bare @ ("True" | "False")) = raw { Some(Cow::Borrowed(bare)) } else { raw.plain() };
    // Documents write flags as YAML and JSON do.
    let is = |word: &str, flag: &str| match raw {
        Raw::Cell(_) => word == flag,
        _ => word.eq_ignore_ascii_case(flag),
    };
    *slot = match word.as_deref() {
        Some(word) if is(word, "True") => Some(true),
        Some(word) if is(word, "False") => Some(false),
        None => None,
        Some(_) => return Err(Misfit::Value("`True` or `False`")),
    };
    Ok(())
}

/// Sets a flag that older pages write as `1` or `0`.
fn flag_or_digit(slot: &mut Option<bool>, raw: Raw<'_>) -> Result<(), Misfit> {
    match raw.plain().as_deref() {
        Some("1") => *slot = Some(true),
        Some("0") => *slot = Some(false),
        _ => return flag(slot, raw).map_err(|_| Misfit::Value("`True`, `False`, `1` or `0`")),
    }
    Ok(())
}

//! Values of properties: text in, a typed fact out, or the reason why it does not fit.

use std::borrow::Cow;
use std::str::FromStr;

use super::cell;
use crate::nearest::nearest;
use earlybound_schema::ParseWordError;

/// A value as its source has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Raw<'a> {
    /// A cell or line of a page, with its wrapping, escapes and breaks.
    Cell(&'a str),
    /// A scalar of a YAML document, which means itself.
    Scalar(&'a str),
    /// Nothing, stated as such.
    Nothing,
}

impl<'a> Raw<'a> {
    /// The value without its wrapping; `None` where it says nothing.
    pub(super) fn plain(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Cell(cell) => cell::plain(cell),
            Self::Scalar(scalar) => (!scalar.is_empty()).then_some(Cow::Borrowed(scalar)),
            Self::Nothing => None,
        }
    }

    /// The value as a text, in which a space stands for each break.
    fn text(self) -> Option<String> {
        match self {
            Self::Cell(cell) if cell::is_markup(cell) => cell::plain(&cell::joined(cell)).map(String::from),
            Self::Cell(cell) => cell::unwrapped(cell).map(String::from),
            _ => self.plain().map(String::from),
        }
    }
}

/// Why a property did not find its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// This kind of item has no such property.
    Key,
    /// The value is not what the key asks for; says what that would be.
    Value(&'static str),
    /// The same for a word of a set, with the words that there are.
    Word(&'static str, &'static [&'static str]),
}

impl Misfit {
    /// The word that was probably meant.
    pub(super) fn suggestion(self, word: &str) -> Option<String> {
        let Self::Word(_, known) = self else { return None };
        Some(match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the words for it are {}", known.join(", ")),
        })
    }
}

/// Why a text cannot be read as a value.
pub(super) trait Misread {
    fn misfit(&self, expected: &'static str) -> Misfit {
        Misfit::Value(expected)
    }
}

impl Misread for std::num::ParseIntError {}

impl Misread for earlybound_schema::ParseNumberError {}

impl Misread for ParseWordError {
    fn misfit(&self, expected: &'static str) -> Misfit {
        Misfit::Word(expected, self.known)
    }
}

/// Sets a text.
pub(super) fn text(slot: &mut Option<String>, raw: Raw<'_>) -> Result<(), Misfit> {
    *slot = raw.text();
    Ok(())
}

/// Sets a value that is read from its text form.
pub(super) fn word<T: FromStr<Err: Misread>>(
    slot: &mut Option<T>,
    raw: Raw<'_>,
    expected: &'static str,
) -> Result<(), Misfit> {
    // Most words stand there bare.
    if let Raw::Cell(cell) = raw
        && let Ok(word) = cell.parse()
    {
        *slot = Some(word);
        return Ok(());
    }
    *slot = match raw.plain() {
        Some(word) => Some(word.parse().map_err(|error: T::Err| error.misfit(expected))?),
        None => None,
    };
    Ok(())
}

/// Sets an integer.
pub(super) fn integer<T: FromStr<Err: Misread>>(slot: &mut Option<T>, raw: Raw<'_>) -> Result<(), Misfit> {
    word(slot, raw, "an integer")
}

/// Sets an integer that may be followed by its meaning in parentheses.
pub(super) fn explained_integer(slot: &mut Option<u32>, raw: Raw<'_>) -> Result<(), Misfit> {
    match raw {
        Raw::Cell(cell) => integer(slot, Raw::Cell(cell.split_once(" (").map_or(cell, |(number, _)| number))),
        _ => integer(slot, raw),
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
pub(super) fn flag_or_digit(slot: &mut Option<bool>, raw: Raw<'_>) -> Result<(), Misfit> {
    match raw.plain().as_deref() {
        Some("1") => *slot = Some(true),
        Some("0") => *slot = Some(false),
        _ => return flag(slot, raw).map_err(|_| Misfit::Value("`True`, `False`, `1` or `0`")),
    }
    Ok(())
}

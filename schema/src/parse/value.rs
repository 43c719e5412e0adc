//! Values of properties: text in, a typed fact out, or the reason why it does not fit.

use std::str::FromStr;

use super::cell::{joined, plain};

/// Why a property did not find its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// This kind of item has no such property.
    Key,
    /// The value is not what the key asks for; says what that would be.
    Value(&'static str),
}

/// Sets a text.
pub(super) fn text(slot: &mut Option<String>, raw: &str) -> Result<(), Misfit> {
    *slot = plain(&joined(raw)).map(String::from);
    Ok(())
}

/// Sets a value that is read from its text form.
pub(super) fn word<T: FromStr>(slot: &mut Option<T>, raw: &str, expected: &'static str) -> Result<(), Misfit> {
    *slot = match plain(raw) {
        Some(word) => Some(word.parse().map_err(|_| Misfit::Value(expected))?),
        None => None,
    };
    Ok(())
}

/// Sets an integer.
pub(super) fn integer<T: FromStr>(slot: &mut Option<T>, raw: &str) -> Result<(), Misfit> {
    word(slot, raw, "an integer")
}

/// Sets an integer that may be followed by its meaning in parentheses.
pub(super) fn explained_integer(slot: &mut Option<u32>, raw: &str) -> Result<(), Misfit> {
    integer(slot, raw.split_once(" (").map_or(raw, |(number, _)| number))
}

/// Sets a flag, `True` or `False`.
pub(super) fn flag(slot: &mut Option<bool>, raw: &str) -> Result<(), Misfit> {
    *slot = match plain(raw).as_deref() {
        Some("True") => Some(true),
        Some("False") => Some(false),
        None => None,
        Some(_) => return Err(Misfit::Value("`True` or `False`")),
    };
    Ok(())
}

/// Sets a flag that older pages write as `1` or `0`.
pub(super) fn flag_or_digit(slot: &mut Option<bool>, raw: &str) -> Result<(), Misfit> {
    match plain(raw).as_deref() {
        Some("1") => *slot = Some(true),
        Some("0") => *slot = Some(false),
        _ => return flag(slot, raw).map_err(|_| Misfit::Value("`True`, `False`, `1` or `0`")),
    }
    Ok(())
}

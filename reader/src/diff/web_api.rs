//! The Web API beside the tables: messages with their signatures, and the types that these speak of.

use super::change::Change;
use super::pairs::{Pair, pairs};
use super::told::Told;
use super::{signatures, types};
use crate::model::WebApi;

/// Tells what differs. A side that has none of a kind says nothing of that kind.
pub(super) fn compare(changes: &mut Vec<Change>, old: &WebApi, new: &WebApi) {
    let mut told = Told { table: "", changes };
    each(&old.messages, &new.messages, |message| &message.name, |pair| signatures::compare(&mut told, pair));
    each(&old.complex_types, &new.complex_types, |of| &of.name, |pair| types::complex_type(&mut told, pair));
    each(&old.enum_types, &new.enum_types, |of| &of.name, |pair| types::enum_type(&mut told, pair));
}

fn each<T>(old: &[T], new: &[T], name: impl Fn(&T) -> &str, compare: impl FnMut(Pair<'_, T>)) {
    if !old.is_empty() && !new.is_empty() {
        pairs(old, new, name).for_each(compare);
    }
}

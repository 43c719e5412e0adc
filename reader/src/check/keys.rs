//! Alternate keys can name rows.

use super::lists_all_columns;
use super::own::{is_own, unknown_column};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AlternateKey, Table};

const LEFT_OUT: &str = "generated code leaves it out";

/// The columns of each alternate key are there, and of types that keys can have.
pub(super) fn name_rows(table: &Table, diagnostics: &mut Diagnostics) {
    diagnostics.extend(table.keys.iter().filter_map(|key| problem(table, key)));
}

fn problem(table: &Table, key: &AlternateKey) -> Option<Diagnostic> {
    let unusable = |problem: String, help: &str| {
        let message = format!("no row can be named by the key `{}`: {problem}", key.logical_name);
        Diagnostic::new(Code::UnusableKey, message).at(key.origin, LEFT_OUT).help(help)
    };
    if key.key_attributes.is_empty() {
        return Some(unusable("it has no columns".to_owned(), "list its columns under `KeyAttributes`"));
    }
    key.key_attributes.iter().find_map(|name| {
        let Some(column) = table.attribute(name) else {
            if is_own(table, key.layer) && lists_all_columns(table) {
                let item = format!("the key `{}`", key.logical_name);
                return Some(unknown_column(table, &item, name, key.origin, LEFT_OUT));
            }
            let problem = format!("nothing describes its column `{name}`");
            return Some(unusable(problem, "add an input that describes the column, or correct the name"));
        };
        let problem = match column.attribute_type {
            _ if table.is_key(column) => return None,
            Some(of) => format!("no key has a column of the type {of}, as `{name}` is"),
            None => format!("the type of its column `{name}` is unknown"),
        };
        Some(unusable(problem, "keys have texts, whole and decimal numbers, dates, lookups and choices"))
    })
}

//! Alternate keys can name rows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Table;

/// The columns of each alternate key are there, and of types that keys can have.
pub(super) fn name_rows(table: &Table, diagnostics: &mut Diagnostics) {
    for key in &table.keys {
        let problem = key.key_attributes.iter().find_map(|name| match table.attribute(name) {
            None => Some(format!("nothing describes its column `{name}`")),
            Some(column) if table.is_key(column) => None,
            Some(column) => Some(match column.attribute_type {
                Some(of) => format!("no key has a column of the type {of}, as `{name}` is"),
                None => format!("the type of its column `{name}` is unknown"),
            }),
        });
        let none = || key.key_attributes.is_empty().then(|| "it has no columns".to_owned());
        let Some(problem) = problem.or_else(none) else { continue };
        let message = format!("no row can be named by the key `{}`: {problem}", key.logical_name);
        let finding = Diagnostic::new(Code::UnusableKey, message).at(key.origin, "generated code leaves it out");
        diagnostics.push(finding.help("keys have texts, whole and decimal numbers, dates, lookups and choices"));
    }
}

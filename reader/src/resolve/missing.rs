//! One note for a run: which tables are referred to and have no page.

use std::collections::BTreeSet;

use super::targets::OWNER;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};

/// So many names are listed; a folder of one product can lack hundreds.
const LISTED: usize = 40;

/// Reports tables without a page, and tables without the page that theirs extends.
pub(super) fn report(schema: &Schema, known: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
    let missing: BTreeSet<&str> =
        schema.tables.iter().flat_map(referred).filter(|name| !known.contains(*name)).collect();
    let partial: Vec<&str> =
        schema.tables.iter().filter(|table| table.partial).map(|table| table.table.logical_name.as_str()).collect();
    if missing.is_empty() && partial.is_empty() {
        return;
    }
    let mut message = match missing.len() {
        0 => "every table that is referred to has a page".to_owned(),
        1 => format!("a table is referred to and has no page: {}", list(&missing)),
        count => format!("{count} tables are referred to and have no page: {}", list(&missing)),
    };
    if !partial.is_empty() {
        message.push_str(&format!("; the base page is missing for {}", list(&partial.into_iter().collect())));
    }
    let help = "add their pages if you have them; lookups on tables without a page hold an id alone";
    diagnostics.push(Diagnostic::new(Code::MissingTables, message).help(help));
}

fn list(names: &BTreeSet<&str>) -> String {
    let mut listed = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > LISTED {
        listed.push_str(&format!(" and {} more", names.len() - LISTED));
    }
    listed
}

/// The tables that a table refers to.
fn referred(table: &Table) -> impl Iterator<Item = &str> {
    let targets = table.attributes.iter().flat_map(|column| &column.targets);
    let referenced = table.many_to_one_relationships.iter().flat_map(|relationship| &relationship.referenced_entity);
    let referencing = table.one_to_many_relationships.iter().flat_map(|relationship| &relationship.referencing_entity);
    let partners = table.many_to_many_relationships.iter().flat_map(|relationship| {
        let both = [&relationship.entity1_logical_name, &relationship.entity2_logical_name];
        both.into_iter().flatten()
    });
    let all = targets.chain(referenced).chain(referencing).chain(partners);
    all.map(String::as_str).filter(|name| *name != OWNER)
}

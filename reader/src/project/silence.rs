//! Findings that are known are not reported.

use super::Project;
use crate::diagnostic::Diagnostics;
use crate::model::{Schema, Table};
use crate::span::{Origin, SourceId};

/// Silences the findings that the settings name, and sorts the rest: once per run, when all are there.
pub fn settle(project: &Project, schema: &Schema, diagnostics: &mut Diagnostics) {
    silence(project, schema, diagnostics);
    diagnostics.sort();
}

/// Takes out the findings that are known.
fn silence(project: &Project, schema: &Schema, diagnostics: &mut Diagnostics) {
    let is_about = |source: SourceId, table: &str| {
        let is_table = |one: &&Table| one.table.logical_name == table;
        schema.tables.iter().filter(is_table).any(|one| {
            let items = one.attributes.iter().map(|column| column.origin);
            one.origin.source == source || items.chain(relationship_origins(one)).any(|origin| origin.source == source)
        })
    };
    diagnostics.retain(|finding| {
        !project.silence.iter().filter(|silence| silence.code == finding.code).any(|silence| match &silence.table {
            Some(table) => finding.origin.is_some_and(|origin| is_about(origin.source, table)),
            None => true,
        })
    });
}

fn relationship_origins(table: &Table) -> impl Iterator<Item = Origin> {
    let to_one = table.many_to_one_relationships.iter().map(|relationship| relationship.origin);
    let to_many = table.one_to_many_relationships.iter().map(|relationship| relationship.origin);
    to_one.chain(to_many).chain(table.many_to_many_relationships.iter().map(|relationship| relationship.origin))
}

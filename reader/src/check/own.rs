//! Documents of one's own say what requests need, and name tables and columns that are there.

use std::collections::BTreeSet;

use super::lists_all_columns;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{LayerId, Provenance, Schema, Table};
use crate::nearest::nearest;
use crate::span::Origin;

/// A table of one's own has a name in addresses, without which no request can be made.
pub(super) fn tables_have_sets(table: &Table, diagnostics: &mut Diagnostics) {
    let is_own = table.layers.iter().any(|layer| layer.full && layer.provenance == Provenance::Own);
    let facts = &table.table;
    if is_own && facts.primary_id_attribute.is_some() && facts.entity_set_name.is_none() {
        let message = format!("`{}` has no `EntitySetName`", facts.logical_name);
        let finding = Diagnostic::new(Code::NoEntitySet, message).at(table.origin, "requests for its rows are errors");
        diagnostics
            .push(finding.help("add `EntitySetName: …`, its name in addresses of the Web API: most often a plural"));
    }
}

/// Relationships are on columns that their table has.
pub(super) fn relationships_have_columns(table: &Table, diagnostics: &mut Diagnostics) {
    if !lists_all_columns(table) {
        return;
    }
    for relationship in table.many_to_one_relationships.iter().filter(|side| is_own(table, side.layer)) {
        let Some(column) = relationship.referencing_attribute.as_deref() else { continue };
        if table.attribute(column).is_none() {
            let item = format!("the relationship `{}`", relationship.schema_name);
            let label = "no lookup has it";
            diagnostics.push(unknown_column(table, &item, column, relationship.origin, label));
        }
    }
}

/// Returns the finding on a column that an item of the table names, and that the table does not have.
pub(super) fn unknown_column(table: &Table, item: &str, column: &str, origin: Origin, label: &str) -> Diagnostic {
    let columns = table.attributes.iter().map(|column| column.logical_name.as_str());
    let help = match nearest(column, columns) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add the column under `Attributes`, or correct the name".to_owned(),
    };
    let message = format!("{item} names the column `{column}`, which `{}` does not have", table.table.logical_name);
    Diagnostic::new(Code::UnknownColumn, message).at(origin, label).help(help)
}

/// Relationships lead to tables that are there, or that somebody else speaks of.
pub(super) fn relationships_have_tables(schema: &Schema, diagnostics: &mut Diagnostics) {
    let tables = schema.names();
    let stated: Vec<(&str, Option<Origin>)> = schema.tables.iter().flat_map(related).collect();
    let others: BTreeSet<&str> = stated.iter().filter(|(_, own)| own.is_none()).map(|(name, _)| *name).collect();
    for (name, origin) in stated.into_iter().filter_map(|(name, own)| Some((name, own?))) {
        if tables.contains(name) || others.contains(name) {
            continue;
        }
        if let Some(near) = nearest(name, tables.iter().map(String::as_str)) {
            let finding = Diagnostic::new(Code::UnknownTarget, format!("no table is called `{name}`"));
            let finding = finding.at(origin, "this relationship leads to it");
            diagnostics.push(finding.help(format!("did you mean `{near}`?")));
        }
    }
}

/// The tables that a table speaks of, each with its place if a document of one's own names it in a relationship.
fn related(table: &Table) -> impl Iterator<Item = (&str, Option<Origin>)> {
    let stated = table.attributes.iter().flat_map(move |column| {
        let is_stated =
            move |target: &&String| !column.implied_targets.contains(target) && !is_own(table, column.layer);
        column.targets.iter().filter(is_stated).map(|target| (Some(target), None))
    });
    let own = move |layer: Option<LayerId>, origin: Origin| is_own(table, layer).then_some(origin);
    let to_one = table.many_to_one_relationships.iter();
    let to_one = to_one.map(move |side| (side.referenced_entity.as_ref(), own(side.layer, side.origin)));
    let to_many = table.one_to_many_relationships.iter();
    let to_many = to_many.map(move |side| (side.referencing_entity.as_ref(), own(side.layer, side.origin)));
    let pairs = table.many_to_many_relationships.iter();
    let pairs = pairs.map(move |pair| (pair.entity2_logical_name.as_ref(), own(pair.layer, pair.origin)));
    let all = stated.chain(to_one).chain(to_many).chain(pairs);
    all.filter_map(|(name, own)| Some((name?.as_str(), own)))
}

/// Returns whether a layer of the table is a document of one's own.
pub(super) fn is_own(table: &Table, layer: Option<LayerId>) -> bool {
    let layer = layer.and_then(|layer| table.layers.get(usize::from(layer.0)));
    layer.is_some_and(|layer| layer.provenance == Provenance::Own)
}

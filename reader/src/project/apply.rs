//! Settings applied: which tables stay, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{LIST_MESSAGES, LIST_TABLES, matches_nothing};
use super::{MessageSelection, Project, Referenced, Selection, rename, taken};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};
use crate::nearest::nearest;

/// Applies the settings to resolved tables.
///
/// A selection or a rename that matches nothing is an error that names the nearest names.
pub fn apply(project: &Project, schema: &mut Schema, diagnostics: &mut Diagnostics) {
    rename::apply(&project.rename, schema, diagnostics);
    let of_features = project.features.iter().flat_map(|feature| &feature.tables);
    for selection in project.select.iter().chain(&project.without).chain(of_features) {
        if !schema.tables.iter().any(|table| selection.matches(table)) {
            diagnostics.push(selects_nothing(selection, schema));
        }
    }
    for selection in &project.messages {
        if !schema.web_api.messages.iter().any(|message| selection.matches(&message.name)) {
            diagnostics.push(selects_no_message(selection, schema));
        }
    }
    let selected = selected(project, schema);
    schema.tables.retain(|table| selected.contains(&table.table.logical_name));
    taken::report(&project.rename, schema, diagnostics);
}

/// The logical names of the tables that stay.
fn selected(project: &Project, schema: &Schema) -> BTreeSet<String> {
    let any = |selections: &[Selection], table: &Table| selections.iter().any(|one| one.matches(table));
    let is_out = |table: &Table| any(&project.without, table);
    let is_in = |table: &Table| (project.select.is_empty() || any(&project.select, table)) && !is_out(table);
    let by_name: BTreeMap<&str, &Table> =
        schema.tables.iter().map(|table| (table.table.logical_name.as_str(), table)).collect();
    let mut selected: BTreeSet<String> = BTreeSet::new();
    let mut next: Vec<&Table> = schema.tables.iter().filter(|table| is_in(table)).collect();
    let mut steps = match project.referenced {
        Referenced::Ids => 0,
        Referenced::Direct => 1,
        Referenced::All => usize::MAX,
    };
    loop {
        next.retain(|table| selected.insert(table.table.logical_name.clone()));
        if next.is_empty() || steps == 0 {
            return selected;
        }
        steps -= 1;
        let targets = next.iter().flat_map(|table| &table.attributes).flat_map(|column| &column.targets);
        next =
            targets.filter_map(|target| by_name.get(target.as_str()).copied()).filter(|table| !is_out(table)).collect();
    }
}

/// A selection that chooses no table: either no table is called so, or those that are have other products.
fn selects_nothing(selection: &Selection, schema: &Schema) -> Diagnostic {
    let by_name = Selection { product: None, ..selection.clone() };
    let called_so: Vec<&Table> = schema.tables.iter().filter(|table| by_name.matches(table)).collect();
    let Some(product) = selection.product.as_ref().filter(|_| !called_so.is_empty()) else {
        let names = schema.tables.iter().map(|table| table.table.logical_name.as_str());
        let help = match nearest(&selection.tables, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => LIST_TABLES.to_owned(),
        };
        return matches_nothing(&selection.tables, selection.origin, help);
    };
    let layers = called_so.iter().flat_map(|table| &table.layers);
    let products: BTreeSet<&str> = layers.filter_map(|layer| layer.product.as_deref()).collect();
    let list: Vec<String> = products.iter().map(|product| format!("`{product}`")).collect();
    let help = match list.as_slice() {
        [] => "no page of these tables names its product".to_owned(),
        list => format!("the products there are: {}", list.join(", ")),
    };
    let message = format!("no table of `{}` is of the product `{product}`", selection.tables);
    Diagnostic::new(Code::MatchesNothing, message).at(selection.origin, "here").help(help)
}

/// A selection that chooses no message: either no message is called so, or no input states the signature of those that
/// are.
fn selects_no_message(selection: &MessageSelection, schema: &Schema) -> Diagnostic {
    let name = &selection.messages;
    let listed = |table: &Table| table.messages.iter().any(|message| selection.matches(&message.name));
    if schema.tables.iter().any(listed) {
        let message = format!("no input states the signature of `{name}`");
        let help = "add its page of the Web API reference, or a document with `Messages`";
        return Diagnostic::new(Code::MatchesNothing, message).at(selection.origin, "here").help(help);
    }
    let names = schema.web_api.messages.iter().map(|message| message.name.as_str());
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => LIST_MESSAGES.to_owned(),
    };
    matches_nothing(name, selection.origin, help)
}

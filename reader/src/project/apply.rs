//! Settings applied: which tables stay, what they are called, and what is not reported.

use std::collections::{BTreeMap, BTreeSet};

use super::{Project, Referenced, Selection, rename, taken};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};
use crate::nearest::nearest;
use crate::source::{Origin, SourceId};

impl Project {
    /// Applies the settings to resolved tables.
    ///
    /// A selection or a rename that matches nothing is an error that names the nearest names.
    pub fn apply(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        rename::apply(&self.rename, schema, diagnostics);
        for selection in self.select.iter().chain(&self.without) {
            if !schema.tables.iter().any(|table| selection.matches(table)) {
                diagnostics.push(selects_nothing(selection, schema));
            }
        }
        let selected = self.selected(schema);
        schema.tables.retain(|table| selected.contains(&table.table.logical_name));
        taken::report(&self.rename, schema, diagnostics);
    }

    /// The logical names of the tables that stay.
    fn selected(&self, schema: &Schema) -> BTreeSet<String> {
        let any = |selections: &[Selection], table: &Table| selections.iter().any(|one| one.matches(table));
        let is_out = |table: &Table| any(&self.without, table);
        let is_in = |table: &Table| (self.select.is_empty() || any(&self.select, table)) && !is_out(table);
        let by_name: BTreeMap<&str, &Table> =
            schema.tables.iter().map(|table| (table.table.logical_name.as_str(), table)).collect();
        let mut selected: BTreeSet<String> = BTreeSet::new();
        let mut next: Vec<&Table> = schema.tables.iter().filter(|table| is_in(table)).collect();
        let mut steps = match self.referenced {
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
            next = targets
                .filter_map(|target| by_name.get(target.as_str()).copied())
                .filter(|table| !is_out(table))
                .collect();
        }
    }

    /// Silences the findings that the settings name, and sorts the rest: once per run, when all are there.
    pub fn settle(&self, schema: &Schema, diagnostics: &mut Diagnostics) {
        self.silence(schema, diagnostics);
        diagnostics.sort();
    }

    /// Takes out the findings that are known.
    fn silence(&self, schema: &Schema, diagnostics: &mut Diagnostics) {
        let is_about = |source: SourceId, table: &str| {
            let is_table = |one: &&Table| one.table.logical_name == table;
            schema.tables.iter().filter(is_table).any(|one| {
                let items = one.attributes.iter().map(|column| column.origin);
                one.origin.source == source
                    || items.chain(relationship_origins(one)).any(|origin| origin.source == source)
            })
        };
        diagnostics.retain(|finding| {
            !self.silence.iter().filter(|silence| silence.code == finding.code).any(|silence| match &silence.table {
                Some(table) => finding.origin.is_some_and(|origin| is_about(origin.source, table)),
                None => true,
            })
        });
    }
}

fn relationship_origins(table: &Table) -> impl Iterator<Item = Origin> {
    let to_one = table.many_to_one_relationships.iter().map(|relationship| relationship.origin);
    let to_many = table.one_to_many_relationships.iter().map(|relationship| relationship.origin);
    to_one.chain(to_many).chain(table.many_to_many_relationships.iter().map(|relationship| relationship.origin))
}

/// An error: a setting that names nothing there is.
pub(super) fn matches_nothing(name: &str, origin: Origin, help: Option<String>) -> Diagnostic {
    let help = help.unwrap_or_else(|| "`earlybound model` prints what there is".to_owned());
    Diagnostic::new(Code::MatchesNothing, format!("`{name}` matches nothing")).at(origin, "here").help(help)
}

/// A selection that chooses no table: either no table is called so, or those that are have other products.
fn selects_nothing(selection: &Selection, schema: &Schema) -> Diagnostic {
    let by_name = Selection { product: None, ..selection.clone() };
    let called_so: Vec<&Table> = schema.tables.iter().filter(|table| by_name.matches(table)).collect();
    let Some(product) = selection.product.as_ref().filter(|_| !called_so.is_empty()) else {
        let names = schema.tables.iter().map(|table| table.table.logical_name.as_str());
        let near = nearest(&selection.tables, names).map(|near| format!("did you mean `{near}`?"));
        return matches_nothing(&selection.tables, selection.origin, near);
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

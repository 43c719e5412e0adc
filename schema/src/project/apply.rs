//! Settings applied: which tables stay, what they are called, and what is not reported.

use std::collections::{BTreeMap, BTreeSet};

use super::{Project, Referenced, Rename, Selection};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};
use crate::nearest::nearest;
use crate::source::SourceId;

impl Project {
    /// Applies the settings to resolved tables.
    ///
    /// A selection or a rename that matches nothing is an error that names the nearest names.
    pub fn apply(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        for rename in &self.rename {
            if !apply_rename(schema, rename) {
                report_nothing(&rename.path, rename.origin, names(schema, &rename.path), diagnostics);
            }
        }
        for selection in self.select.iter().chain(&self.without) {
            if !schema.tables.iter().any(|table| selection.matches(table)) {
                let tables = schema.tables.iter().map(|table| table.table.logical_name.clone()).collect();
                report_nothing(&selection.tables, selection.origin, tables, diagnostics);
            }
        }
        let selected = self.selected(schema);
        schema.tables.retain(|table| selected.contains(&table.table.logical_name));
        self.silence(schema, diagnostics);
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

    /// Takes out the findings that are known.
    pub fn silence(&self, schema: &Schema, diagnostics: &mut Diagnostics) {
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

fn relationship_origins(table: &Table) -> impl Iterator<Item = crate::source::Origin> {
    let to_one = table.many_to_one_relationships.iter().map(|relationship| relationship.origin);
    let to_many = table.one_to_many_relationships.iter().map(|relationship| relationship.origin);
    to_one.chain(to_many).chain(table.many_to_many_relationships.iter().map(|relationship| relationship.origin))
}

/// Gives the item of a path its name; `false` where there is none.
fn apply_rename(schema: &mut Schema, rename: &Rename) -> bool {
    let mut parts = rename.path.split('.');
    let table = parts.next().unwrap_or_default();
    let Some(table) = schema.tables.iter_mut().find(|one| one.table.logical_name == table) else { return false };
    let slots: Vec<&mut Option<String>> = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => vec![&mut table.table.rust_name],
        (Some(column), Some(value), None) => {
            let columns = table.attributes.iter_mut().filter(|one| one.logical_name == column);
            let options = columns.filter_map(|column| column.option_set.as_mut()).flat_map(|set| &mut set.options);
            options.filter(|option| option.value.to_string() == value).map(|option| &mut option.rust_name).collect()
        }
        (Some(item), None, None) => item_names(table, item),
        _ => Vec::new(),
    };
    let found = !slots.is_empty();
    for slot in slots {
        *slot = Some(rename.name.clone());
    }
    found
}

/// The columns, messages and relationships of a name; a relationship of a table with itself has two sides.
fn item_names<'t>(table: &'t mut Table, item: &str) -> Vec<&'t mut Option<String>> {
    let columns = table.attributes.iter_mut().filter(|one| one.logical_name == item).map(|one| &mut one.rust_name);
    let messages = table.messages.iter_mut().chain(&mut table.events);
    let messages = messages.filter(|one| one.name == item).map(|one| &mut one.rust_name);
    let sides = table.many_to_one_relationships.iter_mut().chain(&mut table.one_to_many_relationships);
    let sides = sides.filter(|one| one.schema_name == item).map(|one| &mut one.rust_name);
    let pairs = table.many_to_many_relationships.iter_mut();
    let pairs = pairs.filter(|one| one.schema_name == item).map(|one| &mut one.rust_name);
    columns.chain(messages).chain(sides).chain(pairs).collect()
}

/// The paths that a path which matches nothing could have meant.
fn names(schema: &Schema, path: &str) -> Vec<String> {
    let (table, item) = path.split_once('.').unwrap_or((path, ""));
    match schema.tables.iter().find(|one| one.table.logical_name == table) {
        Some(found) if !item.is_empty() => {
            let columns = found.attributes.iter().map(|column| format!("{table}.{}", column.logical_name));
            columns.chain(found.messages.iter().map(|message| format!("{table}.{}", message.name))).collect()
        }
        _ => schema.tables.iter().map(|one| one.table.logical_name.clone()).collect(),
    }
}

fn report_nothing(path: &str, origin: crate::source::Origin, known: Vec<String>, diagnostics: &mut Diagnostics) {
    let help = match nearest(path, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`earlybound model` prints what there is".to_owned(),
    };
    let message = format!("`{path}` matches nothing");
    diagnostics.push(Diagnostic::new(Code::MatchesNothing, message).at(origin, "here").help(help));
}

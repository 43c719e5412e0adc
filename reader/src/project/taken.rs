//! Chosen names that other items of the same scope have already: these make way, which should not go unsaid.
//!
//! The names of other items are known here up to case and underscores, which is enough.

use std::collections::{BTreeSet, HashMap};

use super::Rename;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};
use crate::rust_name::Shape;
use crate::span::Origin;

/// An item of a scope.
struct Item<'a> {
    kind: &'static str,
    /// The path that a rename of it has.
    path: String,
    /// Its name if none was chosen.
    plain: &'a str,
    chosen: Option<&'a str>,
    origin: Origin,
}

/// Reports chosen names that are taken, where they were chosen.
pub(super) fn report(renames: &[Rename], schema: &Schema, diagnostics: &mut Diagnostics) {
    let chosen_at: HashMap<&str, Origin> = renames.iter().map(|rename| (rename.path.as_str(), rename.origin)).collect();
    let scopes = std::iter::once((Shape::Type, rows(schema))).chain(schema.tables.iter().flat_map(of_table));
    for (shape, items) in scopes.filter(|(_, items)| items.iter().any(|item| item.chosen.is_some())) {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            by_name.entry(folded(shape, item.chosen.unwrap_or(item.plain))).or_default().push(at);
        }
        for (at, item) in items.iter().enumerate() {
            let Some(name) = item.chosen else { continue };
            let same = by_name.get(&folded(shape, name)).into_iter().flatten();
            let mut rivals =
                same.filter_map(|&other| items.get(other).filter(|rival| is_rival(rival, name, other, at)));
            if let Some(rival) = rivals.next() {
                let origin = chosen_at.get(item.path.as_str()).copied().unwrap_or(item.origin);
                diagnostics.push(taken(name, rival, origin));
            }
        }
    }
}

/// Returns whether the item at `other` is in the way of the one at `at`. Of two chosen names the later one is reported.
fn is_rival(rival: &Item<'_>, name: &str, other: usize, at: usize) -> bool {
    rival.chosen.map_or(other != at, |chosen| other < at && chosen == name)
}

fn taken(name: &str, rival: &Item<'_>, origin: Origin) -> Diagnostic {
    let Item { kind, path, chosen, .. } = rival;
    let (message, label) = match chosen {
        Some(_) => (format!("`{name}` was chosen for the {kind} `{path}`, too"), "neither gets it"),
        None => (format!("`{name}` is what the {kind} `{path}` is called"), "this counts"),
    };
    let finding = Diagnostic::new(Code::NameTaken, message).at(origin, label);
    let finding = finding.related(rival.origin, "this is called otherwise");
    finding.help(format!("choose another name, or another one for `{path}`, too"))
}

/// The name as generated code has it, up to what does not matter here.
fn folded(shape: Shape, name: &str) -> String {
    match shape {
        Shape::Type | Shape::Variant => {
            name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        }
        Shape::Field | Shape::Constant => {
            let fitting = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
            name.chars().map(fitting).flat_map(char::to_lowercase).collect()
        }
    }
}

/// The types of tables: of those that are there, and of those that lookups name.
fn rows(schema: &Schema) -> Vec<Item<'_>> {
    let described = schema.names();
    let mut items: Vec<Item<'_>> = Vec::with_capacity(described.len());
    for table in &schema.tables {
        let facts = &table.table;
        let plain = facts.schema_name.as_deref().unwrap_or(&facts.logical_name);
        let chosen = facts.rust_name.as_deref();
        items.push(Item { kind: "table", path: facts.logical_name.clone(), plain, chosen, origin: table.origin });
    }
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for column in schema.tables.iter().flat_map(|table| &table.attributes) {
        for target in column.targets.iter().filter(|target| !described.contains(*target)) {
            if named.insert(target) {
                let (path, origin) = (target.clone(), column.origin);
                items.push(Item { kind: "table", path, plain: target, chosen: None, origin });
            }
        }
    }
    items
}

/// The scopes of one table. Options are none: labels collide all the time, and make way for each other.
fn of_table(table: &Table) -> [(Shape, Vec<Item<'_>>); 6] {
    macro_rules! items {
        ($kind:literal, $list:ident, $name:ident) => {{
            let items = table.$list.iter().map(|one| Item {
                kind: $kind,
                path: format!("{}.{}", table.table.logical_name, one.$name),
                plain: &one.$name,
                chosen: one.rust_name.as_deref(),
                origin: one.origin,
            });
            items.collect()
        }};
    }
    [
        (Shape::Field, items!("column", attributes, logical_name)),
        (Shape::Type, items!("message", messages, name)),
        (Shape::Type, items!("event", events, name)),
        (Shape::Constant, items!("relationship", many_to_one_relationships, schema_name)),
        (Shape::Constant, items!("relationship", one_to_many_relationships, schema_name)),
        (Shape::Constant, items!("relationship", many_to_many_relationships, schema_name)),
    ]
}

//! What becomes of generated names from one version of a reference to another.

use std::collections::BTreeMap;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;

use crate::names::{Key, Names, Role, listing};

/// A generated name that is gone, or that another one stands in for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameChange {
    /// The logical name of the table.
    pub table: String,
    /// The item that is called so, as [`Change::item`](earlybound_reader::diff::Change::item) calls it.
    pub item: String,
    /// The path that no longer exists, such as `account::FAX`.
    pub old: String,
    /// The path that stands for the same item now; `None` if there is none.
    pub new: Option<String>,
}

/// The generated names of the older version that the newer one does not have for the same item.
///
/// Names that are gone with their module or their type are not told beside it, and neither is a field beside the constant
/// of its column.
pub fn name_changes(old: &Schema, new: &Schema) -> Vec<NameChange> {
    let mut ignored = Diagnostics::default();
    let (old, new) = (Names::new(old, &mut ignored), Names::new(new, &mut ignored));
    let (old, new) = (listing(&old), listing(&new));
    let gone = old.iter().filter(|(key, path)| new.get(key) != Some(path) && !follows(key, path, &old, &new));
    let change = |((table, item, role), path): (&Key<'_>, &String)| NameChange {
        table: (*table).to_owned(),
        item: item.clone(),
        old: path.clone(),
        new: new.get(&(*table, item.clone(), *role)).cloned(),
    };
    gone.map(change).collect()
}

/// Whether the change of a name is that of what it stands in.
fn follows(
    (table, item, role): &Key<'_>,
    path: &str,
    old: &BTreeMap<Key<'_>, String>,
    new: &BTreeMap<Key<'_>, String>,
) -> bool {
    let same = |item: &str, role: Role| {
        let key = (*table, item.to_owned(), role);
        old.get(&key) == new.get(&key)
    };
    let last = |path: &str| path.rsplit([':', '.']).next().unwrap_or_default().to_owned();
    let kept = new.get(&(*table, item.clone(), *role)).is_none_or(|new| last(new) == last(path));
    let within = match role {
        Role::Module | Role::Row => return false,
        Role::Constant | Role::Type | Role::Message(_) | Role::Relationship(_) => same(table, Role::Module),
        Role::Field => same(item, Role::Constant) && same(table, Role::Row),
        Role::Variant => {
            let column = item.split('=').next().unwrap_or_default();
            same(column, Role::Type) && same(table, Role::Module)
        }
    };
    !within && kept
}

//! Changes of generated names from one version of a reference to another.

use std::collections::BTreeMap;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Schema;
use earlybound_reader::project::Project;
use earlybound_reader::source::Sources;

use crate::names::{Kept, Key, Listed, Names, Role, listing};

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

/// The paths of the constants of columns, such as `account::FAX`, by table and column.
pub fn column_paths(schema: &Schema, sources: &Sources) -> BTreeMap<(String, String), String> {
    let constants = listed(schema, sources).into_iter().filter(|((role, ..), _)| *role == Role::Constant);
    constants.map(|((_, table, column), listed)| ((table, column), listed.path)).collect()
}

/// The generated names of the older version that the newer one does not have for the same item. Names that a lock
/// beside the sources keeps are the same on both sides.
///
/// Names that are gone with their module or their type are not told beside it, and neither is a field beside the
/// constant of its column.
pub fn name_changes(old: (&Schema, &Sources), new: (&Schema, &Sources)) -> Vec<NameChange> {
    let [old, new] = [old, new].map(|(schema, sources)| listed(schema, sources));
    let is_told = |(key, listed): &(&Key, &Listed)| {
        new.get(*key).map(|now| &now.path) != Some(&listed.path) && !follows(key, listed, &old, &new)
    };
    let change = |(key, listed): (&Key, &Listed)| NameChange {
        table: key.1.clone(),
        item: key.2.clone(),
        old: listed.path.clone(),
        new: new.get(key).map(|now| now.path.clone()),
    };
    old.iter().filter(is_told).map(change).collect()
}

/// Returns the names of a schema, by what they stand for.
fn listed(schema: &Schema, sources: &Sources) -> BTreeMap<Key, Listed> {
    let mut ignored = Diagnostics::default();
    let kept = Kept::read(sources, &mut ignored);
    let project = Project::read(sources, &mut ignored);
    listing(&Names::new(schema, &project.messages, &kept, &mut ignored))
}

/// Returns whether the change of a name is that of what it stands in, or told with another name.
fn follows(
    (role, table, item): &Key,
    listed: &Listed,
    old: &BTreeMap<Key, Listed>,
    new: &BTreeMap<Key, Listed>,
) -> bool {
    let same = |role: Role, item: &str| {
        let key = (role, table.clone(), item.to_owned());
        old.get(&key).map(|old| &old.path) == new.get(&key).map(|new| &new.path)
    };
    let owner = || item.rsplit_once('.').map_or("", |(owner, _)| owner);
    let within = match role {
        Role::Module | Role::Row => return false,
        Role::Shared => return true,
        Role::Field => same(Role::Constant, item) && same(Role::Row, table),
        Role::Variant => {
            let column = item.split('=').next().unwrap_or_default();
            same(Role::Type, column) && same(Role::Module, table)
        }
        Role::Call | Role::Complex | Role::Enum => return false,
        Role::Parameter => same(Role::Call, owner()),
        Role::Property => same(Role::Complex, owner()),
        Role::Member => same(Role::Enum, owner()),
        _ => same(Role::Module, table),
    };
    let now = new.get(&(*role, table.clone(), item.clone()));
    !within && now.is_none_or(|now| now.name == listed.name)
}

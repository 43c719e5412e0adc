//! Checks that relationships cascade as the platform allows.

use std::collections::BTreeMap;

use super::list;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{OneToManyRelationship, Table};
use earlybound_schema::cascade::{CascadeAction, CascadeType};

/// The column of activities that says what they are about. Each of its targets may be a parent.
const REGARDING: &str = "regardingobjectid";

/// Every cascade is one that the documentation has for its action.
pub(super) fn are_documented(table: &Table, diagnostics: &mut Diagnostics) {
    for relationship in &table.many_to_one_relationships {
        let stated = relationship.cascade_configuration.stated();
        for (action, effect) in stated.filter(|(action, effect)| !is_documented(*action, *effect)) {
            let message = format!("`{}`: {action} is {effect}", relationship.schema_name);
            let finding = Diagnostic::new(Code::UnusualCascade, message).at(relationship.origin, "this relationship");
            diagnostics.push(finding.help(format!("{action} can be {}", documented(action))));
        }
    }
}

fn is_documented(action: CascadeAction, effect: CascadeType) -> bool {
    match action {
        CascadeAction::Archive => true, // Not documented at all.
        // Relationships of the system, such as with the user who created a row, have no effect on delete.
        CascadeAction::Delete => !matches!(effect, CascadeType::Active | CascadeType::UserOwned),
        CascadeAction::Merge => matches!(effect, CascadeType::Cascade | CascadeType::NoCascade),
        _ => effect == CascadeType::NoCascade || effect.goes_on(),
    }
}

fn documented(action: CascadeAction) -> String {
    list(&CascadeType::ALL.iter().filter(|effect| is_documented(action, **effect)).collect::<Vec<_>>())
}

/// A custom table has one parent: the platform refuses a second relationship whose actions go on to its rows.
///
/// Tables of the system may have several, and so may the two lookups whose targets are parents by turns: customer and
/// regarding.
pub(super) fn one_parent(table: &Table, diagnostics: &mut Diagnostics) {
    let name = &table.table.logical_name;
    if !name.contains('_') {
        return; // Only the system's own tables have no publisher's prefix.
    }
    let mut parents: BTreeMap<&str, &OneToManyRelationship> = BTreeMap::new();
    for relationship in table.many_to_one_relationships.iter().filter(|relationship| is_parental(relationship)) {
        if let Some(column) = relationship.referencing_attribute.as_deref().filter(|column| *column != REGARDING) {
            parents.entry(column).or_insert(relationship);
        }
    }
    let mut others = parents.values().copied();
    let (Some(first), Some(second)) = (others.next(), others.next()) else { return };
    let columns = list(&parents.keys().collect::<Vec<_>>());
    let finding = Diagnostic::new(Code::SeveralParents, format!("`{name}` has parents through {columns}"));
    let finding = finding.at(first.origin, "a parental relationship").related(second.origin, "another one");
    diagnostics.push(finding.help("all but one of them need `NoCascade`, and Delete `RemoveLink` or `Restrict`"));
}

/// Returns whether an action goes on to the rows that point. Merging and listing activities do not count.
fn is_parental(relationship: &OneToManyRelationship) -> bool {
    let cascade = &relationship.cascade_configuration;
    let actions = [cascade.assign, cascade.delete, cascade.reparent, cascade.share, cascade.unshare];
    actions.into_iter().flatten().any(CascadeType::goes_on)
}

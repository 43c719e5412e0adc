//! The tables that a lookup can point to: those that its column lists and those that its relationships lead to.

use std::collections::{HashMap, HashSet};

use super::some_of::some_of;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Table;
use crate::span::Origin;

/// Not a table: it stands for the users and teams that can own a row.
pub(super) const OWNER: &str = "owner";

/// Adds the targets that only relationships name, and says so where the column's own list leaves them out.
pub(super) fn complete(table: &mut Table, diagnostics: &mut Diagnostics) {
    let mut led_to: HashMap<&str, Vec<(&str, Origin)>> = HashMap::new();
    for relationship in &table.many_to_one_relationships {
        let (Some(column), Some(target)) = (&relationship.referencing_attribute, &relationship.referenced_entity)
        else {
            continue;
        };
        if target != OWNER {
            led_to.entry(column).or_default().push((target, relationship.origin));
        }
    }
    for column in &mut table.attributes {
        let is_lookup = column.attribute_type.is_none_or(|kind| kind.is_lookup());
        let Some(led_to) = led_to.get(column.logical_name.as_str()).filter(|_| is_lookup) else { continue };
        let listed: HashSet<&str> = column.targets.iter().map(String::as_str).collect();
        let mut more: Vec<(&str, Origin)> =
            led_to.iter().copied().filter(|(target, _)| !listed.contains(target)).collect();
        more.sort_unstable_by_key(|(target, _)| *target);
        more.dedup_by_key(|(target, _)| *target);
        // An empty list says nothing, and so nothing wrong.
        if let Some((_, first)) = more.first().filter(|_| !column.targets.is_empty()) {
            let name = &column.logical_name;
            let plural = if more.len() == 1 { "" } else { "s" };
            let message =
                format!("relationships on `{name}` name {} target{plural} that the column does not list", more.len());
            let names: Vec<&str> = more.iter().map(|(target, _)| *target).collect();
            let finding = Diagnostic::new(Code::TargetsDisagree, message).at(column.origin, "this column");
            let finding = finding.related(*first, "the first such relationship");
            diagnostics.push(finding.help(format!("treated as targets: {}", some_of(&names))));
        }
        let more: Vec<String> = more.into_iter().map(|(target, _)| target.to_owned()).collect();
        column.targets.extend_from_slice(&more);
        column.implied_targets = more;
    }
}

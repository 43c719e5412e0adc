//! Names that hold for the whole of an organization.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Schema, Table};
use crate::span::Origin;

/// The two tables that a relationship joins, and where it says so.
#[derive(Clone, Copy)]
struct Ends<'a> {
    referenced: &'a str,
    referencing: &'a str,
    origin: Origin,
}

impl Ends<'_> {
    fn join_the_same(self, other: Self) -> bool {
        (self.referenced, self.referencing) == (other.referenced, other.referencing)
    }
}

/// A relationship's name is that of one relationship: wherever it stands, it relates the same two tables.
pub(super) fn relationships_are_unique(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut by_name: BTreeMap<&str, Vec<Ends<'_>>> = BTreeMap::new();
    for (name, ends) in schema.tables.iter().flat_map(relationships) {
        let known = by_name.entry(name).or_default();
        // Each relationship stands on the pages of both its tables.
        if !known.iter().any(|other| other.join_the_same(ends)) {
            known.push(ends);
        }
    }
    for (name, ends) in by_name {
        let Some((first, others)) = ends.split_first() else { continue };
        for other in others {
            let message = format!(
                "`{name}` points from `{}` to `{}` in one place and from `{}` to `{}` in another",
                other.referencing, other.referenced, first.referencing, first.referenced
            );
            let finding = Diagnostic::new(Code::SharedRelationshipName, message).at(other.origin, "one place");
            diagnostics.push(finding.related(first.origin, "the other place"));
        }
    }
}

/// The one-to-many relationships that state both their tables, seen from either.
fn relationships(table: &Table) -> impl Iterator<Item = (&str, Ends<'_>)> {
    let both_sides = table.many_to_one_relationships.iter().chain(&table.one_to_many_relationships);
    both_sides.filter_map(|relationship| {
        let referenced = relationship.referenced_entity.as_deref()?;
        let referencing = relationship.referencing_entity.as_deref()?;
        let ends = Ends { referenced, referencing, origin: relationship.origin };
        Some((relationship.schema_name.as_str(), ends))
    })
}

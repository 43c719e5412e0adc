//! The two sides of a relationship are brought together: what only one page says, both tables know.
//!
//! Pages up to early 2024 print cascades on the one-to-many side alone, later ones on the many-to-one side alone.

use std::collections::HashMap;

use super::merge::disagreement;
use crate::diagnostic::Diagnostics;
use crate::model::fact::Facts;
use crate::model::key::Key;
use crate::model::{ManyToManyRelationship, OneToManyRelationship, Table};

/// The index of a relationship: that of its table, and that in the table's list.
type Index = (usize, usize);

/// Joins the sides of all relationships whose two tables are there.
#[expect(clippy::indexing_slicing, reason = "each index is one into the same tables and lists")]
pub(super) fn join(tables: &mut [Table], diagnostics: &mut Diagnostics) {
    for (many, one) in pairs_of_sides(tables) {
        let mut many_side = std::mem::take(&mut tables[many.0].many_to_one_relationships[many.1]);
        let one_side = &mut tables[one.0].one_to_many_relationships[one.1];
        join_one_to_many(&mut many_side, one_side, diagnostics);
        tables[many.0].many_to_one_relationships[many.1] = many_side;
    }
    for (first, second) in pairs_of_partners(tables) {
        let mut left = std::mem::take(&mut tables[first.0].many_to_many_relationships[first.1]);
        let right = &mut tables[second.0].many_to_many_relationships[second.1];
        join_many_to_many(&mut left, right);
        join_many_to_many(right, &left);
        tables[first.0].many_to_many_relationships[first.1] = left;
    }
}

/// The many-to-one side and the one-to-many side of each relationship.
fn pairs_of_sides(tables: &[Table]) -> Vec<(Index, Index)> {
    let mut many_sides: HashMap<(&str, &str), Index> = HashMap::new();
    for (at, table) in tables.iter().enumerate() {
        for (number, relationship) in table.many_to_one_relationships.iter().enumerate() {
            many_sides.insert((&table.table.logical_name, &relationship.schema_name), (at, number));
        }
    }
    let mut pairs = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        for (number, relationship) in table.one_to_many_relationships.iter().enumerate() {
            let Some(referencing) = &relationship.referencing_entity else { continue };
            if let Some(many) = many_sides.get(&(referencing, &relationship.schema_name)) {
                pairs.push((*many, (at, number)));
            }
        }
    }
    pairs
}

fn join_one_to_many(many: &mut OneToManyRelationship, one: &mut OneToManyRelationship, diagnostics: &mut Diagnostics) {
    for (action, effect) in one.cascade_configuration.stated() {
        match many.cascade_configuration.get(action) {
            None => _ = many.cascade_configuration.set(action, effect),
            Some(stated) if stated == effect => {}
            Some(stated) => {
                let name = &many.schema_name;
                let message = format!("`{name}`: {action} is {effect} on one side and {stated} on the other");
                diagnostics.push(disagreement(message, many.origin, one.origin));
            }
        }
    }
    one.cascade_configuration = many.cascade_configuration;
    many.fill(one, is_shared);
    one.fill(many, is_shared);
}

/// The two ends of each many-to-many relationship between two tables.
fn pairs_of_partners(tables: &[Table]) -> Vec<(Index, Index)> {
    let mut ends: HashMap<(&str, &str), Index> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        for (number, relationship) in table.many_to_many_relationships.iter().enumerate() {
            let own = table.table.logical_name.as_str();
            let Some(other) = relationship.entity2_logical_name.as_deref().filter(|other| *other != own) else {
                continue;
            };
            if let Some(index) = ends.get(&(other, &relationship.schema_name)) {
                pairs.push((*index, (at, number)));
            }
            ends.insert((own, &relationship.schema_name), (at, number));
        }
    }
    pairs
}

/// Fills the gaps of one end from the other, on which the sides are the other way round.
fn join_many_to_many(into: &mut ManyToManyRelationship, from: &ManyToManyRelationship) {
    let mut turned = from.clone();
    turned.turn();
    into.fill(&turned, |key| is_shared(key) && !matches!(key, Key::Entity1LogicalName | Key::Entity2LogicalName));
}

/// Returns whether a fact is one about a relationship, and not about the layer that describes it.
fn is_shared(key: Key) -> bool {
    let of_layer = [
        Key::AddedBy,
        Key::ChangedBy,
        Key::ChangesFrom,
        Key::Customized,
        Key::Layer,
        Key::Omit,
        Key::Other,
        Key::RustName,
    ];
    !of_layer.contains(&key)
}

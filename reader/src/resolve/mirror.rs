//! Relationships that one's own documents, a solution or an organization state on one of their tables stand on both.
//!
//! Pages of both tables list a relationship, or neither is complete. A solution lists it once, and whoever adds a lookup
//! to a table does not add to the page of the table that it points at.

use std::collections::{HashMap, HashSet};

use crate::model::{LayerId, ManyToManyRelationship, OneToManyRelationship, Provenance, Table};

/// Adds to each table what other tables say of their relationships with it.
pub(super) fn mirror(tables: &mut [Table]) {
    complete(tables);
    let mut to_many: HashMap<String, Vec<OneToManyRelationship>> = HashMap::new();
    let mut to_one: HashMap<String, Vec<OneToManyRelationship>> = HashMap::new();
    let mut pairs: HashMap<String, Vec<ManyToManyRelationship>> = HashMap::new();
    for table in &*tables {
        let own = &table.table.logical_name;
        for side in table.many_to_one_relationships.iter().filter(|side| is_stated_once(table, side.layer)) {
            if let Some(other) = &side.referenced_entity {
                to_many.entry(other.clone()).or_default().push(unlayered(side));
            }
        }
        for side in table.one_to_many_relationships.iter().filter(|side| is_stated_once(table, side.layer)) {
            if let Some(other) = &side.referencing_entity {
                to_one.entry(other.clone()).or_default().push(unlayered(side));
            }
        }
        for pair in table.many_to_many_relationships.iter().filter(|pair| is_stated_once(table, pair.layer)) {
            if let Some(other) = pair.entity2_logical_name.as_ref().filter(|other| *other != own) {
                pairs.entry(other.clone()).or_default().push(crossed(pair));
            }
        }
    }
    for table in tables {
        let own = table.table.logical_name.clone();
        add(&mut table.one_to_many_relationships, to_many.remove(&own), |side| &side.schema_name);
        add(&mut table.many_to_one_relationships, to_one.remove(&own), |side| &side.schema_name);
        add(&mut table.many_to_many_relationships, pairs.remove(&own), |pair| &pair.schema_name);
    }
}

/// A lookup holds the id of the row that it points at, which a solution leaves unsaid.
fn complete(tables: &mut [Table]) {
    let id = |table: &Table| Some((table.table.logical_name.clone(), table.table.primary_id_attribute.clone()?));
    let ids: HashMap<String, String> = tables.iter().filter_map(id).collect();
    for table in tables {
        let mut sides = std::mem::take(&mut table.many_to_one_relationships);
        for side in sides.iter_mut().filter(|side| is_stated_once(table, side.layer)) {
            let referenced = side.referenced_entity.as_ref().and_then(|referenced| ids.get(referenced));
            side.referenced_attribute = side.referenced_attribute.take().or_else(|| referenced.cloned());
        }
        table.many_to_one_relationships = sides;
    }
}

fn is_stated_once(table: &Table, layer: Option<LayerId>) -> bool {
    let layer = layer.and_then(|layer| table.layers.get(usize::from(layer.0)));
    layer.is_some_and(|layer| layer.provenance != Provenance::Page)
}

/// Layers are those of a table: another table knows nothing of them.
fn unlayered(side: &OneToManyRelationship) -> OneToManyRelationship {
    OneToManyRelationship { layer: None, changed_by: Vec::new(), rust_name: None, ..side.clone() }
}

fn crossed(pair: &ManyToManyRelationship) -> ManyToManyRelationship {
    let mut pair = ManyToManyRelationship { layer: None, changed_by: Vec::new(), rust_name: None, ..pair.clone() };
    pair.turn();
    pair
}

fn add<T>(list: &mut Vec<T>, others: Option<Vec<T>>, name: impl Fn(&T) -> &str) {
    let known: HashSet<String> = list.iter().map(|item| name(item).to_owned()).collect();
    list.extend(others.into_iter().flatten().filter(|other| !known.contains(name(other))));
}

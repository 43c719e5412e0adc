//! Inheritance of entity types: an activity has the columns of all activities.

use std::collections::{HashMap, HashSet};

use super::entity::Declared;
use crate::model::{EntityType, NavigationProperty, Property};

/// The types of which there are rows, each with what it has of its bases.
pub(super) fn flatten(declared: Vec<Declared>) -> Vec<EntityType> {
    let by_name: HashMap<&str, &Declared> =
        declared.iter().map(|declared| (declared.entity.name.as_str(), declared)).collect();
    let types = declared.iter().filter(|declared| !declared.is_abstract);
    types.map(|declared| with_bases(declared, &by_name)).collect()
}

fn with_bases(declared: &Declared, by_name: &HashMap<&str, &Declared>) -> EntityType {
    let mut entity = declared.entity.clone();
    let mut names: HashSet<&str> = HashSet::from([declared.entity.name.as_str()]);
    let mut next = declared.base.as_deref();
    // A type that is its own base has no more.
    while let Some(base) = next.filter(|base| names.insert(base)).and_then(|base| by_name.get(base)) {
        let of = &base.entity;
        entity.primary_id_attribute = entity.primary_id_attribute.take().or_else(|| of.primary_id_attribute.clone());
        add_properties(&mut entity.properties, &of.properties);
        add_links(&mut entity.navigation_properties, &of.navigation_properties);
        next = base.base.as_deref();
    }
    entity
}

fn add_properties(own: &mut Vec<Property>, of_base: &[Property]) {
    let known: HashSet<String> = own.iter().map(|property| property.name.clone()).collect();
    own.extend(of_base.iter().filter(|property| !known.contains(&property.name)).cloned());
}

/// A type has links of its own for most columns of its base. Links to several rows, and those that lead back, are the
/// base's alone.
fn add_links(own: &mut Vec<NavigationProperty>, of_base: &[NavigationProperty]) {
    let known: HashSet<Option<String>> = own.iter().map(|link| link.column.clone()).collect();
    let more = of_base.iter().filter(|link| link.column.is_some() && !known.contains(&link.column));
    own.extend(more.map(|link| NavigationProperty { partner: None, ..link.clone() }));
}

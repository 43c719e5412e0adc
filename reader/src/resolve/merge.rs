//! The layers of one table become one table: of single facts the last one counts, of lists all.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::fact::Facts;
use crate::model::{
    AlternateKey, Attribute, Document, Layer, LayerId, ManyToManyRelationship, Message, OneToManyRelationship,
    OptionMetadata, Provenance, Section, Table, TableFacts,
};
use crate::span::Origin;
use earlybound_schema::AttributeType;

use super::overlays::{is_addition, is_overlay};

/// Merges layers that are in order.
pub(super) fn merge(layers: Vec<Document>, diagnostics: &mut Diagnostics) -> Table {
    let mut table = Table { partial: layers.iter().all(is_addition), ..Table::default() };
    for mut document in layers {
        if table.layers.is_empty() {
            table.origin = document.origin;
        }
        let extends = document.extends.is_some();
        let provenance = document.provenance;
        add_layers(&mut table.layers, &mut document);
        merge_facts(&mut table.table, document.table, !extends);
        let (events, messages) = document.messages.into_iter().partition(|message| message.is_event_only);
        merge_messages(&mut table.messages, messages);
        merge_messages(&mut table.events, events);
        merge_messages(&mut table.events, document.events);
        merge_attributes(&mut table.attributes, document.attributes);
        merge_keys(&mut table.keys, document.keys);
        let (to_one, to_many) = (document.many_to_one_relationships, document.one_to_many_relationships);
        let mut disagreements = Diagnostics::default();
        merge_one_to_many(&mut table.many_to_one_relationships, to_one, &mut disagreements);
        merge_one_to_many(&mut table.one_to_many_relationships, to_many, &mut disagreements);
        // Solutions customize, and an organization is what it is.
        if matches!(provenance, Provenance::Page | Provenance::Own) {
            diagnostics.extend(disagreements);
        }
        merge_many_to_many(&mut table.many_to_many_relationships, document.many_to_many_relationships);
    }
    name_own_side(&mut table);
    leave_out(&mut table);
    table
}

/// Adds the layers of a document to those before it, and has its items name them: a document is one layer, unless it was
/// merged from several.
fn add_layers(layers: &mut Vec<Layer>, document: &mut Document) {
    let before = u16::try_from(layers.len()).unwrap_or(u16::MAX);
    let merged = std::mem::take(&mut document.layers);
    if merged.is_empty() {
        layers.push(layer_of(document));
        document.visit_layers(|_, layer, changed_by| {
            *layer = Some(LayerId(before));
            changed_by.clear();
        });
    } else {
        layers.extend(merged);
        let moved = |layer: LayerId| LayerId(layer.0.saturating_add(before));
        document.visit_layers(|_, layer, changed_by| {
            *layer = layer.map(moved);
            changed_by.iter_mut().for_each(|layer| *layer = moved(*layer));
        });
    }
}

fn layer_of(document: &Document) -> Layer {
    let is_metadata = document.provenance == Provenance::Metadata;
    Layer {
        product: document.product.clone(),
        source: document.source.clone(),
        date: document.date.clone(),
        provenance: document.provenance,
        full: document.extends.is_none() && !is_metadata && !is_overlay(document),
    }
}

/// A page of additions has no properties of its own: what its title says only fills gaps.
fn merge_facts(facts: &mut TableFacts, mut later: TableFacts, of_table: bool) {
    if of_table {
        std::mem::swap(facts, &mut later);
    }
    facts.fill(&later, |_| true);
}

/// Adds later items to earlier ones: `merge` takes one of a known name over into the item of that name.
fn merge_list<T, K: Hash + Eq>(
    list: &mut Vec<T>,
    later: impl IntoIterator<Item = T>,
    name: impl Fn(&T) -> K,
    mut merge: impl FnMut(&mut T, T),
) {
    let mut indices: HashMap<K, usize> = list.iter().enumerate().map(|(at, item)| (name(item), at)).collect();
    for item in later {
        let index = *indices.entry(name(&item)).or_insert(list.len());
        match list.get_mut(index) {
            Some(earlier) => merge(earlier, item),
            None => list.push(item),
        }
    }
}

fn merge_messages(list: &mut Vec<Message>, later: Vec<Message>) {
    merge_list(list, later, |message| message.name.clone(), |message, later| _ = message.take(later));
}

fn merge_attributes(list: &mut Vec<Attribute>, mut later: Vec<Attribute>) {
    name_as_before(&mut later, list);
    for column in &mut later {
        // A page that states an option twice means the later one.
        if let Some(set) = &mut column.option_set {
            let options = std::mem::take(&mut set.options);
            merge_options(&mut set.options, options);
        }
    }
    merge_list(list, later, |column| column.logical_name.clone(), merge_attribute);
}

/// A layer that leaves a column's logical name out means the column of that schema name.
fn name_as_before(later: &mut [Attribute], before: &[Attribute]) {
    let names: HashSet<&str> = before.iter().map(|column| column.logical_name.as_str()).collect();
    let by_schema_name: HashMap<String, &str> =
        before.iter().map(|column| (column.schema_name.to_lowercase(), column.logical_name.as_str())).collect();
    for column in later {
        let implied = column.schema_name.to_lowercase();
        let is_left_out = column.logical_name == implied && !names.contains(implied.as_str());
        if let Some(name) = by_schema_name.get(&implied).filter(|_| is_left_out) {
            column.logical_name = (*name).to_owned();
        }
    }
}

fn merge_keys(list: &mut Vec<AlternateKey>, later: Vec<AlternateKey>) {
    merge_list(list, later, |key| key.logical_name.clone(), |key, later| _ = key.take(later));
}

fn merge_attribute(column: &mut Attribute, mut later: Attribute) {
    // A live organization calls some types `Virtual` that have a name of their own.
    if later.attribute_type == Some(AttributeType::Virtual) && column.attribute_type.is_some() {
        later.attribute_type = None;
    }
    let cleared = std::mem::take(&mut later.cleared);
    let mut changed = !cleared.is_empty();
    for key in cleared.iter().filter_map(|key| key.parse().ok()) {
        column.clear(key);
    }
    if column.section == Section::Customized {
        column.section = later.section;
    }
    let (targets, later_targets) = (column.targets.len(), std::mem::take(&mut later.targets));
    merge_list(&mut column.targets, later_targets, String::clone, |_, _| {});
    changed |= (1..column.targets.len()).contains(&targets);
    if let Some(mut later) = later.option_set.take() {
        let set = column.option_set.get_or_insert_default();
        changed |= merge_options(&mut set.options, std::mem::take(&mut later.options));
        changed |= set.take(later);
    }
    let layers = (later.layer, std::mem::take(&mut later.changed_by));
    changed |= column.take(later);
    note_change(&mut column.changed_by, layers, changed);
}

/// Says whether there were options before, and are others now.
fn merge_options(list: &mut Vec<OptionMetadata>, later: Vec<OptionMetadata>) -> bool {
    let before = list.len();
    let mut replaced = false;
    merge_list(list, later, |option| option.value, |option, later| replaced |= option.take(later));
    replaced || (1..list.len()).contains(&before)
}

fn merge_one_to_many(
    list: &mut Vec<OneToManyRelationship>,
    later: Vec<OneToManyRelationship>,
    diagnostics: &mut Diagnostics,
) {
    let merge = |earlier: &mut _, later| merge_side(earlier, later, diagnostics);
    merge_list(list, later, |relationship| relationship.schema_name.clone(), merge);
}

fn merge_side(
    relationship: &mut OneToManyRelationship,
    mut later: OneToManyRelationship,
    diagnostics: &mut Diagnostics,
) {
    let mut changed = false;
    for (action, effect) in later.cascade_configuration.stated() {
        let before = relationship.cascade_configuration.set(action, effect);
        changed |= before.is_some_and(|before| before != effect);
        // A customized relationship says that it changes something; any other should agree.
        if let Some(before) = before.filter(|before| *before != effect && !later.customized) {
            let name = &later.schema_name;
            let message = format!("`{name}`: {action} is {before} in one layer and {effect} in a later one");
            diagnostics.push(disagreement(message, later.origin, relationship.origin));
        }
    }
    let customized = relationship.customized && later.customized;
    let layers = (later.layer, std::mem::take(&mut later.changed_by));
    changed |= relationship.take(later);
    relationship.customized = customized;
    note_change(&mut relationship.changed_by, layers, changed);
}

/// Two places that say different things about one relationship; the first place given counts.
pub(super) fn disagreement(message: String, counts: Origin, other: Origin) -> Diagnostic {
    Diagnostic::new(Code::LayersDisagree, message).at(counts, "this counts").related(other, "the other")
}

fn merge_many_to_many(list: &mut Vec<ManyToManyRelationship>, later: Vec<ManyToManyRelationship>) {
    merge_list(list, later, |relationship| relationship.schema_name.clone(), merge_pair);
}

fn merge_pair(relationship: &mut ManyToManyRelationship, mut later: ManyToManyRelationship) {
    let customized = relationship.customized && later.customized;
    let layers = (later.layer, std::mem::take(&mut later.changed_by));
    let changed = relationship.take(later);
    relationship.customized = customized;
    note_change(&mut relationship.changed_by, layers, changed);
}

/// A layer that only says what no other did completes an item, and does not change it.
/// What later layers changed of its own item, they changed of this one.
fn note_change(layers: &mut Vec<LayerId>, (layer, changed_by): (Option<LayerId>, Vec<LayerId>), changed: bool) {
    layers.extend(layer.filter(|_| changed).into_iter().chain(changed_by));
    layers.dedup();
}

/// A page does not repeat its own table's name in each relationship.
fn name_own_side(table: &mut Table) {
    let own = &table.table.logical_name;
    for relationship in &mut table.many_to_one_relationships {
        relationship.referencing_entity.get_or_insert_with(|| own.clone());
    }
    for relationship in &mut table.one_to_many_relationships {
        relationship.referenced_entity.get_or_insert_with(|| own.clone());
    }
    for relationship in &mut table.many_to_many_relationships {
        let is_intersect = relationship.intersect_entity_name.as_ref() == Some(own);
        if !is_intersect {
            turn(relationship, own);
            relationship.entity1_logical_name.get_or_insert_with(|| own.clone());
        }
    }
}

/// Turns a relationship around that names this table second. Organizations say it the same way on both tables.
fn turn(relationship: &mut ManyToManyRelationship, own: &String) {
    let is_second = relationship.entity2_logical_name.as_ref() == Some(own);
    if is_second && relationship.entity1_logical_name.as_ref().is_some_and(|first| first != own) {
        relationship.turn();
    }
}

/// Takes out what a layer says to leave out.
fn leave_out(table: &mut Table) {
    table.messages.retain(|message| !message.omit);
    table.events.retain(|event| !event.omit);
    table.attributes.retain(|column| !column.omit);
    table.keys.retain(|key| !key.omit);
    table.many_to_one_relationships.retain(|relationship| !relationship.omit);
    table.one_to_many_relationships.retain(|relationship| !relationship.omit);
    table.many_to_many_relationships.retain(|relationship| !relationship.omit);
}

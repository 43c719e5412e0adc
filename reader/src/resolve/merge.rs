//! The layers of one table become one table: of single facts the last one counts, of lists all.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    AlternateKey, Attribute, Document, Layer, LayerId, ManyToManyRelationship, Message, OneToManyRelationship,
    OptionMetadata, Provenance, Section, Table, TableFacts,
};
use crate::source::Origin;
use earlybound_schema::AttributeType;

use super::overlays::is_overlay;

/// Takes the facts that `later` states over into `earlier`; says whether one of them replaces another.
macro_rules! take_stated {
    ($later:ident => $earlier:ident: $($field:ident),+ $(,)?) =>{{
        let mut replaced = false;
        $(if $later.$field.is_some() {
            replaced |= $earlier.$field.is_some() && $earlier.$field != $later.$field;
            $earlier.$field = $later.$field;
        })+
        replaced
    }};
}

/// Takes over the lists of `later` that are not empty.
macro_rules! take_lists {
    ($later:ident => $earlier:ident: $($field:ident),+ $(,)?) => {
        $(if !$later.$field.is_empty() { $earlier.$field = $later.$field; })+
    };
}

/// Takes over from `from` what `into` does not state.
macro_rules! fill_gaps {
    ($from:ident => $into:ident: $($field:ident),+ $(,)?) => {
        $(if $into.$field.is_none() { $into.$field = $from.$field.clone(); })+
    };
}
pub(super) use fill_gaps;

/// Merges layers that are in order.
pub(super) fn merge(layers: Vec<Document>, diagnostics: &mut Diagnostics) -> Table {
    let is_addition = |layer: &Document| {
        layer.extends.is_some() || layer.table.primary_id_attribute.is_none() && layer.provenance != Provenance::Page
    };
    let mut table = Table { partial: layers.iter().all(is_addition), ..Table::default() };
    for (number, document) in (0..).map(LayerId).zip(layers) {
        let extends = document.extends.is_some();
        let full = !extends && !is_overlay(&document);
        if table.layers.is_empty() {
            table.origin = document.origin;
        }
        let provenance = document.provenance;
        let Document { product, source, date, .. } = &document;
        table.layers.push(Layer {
            product: product.clone(),
            source: source.clone(),
            date: date.clone(),
            provenance,
            full,
        });
        merge_facts(&mut table.table, document.table, !extends);
        let (events, messages) = document.messages.into_iter().partition(|message| message.is_event_only);
        merge_messages(&mut table.messages, messages, number);
        merge_messages(&mut table.events, events, number);
        merge_messages(&mut table.events, document.events, number);
        merge_attributes(&mut table.attributes, document.attributes, number);
        merge_keys(&mut table.keys, document.keys, number);
        let (to_one, to_many) = (document.many_to_one_relationships, document.one_to_many_relationships);
        let mut disagreements = Diagnostics::default();
        merge_one_to_many(&mut table.many_to_one_relationships, to_one, number, &mut disagreements);
        merge_one_to_many(&mut table.one_to_many_relationships, to_many, number, &mut disagreements);
        // Solutions customize, and an organization is what it is.
        if matches!(provenance, Provenance::Page | Provenance::Own) {
            diagnostics.extend(disagreements);
        }
        merge_many_to_many(&mut table.many_to_many_relationships, document.many_to_many_relationships, number);
    }
    name_own_side(&mut table);
    leave_out(&mut table);
    table
}

/// A page of additions has no properties of its own: what its title says only fills gaps.
fn merge_facts(facts: &mut TableFacts, mut later: TableFacts, of_table: bool) {
    if of_table {
        std::mem::swap(facts, &mut later);
    }
    if facts.logical_name.is_empty() {
        facts.logical_name.clone_from(&later.logical_name);
    }
    fill_gaps!(later => facts: schema_name, display_name, display_collection_name, description, entity_set_name,
        collection_schema_name, logical_collection_name, primary_id_attribute, primary_name_attribute, ownership_type,
        table_type, is_bpf_entity, added_by, rust_name);
    facts.omit |= later.omit;
    for (key, value) in later.other {
        facts.other.entry(key).or_insert(value);
    }
}

/// Adds later items to earlier ones: `merge` takes one of a known name over into the item of that name.
fn merge_list<T, K: Hash + Eq>(
    list: &mut Vec<T>,
    later: impl IntoIterator<Item = T>,
    name: impl Fn(&T) -> K,
    mut merge: impl FnMut(&mut T, T),
) {
    let mut places: HashMap<K, usize> = list.iter().enumerate().map(|(at, item)| (name(item), at)).collect();
    for item in later {
        let place = *places.entry(name(&item)).or_insert(list.len());
        match list.get_mut(place) {
            Some(earlier) => merge(earlier, item),
            None => list.push(item),
        }
    }
}

fn merge_messages(list: &mut Vec<Message>, later: Vec<Message>, layer: LayerId) {
    let later = later.into_iter().map(|message| Message { layer: Some(layer), ..message });
    merge_list(list, later, |message| message.name.clone(), merge_message);
}

fn merge_message(message: &mut Message, later: Message) {
    take_stated!(later => message: is_event, kind, method, path, web_api, web_api_link, sdk, sdk_method, sdk_link,
        binding, rust_name);
    take_lists!(later => message: columns, parameters, returns);
    message.omit |= later.omit;
    message.other.extend(later.other);
}

fn merge_attributes(list: &mut Vec<Attribute>, mut later: Vec<Attribute>, layer: LayerId) {
    name_as_before(&mut later, list);
    for column in &mut later {
        column.layer = Some(layer);
        // A page that states an option twice means the later one.
        if let Some(set) = &mut column.option_set {
            let options = std::mem::take(&mut set.options);
            merge_options(&mut set.options, options, layer);
        }
    }
    merge_list(
        list,
        later,
        |column| column.logical_name.clone(),
        |column, later| merge_attribute(column, later, layer),
    );
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

fn merge_keys(list: &mut Vec<AlternateKey>, later: Vec<AlternateKey>, layer: LayerId) {
    let later = later.into_iter().map(|key| AlternateKey { layer: Some(layer), ..key });
    merge_list(list, later, |key| key.logical_name.clone(), merge_key);
}

fn merge_key(key: &mut AlternateKey, later: AlternateKey) {
    take_stated!(later => key: schema_name, display_name, rust_name);
    take_lists!(later => key: key_attributes);
    key.omit |= later.omit;
    key.other.extend(later.other);
}

fn merge_attribute(column: &mut Attribute, mut later: Attribute, layer: LayerId) {
    // A live organization calls some types `Virtual` that have a name of their own.
    if later.attribute_type == Some(AttributeType::Virtual) && column.attribute_type.is_some() {
        later.attribute_type = None;
    }
    let mut changed = !later.cleared.is_empty();
    for key in &later.cleared {
        column.clear(key);
    }
    if column.section == Section::Customized {
        column.section = later.section;
    }
    changed |= take_stated!(later => column: attribute_type, display_name, description, required_level, is_valid_for_create,
        is_valid_for_update, is_valid_for_read, is_valid_for_form, max_length, min_value, max_value, precision,
        precision_source, format, format_name, date_time_behavior, can_change_date_time_behavior, ime_mode,
        is_localizable, is_base_currency, source_type_mask, max_size_in_kb, can_store_full_image, is_primary_image,
        max_height, max_width, default_value, default_form_value, added_by, rust_name);
    column.omit |= later.omit;
    let targets = column.targets.len();
    merge_list(&mut column.targets, later.targets, String::clone, |_, _| {});
    changed |= (1..column.targets.len()).contains(&targets);
    if let Some(later) = later.option_set {
        let set = column.option_set.get_or_insert_default();
        changed |= take_stated!(later => set: name);
        changed |= merge_options(&mut set.options, later.options, layer);
    }
    column.other.extend(later.other);
    note_change(&mut column.changed_by, layer, changed);
}

/// Says whether there were options before, and are others now.
fn merge_options(list: &mut Vec<OptionMetadata>, later: Vec<OptionMetadata>, layer: LayerId) -> bool {
    let before = list.len();
    let later = later.into_iter().map(|option| OptionMetadata { layer: Some(layer), ..option });
    let mut replaced = false;
    merge_list(list, later, |option| option.value, |option, later| replaced |= take_option(option, later));
    replaced || (1..list.len()).contains(&before)
}

fn take_option(option: &mut OptionMetadata, later: OptionMetadata) -> bool {
    let replaced = take_stated!(later => option: label, description, state, default_status, invariant_name,
        transition_data, rust_name);
    option.other.extend(later.other);
    replaced
}

fn merge_one_to_many(
    list: &mut Vec<OneToManyRelationship>,
    later: Vec<OneToManyRelationship>,
    layer: LayerId,
    diagnostics: &mut Diagnostics,
) {
    let later = later.into_iter().map(|relationship| OneToManyRelationship { layer: Some(layer), ..relationship });
    let merge = |earlier: &mut _, later| merge_side(earlier, later, layer, diagnostics);
    merge_list(list, later, |relationship| relationship.schema_name.clone(), merge);
}

fn merge_side(
    relationship: &mut OneToManyRelationship,
    later: OneToManyRelationship,
    layer: LayerId,
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
    changed |= take_stated!(later => relationship: referenced_entity, referenced_attribute, referencing_entity,
        referencing_attribute, referenced_entity_navigation_property_name,
        referencing_entity_navigation_property_name, is_hierarchical, is_customizable, added_by, rust_name);
    relationship.omit |= later.omit;
    if let Some(menu) = later.associated_menu_configuration {
        let earlier = relationship.associated_menu_configuration.get_or_insert_default();
        changed |= take_stated!(menu => earlier: available_offline, behavior, group, label, menu_id, order, query_api, view_id);
        earlier.other.extend(menu.other);
    }
    relationship.customized &= later.customized;
    relationship.other.extend(later.other);
    note_change(&mut relationship.changed_by, layer, changed);
}

/// Two places that say different things about one relationship; the first place given counts.
pub(super) fn disagreement(message: String, counts: Origin, other: Origin) -> Diagnostic {
    Diagnostic::new(Code::LayersDisagree, message).at(counts, "this counts").related(other, "the other")
}

fn merge_many_to_many(list: &mut Vec<ManyToManyRelationship>, later: Vec<ManyToManyRelationship>, layer: LayerId) {
    let later = later.into_iter().map(|relationship| ManyToManyRelationship { layer: Some(layer), ..relationship });
    let merge = |earlier: &mut _, later| merge_pair(earlier, later, layer);
    merge_list(list, later, |relationship| relationship.schema_name.clone(), merge);
}

fn merge_pair(relationship: &mut ManyToManyRelationship, later: ManyToManyRelationship, layer: LayerId) {
    let changed = take_stated!(later => relationship: intersect_entity_name, is_customizable, entity1_logical_name,
        entity1_intersect_attribute, entity1_navigation_property_name, entity1_associated_menu_configuration,
        entity2_logical_name, entity2_intersect_attribute, entity2_navigation_property_name,
        entity2_associated_menu_configuration, added_by, rust_name);
    relationship.omit |= later.omit;
    relationship.customized &= later.customized;
    relationship.other.extend(later.other);
    note_change(&mut relationship.changed_by, layer, changed);
}

/// A layer that only says what no other did completes an item, and does not change it.
fn note_change(layers: &mut Vec<LayerId>, layer: LayerId, changed: bool) {
    if changed && layers.last() != Some(&layer) {
        layers.push(layer);
    }
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
    if relationship.entity2_logical_name.as_ref() != Some(own)
        || relationship.entity1_logical_name.as_ref().is_none_or(|first| first == own)
    {
        return;
    }
    let this = relationship;
    std::mem::swap(&mut this.entity1_logical_name, &mut this.entity2_logical_name);
    std::mem::swap(&mut this.entity1_intersect_attribute, &mut this.entity2_intersect_attribute);
    std::mem::swap(&mut this.entity1_navigation_property_name, &mut this.entity2_navigation_property_name);
    std::mem::swap(&mut this.entity1_associated_menu_configuration, &mut this.entity2_associated_menu_configuration);
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

//! The layers of one table become one table: of single facts the last one counts, of lists all.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Attribute, Document, Layer, LayerId, ManyToManyRelationship, Message, OneToManyRelationship, OptionMetadata,
    OptionSet, Section, Table, TableFacts,
};
use crate::source::Origin;

/// Takes the facts that `later` states over into `earlier`.
macro_rules! take_stated {
    ($later:ident => $earlier:ident: $($field:ident),+ $(,)?) => {
        $(if $later.$field.is_some() { $earlier.$field = $later.$field; })+
    };
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
    let is_addition =
        |layer: &Document| layer.extends.is_some() || layer.table.primary_id_attribute.is_none() && layer.overlay;
    let mut table = Table { partial: layers.iter().all(is_addition), ..Table::default() };
    for (number, document) in (0..).map(LayerId).zip(layers) {
        let full = document.extends.is_none();
        if table.layers.is_empty() {
            table.origin = document.origin;
        }
        table.layers.push(Layer { product: document.product, source: document.source, date: document.date, full });
        merge_facts(&mut table.table, document.table, full);
        for message in document.messages {
            let list = if message.is_event_only { &mut table.events } else { &mut table.messages };
            merge_message(list, message, number);
        }
        for event in document.events {
            merge_message(&mut table.events, event, number);
        }
        for column in document.attributes {
            merge_attribute(&mut table.attributes, column, number);
        }
        for relationship in document.many_to_one_relationships {
            merge_one_to_many(&mut table.many_to_one_relationships, relationship, number, diagnostics);
        }
        for relationship in document.one_to_many_relationships {
            merge_one_to_many(&mut table.one_to_many_relationships, relationship, number, diagnostics);
        }
        for relationship in document.many_to_many_relationships {
            merge_many_to_many(&mut table.many_to_many_relationships, relationship, number);
        }
    }
    name_own_side(&mut table);
    leave_out(&mut table);
    table
}

/// A page of additions has no properties of its own: what its title says only fills gaps.
fn merge_facts(facts: &mut TableFacts, mut later: TableFacts, full: bool) {
    if full {
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

fn merge_message(list: &mut Vec<Message>, later: Message, layer: LayerId) {
    let Some(message) = list.iter_mut().find(|message| message.name == later.name) else {
        return list.push(Message { layer: Some(layer), ..later });
    };
    take_stated!(later => message: is_event, kind, method, path, web_api, web_api_link, sdk, sdk_method, sdk_link,
        binding, rust_name);
    take_lists!(later => message: columns, parameters, returns);
    message.omit |= later.omit;
    message.other.extend(later.other);
}

fn merge_attribute(list: &mut Vec<Attribute>, later: Attribute, layer: LayerId) {
    let Some(column) = list.iter_mut().find(|column| is_same(column, &later, layer)) else {
        let mut column = Attribute { layer: Some(layer), ..later };
        for option in column.option_set.iter_mut().flat_map(|set| &mut set.options) {
            option.layer = Some(layer);
        }
        dedupe_options(&mut column);
        return list.push(column);
    };
    for key in &later.cleared {
        clear(column, key);
    }
    if column.section == Section::Customized {
        column.section = later.section;
    }
    take_stated!(later => column: attribute_type, display_name, description, required_level, is_valid_for_create,
        is_valid_for_update, is_valid_for_read, is_valid_for_form, max_length, min_value, max_value, precision,
        precision_source, format, format_name, date_time_behavior, can_change_date_time_behavior, ime_mode,
        is_localizable, is_base_currency, source_type_mask, max_size_in_kb, can_store_full_image, is_primary_image,
        max_height, max_width, default_value, default_form_value, added_by, rust_name);
    column.omit |= later.omit;
    for target in later.targets {
        if !column.targets.contains(&target) {
            column.targets.push(target);
        }
    }
    if let Some(later) = later.option_set {
        merge_options(column.option_set.get_or_insert_default(), later, layer);
    }
    column.other.extend(later.other);
    push_once(&mut column.changed_by, layer);
}

/// A layer that leaves a column's logical name out means the column of that schema name.
fn is_same(column: &Attribute, later: &Attribute, layer: LayerId) -> bool {
    let left_out = || column.layer != Some(layer) && later.logical_name == later.schema_name.to_lowercase();
    column.logical_name == later.logical_name
        || column.schema_name.eq_ignore_ascii_case(&later.schema_name) && left_out()
}

/// Sets back what a later layer states as nothing.
fn clear(column: &mut Attribute, key: &str) {
    match key {
        "Description" => column.description = None,
        "DisplayName" => column.display_name = None,
        "DefaultFormValue" => column.default_form_value = None,
        "DefaultValue" => column.default_value = None,
        "Format" => column.format = None,
        "FormatName" => column.format_name = None,
        "MaxLength" => column.max_length = None,
        "MaxValue" => column.max_value = None,
        "MinValue" => column.min_value = None,
        // Lists only ever grow, and no layer takes back what is left of the facts.
        _ => {}
    }
}

fn merge_options(set: &mut OptionSet, later: OptionSet, layer: LayerId) {
    take_stated!(later => set: name);
    for mut later in later.options {
        let Some(option) = set.options.iter_mut().find(|option| option.value == later.value) else {
            later.layer = Some(layer);
            set.options.push(later);
            continue;
        };
        take_option(option, later);
    }
}

fn take_option(option: &mut OptionMetadata, later: OptionMetadata) {
    take_stated!(later => option: label, description, state, default_status, invariant_name, transition_data, rust_name);
    option.other.extend(later.other);
}

/// A page that states an option twice means the later one.
fn dedupe_options(column: &mut Attribute) {
    let Some(set) = &mut column.option_set else { return };
    let mut options: Vec<OptionMetadata> = Vec::with_capacity(set.options.len());
    for later in set.options.drain(..) {
        match options.iter_mut().find(|option| option.value == later.value) {
            Some(option) => take_option(option, later),
            None => options.push(later),
        }
    }
    set.options = options;
}

fn merge_one_to_many(
    list: &mut Vec<OneToManyRelationship>,
    later: OneToManyRelationship,
    layer: LayerId,
    diagnostics: &mut Diagnostics,
) {
    let Some(relationship) = list.iter_mut().find(|earlier| earlier.schema_name == later.schema_name) else {
        return list.push(OneToManyRelationship { layer: Some(layer), ..later });
    };
    for (action, effect) in later.cascade_configuration.stated() {
        let before = relationship.cascade_configuration.set(action, effect);
        // A customized relationship says that it changes something; any other should agree.
        if let Some(before) = before.filter(|before| *before != effect && !later.customized) {
            let name = &later.schema_name;
            let message = format!("`{name}`: {action} is {before} in one layer and {effect} in a later one");
            diagnostics.push(disagreement(message, later.origin, relationship.origin));
        }
    }
    take_stated!(later => relationship: referenced_entity, referenced_attribute, referencing_entity,
        referencing_attribute, referenced_entity_navigation_property_name,
        referencing_entity_navigation_property_name, is_hierarchical, is_customizable, added_by, rust_name);
    relationship.omit |= later.omit;
    if let Some(menu) = later.associated_menu_configuration {
        let earlier = relationship.associated_menu_configuration.get_or_insert_default();
        take_stated!(menu => earlier: available_offline, behavior, group, label, menu_id, order, query_api, view_id);
    }
    relationship.customized &= later.customized;
    relationship.other.extend(later.other);
    push_once(&mut relationship.changed_by, layer);
}

/// Two places that say different things about one relationship; the first place given counts.
pub(super) fn disagreement(message: String, counts: Origin, other: Origin) -> Diagnostic {
    Diagnostic::new(Code::LayersDisagree, message).at(counts, "this counts").related(other, "the other")
}

fn merge_many_to_many(list: &mut Vec<ManyToManyRelationship>, later: ManyToManyRelationship, layer: LayerId) {
    let Some(relationship) = list.iter_mut().find(|earlier| earlier.schema_name == later.schema_name) else {
        return list.push(ManyToManyRelationship { layer: Some(layer), ..later });
    };
    take_stated!(later => relationship: intersect_entity_name, is_customizable, entity1_logical_name,
        entity1_intersect_attribute, entity1_navigation_property_name, entity1_associated_menu_configuration,
        entity2_logical_name, entity2_intersect_attribute, entity2_navigation_property_name,
        entity2_associated_menu_configuration, added_by, rust_name);
    relationship.omit |= later.omit;
    relationship.customized &= later.customized;
    relationship.other.extend(later.other);
    push_once(&mut relationship.changed_by, layer);
}

fn push_once(layers: &mut Vec<LayerId>, layer: LayerId) {
    if layers.last() != Some(&layer) {
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
            relationship.entity1_logical_name.get_or_insert_with(|| own.clone());
        }
    }
}

/// Takes out what a layer says to leave out.
fn leave_out(table: &mut Table) {
    table.messages.retain(|message| !message.omit);
    table.events.retain(|event| !event.omit);
    table.attributes.retain(|column| !column.omit);
    table.many_to_one_relationships.retain(|relationship| !relationship.omit);
    table.one_to_many_relationships.retain(|relationship| !relationship.omit);
    table.many_to_many_relationships.retain(|relationship| !relationship.omit);
}

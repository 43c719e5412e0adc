//! Tables at random: every fact stated or not, and texts that mean something to Rust or to the lines of facts.

use earlybound_codegen::reader::model::{
    AlternateKey, Attribute, Layer, LayerId, ManyToManyRelationship, Message, OneToManyRelationship, OptionMetadata,
    OptionSet, Parameter, Section, Table, TableFacts,
};
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};
use earlybound_schema::{
    AttributeType, Binding, DateTimeBehavior, HttpMethod, MessageKind, Number, OwnershipType, ParameterType,
    RequiredLevel, TableType,
};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: &[&str] = &[
    "",
    " ",
    "=",
    "a=b",
    "\"",
    "\"#",
    "\"##;",
    "r#\"",
    "\\",
    "\\q",
    "\\u{202e}",
    "\u{202e}",
    "\n",
    "\r\n",
    "\t",
    "\u{0}",
    "a,b",
    ",",
    "a.b",
    ".",
    "..",
    "?",
    "a?",
    "?:",
    ":",
    "layer",
    "layer ",
    "columns",
    "other columns",
    "keys",
    "messages",
    "many-to-one",
    "one-to-many",
    "  columns",
    "max=3",
    "NoCascade=Assign",
    "*/",
    "//",
    "'",
    "#",
    "ß",
    "日本語",
    "\u{feff}",
    "\u{2028}",
    "e\u{301}",
    "{}",
    "$x",
    "-",
    "_",
    "true",
    "0",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        select(WORDS).prop_map(str::to_owned),
        vec(select(WORDS), 2..4).prop_map(|words| words.concat()),
        ".{0,12}",
        "[a-z_0-9]{1,8}",
    ]
}

/// A name that is stated, and not by an empty text.
fn name() -> impl Strategy<Value = Option<String>> {
    of(text().prop_filter("a name", |name| !name.is_empty()))
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4)
}

fn layer() -> impl Strategy<Value = Option<LayerId>> {
    of((0..3_u16).prop_map(LayerId))
}

fn number() -> impl Strategy<Value = Option<Number>> {
    of((any::<i32>(), -3..6_i16).prop_map(|(digits, exponent)| Number::new(digits.into(), exponent)))
}

/// A list of items with different names. Boxed, since what is nested by value is too much for the stack of a test.
fn named<T: std::fmt::Debug + 'static>(
    item: impl Strategy<Value = T> + 'static,
    name: impl Fn(&mut T, String) + 'static,
) -> BoxedStrategy<Vec<T>> {
    let items = btree_map(text(), item.boxed(), 0..5).prop_map(move |items| {
        let name = |(text, mut item)| {
            name(&mut item, text);
            item
        };
        items.into_iter().map(name).collect()
    });
    items.boxed()
}

pub(crate) fn table() -> impl Strategy<Value = Table> {
    let items = (
        named(attribute(), |attribute, name| attribute.logical_name = name),
        named(key(), |key, name| key.logical_name = name),
        named(message(), |message, name| message.name = name),
        named(one_to_many(), |relationship, name| relationship.schema_name = name),
        named(one_to_many(), |relationship, name| relationship.schema_name = name),
        named(many_to_many(), |relationship, name| relationship.schema_name = name),
    );
    (facts(), vec(layer_of_table(), 0..3), any::<bool>(), items).prop_map(|(table, layers, partial, items)| {
        let (
            attributes,
            keys,
            messages,
            many_to_one_relationships,
            one_to_many_relationships,
            many_to_many_relationships,
        ) = items;
        let (events, messages) = messages.into_iter().partition(|message| message.is_event_only);
        Table {
            table,
            layers,
            partial,
            messages,
            events,
            attributes,
            keys,
            many_to_one_relationships,
            one_to_many_relationships,
            many_to_many_relationships,
            ..Table::default()
        }
    })
}

prop_compose! {
    fn facts()(
        logical_name in text(),
        [schema_name, display_name, display_collection_name, entity_set_name, collection_schema_name]
            in prop::array::uniform5(of(text())),
        [logical_collection_name, primary_id_attribute, primary_name_attribute, description]
            in prop::array::uniform4(of(text())),
        ownership_type in of(select(OwnershipType::ALL)),
        table_type in of(select(TableType::ALL)),
        is_bpf_entity in any::<Option<bool>>(),
    ) -> TableFacts {
        TableFacts {
            logical_name, schema_name, display_name, display_collection_name, entity_set_name, collection_schema_name,
            logical_collection_name, primary_id_attribute, primary_name_attribute, description, ownership_type,
            table_type, is_bpf_entity, ..TableFacts::default()
        }
    }
}

prop_compose! {
    fn layer_of_table()(product in of(text()), date in of(text()), full in any::<bool>()) -> Layer {
        Layer { product, date, full, ..Layer::default() }
    }
}

prop_compose! {
    fn attribute()(
        schema_name in text(),
        attribute_type in of(select(AttributeType::ALL)),
        [display_name, description, format, format_name] in prop::array::uniform4(of(text())),
        required_level in of(select(RequiredLevel::ALL)),
        flags in any::<[Option<bool>; 6]>(),
        numbers in any::<[Option<u32>; 5]>(),
        (min_value, max_value) in (number(), number()),
        date_time_behavior in of(select(DateTimeBehavior::ALL)),
        section in select(Section::ALL),
        default_form_value in any::<Option<i32>>(),
        targets in texts(),
        property_name in of(text()),
        participation_type_mask in any::<Option<i32>>(),
        option_set in of(option_set()),
        layer in layer(),
    ) -> Attribute {
        let [is_valid_for_create, is_valid_for_update, is_valid_for_read, is_valid_for_form, default_value,
            is_base_currency] = flags;
        let [max_length, precision, precision_source, source_type_mask, max_size_in_kb] = numbers;
        Attribute {
            schema_name, attribute_type, display_name, description, format, format_name, required_level,
            is_valid_for_create, is_valid_for_update, is_valid_for_read, is_valid_for_form, default_value,
            is_base_currency, max_length, precision, precision_source, source_type_mask, max_size_in_kb, min_value,
            max_value, date_time_behavior, section, default_form_value, targets, property_name, participation_type_mask, option_set, layer,
            ..Attribute::default()
        }
    }
}

prop_compose! {
    fn option_set()(
        name in of(text()),
        options in btree_map(any::<i32>(), (of(text()), any::<[Option<i32>; 2]>(), of(text()), layer()), 0..5),
    ) -> OptionSet {
        let options = options.into_iter().map(|(value, (label, [state, default_status], invariant_name, layer))| {
            OptionMetadata { value, label, state, default_status, invariant_name, layer, ..OptionMetadata::default() }
        });
        OptionSet { name, options: options.collect() }
    }
}

prop_compose! {
    fn key()(
        schema_name in name(),
        display_name in name(),
        key_attributes in texts(),
        layer in layer(),
    ) -> AlternateKey {
        AlternateKey { schema_name, display_name, key_attributes, layer, ..AlternateKey::default() }
    }
}

fn parameters() -> impl Strategy<Value = Vec<Parameter>> {
    let parameter = (text(), of(select(ParameterType::ALL)), any::<bool>());
    vec(parameter.prop_map(|(name, parameter_type, optional)| Parameter { name, parameter_type, optional }), 0..3)
}

prop_compose! {
    fn message()(
        is_event in any::<Option<bool>>(),
        is_event_only in any::<bool>(),
        kind in of(select(MessageKind::ALL)),
        method in of(select(HttpMethod::ALL)),
        binding in of(select(Binding::ALL)),
        [path, web_api, sdk] in prop::array::uniform3(of(text())),
        columns in texts(),
        (parameters, returns) in (parameters(), parameters()),
        layer in layer(),
    ) -> Message {
        Message {
            is_event, is_event_only, kind, method, binding, path, web_api, sdk, columns, parameters, returns, layer,
            ..Message::default()
        }
    }
}

fn cascade() -> impl Strategy<Value = CascadeConfiguration> {
    let effects = vec(of(select(CascadeType::ALL)), CascadeAction::ALL.len());
    effects.prop_map(|effects| {
        let mut configuration = CascadeConfiguration::UNKNOWN;
        for (action, effect) in CascadeAction::ALL.iter().zip(effects) {
            if let Some(effect) = effect {
                configuration.set(*action, effect);
            }
        }
        configuration
    })
}

prop_compose! {
    fn one_to_many()(
        [referenced_entity, referenced_attribute, referencing_entity, referencing_attribute]
            in prop::array::uniform4(name()),
        [referenced_entity_navigation_property_name, referencing_entity_navigation_property_name]
            in prop::array::uniform2(of(text())),
        [is_hierarchical, is_customizable] in any::<[Option<bool>; 2]>(),
        cascade_configuration in cascade(),
        layer in layer(),
    ) -> OneToManyRelationship {
        OneToManyRelationship {
            referenced_entity, referenced_attribute, referencing_entity, referencing_attribute,
            referenced_entity_navigation_property_name, referencing_entity_navigation_property_name, is_hierarchical,
            is_customizable, cascade_configuration, layer, ..OneToManyRelationship::default()
        }
    }
}

prop_compose! {
    fn many_to_many()(
        [intersect_entity_name, entity1_logical_name, entity2_logical_name] in prop::array::uniform3(name()),
        [entity1_intersect_attribute, entity2_intersect_attribute] in prop::array::uniform2(name()),
        [entity1_navigation_property_name, entity2_navigation_property_name] in prop::array::uniform2(of(text())),
        is_customizable in any::<Option<bool>>(),
        layer in layer(),
    ) -> ManyToManyRelationship {
        ManyToManyRelationship {
            intersect_entity_name, entity1_logical_name, entity2_logical_name, entity1_intersect_attribute,
            entity2_intersect_attribute, entity1_navigation_property_name, entity2_navigation_property_name,
            is_customizable, layer, ..ManyToManyRelationship::default()
        }
    }
}

//! The facts that a program should read: the model, fact by fact, in the words of the library.

use earlybound::metadata::{
    AlternateKeyMetadata, ColumnMetadata, ColumnType, LayerMetadata, ManyToManyMetadata, MessageMetadata,
    OneToManyMetadata, OptionMetadata, ParameterMetadata, TableMetadata,
};
use earlybound_codegen::reader::model::{
    AlternateKey, Attribute, LayerId, ManyToManyRelationship, Message, OneToManyRelationship, Parameter, Table,
};
use earlybound_schema::{AttributeType, Number};

/// The facts of a table. Which column is the name of another's value, generated code finds out by itself, so that is
/// taken from what was read, as long as it is a column.
pub(crate) fn table(table: &Table, read: &TableMetadata) -> TableMetadata {
    let companion_of = |name: &str| {
        let base = read.columns.iter().find(|column| column.logical_name == name)?.companion_of?;
        table.attribute(base).map(|_| base)
    };
    let facts = &table.table;
    TableMetadata {
        logical_name: text(&facts.logical_name),
        schema_name: stated(&facts.schema_name),
        display_name: stated(&facts.display_name),
        display_collection_name: stated(&facts.display_collection_name),
        entity_set_name: stated(&facts.entity_set_name),
        collection_schema_name: stated(&facts.collection_schema_name),
        logical_collection_name: stated(&facts.logical_collection_name),
        primary_id_attribute: stated(&facts.primary_id_attribute),
        primary_name_attribute: stated(&facts.primary_name_attribute),
        ownership_type: facts.ownership_type,
        table_type: facts.table_type,
        is_bpf_entity: facts.is_bpf_entity,
        partial: table.partial,
        layers: all(&table.layers, |layer| LayerMetadata {
            product: stated(&layer.product),
            date: stated(&layer.date),
            full: layer.full,
        }),
        fields: 0,
        columns: all(&table.attributes, |attribute| ColumnMetadata {
            companion_of: companion_of(&attribute.logical_name),
            property_name: property_name(attribute, &facts.logical_name),
            ..column(attribute)
        }),
        keys: all(&table.keys, key),
        messages: all(&table.messages, message),
        events: all(&table.events, message),
        many_to_one: all(&table.many_to_one_relationships, one_to_many),
        one_to_many: all(&table.one_to_many_relationships, one_to_many),
        many_to_many: all(&table.many_to_many_relationships, many_to_many),
    }
}

fn all<M, R>(items: &[M], read: impl Fn(&M) -> R) -> &'static [R] {
    items.iter().map(read).collect::<Vec<_>>().leak()
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn texts(texts: &[String]) -> &'static [&'static str] {
    all(texts, |item| text(item))
}

fn stated(fact: &Option<String>) -> Option<&'static str> {
    fact.as_deref().map(text)
}

/// A fact that is an empty text where it is not stated.
fn or_empty(fact: &Option<String>) -> &'static str {
    stated(fact).unwrap_or_default()
}

fn layer(layer: Option<LayerId>) -> Option<u16> {
    layer.map(|layer| layer.0)
}

fn key(key: &AlternateKey) -> AlternateKeyMetadata {
    AlternateKeyMetadata {
        logical_name: text(&key.logical_name),
        schema_name: stated(&key.schema_name),
        display_name: stated(&key.display_name),
        columns: texts(&key.key_attributes),
        layer: layer(key.layer),
    }
}

fn column(attribute: &Attribute) -> ColumnMetadata {
    ColumnMetadata {
        logical_name: text(&attribute.logical_name),
        schema_name: text(&attribute.schema_name),
        display_name: or_empty(&attribute.display_name),
        column_type: column_type(attribute),
        required_level: attribute.required_level,
        is_valid_for_create: attribute.creatable(),
        is_valid_for_update: attribute.updatable(),
        is_valid_for_read: attribute.is_valid_for_read,
        is_valid_for_form: attribute.is_valid_for_form,
        companion_of: None,
        property_name: None,
        source_type_mask: attribute.source_type_mask,
        layer: layer(attribute.layer),
    }
}

/// No property is called like its type: the Web API calls the property of a column that is called like its table `…1`.
fn property_name(attribute: &Attribute, table: &str) -> Option<&'static str> {
    let called_like_table = (attribute.logical_name == table).then(|| text(&format!("{table}1")));
    stated(&attribute.property_name).or(called_like_table)
}

fn column_type(attribute: &Attribute) -> ColumnType {
    let targets = texts(&attribute.targets);
    let (min, max, precision) = (attribute.min_value, attribute.max_value, attribute.precision);
    let (whole_min, whole_max) = (min.and_then(Number::to_i64), max.and_then(Number::to_i64));
    let (max_length, max_size_in_kb) = (attribute.max_length, attribute.max_size_in_kb);
    let format = or_empty(&attribute.format);
    let format_name = if attribute.format_name.is_some() { or_empty(&attribute.format_name) } else { format };
    let (options, default) = (options(attribute), attribute.default_form_value);
    let set = attribute.option_set.as_ref().and_then(|set| stated(&set.name));
    let label = |value| {
        let option = attribute.option_set.iter().flat_map(|set| &set.options).find(|option| option.value == value);
        option.map_or("", |option| or_empty(&option.label))
    };
    let Some(of) = attribute.attribute_type else { return ColumnType::Unknown };
    match of {
        AttributeType::BigInt => ColumnType::BigInt { min: whole_min, max: whole_max },
        AttributeType::Boolean => {
            ColumnType::Boolean { default: attribute.default_value, true_label: label(1), false_label: label(0) }
        }
        AttributeType::CalendarRules => ColumnType::CalendarRules,
        AttributeType::Customer => ColumnType::Customer { targets },
        AttributeType::DateTime => ColumnType::DateTime { behavior: attribute.date_time_behavior, format },
        AttributeType::Decimal => ColumnType::Decimal { min, max, precision },
        AttributeType::Double => ColumnType::Double { min, max, precision },
        AttributeType::EntityName => ColumnType::EntityName,
        AttributeType::File => ColumnType::File { max_size_in_kb },
        AttributeType::Image => ColumnType::Image { max_size_in_kb },
        AttributeType::Integer => ColumnType::Integer { min: whole_min, max: whole_max, format },
        AttributeType::Lookup => ColumnType::Lookup { targets },
        AttributeType::ManagedProperty => ColumnType::ManagedProperty,
        AttributeType::Memo => ColumnType::Memo { max_length, format: format_name },
        AttributeType::Money => {
            let (precision_source, is_base_currency) = (attribute.precision_source, attribute.is_base_currency);
            ColumnType::Money { min, max, precision, precision_source, is_base_currency }
        }
        AttributeType::MultiSelectPicklist => ColumnType::MultiSelectPicklist { options, default, set },
        AttributeType::Owner => ColumnType::Owner { targets },
        AttributeType::PartyList => ColumnType::PartyList { targets, role: attribute.participation_type_mask },
        AttributeType::Picklist => ColumnType::Picklist { options, default, set },
        AttributeType::State => ColumnType::State { options, default, set },
        AttributeType::Status => ColumnType::Status { options, default, set },
        AttributeType::String => ColumnType::String { max_length, format: format_name },
        AttributeType::Uniqueidentifier => ColumnType::Uniqueidentifier,
        AttributeType::Virtual => ColumnType::Virtual,
    }
}

/// The options, sorted by value. The layer that added one is stated if it is not the one of the column.
fn options(attribute: &Attribute) -> &'static [OptionMetadata] {
    let set: Vec<_> = attribute.option_set.iter().flat_map(|set| &set.options).collect();
    let mut options: Vec<_> = set
        .iter()
        .map(|option| OptionMetadata {
            value: option.value,
            label: or_empty(&option.label),
            state: option.state,
            default_status: option.default_status,
            invariant_name: stated(&option.invariant_name),
            layer: layer(option.layer).filter(|_| option.layer != attribute.layer),
        })
        .collect();
    options.sort_by_key(|option| option.value);
    options.leak()
}

fn message(message: &Message) -> MessageMetadata {
    let parameter = |parameter: &Parameter| ParameterMetadata {
        name: text(&parameter.name),
        parameter_type: parameter.parameter_type,
        optional: parameter.optional,
    };
    MessageMetadata {
        name: text(&message.name),
        is_event: message.is_event,
        kind: message.kind,
        method: message.method,
        path: stated(&message.path),
        columns: texts(&message.columns),
        web_api: stated(&message.web_api),
        sdk: stated(&message.sdk),
        binding: message.binding,
        parameters: all(&message.parameters, parameter),
        returns: all(&message.returns, parameter),
        layer: layer(message.layer),
    }
}

fn one_to_many(relationship: &OneToManyRelationship) -> OneToManyMetadata {
    OneToManyMetadata {
        schema_name: text(&relationship.schema_name),
        referenced_entity: stated(&relationship.referenced_entity),
        referenced_attribute: stated(&relationship.referenced_attribute),
        referencing_entity: stated(&relationship.referencing_entity),
        referencing_attribute: stated(&relationship.referencing_attribute),
        referenced_entity_navigation_property_name: stated(&relationship.referenced_entity_navigation_property_name),
        referencing_entity_navigation_property_name: stated(&relationship.referencing_entity_navigation_property_name),
        is_hierarchical: relationship.is_hierarchical,
        is_customizable: relationship.is_customizable,
        cascade: relationship.cascade_configuration,
        layer: layer(relationship.layer),
    }
}

fn many_to_many(relationship: &ManyToManyRelationship) -> ManyToManyMetadata {
    ManyToManyMetadata {
        schema_name: text(&relationship.schema_name),
        intersect_entity_name: stated(&relationship.intersect_entity_name),
        is_customizable: relationship.is_customizable,
        entity1_logical_name: stated(&relationship.entity1_logical_name),
        entity1_intersect_attribute: stated(&relationship.entity1_intersect_attribute),
        entity1_navigation_property_name: stated(&relationship.entity1_navigation_property_name),
        entity2_logical_name: stated(&relationship.entity2_logical_name),
        entity2_intersect_attribute: stated(&relationship.entity2_intersect_attribute),
        entity2_navigation_property_name: stated(&relationship.entity2_navigation_property_name),
        layer: layer(relationship.layer),
    }
}

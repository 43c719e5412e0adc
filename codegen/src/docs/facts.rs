//! Tables, columns, options and messages in words.

use earlybound_reader::model::{Attribute, Message, OptionMetadata, Parameter, Table};
use earlybound_schema::{AttributeType, Binding, DateTimeBehavior, Number, RequiredLevel};

use super::escape::{code, text};
use super::{Detail, Doc, link};

/// Returns the documentation of a table's module.
pub(crate) fn table(detail: Detail, table: &Table) -> Doc {
    let facts = &table.table;
    let code = |what: &str, name: &Option<String>| name.as_ref().map(|name| format!("{what} {}", code(name)));
    let list = [
        code("Entity set", &facts.entity_set_name),
        code("id", &facts.primary_id_attribute),
        code("name", &facts.primary_name_attribute),
        facts.ownership_type.map(|ownership| format!("ownership {ownership}")),
        facts.table_type.map(|table_type| format!("table type {table_type}")),
        facts.is_bpf_entity.filter(|is| *is).map(|_| "rows of a business process flow".to_owned()),
    ];
    let partial = "Only additions to this table were read, not the page that they extend: much of it is missing here.";
    Doc::new(detail, title(table))
        .text(facts.description.as_deref())
        .paragraph(listed(list).map_or_else(String::new, |list| list + "."))
        .paragraph(link::all_layers(table).join(",\n"))
        .paragraph(if table.partial { partial } else { "" })
}

/// Returns the documentation of a table's row.
pub(crate) fn row(detail: Detail, table: &Table) -> Doc {
    Doc::new(detail, format!("A row of {}.", title(table))).text(table.table.description.as_deref())
}

fn title(table: &Table) -> String {
    let name = code(&table.table.logical_name);
    match shown(table.table.display_name.as_deref()) {
        Some(display_name) => format!("{display_name} ({name})"),
        None => name,
    }
}

/// Returns the documentation of a column's field.
pub(crate) fn column(detail: Detail, table: &Table, attribute: &Attribute) -> Doc {
    let first = shown(attribute.display_name.as_deref()).unwrap_or_else(|| code(&attribute.logical_name));
    if detail == Detail::OneLine {
        return Doc::new(detail, first);
    }
    let facts = [Some(first), type_facts(attribute), attribute.required_level.map(required), validity(attribute)];
    let layers = link::layers(table, attribute.layer, &attribute.changed_by, &attribute.schema_name);
    Doc::new(detail, sentences(facts)).text(attribute.description.as_deref()).paragraph(layers)
}

/// Returns the documentation of a column's constant: its field has the rest.
pub(crate) fn constant(attribute: &Attribute) -> Doc {
    let first = shown(attribute.display_name.as_deref()).unwrap_or_else(|| code(&attribute.logical_name));
    Doc::new(Detail::OneLine, first)
}

/// Returns the documentation of the enum of a choice that users call by that name.
pub(crate) fn choice(detail: Detail, table: &Table, attribute: &Attribute, display_name: Option<&str>) -> Doc {
    let values = format!("The values of {}", code(&attribute.logical_name));
    let label = shown(display_name).map_or_else(String::new, |label| format!(": {label}"));
    Doc::new(detail, format!("{values}{label}."))
        .paragraph(set_of_several(table, attribute).map_or_else(String::new, |set| format!("Set {}.", code(set))))
}

/// The name of a choice's set of options, where it does not belong to the column only: such a set is called after table
/// and column.
pub(crate) fn set_of_several<'a>(table: &Table, attribute: &'a Attribute) -> Option<&'a str> {
    let set = attribute.option_set.as_ref()?.name.as_deref()?;
    let own = format!("{}_{}", table.table.logical_name, attribute.logical_name);
    (set != own).then_some(set)
}

/// Returns the documentation of a choice's variant.
pub(crate) fn option(detail: Detail, table: &Table, attribute: &Attribute, option: &OptionMetadata) -> Doc {
    let label = shown(option.label.as_deref()).unwrap_or_else(|| "No label".to_owned());
    let facts = [
        option.state.map(|state| format!("State: {}", sibling(table, AttributeType::State, state))),
        option.default_status.map(|status| format!("Starts with: {}", sibling(table, AttributeType::Status, status))),
    ];
    let added = option.layer.filter(|layer| Some(*layer) != attribute.layer);
    let layer = link::layers(table, added, &[], &attribute.schema_name);
    Doc::new(detail, format!("{label} ({})", option.value))
        .text(option.description.as_deref())
        .paragraph(lines([sentences(facts), layer]))
}

/// A value of the table's state or status column, in words.
fn sibling(table: &Table, column: AttributeType, value: i32) -> String {
    let column = table.attributes.iter().find(|attribute| attribute.attribute_type == Some(column));
    let label = column.and_then(|column| shown(label(column, value)));
    label.map_or_else(|| value.to_string(), |label| format!("{label} ({value})"))
}

/// The label of a value of a choice or Boolean column.
fn label(attribute: &Attribute, value: i32) -> Option<&str> {
    let set = attribute.option_set.as_ref()?;
    set.options.iter().find(|option| option.value == value)?.label.as_deref()
}

/// The documentation of the variant of a message; `typed` is its struct, which says how it is called.
pub(crate) fn message(detail: Detail, table: &Table, message: &Message, typed: Option<&str>) -> Doc {
    let request = [message.method.map(|method| method.to_string()), message.path.clone()];
    let request: Vec<String> = request.into_iter().flatten().collect();
    let sets: Vec<String> = message.columns.iter().map(|column| code(column)).collect();
    let facts = [
        (!request.is_empty()).then(|| code(&request.join(" "))),
        (!sets.is_empty()).then(|| format!("Sets {}", sets.join(", "))),
        message.kind.map(|kind| kind.to_string()),
        message.is_event.filter(|is| *is).map(|_| "Can be subscribed to".to_owned()),
        message.web_api.as_deref().map(|name| format!("Web API: {}", code(name))),
        message.sdk.as_deref().map(|name| format!("SDK: {}", code(name))),
        message.binding.filter(|_| typed.is_none()).map(|binding| format!("Called on {}", called_on(binding))),
        parameters("Takes", &message.parameters).filter(|_| typed.is_none()),
        parameters("Gives", &message.returns).filter(|_| typed.is_none()),
        typed.map(|name| format!("Typed: [`messages::{name}`](super::messages::{name})")),
    ];
    let added = message.layer.filter(|layer| layer.0 > 0).and_then(|layer| link::layer(table, layer, None));
    Doc::new(detail, code(&message.name)).paragraph(lines([sentences(facts), added.unwrap_or_default()]))
}

fn called_on(binding: Binding) -> &'static str {
    match binding {
        Binding::Entity => "a row",
        Binding::EntityCollection => "the table",
        Binding::Global => "nothing",
    }
}

/// `Takes `Words` (String), `Loud` (Boolean, optional)`; nothing where there is none.
fn parameters(verb: &str, parameters: &[Parameter]) -> Option<String> {
    let one = |parameter: &Parameter| {
        let of = parameter.parameter_type.map(|of| of.to_string());
        let facts: Vec<String> = of.into_iter().chain(parameter.optional.then(|| "optional".to_owned())).collect();
        let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
        format!("{}{facts}", code(&parameter.name))
    };
    let list: Vec<String> = parameters.iter().map(one).collect();
    (!list.is_empty()).then(|| format!("{verb} {}", list.join(", ")))
}

/// Joins lines to a paragraph.
pub(super) fn lines<const N: usize>(lines: [String; N]) -> String {
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Joins facts to sentences. A label may end like one.
pub(super) fn sentences<const N: usize>(facts: [Option<String>; N]) -> String {
    let sentence = |fact: String| if fact.ends_with(['.', '!', '?', ':']) { fact } else { fact + "." };
    facts.into_iter().flatten().map(sentence).collect::<Vec<_>>().join(" ")
}

/// Text that shows something.
pub(super) fn shown(raw: Option<&str>) -> Option<String> {
    raw.map(text).filter(|text| !text.is_empty())
}

fn required(level: RequiredLevel) -> String {
    match level {
        RequiredLevel::None => "Optional",
        RequiredLevel::SystemRequired => "Required by the platform",
        RequiredLevel::ApplicationRequired => "Required by the apps' forms",
        RequiredLevel::Recommended => "Recommended",
    }
    .to_owned()
}

/// Returns the uses that a column is not valid for: most are valid for everything.
fn validity(attribute: &Attribute) -> Option<String> {
    let uses = [
        (attribute.creatable(), "create"),
        (attribute.updatable(), "update"),
        (attribute.is_valid_for_read, "read"),
        (attribute.is_valid_for_form, "forms"),
    ];
    let not: Vec<&str> = uses.into_iter().filter(|(valid, _)| *valid == Some(false)).map(|(_, name)| name).collect();
    (!not.is_empty()).then(|| format!("Not valid for {}", not.join(", ")))
}

fn type_facts(attribute: &Attribute) -> Option<String> {
    let attribute_type = attribute.attribute_type?;
    let detail = match attribute_type {
        AttributeType::Memo | AttributeType::String => length(attribute),
        AttributeType::BigInt | AttributeType::Integer | AttributeType::Double => range(attribute),
        AttributeType::Decimal | AttributeType::Money => range(attribute),
        AttributeType::Boolean => boolean(attribute),
        AttributeType::DateTime => attribute.date_time_behavior.map(behavior),
        AttributeType::File | AttributeType::Image => attribute.max_size_in_kb.map(|size| format!("at most {size} KB")),
        _ if attribute_type.is_choice() => default_option(attribute),
        _ => targets(attribute),
    };
    Some(match detail {
        Some(detail) => format!("{attribute_type}: {detail}"),
        None => attribute_type.to_string(),
    })
}

fn length(attribute: &Attribute) -> Option<String> {
    let length = attribute.max_length.map(|length| format!("at most {length} characters"));
    let format = attribute.format_name.as_deref().or(attribute.format.as_deref());
    let format = format.filter(|format| *format != "Text").map(|format| format!("format {}", text(format)));
    listed([length, format])
}

fn range(attribute: &Attribute) -> Option<String> {
    let range = match (attribute.min_value, attribute.max_value) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("from {min}")),
        (None, Some(max)) => Some(format!("up to {max}")),
        (None, None) => None,
    };
    let digits = attribute.precision.filter(|digits| *digits > 0).map(|digits| format!("{digits} decimals"));
    let base = attribute.is_base_currency.filter(|is| *is).map(|_| "in the base currency".to_owned());
    listed([range.filter(|_| !is_full_range(attribute)), digits, base])
}

/// Returns whether the limits are those of the type, which says nothing.
fn is_full_range(attribute: &Attribute) -> bool {
    let limits = match attribute.attribute_type {
        Some(AttributeType::Integer) => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    (attribute.min_value.and_then(Number::to_i64), attribute.max_value.and_then(Number::to_i64))
        == (Some(limits.0), Some(limits.1))
}

fn boolean(attribute: &Attribute) -> Option<String> {
    let label = |value: i32| shown(label(attribute, value));
    let labels = label(1).zip(label(0)).map(|(yes, no)| format!("{yes} or {no}"));
    let default = attribute.default_value;
    let default = default.map(|value| label(i32::from(value)).unwrap_or_else(|| value.to_string()));
    listed([labels, default.map(|default| format!("default {default}"))])
}

fn behavior(behavior: DateTimeBehavior) -> String {
    match behavior {
        DateTimeBehavior::UserLocal => "a point in time",
        DateTimeBehavior::DateOnly => "a day",
        DateTimeBehavior::TimeZoneIndependent => "on the wall clock",
    }
    .to_owned()
}

fn default_option(attribute: &Attribute) -> Option<String> {
    let value = attribute.default_form_value.filter(|value| *value != -1)?;
    let label = shown(label(attribute, value));
    Some(format!("default {}", label.unwrap_or_else(|| value.to_string())))
}

/// The tables that a lookup leads to. A long list would repeat the variants of its enum.
fn targets(attribute: &Attribute) -> Option<String> {
    match attribute.targets.as_slice() {
        [] => None,
        targets if targets.len() > 4 => Some(format!("{} tables", targets.len())),
        targets => Some(targets.iter().map(|target| code(target)).collect::<Vec<_>>().join(", ")),
    }
}

fn listed<const N: usize>(facts: [Option<String>; N]) -> Option<String> {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

#[cfg(test)]
mod tests {
    use earlybound_reader::model::OptionSet;

    use super::*;

    fn facts(attribute: Attribute) -> String {
        type_facts(&attribute).unwrap_or_default()
    }

    fn option_set(labels: &[(i32, &str)]) -> Option<OptionSet> {
        let option = |(value, label): &(i32, &str)| OptionMetadata {
            value: *value,
            label: Some((*label).to_owned()),
            ..OptionMetadata::default()
        };
        Some(OptionSet { name: None, options: labels.iter().map(option).collect() })
    }

    #[test]
    fn types_are_told_with_their_limits() {
        let of = |attribute_type| Attribute { attribute_type: Some(attribute_type), ..Attribute::default() };
        let number = |text: &str| text.parse().ok();
        let text = Attribute { max_length: Some(100), format: Some("Email".into()), ..of(AttributeType::String) };
        assert_eq!(facts(text), "String: at most 100 characters, format Email");
        let limits = Attribute { min_value: number("0"), max_value: number("1E11"), ..of(AttributeType::Decimal) };
        assert_eq!(facts(Attribute { precision: Some(2), ..limits }), "Decimal: 0 to 100000000000, 2 decimals");
        let full = |min, max, it| Attribute { min_value: number(min), max_value: number(max), ..of(it) };
        assert_eq!(facts(full("-2147483648", "2147483647", AttributeType::Integer)), "Integer");
        assert_eq!(facts(full("0", "2147483647", AttributeType::Integer)), "Integer: 0 to 2147483647");
        let labels = option_set(&[(1, "Yes"), (0, "No")]);
        let boolean = Attribute { option_set: labels, default_value: Some(false), ..of(AttributeType::Boolean) };
        assert_eq!(facts(boolean), "Boolean: Yes or No, default No");
        let default = |value| Attribute { default_form_value: Some(value), ..of(AttributeType::Picklist) };
        assert_eq!(facts(default(-1)), "Picklist");
        assert_eq!(
            facts(Attribute { option_set: option_set(&[(1, "Normal")]), ..default(1) }),
            "Picklist: default Normal"
        );
        let lookup = Attribute { targets: vec!["account".into(), "contact".into()], ..of(AttributeType::Lookup) };
        assert_eq!(facts(lookup), "Lookup: `account`, `contact`");
    }

    #[test]
    fn only_what_a_column_is_not_valid_for_is_told() {
        let read_only = Attribute {
            is_valid_for_create: Some(false),
            is_valid_for_update: Some(false),
            is_valid_for_read: Some(true),
            ..Attribute::default()
        };
        assert_eq!(validity(&read_only).as_deref(), Some("Not valid for create, update"));
        assert_eq!(validity(&Attribute::default()), None);
    }
}

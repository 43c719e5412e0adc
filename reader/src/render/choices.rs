//! The values of choice columns, and the two labels of Boolean ones.

use super::options::RenderOptions;
use super::properties::Properties;
use super::text;
use super::writer::Writer;
use crate::model::{Attribute, OptionMetadata, OptionSet};
use earlybound_schema::AttributeType;

/// Adds what stands among the column's properties: the set's name, a Boolean's default and its labels.
pub(super) fn add_rows(rows: &mut Properties, column: &Attribute) {
    if let Some(set) = &column.option_set {
        // Without a name and without values it is this row that tells that there is a set.
        let is_bare = set.options.is_empty() && !column.cleared.iter().any(|key| key == "GlobalChoiceName");
        rows.code("GlobalChoiceName", set.name.as_deref().or(is_bare.then_some("")));
    }
    rows.truth("DefaultValue", column.default_value);
    for option in column.option_set.iter().filter(|_| has_label_rows(column)).flat_map(|set| &set.options) {
        let key = if option.value == 1 { "True Label" } else { "False Label" };
        rows.plain(key, Some(option.label.as_deref().unwrap_or_default()));
    }
}

/// Writes the table of values.
pub(super) fn write(page: &mut Writer, column: &Attribute, options: &RenderOptions) {
    let Some(set) = column.option_set.as_ref().filter(|set| !set.options.is_empty()) else { return };
    if has_label_rows(column) {
        return;
    }
    page.heading(4, &format!("{} Choices/Options", text::inline(&column.schema_name)));
    let described = |option: &OptionMetadata| options.descriptions && option.description.is_some();
    if set.options.iter().any(has_details) {
        let row = |option: &OptionMetadata| [option.value.to_string(), details(option, options)];
        page.table(["Value", "Details"], &table(set, row));
    } else if set.options.iter().any(described) {
        let row = |option: &OptionMetadata| [option.value.to_string(), label(option), description(option)];
        page.table(["Value", "Label", "Description"], &table(set, row));
    } else {
        let row = |option: &OptionMetadata| [option.value.to_string(), label(option)];
        page.table(["Value", "Label"], &table(set, row));
    }
}

/// Returns whether the options are the labels of false and true and no more, which a Boolean column has rows for.
fn has_label_rows(column: &Attribute) -> bool {
    let Some(set) = &column.option_set else { return false };
    let values: Vec<_> = set.options.iter().map(|option| option.value).collect();
    let is_label = |option: &OptionMetadata| option.description.is_none() && !has_details(option);
    column.attribute_type == Some(AttributeType::Boolean)
        && matches!(values.as_slice(), [1, 0] | [1] | [0])
        && set.options.iter().all(is_label)
}

/// Returns whether an option says more than columns of their own can hold, as states and statuses do.
fn has_details(option: &OptionMetadata) -> bool {
    option.state.is_some()
        || option.default_status.is_some()
        || option.invariant_name.is_some()
        || option.transition_data.is_some()
        || !option.other.is_empty()
}

fn table<const N: usize>(set: &OptionSet, row: impl Fn(&OptionMetadata) -> [String; N]) -> Vec<[String; N]> {
    set.options.iter().map(row).collect()
}

fn label(option: &OptionMetadata) -> String {
    option.label.as_deref().map(text::bold).unwrap_or_default()
}

fn description(option: &OptionMetadata) -> String {
    option.description.as_deref().map(text::plain).unwrap_or_default()
}

fn details(option: &OptionMetadata, options: &RenderOptions) -> String {
    let mut parts = vec![format!("Label: {}", label(option))];
    let mut add = |key: &str, value: Option<String>| parts.extend(value.map(|value| format!("{key}: {value}")));
    add("Description", option.description.as_deref().filter(|_| options.descriptions).map(text::plain));
    add("DefaultStatus", option.default_status.map(|status| status.to_string()));
    add("InvariantName", option.invariant_name.as_deref().map(text::code));
    add("State", option.state.map(|state| state.to_string()));
    add("TransitionData", option.transition_data.as_deref().map(text::plain));
    for (key, value) in &option.other {
        add(&text::key(key), Some(text::inline(value)));
    }
    text::parts(&parts)
}

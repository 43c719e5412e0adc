//! Columns and choices for the page.

use std::collections::BTreeMap;

use earlybound_reader::model::{Attribute, Table};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Column<'a> {
    name: &'a str,
    /// The name in generated code.
    #[serde(skip_serializing_if = "Option::is_none")]
    rust: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    targets: &'a [String],
    /// Facts on its values and on their use.
    #[serde(skip_serializing_if = "String::is_empty")]
    facts: String,
}

/// A set of options and the columns that hold one of them.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    columns: Vec<&'a str>,
    /// Value and label.
    options: Vec<(i32, &'a str)>,
}

/// The paths of the constants of columns, by table and column.
pub(super) type Paths = BTreeMap<(String, String), String>;

pub(super) fn columns<'a>(table: &'a Table, paths: &'a Paths) -> Vec<Column<'a>> {
    let path = |column: &Attribute| paths.get(&(table.table.logical_name.clone(), column.logical_name.clone()));
    table.attributes.iter().map(|of| column(of, path(of).map(String::as_str))).collect()
}

fn column<'a>(column: &'a Attribute, rust: Option<&'a str>) -> Column<'a> {
    Column {
        name: &column.logical_name,
        rust,
        shown: column.display_name.as_deref(),
        text: column.description.as_deref(),
        kind: column.attribute_type.map_or("", |kind| kind.as_str()),
        targets: &column.targets,
        facts: facts(column).join(" · "),
    }
}

fn facts(column: &Attribute) -> Vec<String> {
    let range = match (column.min_value, column.max_value) {
        (None, None) => None,
        (least, most) => {
            let end = |end: Option<earlybound_schema::Number>| end.map_or(String::new(), |end| end.to_string());
            Some(format!("{} to {}", end(least), end(most)))
        }
    };
    let access = match (column.creatable(), column.updatable()) {
        (Some(false), Some(false)) => Some("read only".to_owned()),
        (Some(true), Some(false)) => Some("set on create only".to_owned()),
        _ => None,
    };
    let facts = [
        column.required_level.map(|level| level.to_string()).filter(|level| level != "None"),
        access,
        column.max_length.map(|length| format!("at most {length} characters")),
        range,
        column.precision.map(|digits| format!("{digits} decimal digits")),
        column.format_name.clone().or_else(|| column.format.clone()),
        column.date_time_behavior.map(|behavior| behavior.to_string()),
    ];
    facts.into_iter().flatten().collect()
}

/// The choices of a table; columns that share a set stand together.
pub(super) fn choices(table: &Table) -> Vec<Choice<'_>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut choices: Vec<Choice<'_>> = Vec::new();
    for column in &table.attributes {
        let Some(set) = &column.option_set else { continue };
        let name = set.name.as_deref();
        let place = name.and_then(|name| known.get(name)).and_then(|&at| choices.get_mut(at));
        if let Some(choice) = place {
            choice.columns.push(&column.logical_name);
            continue;
        }
        if let Some(name) = name {
            known.insert(name, choices.len());
        }
        let options = set.options.iter().map(|option| (option.value, option.label.as_deref().unwrap_or_default()));
        choices.push(Choice { name, columns: vec![&column.logical_name], options: options.collect() });
    }
    choices
}

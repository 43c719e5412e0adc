//! Numbers that stand for options are options.

use std::collections::BTreeSet;

use super::list;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, OptionMetadata, Provenance, Table};
use earlybound_schema::AttributeType;

/// Each status belongs to a state of the table. A page of additions lists only the states that it adds.
pub(super) fn statuses_belong_to_states(table: &Table, diagnostics: &mut Diagnostics) {
    let Some(state) = column(table, AttributeType::State).filter(|_| !table.partial) else { return };
    let states = values(state);
    for status in table.attributes.iter().filter(|column| column.attribute_type == Some(AttributeType::Status)) {
        let stateless = |option: &&OptionMetadata| option.state.is_some_and(|state| !states.contains(&state));
        let stateless: Vec<&OptionMetadata> = options(status).filter(stateless).collect();
        let Some(first) = stateless.first() else { continue };
        let statuses = list(&stateless.iter().map(|option| option.value).collect::<Vec<_>>());
        let message = format!(
            "`{}` has statuses of states that `{}` does not have: {statuses}",
            status.logical_name, state.logical_name
        );
        let finding = Diagnostic::new(Code::UnknownState, message).at(first.origin, "the first such status");
        diagnostics.push(finding.related(state.origin, "the states").help("add the states, or correct the statuses"));
    }
}

/// Checks the values that a new row starts with: the default of a choice, and the status of each state.
pub(super) fn defaults_are_options(table: &Table, diagnostics: &mut Diagnostics) {
    if table.partial {
        return;
    }
    for choice in &table.attributes {
        let default = choice.default_form_value.filter(|&value| value != -1);
        diagnostics.extend(default.and_then(|default| no_option(choice, choice, &[default])));
    }
    let columns = (column(table, AttributeType::State), column(table, AttributeType::Status));
    if let (Some(state), Some(status)) = columns {
        let defaults: Vec<i32> = options(state).filter_map(|option| option.default_status).collect();
        diagnostics.extend(no_option(state, status, &defaults));
    }
}

/// The choices that an organization answered with have their options, which only some requests bring.
pub(super) fn options_were_asked_for(table: &Table, diagnostics: &mut Diagnostics) {
    let is_answer = |column: &Attribute| {
        let layer = column.layer.and_then(|layer| table.layers.get(usize::from(layer.0)));
        layer.is_some_and(|layer| layer.provenance == Provenance::Organization)
    };
    let is_unknown = |column: &&Attribute| {
        column.attribute_type.is_some_and(AttributeType::is_choice) && options(column).next().is_none()
    };
    let unknown: Vec<&Attribute> =
        table.attributes.iter().filter(is_unknown).filter(|column| is_answer(column)).collect();
    let (Some(first), name) = (unknown.first(), &table.table.logical_name) else { return };
    let message = match unknown.len() {
        1 => format!("the options of `{name}.{}` are unknown", first.logical_name),
        count => format!("the options of {count} choices of `{name}` are unknown, such as `{}`", first.logical_name),
    };
    let kinds: BTreeSet<&str> = unknown.iter().filter_map(|column| Some(column.attribute_type?.as_str())).collect();
    let requests = kinds.iter().map(|kind| {
        format!(
            "GET [org]/api/data/v9.2/EntityDefinitions(LogicalName='{name}')/Attributes/Microsoft.Dynamics.CRM.\
             {kind}AttributeMetadata?$select=LogicalName,SchemaName&$expand=OptionSet,GlobalOptionSet"
        )
    });
    let requests: Vec<String> = requests.collect();
    let help = format!("add what this brings as another file:\n{}", requests.join("\n"));
    let finding = Diagnostic::new(Code::UnknownOptions, message).at(first.origin, "no options were asked for");
    diagnostics.push(finding.help(help));
}

/// One finding for the defaults that a column states and that are no option of the column that they are meant for.
fn no_option(stated: &Attribute, meant: &Attribute, defaults: &[i32]) -> Option<Diagnostic> {
    let values = values(meant);
    let strange: BTreeSet<i32> = defaults.iter().copied().filter(|default| !values.contains(default)).collect();
    if values.is_empty() || strange.is_empty() {
        return None;
    }
    let strange = list(&strange.into_iter().collect::<Vec<_>>());
    let message =
        format!("default of `{}` that is not an option of `{}`: {strange}", stated.logical_name, meant.logical_name);
    Some(
        Diagnostic::new(Code::UnknownDefault, message)
            .at(stated.origin, "this column")
            .help("add the option, or correct the default; -1 stands for none"),
    )
}

/// The table's column of a type, where it lists its options.
fn column(table: &Table, kind: AttributeType) -> Option<&Attribute> {
    table.attributes.iter().find(|column| column.attribute_type == Some(kind) && options(column).next().is_some())
}

fn options(column: &Attribute) -> impl Iterator<Item = &OptionMetadata> {
    column.option_set.iter().flat_map(|set| &set.options)
}

fn values(column: &Attribute) -> BTreeSet<i32> {
    options(column).map(|option| option.value).collect()
}

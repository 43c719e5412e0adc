//! The typed constants of a table's columns.

use earlybound_reader::model::Attribute;
use earlybound_schema::{AttributeType, RequiredLevel};

use super::module::{Module, Uses};
use super::value::{is_primary_id, value};
use super::writer::{Writer, literal};
use crate::docs;

/// A constant for each field of the row.
pub(super) fn columns(module: &mut Module<'_>, out: &mut Writer) {
    out.blank();
    let (table, row) = (module.table, &module.table.row.rust);
    for column in table.columns.iter().filter(|column| column.is_field()) {
        let Some(value) = value(column, module) else { continue };
        let of = module.uses.runtime("Column");
        let markers = markers(column.attribute, is_primary_id(column, table), &mut module.uses);
        out.doc(&docs::constant(column.attribute));
        let (name, source) = (&column.constant.rust, literal(&column.attribute.logical_name));
        let literal = format!("{of} {{ name: {source}, of: [] }}");
        out.line(format!("pub const {name}: {of}<{row}, {value}{markers}> = {literal};"));
    }
}

/// Returns the validity of the column, and whether it may be without a value: only the unusual.
fn markers(attribute: &Attribute, is_id: bool, uses: &mut Uses) -> String {
    let (create, update, read) = validity(attribute);
    // Every row has an id, whatever the page says.
    let required = is_id || attribute.required_level == Some(RequiredLevel::SystemRequired);
    let valid = match (create, update, read) {
        (true, true, true) => None,
        (false, false, true) => Some(uses.runtime("ReadOnly").to_owned()),
        (true, false, true) => Some(uses.runtime("CreateOnly").to_owned()),
        (false, true, true) => Some(uses.runtime("UpdateOnly").to_owned()),
        _ => Some(format!("{}<{create}, {update}, {read}>", uses.runtime("Valid"))),
    };
    let valid = match valid {
        valid if !attribute.attribute_type.is_some_and(is_no_key) => valid,
        None => Some(uses.runtime("NotForKeys").to_owned()),
        Some(valid) => Some(format!("{}<{valid}>", uses.runtime("NotForKeys"))),
    };
    match (valid, required) {
        (None, false) => String::new(),
        (Some(valid), false) => format!(", {valid}"),
        (None, true) => format!(", {}, {}", uses.runtime("ReadWrite"), uses.runtime("Required")),
        (Some(valid), true) => format!(", {valid}, {}", uses.runtime("Required")),
    }
}

/// Returns whether no key has a column of the type, and the Rust type of its values does not tell.
fn is_no_key(of: AttributeType) -> bool {
    use AttributeType as Of;
    let is_like_one = matches!(of, Of::Memo | Of::EntityName | Of::Money | Of::State | Of::Status) || of.is_lookup();
    is_like_one && !of.is_key()
}

/// The uses of a column that the Web API allows: set it when a row is created, change it, ask for it.
fn validity(attribute: &Attribute) -> (bool, bool, bool) {
    let [create, update] = [attribute.creatable(), attribute.updatable()].map(|valid| valid != Some(false));
    match attribute.attribute_type {
        // Messages of their own change it.
        Some(AttributeType::File) => (false, false, true),
        // Parties are rows that come and go with their activity.
        Some(AttributeType::PartyList) => (create, false, attribute.is_valid_for_read != Some(false)),
        _ => (create, update, attribute.is_valid_for_read != Some(false)),
    }
}

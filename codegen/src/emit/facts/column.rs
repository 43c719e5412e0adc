//! Columns.

use earlybound_reader::model::Attribute;
use earlybound_schema::{AttributeType, Number};

use super::word::Line;
use crate::names::ColumnNames;

/// `name Name "Account Name" String curf ApplicationRequired max=160 format=Text`.
pub(super) fn line(column: &ColumnNames<'_>, table: &str) -> String {
    let attribute = column.attribute;
    let line = Line::default()
        .word(&attribute.logical_name)
        .word(&attribute.schema_name)
        .quoted(attribute.display_name.as_deref().unwrap_or_default())
        .stated(attribute.attribute_type)
        .word(&flags(attribute))
        .stated(attribute.required_level);
    let line = match attribute.attribute_type {
        Some(of) => limits(line, of, attribute),
        None => line,
    };
    line.fact("property", property(attribute, table))
        .fact("field", is_renamed(column).then_some(&column.field.rust))
        .fact("companion", column.companion_of)
        .fact("source", attribute.source_type_mask)
        .layer(attribute.layer.map(|layer| layer.0))
        .finish()
}

/// Returns whether reading and writing a row needs more of the column than its name and its type.
pub(super) fn is_on_the_wire(column: &ColumnNames<'_>, table: &str) -> bool {
    let attribute = column.attribute;
    is_renamed(column) || property(attribute, table).is_some() || attribute.participation_type_mask.is_some()
}

/// Returns whether the field does not have the name of the column.
fn is_renamed(column: &ColumnNames<'_>) -> bool {
    column.is_field() && column.field.rust.trim_start_matches("r#") != column.attribute.logical_name
}

/// The name of the property in the Web API, if it is not the logical name. A property cannot have the name of its type,
/// so the service adds a digit to a column that has the name of its table.
/// (<https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_StructuralProperty>)
fn property(attribute: &Attribute, table: &str) -> Option<String> {
    attribute.property_name.clone().or_else(|| (attribute.logical_name == table).then(|| format!("{table}1")))
}

/// Returns the validity of the column, a letter each: create, update, read, forms. `-` for no, `?` for not stated.
fn flags(attribute: &Attribute) -> String {
    let flags = [
        (attribute.creatable(), 'c'),
        (attribute.updatable(), 'u'),
        (attribute.is_valid_for_read, 'r'),
        (attribute.is_valid_for_form, 'f'),
    ];
    flags.into_iter().map(|(flag, letter)| flag.map_or('?', |flag| if flag { letter } else { '-' })).collect()
}

fn limits(line: Line, of: AttributeType, attribute: &Attribute) -> Line {
    match of {
        AttributeType::Boolean => {
            let label = |value| label(attribute, value);
            line.fact("default", attribute.default_value).fact("true", label(1)).fact("false", label(0))
        }
        AttributeType::BigInt => range(line, attribute, Number::to_i64),
        AttributeType::Integer => range(line, attribute, Number::to_i64).fact("format", attribute.format.as_ref()),
        AttributeType::Decimal | AttributeType::Double => {
            range(line, attribute, Some).fact("precision", attribute.precision)
        }
        AttributeType::Money => range(line, attribute, Some)
            .fact("precision", attribute.precision)
            .fact("precisionsource", attribute.precision_source)
            .fact("base", attribute.is_base_currency),
        AttributeType::DateTime => {
            line.fact("behavior", attribute.date_time_behavior).fact("format", attribute.format.as_ref())
        }
        AttributeType::Memo | AttributeType::String => line
            .fact("max", attribute.max_length)
            .fact("format", attribute.format_name.as_ref().or(attribute.format.as_ref())),
        AttributeType::File | AttributeType::Image => line.fact("max", attribute.max_size_in_kb),
        _ if of.is_choice() => line
            .fact("default", attribute.default_form_value)
            .fact("set", attribute.option_set.as_ref().and_then(|set| set.name.as_ref())),
        _ => line.list("targets", &attribute.targets).fact("role", attribute.participation_type_mask),
    }
}

fn range<T: std::fmt::Display>(line: Line, attribute: &Attribute, of: impl Fn(Number) -> Option<T>) -> Line {
    line.fact("min", attribute.min_value.and_then(&of)).fact("max", attribute.max_value.and_then(&of))
}

fn label(attribute: &Attribute, value: i32) -> Option<&String> {
    attribute.option_set.as_ref()?.options.iter().find(|option| option.value == value)?.label.as_ref()
}

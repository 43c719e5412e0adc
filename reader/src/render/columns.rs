//! The columns of a page.

use super::choices;
use super::options::RenderOptions;
use super::properties::Properties;
use super::text;
use super::writer::{Anchor, Writer};
use crate::model::{Attribute, Section};

/// Writes the sections of columns.
pub(super) fn write(page: &mut Writer, columns: &[Attribute], options: &RenderOptions) {
    let sections = [
        (Section::Writable, "Writable columns/attributes"),
        (Section::ReadOnly, "Read-only columns/attributes"),
        (Section::Customized, "Customized columns/attributes"),
    ];
    for (section, title) in sections {
        let columns = columns.iter().filter(|column| column.section == section);
        let items = columns.map(|column| (Anchor { name: &column.schema_name, suffix: "" }, column));
        page.section((2, title), items, |page, column| write_column(page, column, options));
    }
}

fn write_column(page: &mut Writer, column: &Attribute, options: &RenderOptions) {
    page.added_by(column.added_by.as_deref());
    page.changes_from(&column.schema_name, column.changes_from.as_ref());
    page.properties(&rows(column, options));
    choices::write(page, column, options);
}

fn rows(column: &Attribute, options: &RenderOptions) -> Properties {
    let mut rows = Properties::default();
    add_texts(&mut rows, column, options);
    add_common(&mut rows, column);
    add_particular(&mut rows, column);
    rows.other(&column.other);
    for key in &column.cleared {
        if !rows.has(key) {
            rows.empty(key);
        }
    }
    rows
}

/// The texts for users. On a customized column an empty cell would say that the text is cleared.
fn add_texts(rows: &mut Properties, column: &Attribute, options: &RenderOptions) {
    let description = column.description.as_deref().filter(|_| options.descriptions);
    for (key, text) in [("Description", description), ("DisplayName", column.display_name.as_deref())] {
        match text {
            None if column.section != Section::Customized => rows.empty(key),
            text => rows.bold(key, text),
        };
    }
}

/// The properties of every type of column. A customized column's name follows from its heading.
fn add_common(rows: &mut Properties, column: &Attribute) {
    let is_implied = column.section == Section::Customized && column.logical_name == column.schema_name.to_lowercase();
    rows.truth("IsValidForCreate", column.is_valid_for_create)
        .truth("IsValidForForm", column.is_valid_for_form)
        .truth("IsValidForRead", column.is_valid_for_read)
        .truth("IsValidForUpdate", column.is_valid_for_update)
        .code("LogicalName", (!is_implied).then_some(column.logical_name.as_str()))
        .plain("RequiredLevel", column.required_level)
        .plain("Type", column.attribute_type);
}

/// The properties of some types of columns.
fn add_particular(rows: &mut Properties, column: &Attribute) {
    let targets = targets(column);
    rows.truth("CanChangeDateTimeBehavior", column.can_change_date_time_behavior)
        .truth("CanStoreFullImage", column.can_store_full_image)
        .plain("DateTimeBehavior", column.date_time_behavior)
        .plain("DefaultFormValue", column.default_form_value)
        .plain("Format", column.format.as_deref())
        .plain("FormatName", column.format_name.as_deref());
    choices::add_rows(rows, column);
    rows.plain("ImeMode", column.ime_mode.as_deref())
        .truth("IsBaseCurrency", column.is_base_currency)
        .truth("IsLocalizable", column.is_localizable)
        .truth("IsPrimaryImage", column.is_primary_image)
        .plain("MaxHeight", column.max_height)
        .plain("MaxLength", column.max_length)
        .plain("MaxSizeInKB", column.max_size_in_kb)
        .plain("MaxValue", column.max_value)
        .plain("MaxWidth", column.max_width)
        .plain("MinValue", column.min_value)
        .plain("ParticipationTypeMask", column.participation_type_mask)
        .plain("Precision", column.precision)
        .plain("PrecisionSource", column.precision_source)
        .code("PropertyName", column.property_name.as_deref())
        .plain("SourceTypeMask", column.source_type_mask)
        .plain("Targets", (!targets.is_empty()).then(|| targets.join(", ")));
}

/// The targets that a list with commas can hold: those are names, and nothing else is a table's.
fn targets(column: &Attribute) -> Vec<String> {
    let names = column.targets.iter().map(|target| text::line(target));
    names.filter(|target| !target.is_empty() && !target.contains(',')).collect()
}

//! Rows of the pages' tables: bindings, parameters, results, properties, members and navigation properties.

use super::grammar::{Column, PageKind, Section, type_name};
use super::reader::Reader;
use super::text::described;
use crate::diagnostic::Code;
use crate::model::{
    BoundTo, ComplexType, EntityType, EnumMember, EnumType, Layer, Member, MessageSignature, NavigationProperty,
    WebApi, service_type,
};
use crate::parse::cell::{parts, plain, unescape};
use crate::span::Origin;
use earlybound_schema::{Binding, MessageKind};

/// The one item that a page describes, with nothing said of it yet.
pub(super) fn begin(kind: PageKind, name: &str, origin: Origin, layer: Layer) -> WebApi {
    let mut web_api = WebApi::default();
    let (name, layers) = (name.to_owned(), vec![layer]);
    match kind {
        PageKind::Action | PageKind::Function => {
            let kind = if kind == PageKind::Action { MessageKind::Action } else { MessageKind::Function };
            let message = MessageSignature { origin, name, layers, kind: Some(kind), ..Default::default() };
            web_api.messages.push(message);
        }
        PageKind::ComplexType => {
            web_api.complex_types.push(ComplexType { origin, name, layers, ..Default::default() });
        }
        PageKind::EnumType => web_api.enum_types.push(EnumType { origin, name, layers, ..Default::default() }),
        PageKind::EntityType => web_api.entity_types.push(EntityType { origin, name, layers, ..Default::default() }),
    }
    web_api
}

/// Sets the description of the page's item.
pub(super) fn end(web_api: &mut WebApi, description: Option<String>) {
    if let Some(message) = web_api.messages.last_mut() {
        message.description = description;
    } else if let Some(complex) = web_api.complex_types.last_mut() {
        complex.description = description;
    } else if let Some(enumeration) = web_api.enum_types.last_mut() {
        enumeration.description = description;
    }
}

/// Reads a row of the table of a section.
pub(super) fn row<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], row: &'a str) {
    let Some(first) = values.first().filter(|first| !first.is_empty()) else {
        reader.report.warn(Code::BrokenRow, row, "table row without a name".into(), "not read", None);
        return;
    };
    match reader.section {
        Section::BoundTo => bound_to(reader, values, first),
        Section::Returns => returns(reader, values, first),
        Section::Parameters | Section::Properties => member(reader, values, first),
        Section::Members => enum_member(reader, values, first),
        Section::Lookups => lookup(reader, values, first),
        Section::ToOne | Section::ToMany => navigation(reader, values, first),
        Section::Head | Section::Further | Section::Unknown => {}
    }
}

/// The cell of a column; empty where the row has none.
fn cell<'a>(reader: &Reader<'_, '_>, values: &[&'a str], column: Column) -> &'a str {
    let place = reader.columns.iter().position(|of| *of == column);
    place.and_then(|place| values.get(place)).copied().unwrap_or_default()
}

/// The type in a row, which is reported where it is none.
fn type_in<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) -> Option<String> {
    let cell = cell(reader, values, Column::Type);
    let found = type_name(cell);
    if found.is_none() {
        let place = if cell.is_empty() { first } else { cell };
        let help = "types are `Edm.String`, `[account EntityType](…)`, and `Collection(…)` of these".to_owned();
        reader.report.warn(Code::BadValue, place, "not a type".into(), "the type stays unknown", Some(help));
    }
    found
}

fn name_of(cell: &str) -> String {
    plain(cell).unwrap_or_default().into_owned()
}

fn bound_to<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let Some(type_name) = type_in(reader, values, first) else { return };
    let written = cell(reader, values, Column::Binding);
    let binding = match plain(written).unwrap_or_default().to_ascii_lowercase().as_str() {
        "entity" => Binding::Entity,
        "collection" | "entity collection" => Binding::EntityCollection,
        _ => {
            let place = if written.is_empty() { first } else { written };
            let help = "a message is bound to an `entity` or to a `collection`".to_owned();
            reader.report.warn(Code::BadValue, place, "not a binding".into(), "not read", Some(help));
            return;
        }
    };
    let (Some(table), Some(message)) = (service_type(&type_name), reader.said.messages.last_mut()) else { return };
    let bound = BoundTo { table: table.to_owned(), binding };
    if !message.bound_to.contains(&bound) {
        message.bound_to.push(bound);
    }
}

fn returns<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let type_name = type_in(reader, values, first);
    let Some(message) = reader.said.messages.last_mut() else { return };
    if message.returns.is_none() {
        message.returns = type_name;
    } else {
        let message = "a message has one answer".to_owned();
        reader.report.warn(Code::DuplicateItem, first, message, "not read", None);
    }
}

fn member<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let name = name_of(cell(reader, values, Column::Name));
    let type_name = type_in(reader, values, first);
    let written = cell(reader, values, Column::Nullable);
    let optional = match plain(written).unwrap_or_default().to_ascii_lowercase().as_str() {
        "true" => true,
        "false" | "" => false,
        _ => {
            let message = "`Nullable` is not `true` or `false`".to_owned();
            reader.report.warn(Code::BadValue, written, message, "read as `false`", None);
            false
        }
    };
    let description = described(reader, cell(reader, values, Column::Text));
    let web_api = &mut reader.said;
    let list = match (web_api.messages.last_mut(), web_api.complex_types.last_mut()) {
        (Some(message), _) => &mut message.parameters,
        (None, Some(complex)) => &mut complex.properties,
        (None, None) => return,
    };
    let is_twice = list.iter().any(|earlier| earlier.name == name);
    list.push(Member { name, type_name, optional, description, ..Member::default() });
    if is_twice {
        report_twice(reader, first);
    }
}

fn enum_member<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let written = cell(reader, values, Column::Value);
    let Ok(value) = plain(written).unwrap_or_default().parse() else {
        let place = if written.is_empty() { first } else { written };
        reader.report.warn(Code::BadValue, place, "`Value` is not a number".into(), "the member is not read", None);
        return;
    };
    let name = name_of(cell(reader, values, Column::Name));
    let description = described(reader, cell(reader, values, Column::Text));
    let Some(enumeration) = reader.said.enum_types.last_mut() else { return };
    let is_twice = enumeration.members.iter().any(|earlier| earlier.name == name);
    enumeration.members.push(EnumMember { name, value, description, ..EnumMember::default() });
    if is_twice {
        report_twice(reader, first);
    }
}

/// A lookup and the navigation properties that read it, which stand below.
fn lookup<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let name = name_of(cell(reader, values, Column::Name));
    let Some(column) = name.strip_prefix('_').and_then(|name| name.strip_suffix("_value")) else {
        let help = "a lookup property is called `_column_value`".to_owned();
        reader.report.warn(Code::BadValue, first, "not a lookup property".into(), "not read", Some(help));
        return;
    };
    for name in parts(cell(reader, values, Column::Navigation)).filter(|name| !name.is_empty()) {
        reader.lookups.push((unescape(name).into_owned(), column.to_owned()));
    }
}

fn navigation<'a>(reader: &mut Reader<'_, 'a>, values: &[&'a str], first: &'a str) {
    let collection = reader.section == Section::ToMany;
    let name = name_of(cell(reader, values, Column::Name));
    let Some(type_name) = type_in(reader, values, first) else { return };
    let partner = plain(cell(reader, values, Column::Partner)).map(|partner| partner.into_owned());
    let column = reader.lookups.iter().find(|(property, _)| !collection && *property == name);
    let column = column.map(|(_, column)| column.clone());
    let (Some(table), Some(entity)) = (service_type(&type_name), reader.said.entity_types.last_mut()) else {
        return;
    };
    let table = table.to_owned();
    let is_twice = entity
        .navigation_properties
        .iter()
        .any(|earlier| earlier.collection == collection && earlier.name == name && earlier.table == table);
    entity.navigation_properties.push(NavigationProperty { name, table, partner, collection, column });
    if is_twice {
        report_twice(reader, first);
    }
}

fn report_twice<'a>(reader: &mut Reader<'_, 'a>, place: &'a str) {
    let message = format!("two items called `{}`", name_of(place));
    reader.report.warn(Code::DuplicateItem, place, message, "both were kept", None);
}

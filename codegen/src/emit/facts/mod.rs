//! The facts of a table as text: a line for each item, which `earlybound` reads on first use.
//!
//! A line depends only on its item, so that a change of one item changes one line. The grammar is documented where it
//! is read, in `src/facts/` of the crate `earlybound`.

mod column;
mod relationship;
mod word;

use earlybound_reader::model::{AlternateKey, Layer, Message, OptionMetadata, Parameter};

use crate::names::TableNames;
use word::Line;

/// The lines of a table, and apart from them those that reading and writing a row needs, too. Those below a heading are
/// indented.
pub(super) fn table(table: &TableNames<'_>) -> [Vec<String>; 2] {
    let (fields, others): (Vec<_>, Vec<_>) = table.columns.iter().partition(|column| column.is_field());
    let column = |column| column::line(column, &table.table.table.logical_name);
    let (wire_fields, fields): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|of| column::is_on_the_wire(of, &table.table.table.logical_name));
    let (wire_to_one, to_one): (Vec<_>, Vec<_>) =
        table.many_to_one.iter().partition(|it| it.item.referencing_entity_navigation_property_name.is_some());
    let (wire_to_many, to_many): (Vec<_>, Vec<_>) =
        table.one_to_many.iter().partition(|it| relationship::is_to_parties(it.item));
    let mut wire = Vec::new();
    section(&mut wire, "columns", wire_fields.into_iter().map(column));
    section(&mut wire, "many-to-one", wire_to_one.iter().map(|it| relationship::one_to_many(it.item)));
    section(&mut wire, "one-to-many", wire_to_many.iter().map(|it| relationship::one_to_many(it.item)));
    let mut lines = own(table);
    section(&mut lines, "columns", fields.into_iter().map(column));
    section(&mut lines, "other columns", others.into_iter().map(column));
    section(&mut lines, "keys", table.keys.iter().map(|named| key(named.item)));
    section(&mut lines, "messages", table.messages.iter().map(|message| self::message(message.item)));
    section(&mut lines, "events", table.events.iter().map(|event| message(event.item)));
    section(&mut lines, "many-to-one", to_one.iter().map(|it| relationship::one_to_many(it.item)));
    section(&mut lines, "one-to-many", to_many.iter().map(|it| relationship::one_to_many(it.item)));
    section(&mut lines, "many-to-many", table.many_to_many.iter().map(|it| relationship::many_to_many(it.item)));
    [lines, wire]
}

fn section(lines: &mut Vec<String>, heading: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        lines.push(heading.to_owned());
        lines.extend(items.map(|item| format!("  {item}")));
    }
}

/// Writes the facts about the table as a whole: a line for each fact, and one for each layer.
fn own(table: &TableNames<'_>) -> Vec<String> {
    let facts = &table.table.table;
    let texts = [
        ("SchemaName", &facts.schema_name),
        ("DisplayName", &facts.display_name),
        ("DisplayCollectionName", &facts.display_collection_name),
        ("EntitySetName", &facts.entity_set_name),
        ("CollectionSchemaName", &facts.collection_schema_name),
        ("LogicalCollectionName", &facts.logical_collection_name),
        ("PrimaryIdAttribute", &facts.primary_id_attribute),
        ("PrimaryNameAttribute", &facts.primary_name_attribute),
    ];
    let texts = texts.into_iter().map(|(key, value)| Line::default().fact(key, value.as_ref()));
    let words = [
        Line::default().fact("OwnershipType", facts.ownership_type),
        Line::default().fact("TableType", facts.table_type),
        Line::default().fact("IsBPFEntity", facts.is_bpf_entity),
        Line::default().fact("partial", table.table.partial.then_some(true)),
    ];
    let layers = table.table.layers.iter().map(layer);
    texts.chain(words).chain(layers).map(Line::finish).filter(|line| !line.is_empty()).collect()
}

fn layer(layer: &Layer) -> Line {
    let (product, date) = (layer.product.as_ref(), layer.date.as_ref());
    Line::default().word("layer").fact("product", product).fact("date", date).fact("full", Some(layer.full))
}

/// The line of an option; `defined` is the layer that defined its column.
pub(super) fn option(option: &OptionMetadata, defined: Option<u16>) -> String {
    let added = option.layer.map(|layer| layer.0).filter(|layer| Some(*layer) != defined);
    Line::default()
        .word(&option.value.to_string())
        .quoted(option.label.as_deref().unwrap_or_default())
        .fact("state", option.state)
        .fact("status", option.default_status)
        .fact("invariant", option.invariant_name.as_ref())
        .fact("layer", added)
        .finish()
}

fn key(key: &AlternateKey) -> String {
    Line::default()
        .word(&key.logical_name)
        .list("columns", &key.key_attributes)
        .fact("SchemaName", key.schema_name.as_ref())
        .fact("DisplayName", key.display_name.as_ref())
        .layer(key.layer.map(|layer| layer.0))
        .finish()
}

fn message(message: &Message) -> String {
    let line = Line::default()
        .word(&message.name)
        .fact("event", message.is_event)
        .fact("kind", message.kind)
        .fact("method", message.method)
        .fact("path", message.path.as_ref())
        .list("columns", &message.columns)
        .fact("webapi", message.web_api.as_ref())
        .fact("sdk", message.sdk.as_ref())
        .fact("binding", message.binding);
    let line = message.parameters.iter().fold(line, |line, taken| line.fact("takes", Some(parameter(taken))));
    let line = message.returns.iter().fold(line, |line, given| line.fact("gives", Some(parameter(given))));
    line.layer(message.layer.map(|layer| layer.0)).finish()
}

/// `Integer?:Days`: the type, whether it may be left out, the name.
fn parameter(parameter: &Parameter) -> String {
    let of = parameter.parameter_type.map(|of| of.to_string()).unwrap_or_default();
    format!("{of}{}:{}", if parameter.optional { "?" } else { "" }, parameter.name)
}

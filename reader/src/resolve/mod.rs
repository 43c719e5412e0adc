//! Stage 4, *resolve*: documents in, tables out.
//!
//! The layers of each table are merged, base first; then what two pages say about the same relationship is brought
//! together, whichever of them said it; then lookups get all their targets.

mod entity_types;
mod join;
mod layers;
mod merge;
mod mirror;
mod missing;
mod navigation;
mod overlays;
mod public_pages;
mod questions;
mod signatures;
mod some_of;
mod standard;
mod targets;
mod web_api;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::check;
use crate::diagnostic::Diagnostics;
use crate::model::{Document, Schema, Table};
use crate::parse::Parsed;
use questions::Questions;

/// Merges documents into tables, and what sources say of messages and types. The result does not depend on their order.
///
/// Everything in a table remembers the layer that said it. What no layer says stays unknown.
pub fn resolve(parsed: impl Into<Parsed>, diagnostics: &mut Diagnostics) -> Schema {
    let schema = tables(parsed.into(), diagnostics);
    check(&schema, diagnostics);
    report_missing(&schema, &schema.names(), diagnostics);
    schema
}

/// One note on the tables that others refer to and that are not `known`.
pub(crate) fn report_missing(schema: &Schema, known: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
    missing::report(schema, known, diagnostics);
}

/// All that [`resolve`] does, without the note on missing tables: that is for the tables that a project selects.
pub(crate) fn tables(parsed: Parsed, diagnostics: &mut Diagnostics) -> Schema {
    let Parsed { documents, web_api } = parsed;
    let mut web_api = web_api::merge(web_api);
    let questions = Questions::of(&documents);
    let mut by_table: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for document in documents {
        let layers = by_table.entry(document.table.logical_name.clone()).or_default();
        layers.extend(standard::layer(&document));
        layers.push(document);
    }
    entity_types::add(&mut by_table, &web_api.entity_types);
    let mut tables: Vec<Table> = Vec::with_capacity(by_table.len());
    let is_described = |layers: &[Document]| !layers.iter().all(overlays::is_overlay);
    let described: Vec<String> =
        by_table.iter().filter(|(_, layers)| is_described(layers)).map(|(name, _)| name.clone()).collect();
    for mut layers in by_table.into_values() {
        layers::sort(&mut layers);
        layers::report_twins(&layers, diagnostics);
        overlays::report(&layers, &described, diagnostics);
        missing::report_base(&layers, diagnostics);
        let table = merge::merge(layers, diagnostics);
        tables.extend((!table.table.omit).then_some(table));
    }
    mirror::mirror(&mut tables);
    join::join(&mut tables, diagnostics);
    navigation::complete(&mut tables, &web_api.entity_types, diagnostics);
    signatures::add_stated(&tables, &mut web_api);
    signatures::complete(&mut tables, &web_api, diagnostics);
    for table in &mut tables {
        targets::complete(table, diagnostics);
        sort_lists(table);
    }
    let schema = Schema::new(tables, web_api);
    questions.report(&schema.names(), diagnostics);
    schema
}

fn sort_lists(table: &mut Table) {
    table.messages.sort_by(|a, b| a.name.cmp(&b.name));
    table.events.sort_by(|a, b| a.name.cmp(&b.name));
    table.attributes.sort_by(|a, b| a.logical_name.cmp(&b.logical_name));
    table.keys.sort_by(|a, b| a.logical_name.cmp(&b.logical_name));
    table.many_to_one_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
    table.one_to_many_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
    table.many_to_many_relationships.sort_by(|a, b| a.schema_name.cmp(&b.schema_name));
}

//! The typed constants of a table's columns.

use earlybound_reader::model::Attribute;
use earlybound_schema::{AttributeType, RequiredLevel};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Options;
use super::literal::{Imports, integer};
use super::row::{is_primary_id, value};
use crate::docs;
use crate::names::{Names, TableNames};

/// A constant for each field of the row.
pub(super) fn columns(
    table: &TableNames<'_>,
    names: &Names<'_>,
    options: &Options,
    imports: &mut Imports,
) -> TokenStream {
    let row = &table.row;
    let fields = table.columns.iter().filter(|column| column.is_field());
    let constants = fields.zip(0..).filter_map(|(column, place)| {
        imports.add(&["Column"]);
        let docs = docs::constant(options.detail, column.attribute).outer();
        let (name, value) = (&column.constant, value(column, table, names, imports)?);
        let markers = markers(column.attribute, is_primary_id(column, table), imports);
        let place = integer(place);
        Some(quote!(#docs pub const #name: Column<#row, #value #markers> = Column::new(#place);))
    });
    quote!(#(#constants)*)
}

/// What the column is valid for, and whether it may be without a value: only what is not usual.
fn markers(attribute: &Attribute, is_id: bool, imports: &mut Imports) -> TokenStream {
    let (create, update, read) = validity(attribute);
    // Every row has an id, whatever the page says.
    let required = is_id || attribute.required_level == Some(RequiredLevel::SystemRequired);
    let mut marker = |name| imports.type_name(name).into_token_stream();
    let valid = match (create, update, read) {
        (true, true, true) if !required => return TokenStream::new(),
        (true, true, true) => marker("ReadWrite"),
        (false, false, true) => marker("ReadOnly"),
        (true, false, true) => marker("CreateOnly"),
        (false, true, true) => marker("UpdateOnly"),
        _ => {
            let valid = marker("Valid");
            quote!(#valid<#create, #update, #read>)
        }
    };
    let required = required.then(|| imports.type_name("Required")).map(|required| quote!(, #required));
    quote!(, #valid #required)
}

/// What the Web API lets one do with a column: set it when a row is created, change it, ask for it.
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

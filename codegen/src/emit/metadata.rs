//! The metadata of a table.

use earlybound_reader::model::Layer;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::column;
use super::literal::{self, Facts, Imports};
use crate::names::{Named, TableNames};

/// The statics of the table's columns and of the table, and its `Table`.
pub(super) fn metadata(table: &TableNames<'_>, imports: &mut Imports) -> TokenStream {
    imports.add(&["Table"]);
    let row = &table.row;
    let logical_name = &table.table.table.logical_name;
    let columns = columns(table, imports);
    let facts = facts(table, imports);
    quote! {
        #columns

        /// What the reference says about the table.
        pub static TABLE: TableMetadata = #facts;

        impl Table for #row {
            const LOGICAL_NAME: &'static str = #logical_name;
            const METADATA: Option<&'static TableMetadata> = Some(&TABLE);
        }
    }
}

fn columns(table: &TableNames<'_>, imports: &mut Imports) -> TokenStream {
    if table.columns.is_empty() {
        return TokenStream::new();
    }
    let columns: Vec<_> = table.columns.iter().map(|column| column::metadata(column, imports)).collect();
    let (plain, columns) = literal::elements(columns, column::USUAL);
    quote!(static COLUMNS: &[ColumnMetadata] = &[#(#columns),*]; #plain)
}

fn facts(table: &TableNames<'_>, imports: &mut Imports) -> TokenStream {
    let facts = &table.table.table;
    let layers: Vec<_> = table.table.layers.iter().map(|layer| self::layer(layer, imports)).collect();
    let literal = Facts::new("TableMetadata", imports)
        .is("logical_name", &facts.logical_name)
        .known("schema_name", facts.schema_name.as_ref())
        .known("display_name", facts.display_name.as_ref())
        .known("display_collection_name", facts.display_collection_name.as_ref())
        .known("entity_set_name", facts.entity_set_name.as_ref())
        .known("collection_schema_name", facts.collection_schema_name.as_ref())
        .known("logical_collection_name", facts.logical_collection_name.as_ref())
        .known("primary_id_attribute", facts.primary_id_attribute.as_ref())
        .known("primary_name_attribute", facts.primary_name_attribute.as_ref())
        .known("ownership_type", facts.ownership_type.map(|ownership| imports.word("OwnershipType", ownership)))
        .known("table_type", facts.table_type.map(|table_type| imports.word("TableType", table_type)))
        .known("is_bpf_entity", facts.is_bpf_entity)
        .list("layers", layers);
    let literal = if table.table.partial { literal.is("partial", true) } else { literal };
    let fields = Literal::usize_unsuffixed(table.columns.iter().filter(|column| column.is_field()).count());
    let literal = match table.columns.is_empty() {
        true => literal,
        false => literal.is("fields", fields).is("columns", quote!(COLUMNS)),
    };
    literal
        .known_list("messages", &table.messages, quote!(Message::METADATA))
        .known_list("events", &table.events, quote!(Event::METADATA))
        .known_list("many_to_one", &table.many_to_one, quote!(many_to_one::ALL))
        .known_list("one_to_many", &table.one_to_many, quote!(one_to_many::ALL))
        .known_list("many_to_many", &table.many_to_many, quote!(many_to_many::ALL))
        .done()
}

impl Facts {
    /// A list that stands elsewhere in the module, unless it is empty.
    fn known_list<T>(self, field: &'static str, list: &[Named<'_, T>], value: TokenStream) -> Self {
        if list.is_empty() { self } else { self.is(field, value) }
    }
}

fn layer(layer: &Layer, imports: &mut Imports) -> TokenStream {
    Facts::new("LayerMetadata", imports)
        .known("product", layer.product.as_ref())
        .known("date", layer.date.as_ref())
        .is("full", layer.full)
        .done()
}

//! The module of a table.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::Imports;
use super::{Options, choice, constant, message, metadata, relationship, row, target};
use crate::docs;
use crate::error::Error;
use crate::names::{ColumnNames, Names, OwnType, TableNames};

/// What a table's module holds: the row first, then what its columns hold, then what can be done with it, then metadata.
pub(super) fn table(table: &TableNames<'_>, names: &Names<'_>, options: &Options) -> Result<TokenStream, Error> {
    let docs = docs::table(options.detail, table.table).inner();
    let mut imports = Imports::default();
    let row = row::row(table, names, options, &mut imports)?;
    let constants = constant::columns(table, names, options, &mut imports);
    let own_types = own_types(table, names, options, &mut imports)?;
    let messages = message::messages(table, "Message", &table.messages, (options, &mut imports));
    let events = message::messages(table, "Event", &table.events, (options, &mut imports));
    let metadata = metadata::metadata(table, &mut imports);
    let relationships = relationship::modules(table, names, options);
    let uses = imports.used();
    Ok(quote!(#docs #uses #row #constants #(#own_types)* #messages #events #relationships #metadata))
}

/// The enums that columns bring along: those that another table declares first, then the table's own.
fn own_types(
    table: &TableNames<'_>,
    names: &Names<'_>,
    options: &Options,
    imports: &mut Imports,
) -> Result<Vec<TokenStream>, Error> {
    let own_type = |column: &ColumnNames<'_>| match &column.own_type {
        OwnType::None => None,
        OwnType::Choice(name, _) | OwnType::Target(name, _) if column.declared_in.is_some() => {
            let module = &column.declared_in;
            Some(Ok(quote!(pub use super::#module::#name;)))
        }
        OwnType::Choice(name, variants) => {
            Some(choice::choice(table, column.attribute, name, variants, (options, imports)))
        }
        OwnType::Target(name, variants) => {
            Some(Ok(target::target(table, names, &column.attribute.logical_name, (name, variants), imports)))
        }
    };
    let (shared, own): (Vec<_>, Vec<_>) = table.columns.iter().partition(|column| column.declared_in.is_some());
    shared.into_iter().chain(own).filter_map(own_type).collect()
}

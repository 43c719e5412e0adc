//! The row struct of a table.

use earlybound_schema::{AttributeType, DateTimeBehavior};
use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::literal::Imports;
use crate::docs;
use crate::error::Error;
use crate::names::{ColumnNames, Names, OwnType, TableNames};

/// The struct: an optional field for each column that has a value.
pub(super) fn row(
    table: &TableNames<'_>,
    names: &Names<'_>,
    options: &Options,
    imports: &mut Imports,
) -> Result<TokenStream, Error> {
    let derives = super::derives(&options.row_derives)?;
    let docs = docs::row(options.detail, table.table).outer();
    let row = &table.row;
    imports.add(&["Annotations"]);
    let columns: Vec<_> = table.columns.iter().filter(|column| column.is_field()).collect();
    let fields = columns.iter().filter_map(|column| {
        let value = value(column, table, names, imports)?;
        let docs = docs::column(options.detail, table.table, column.attribute).outer();
        let field = &column.field;
        Some(quote!(#docs pub #field: Option<#value>,))
    });
    let fields: Vec<_> = fields.collect();
    let listed = columns.iter().map(|column| &column.field);
    Ok(quote! {
        #docs
        #derives
        pub struct #row {
            #(#fields)*
            /// What the service says beside the values.
            pub annotations: Annotations,
        }

        /// The same, by the name that macros know.
        pub type Row = #row;

        ::earlybound::row!(#row, TABLE, annotations { #(#listed),* });
    })
}

/// The type of a column's value; `None` where a row holds none.
pub(super) fn value(
    column: &ColumnNames<'_>,
    table: &TableNames<'_>,
    names: &Names<'_>,
    imports: &mut Imports,
) -> Option<TokenStream> {
    Some(match (column.attribute.attribute_type?, &column.own_type) {
        (AttributeType::MultiSelectPicklist, OwnType::Choice(name, _)) => quote!(Vec<#name>),
        (_, OwnType::Choice(name, _)) => quote!(#name),
        (AttributeType::PartyList, _) => {
            let lookup = lookup(column, table, names, imports);
            quote!(Vec<#lookup>)
        }
        (AttributeType::Lookup | AttributeType::Customer | AttributeType::Owner, _) => {
            lookup(column, table, names, imports)
        }
        (AttributeType::Uniqueidentifier, _) if is_primary_id(column, table) => {
            imports.add(&["Id"]);
            let row = &table.row;
            quote!(Id<#row>)
        }
        (attribute_type, _) => plain(attribute_type, column.attribute.date_time_behavior, imports)?,
    })
}

/// Whether the column holds the id of the row.
pub(super) fn is_primary_id(column: &ColumnNames<'_>, table: &TableNames<'_>) -> bool {
    table.table.table.primary_id_attribute.as_ref() == Some(&column.attribute.logical_name)
}

/// The type of a value that has nothing to do with the table it stands in.
fn plain(of: AttributeType, behavior: Option<DateTimeBehavior>, imports: &mut Imports) -> Option<TokenStream> {
    let mut imported = |name: &'static str| imports.add(&[name]);
    Some(match of {
        AttributeType::String | AttributeType::Memo | AttributeType::EntityName => quote!(String),
        AttributeType::Integer => quote!(i32),
        AttributeType::BigInt => quote!(i64),
        AttributeType::Double => quote!(f64),
        AttributeType::Boolean => quote!(bool),
        AttributeType::Image => quote!(Vec<u8>),
        AttributeType::Decimal | AttributeType::Money => {
            imported("Decimal");
            quote!(Decimal)
        }
        AttributeType::Uniqueidentifier | AttributeType::File => {
            imported("Uuid");
            quote!(Uuid)
        }
        AttributeType::ManagedProperty => {
            imported("ManagedProperty");
            quote!(ManagedProperty)
        }
        AttributeType::DateTime => date_time(behavior, imports),
        _ => return None,
    })
}

/// A point in time where the reference does not say: that is the platform's default.
fn date_time(behavior: Option<DateTimeBehavior>, imports: &mut Imports) -> TokenStream {
    match behavior {
        Some(DateTimeBehavior::DateOnly) => {
            imports.add(&["Date"]);
            quote!(Date)
        }
        Some(DateTimeBehavior::TimeZoneIndependent) => {
            imports.add(&["DateTime"]);
            quote!(DateTime)
        }
        Some(DateTimeBehavior::UserLocal) | None => {
            imports.add(&["Timestamp"]);
            quote!(Timestamp)
        }
    }
}

fn lookup(column: &ColumnNames<'_>, table: &TableNames<'_>, names: &Names<'_>, imports: &mut Imports) -> TokenStream {
    imports.add(&["Lookup"]);
    let only = column.attribute.targets.first().and_then(|target| super::target::row_path(target, table, names));
    match (&column.own_type, only) {
        (OwnType::Target(name, _), _) => quote!(Lookup<#name>),
        (_, Some(row)) => {
            imports.add(&["Id"]);
            quote!(Lookup<Id<#row>>)
        }
        (_, None) => {
            imports.add(&["EntityReference"]);
            quote!(Lookup<EntityReference>)
        }
    }
}

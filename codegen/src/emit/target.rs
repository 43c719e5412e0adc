//! The enum of what a lookup on several tables can point to.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::Imports;
use crate::docs::escape::code;
use crate::docs::{Detail, Doc};
use crate::names::{Name, Names, TableNames};

/// The path from a table's module to the type of another table, or of itself.
pub(super) fn row_path(target: &str, table: &TableNames<'_>, names: &Names<'_>) -> Option<TokenStream> {
    let row = names.rows.get(target)?;
    let name = &row.name;
    Some(if row.referenced {
        quote!(super::referenced::#name)
    } else if *name == table.row {
        quote!(#name)
    } else {
        quote!(super::#name)
    })
}

/// The enum and its `Target`.
pub(super) fn target(
    table: &TableNames<'_>,
    names: &Names<'_>,
    column: &str,
    (name, variants): (&Name, &[Name]),
    imports: &mut Imports,
) -> TokenStream {
    imports.add(&["EntityReference", "Id"]);
    let docs = Doc::new(Detail::OneLine, format!("What {} can point to.", code(column))).outer();
    let declared = variants.iter().filter_map(|variant| {
        let docs = Doc::new(Detail::OneLine, format!("A row of {}.", code(&variant.source))).outer();
        let row = row_path(&variant.source, table, names)?;
        Some(quote!(#docs #variant(Id<#row>),))
    });
    let listed = variants.iter().filter_map(|variant| {
        let (row, source) = (row_path(&variant.source, table, names)?, &variant.source);
        Some(quote!(#variant: #row = #source))
    });
    quote! {
        #docs
        pub enum #name {
            #(#declared)*
            /// A row of a table that the reference does not name.
            Other(EntityReference),
        }

        ::earlybound::target!(#name { #(#listed),* });
    }
}

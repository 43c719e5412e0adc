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
    imports.add(&["EntityReference", "Id", "Target", "Uuid"]);
    let docs = Doc::new(Detail::OneLine, format!("What {} can point to.", code(column))).outer();
    let declared = variants.iter().filter_map(|variant| {
        let docs = Doc::new(Detail::OneLine, format!("A row of {}.", code(&variant.source))).outer();
        let row = row_path(&variant.source, table, names)?;
        Some(quote!(#docs #variant(Id<#row>),))
    });
    let tables = variants.iter().map(|variant| &variant.source);
    let [from_reference, parts] = [from_reference(variants), parts(variants)];
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#declared)*
            /// A row of a table that the reference does not name.
            Other(EntityReference),
        }

        impl Target for #name {
            const TABLES: &'static [&'static str] = &[#(#tables),*];

            fn from_reference(reference: EntityReference) -> Result<Self, EntityReference> { #from_reference }

            fn parts(&self) -> (Option<&str>, Uuid) { #parts }
        }
    }
}

fn from_reference(variants: &[Name]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let table = &variant.source;
        quote!(Some(#table) => Self::#variant(reference.id.into()),)
    });
    quote!(Ok(match reference.table.as_deref() { #(#arms)* _ => Self::Other(reference), }))
}

fn parts(variants: &[Name]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let table = &variant.source;
        quote!(Self::#variant(id) => (Some(#table), id.uuid()),)
    });
    quote!(match self { #(#arms)* Self::Other(reference) => reference.parts(), })
}

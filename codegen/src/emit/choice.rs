//! The enum of a choice column.

use earlybound_reader::model::{Attribute, OptionMetadata};
use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::literal::{Facts, Imports, integer};
use crate::docs;
use crate::error::Error;
use crate::names::{Name, Named, TableNames};

/// The enum and its `Choice`.
pub(super) fn choice(
    table: &TableNames<'_>,
    attribute: &Attribute,
    name: &Name,
    variants: &[Named<'_, OptionMetadata>],
    (options, imports): (&Options, &mut Imports),
) -> Result<TokenStream, Error> {
    imports.add(&["OptionMetadata"]);
    let derives = super::derives(&options.choice_derives)?;
    let docs = docs::choice(options.detail, table.table, attribute).outer();
    let variant = |variant: &Named<'_, OptionMetadata>| {
        let docs = docs::option(options.detail, table.table, attribute, variant.item).outer();
        let name = &variant.name;
        quote!(#docs #name,)
    };
    let declared = variants.iter().map(variant);
    let metadata = variants.iter().map(|variant| metadata(variant.item, attribute, imports));
    let listed = variants.iter().map(|variant| &variant.name);
    Ok(quote! {
        #docs
        #derives
        pub enum #name {
            #(#declared)*
            /// A value that the reference does not list.
            Other(i32),
        }

        impl #name {
            /// The options that the reference lists, by value.
            pub const OPTIONS: &'static [OptionMetadata] = &[#(#metadata),*];
        }

        ::earlybound::choice!(#name { #(#listed),* });
    })
}

fn metadata(option: &OptionMetadata, attribute: &Attribute, imports: &mut Imports) -> TokenStream {
    Facts::new("OptionMetadata", imports)
        .is("value", integer(option.value))
        .text("label", option.label.as_ref())
        .known("state", option.state.map(integer))
        .known("default_status", option.default_status.map(integer))
        .known("invariant_name", option.invariant_name.as_ref())
        .layer(option.layer.filter(|layer| Some(*layer) != attribute.layer))
        .done()
}

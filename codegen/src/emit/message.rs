//! The enums of a table's messages and events.

use earlybound_reader::model::{Message, Parameter};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Options;
use super::literal::{Facts, Imports, option};
use crate::docs;
use crate::docs::{Detail, Doc};
use crate::names::{Named, TableNames};

/// The enum of a list of messages, called `Message` or `Event`; nothing where the list is empty.
pub(super) fn messages(
    table: &TableNames<'_>,
    name: &str,
    messages: &[Named<'_, Message>],
    (options, imports): (&Options, &mut Imports),
) -> TokenStream {
    if messages.is_empty() {
        return TokenStream::new();
    }
    let what =
        if name == "Event" { "Messages to subscribe to, not to send." } else { "What can be done with the rows." };
    let docs = Doc::new(Detail::OneLine, what).outer();
    let name = Ident::new(name, Span::call_site());
    let declared = messages.iter().map(|message| {
        let docs = docs::message(options.detail, table.table, message.item).outer();
        let name = &message.name;
        quote!(#docs #name,)
    });
    let implementation = implementation(&name, messages, imports);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name { #(#declared)* }

        #implementation
    }
}

fn implementation(name: &Ident, messages: &[Named<'_, Message>], imports: &mut Imports) -> TokenStream {
    let variants = messages.iter().map(|message| &message.name);
    let metadata: Vec<_> = messages.iter().map(|message| metadata(message.item, imports).done()).collect();
    quote! {
        impl #name {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// What the reference says about them, in the same order.
            pub const METADATA: &'static [MessageMetadata] = &[#(#metadata),*];

            /// What the reference says about it.
            pub const fn metadata(self) -> &'static MessageMetadata { &Self::METADATA[self as usize] }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.metadata().name)
            }
        }
    }
}

fn metadata(message: &Message, imports: &mut Imports) -> Facts {
    Facts::new("MessageMetadata", imports)
        .is("name", &message.name)
        .known("is_event", message.is_event)
        .known("kind", message.kind.map(|kind| imports.word("MessageKind", kind)))
        .known("method", message.method.map(|method| imports.word("HttpMethod", method)))
        .known("path", message.path.as_ref())
        .list("columns", &message.columns)
        .known("web_api", message.web_api.as_ref())
        .known("sdk", message.sdk.as_ref())
        .known("binding", message.binding.map(|binding| imports.word("Binding", binding)))
        .list("parameters", parameters(&message.parameters, imports))
        .list("returns", parameters(&message.returns, imports))
        .layer(message.layer)
}

fn parameters(parameters: &[Parameter], imports: &mut Imports) -> Vec<TokenStream> {
    let literal = |parameter: &Parameter| {
        imports.add(&["ParameterMetadata"]);
        let (name, optional) = (&parameter.name, parameter.optional);
        let of = option(parameter.parameter_type.map(|of| imports.word("ParameterType", of)));
        quote!(ParameterMetadata { name: #name, parameter_type: #of, optional: #optional })
    };
    parameters.iter().map(literal).collect()
}

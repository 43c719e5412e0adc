//! The enums of a table's messages and events.

use earlybound_schema::model::Message;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Options;
use super::literal::{Facts, Imports};
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
    let metadata = messages.iter().map(|message| {
        let (name, metadata) = (&message.name, metadata(message.item, imports));
        quote!(Self::#name => &#metadata,)
    });
    quote! {
        impl #name {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// What the reference says about it.
            pub const fn metadata(self) -> &'static MessageMetadata { match self { #(#metadata)* } }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.metadata().name)
            }
        }
    }
}

fn metadata(message: &Message, imports: &mut Imports) -> TokenStream {
    Facts::new("MessageMetadata", imports)
        .is("name", &message.name)
        .known("is_event", message.is_event)
        .known("kind", message.kind.map(|kind| imports.word("MessageKind", kind)))
        .known("method", message.method.map(|method| imports.word("HttpMethod", method)))
        .known("path", message.path.as_ref())
        .list("columns", &message.columns)
        .known("web_api", message.web_api.as_ref())
        .known("sdk", message.sdk.as_ref())
        .layer(message.layer)
        .done()
}

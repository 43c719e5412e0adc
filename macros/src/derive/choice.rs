//! `#[derive(Choice)]`: an enum of some values of a choice column.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Path, Variant};

use super::input::{self, Errors};

/// A variant, and the variant of the column's enum that it stands for.
struct Listed<'a> {
    ident: &'a Ident,
    option: Ident,
}

/// The variant that stands for all other values.
struct Fallback<'a> {
    ident: &'a Ident,
    /// Whether it keeps the value.
    keeps: bool,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    input::refuse_generics(input, "Choice")?;
    let mut of = None;
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        let known = key == "of";
        if known {
            of = Some(meta.value()?.parse::<Path>()?);
        }
        Ok(known)
    };
    input::read(&input.attrs, "choice", read, "`of = …`")?;
    let of = of.ok_or_else(|| {
        let message = "say whose values these are: `#[choice(of = account::IndustryCode)]`, with the column's enum";
        syn::Error::new(input.ident.span(), message)
    })?;
    let Data::Enum(data) = &input.data else {
        return Err(syn::Error::new(input.ident.span(), "`Choice` is for enums"));
    };
    let mut errors = Errors::default();
    let (mut listed, mut fallback) = (Vec::new(), None);
    for variant in &data.variants {
        match errors.note(self::variant(variant)) {
            Some(Kind::Listed(variant)) => listed.push(variant),
            Some(Kind::Fallback(other)) if fallback.is_some() => {
                errors.push(syn::Error::new(other.ident.span(), "a second variant for all other values"));
            }
            Some(Kind::Fallback(other)) => fallback = Some(other),
            None => {}
        }
    }
    errors.finish(expansion(&input.ident, &of, &listed, fallback.as_ref()))
}

enum Kind<'a> {
    Listed(Listed<'a>),
    Fallback(Fallback<'a>),
}

fn variant(variant: &Variant) -> syn::Result<Kind<'_>> {
    let (mut option, mut other) = (None, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "option" => option = Some(meta.value()?.call(Ident::parse_any)?),
            "other" => other = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    input::read(&variant.attrs, "choice", read, "`option = …` or `other`")?;
    let ident = &variant.ident;
    match (&variant.fields, other) {
        (Fields::Unit, false) => Ok(Kind::Listed(Listed { ident, option: option.unwrap_or_else(|| ident.clone()) })),
        (Fields::Unit, true) => Ok(Kind::Fallback(Fallback { ident, keeps: false })),
        (Fields::Unnamed(fields), true) if fields.unnamed.len() == 1 => {
            Ok(Kind::Fallback(Fallback { ident, keeps: true }))
        }
        (_, true) => Err(syn::Error::new(ident.span(), "the variant for all other values holds the value, or nothing")),
        (_, false) => {
            let message = "a variant for one value holds nothing; mark the one for all others with `#[choice(other)]`";
            Err(syn::Error::new(ident.span(), message))
        }
    }
}

fn expansion(ident: &Ident, of: &Path, listed: &[Listed<'_>], fallback: Option<&Fallback<'_>>) -> TokenStream {
    let private = quote!(::earlybound::__private);
    let reads = listed.iter().map(|Listed { ident, option }| quote!(#of::#option => Self::#ident,));
    let rest = match fallback {
        Some(Fallback { ident, keeps: true }) => quote!(other => Self::#ident(#private::KeepsChoice::keep(other)),),
        Some(Fallback { ident, keeps: false }) => quote!(_ => Self::#ident,),
        None => {
            let expected = format!("a value that `{ident}` lists");
            quote!(#of::Other(_) => return ::core::result::Result::Err(::earlybound::wire::Mismatch { expected: #expected }),)
        }
    };
    // A variant that forgets its value cannot be written.
    let writes = fallback.is_none_or(|fallback| fallback.keeps).then(|| {
        let listed = listed.iter().map(|Listed { ident: variant, option }| quote!(#ident::#variant => Self::#option,));
        let kept = fallback
            .map(|Fallback { ident: other, .. }| quote!(#ident::#other(value) => #private::KeepsChoice::kept(value),));
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ident> for #of {
                fn from(choice: #ident) -> Self {
                    match choice { #(#listed)* #kept }
                }
            }
        }
    });
    quote! {
        const _: () = {
            #[automatically_derived]
            impl ::earlybound::ReadsAs<#of> for #ident {
                fn read_as(choice: #of) -> ::core::result::Result<Self, ::earlybound::wire::Mismatch> {
                    ::core::result::Result::Ok(match choice { #(#reads)* #rest })
                }
            }

            #writes
        };
    }
}

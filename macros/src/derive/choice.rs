//! `#[derive(Choice)]`: an enum of some values of a choice column.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, Path, Type, Variant};

use super::input::{self, Errors};

/// A variant, and the variant of the column's enum that it stands for.
struct Listed<'a> {
    ident: &'a Ident,
    option: Ident,
}

/// The variant that stands for all other values.
struct Fallback<'a> {
    ident: &'a Ident,
    /// What keeps the value.
    keeps: Option<&'a Type>,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let mut of = None;
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        let known = key == "of";
        if known {
            of = Some(input::path(meta)?);
        }
        Ok(known)
    };
    errors.note(input::refuse_generics(input, "Choice"));
    errors.note(input::read(&input.attrs, "choice", read, "`of = …`"));
    let of = errors.require(of, || {
        let message = "say whose values these are: `#[choice(of = account::IndustryCode)]`, with the column's enum";
        syn::Error::new(input.ident.span(), message)
    });
    let (listed, fallback) = variants(input, &mut errors);
    match of {
        Some(of) => errors.finish(expansion(&input.ident, &of, &listed, fallback.as_ref())),
        None => errors.finish(TokenStream::new()),
    }
}

fn variants<'a>(input: &'a DeriveInput, errors: &mut Errors) -> (Vec<Listed<'a>>, Option<Fallback<'a>>) {
    let (mut listed, mut fallback) = (Vec::new(), None::<Fallback<'_>>);
    let Data::Enum(data) = &input.data else {
        let message = "`Choice` is for enums, with a variant for each value";
        errors.push(syn::Error::new(input.ident.span(), message));
        return (listed, fallback);
    };
    for variant in &data.variants {
        match (errors.note(self::variant(variant)), &fallback) {
            (Some(Kind::Listed(variant)), _) => listed.push(variant),
            (Some(Kind::Fallback(other)), Some(first)) => {
                let message = format!("`{}` is for all other values already: remove one of them", first.ident);
                errors.push(syn::Error::new(other.ident.span(), message));
            }
            (Some(Kind::Fallback(other)), None) => fallback = Some(other),
            (None, _) => {}
        }
    }
    let options = listed.iter().map(|variant| (variant.ident, variant.option.to_string()));
    input::refuse_repeated(options, "stands for this value", errors);
    (listed, fallback)
}

enum Kind<'a> {
    Listed(Listed<'a>),
    Fallback(Fallback<'a>),
}

fn variant(variant: &Variant) -> syn::Result<Kind<'_>> {
    let (mut option, mut other) = (None, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "option" => option = Some(input::name(meta)?),
            "other" => other = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    input::read(&variant.attrs, "choice", read, "`option = …` or `other`")?;
    let ident = &variant.ident;
    match (&variant.fields, other) {
        (Fields::Unit, false) => Ok(Kind::Listed(Listed { ident, option: option.unwrap_or_else(|| ident.clone()) })),
        (Fields::Unit, true) => Ok(Kind::Fallback(Fallback { ident, keeps: None })),
        (Fields::Unnamed(fields), true) if fields.unnamed.len() == 1 => {
            Ok(Kind::Fallback(Fallback { ident, keeps: fields.unnamed.first().map(|field| &field.ty) }))
        }
        (_, true) => {
            let message = format!("the variant for all other values holds the value, as `{ident}(i32)`, or nothing");
            Err(syn::Error::new(ident.span(), message))
        }
        (_, false) => {
            let message = "a variant for one value holds nothing; mark the one for all others with `#[choice(other)]`";
            Err(syn::Error::new(ident.span(), message))
        }
    }
}

fn expansion(ident: &Ident, of: &Path, listed: &[Listed<'_>], fallback: Option<&Fallback<'_>>) -> TokenStream {
    let reads = listed.iter().map(|Listed { ident, option }| {
        let option = variant_of(of, option);
        quote!(#option => Self::#ident,)
    });
    let rest = match fallback {
        Some(Fallback { ident, keeps: Some(keeps) }) => {
            let keeps = keeps_choice(keeps, of);
            quote!(other => Self::#ident(#keeps::keep(other)),)
        }
        Some(Fallback { ident, keeps: None }) => quote!(_ => Self::#ident,),
        None => {
            let expected = format!("a value that `{ident}` lists");
            quote!(#of::Other(_) => return ::core::result::Result::Err(::earlybound::wire::Mismatch { expected: #expected }),)
        }
    };
    // What is missing is an error at the name of the enum.
    let read = quote_spanned!(input::at(ident)=> match choice { #(#reads)* #rest });
    // A variant that forgets its value cannot be written.
    let forgets = fallback.is_some_and(|fallback| fallback.keeps.is_none());
    let write = (!forgets).then(|| write(ident, of, listed, fallback));
    quote! {
        const _: () = {
            #[automatically_derived]
            impl ::earlybound::ReadsAs<#of> for #ident {
                fn read_as(choice: #of) -> ::core::result::Result<Self, ::earlybound::wire::Mismatch> {
                    ::core::result::Result::Ok(#read)
                }
            }

            #write
        };
    }
}

fn write(ident: &Ident, of: &Path, listed: &[Listed<'_>], fallback: Option<&Fallback<'_>>) -> TokenStream {
    let listed = listed.iter().map(|Listed { ident: variant, option }| {
        let option = variant_of(of, option);
        quote!(#ident::#variant => #option,)
    });
    let kept = fallback.and_then(|Fallback { ident: other, keeps }| {
        let keeps = keeps_choice((*keeps)?, of);
        Some(quote!(#ident::#other(value) => #keeps::kept(value),))
    });
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ident> for #of {
            fn from(choice: #ident) -> Self {
                match choice { #(#listed)* #kept }
            }
        }
    }
}

/// A variant of the column's enum. The compiler shows an error about it at the variant that stands for it.
fn variant_of(of: &Path, option: &Ident) -> TokenStream {
    let option = input::marked(option);
    quote!(#of::#option)
}

/// How a type keeps a value. The compiler shows an error about it at the type.
fn keeps_choice(keeps: &Type, of: &Path) -> TokenStream {
    quote_spanned!(input::at(keeps)=> <#keeps as ::earlybound::KeepsChoice<#of>>)
}

//! `#[derive(Choice)]`: an enum of some values of a choice column.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Path, Type, Variant};

use super::input::{self, Errors};

/// A variant, and the variant of the column's enum that it stands for.
struct Listed<'a> {
    ident: &'a Ident,
    option: Ident,
}

/// The variant that stands for all other values, and the type of its field.
struct Fallback<'a> {
    ident: &'a Ident,
    of: Option<&'a Type>,
}

/// The variant that stands for all other values, and how it keeps one.
struct Rest<'a> {
    ident: &'a Ident,
    keeps: Keeps,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Number,
    Choice,
    Nothing,
}

impl<'a> Fallback<'a> {
    /// Tells by the name of the type how the variant keeps a value: a macro sees no more of it.
    fn kept(self, choice: &Path) -> syn::Result<Rest<'a>> {
        let choice = choice.segments.last().map(|last| &last.ident);
        let keeps = match self.of {
            None => Keeps::Nothing,
            Some(Type::Path(path)) if path.path.is_ident("i32") => Keeps::Number,
            Some(Type::Path(path)) if path.path.segments.last().map(|last| &last.ident) == choice => Keeps::Choice,
            Some(other) => {
                let choice = choice.map(Ident::to_string).unwrap_or_default();
                let message = format!("the variant for all other values holds an `i32`, a `{choice}` or nothing");
                return Err(syn::Error::new(other.span(), message));
            }
        };
        Ok(Rest { ident: self.ident, keeps })
    }
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
    let Some(of) = of else { return errors.finish(TokenStream::new()) };
    let fallback = fallback.and_then(|fallback| errors.note(fallback.kept(&of)));
    errors.finish(expansion(&input.ident, &of, &listed, fallback.as_ref()))
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
            (Some(Role::Listed(variant)), _) => listed.push(variant),
            (Some(Role::Fallback(other)), Some(first)) => {
                let message = format!("`{}` is for all other values already: remove one of them", first.ident);
                errors.push(syn::Error::new(other.ident.span(), message));
            }
            (Some(Role::Fallback(other)), None) => fallback = Some(other),
            (None, _) => {}
        }
    }
    let options = listed.iter().map(|variant| (variant.ident, variant.option.to_string()));
    input::refuse_repeated(options, "stands for this value", errors);
    (listed, fallback)
}

/// The option of a variant.
enum Role<'a> {
    Listed(Listed<'a>),
    Fallback(Fallback<'a>),
}

fn variant(variant: &Variant) -> syn::Result<Role<'_>> {
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
        (Fields::Unit, false) => Ok(Role::Listed(Listed { ident, option: option.unwrap_or_else(|| ident.clone()) })),
        (Fields::Unit, true) => Ok(Role::Fallback(Fallback { ident, of: None })),
        (Fields::Unnamed(fields), true) if fields.unnamed.len() == 1 => {
            Ok(Role::Fallback(Fallback { ident, of: fields.unnamed.first().map(|field| &field.ty) }))
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

fn expansion(ident: &Ident, of: &Path, listed: &[Listed<'_>], rest: Option<&Rest<'_>>) -> TokenStream {
    let reads = listed.iter().map(|Listed { ident, option }| {
        let option = variant_of(of, option);
        quote!(#option => Self::#ident,)
    });
    let others = match rest {
        Some(Rest { ident, keeps: Keeps::Number }) => {
            quote!(other => Self::#ident(::earlybound::Choice::value(other)),)
        }
        Some(Rest { ident, keeps: Keeps::Choice }) => quote!(other => Self::#ident(other),),
        Some(Rest { ident, keeps: Keeps::Nothing }) => quote!(_ => Self::#ident,),
        None => {
            let expected = format!("a value that `{ident}` lists");
            quote! {
                #of::Other(value) => {
                    return ::core::result::Result::Err(::earlybound::wire::ValueError::new(#expected, value));
                }
            }
        }
    };
    // What is missing is an error at the name of the enum.
    let read = quote_spanned!(input::at(ident)=> match choice { #(#reads)* #others });
    // A variant that forgets its value cannot be written.
    let forgets = rest.is_some_and(|rest| rest.keeps == Keeps::Nothing);
    let write = (!forgets).then(|| write(ident, of, listed, rest));
    quote! {
        const _: () = {
            #[automatically_derived]
            impl ::earlybound::derive::FromColumn<#of> for #ident {
                fn from_column(choice: #of) -> ::core::result::Result<Self, ::earlybound::wire::ValueError> {
                    ::core::result::Result::Ok(#read)
                }
            }

            #write
        };
    }
}

fn write(ident: &Ident, of: &Path, listed: &[Listed<'_>], rest: Option<&Rest<'_>>) -> TokenStream {
    let listed = listed.iter().map(|Listed { ident: variant, option }| {
        let option = variant_of(of, option);
        quote!(#ident::#variant => #option,)
    });
    let kept = rest.map(|Rest { ident: other, keeps }| match keeps {
        Keeps::Number => quote!(#ident::#other(value) => ::earlybound::Choice::from_value(value),),
        Keeps::Choice => quote!(#ident::#other(value) => value,),
        Keeps::Nothing => TokenStream::new(),
    });
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ident> for #of {
            fn from(choice: #ident) -> Self {
                match choice { #(#listed)* #kept }
            }
        }

        #[automatically_derived]
        impl ::earlybound::derive::IntoArgument for #ident {
            const TYPE: ::earlybound::derive::ValueType = ::earlybound::derive::ValueType::Integer;

            fn into_argument(self) -> ::earlybound::Argument {
                ::earlybound::Choice::value(<#of as ::core::convert::From<Self>>::from(self)).into()
            }
        }
    }
}

/// A variant of the column's enum. The compiler shows an error about it at the variant that stands for it.
fn variant_of(of: &Path, option: &Ident) -> TokenStream {
    let option = input::marked(option);
    quote!(#of::#option)
}

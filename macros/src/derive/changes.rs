//! `#[derive(Changes)]`: a struct as what a new row starts with, or as what changes of a row.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Path, Type};

use super::input::{self, Errors};

/// A field, and the column that it sets.
struct Field<'a> {
    ident: &'a Ident,
    of: &'a Type,
    column: TokenStream,
    /// Whether it holds a row that a lookup is to point to.
    bind: bool,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let (mut table, mut create, mut update) = (None, false, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "table" => table = Some(meta.value()?.parse::<Path>()?),
            "create" => create = true,
            "update" => update = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    errors.note(input::read(&input.attrs, "changes", read, "`table = …`, `create` or `update`"));
    let fields = input::fields(input, "Changes")?;
    let table = input::table(input, "changes", table)?;
    if !create && !update {
        let message = "say what it is for: `create`, `update` or both, as in `#[changes(table = account, update)]`";
        errors.push(syn::Error::new(input.ident.span(), message));
    }
    let fields: Vec<_> = fields.into_iter().filter_map(|field| errors.note(self::field(&table, field))).collect();
    let kinds = [("Create", create), ("Update", update)];
    let conversions = kinds.iter().filter(|(_, asked)| *asked).map(|(kind, _)| {
        let kind = Ident::new(kind, input.ident.span());
        conversion(&input.ident, &table, &kind, &fields)
    });
    errors.finish(quote!(const _: () = { #(#conversions)* };))
}

fn field<'a>(table: &Path, (ident, field): (&'a Ident, &'a syn::Field)) -> syn::Result<Field<'a>> {
    let (mut column, mut bind) = (None, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "column" => column = Some(meta.value()?.call(Ident::parse_any)?),
            "bind" => bind = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    input::read(&field.attrs, "changes", read, "`column = …` or `bind`")?;
    Ok(Field { ident, of: &field.ty, column: input::column(table, ident, column.as_ref()), bind })
}

fn conversion(ident: &Ident, table: &Path, kind: &Ident, fields: &[Field<'_>]) -> TokenStream {
    let steps = fields.iter().map(Field::step);
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ident> for ::earlybound::#kind<#table::Row> {
            fn from(changes: #ident) -> Self {
                let made = Self::new();
                #(#steps)*
                made
            }
        }
    }
}

impl Field<'_> {
    /// Sets the column, or leaves it out (`None`), or clears it (`Some(None)`).
    fn step(&self) -> TokenStream {
        let (ident, column, span) = (self.ident, &self.column, self.of.span());
        let method = Ident::new(if self.bind { "bind" } else { "set" }, span);
        let set = quote_spanned!(span=> made.#method(#column, value));
        let clear = quote_spanned!(span=> made.clear(#column));
        match input::optional(self.of) {
            None => quote!(let made = { let value = changes.#ident; #set };),
            Some(inner) if input::optional(inner).is_none() => quote! {
                let made = match changes.#ident {
                    ::core::option::Option::Some(value) => #set,
                    ::core::option::Option::None => made,
                };
            },
            Some(_) => quote! {
                let made = match changes.#ident {
                    ::core::option::Option::Some(::core::option::Option::Some(value)) => #set,
                    ::core::option::Option::Some(::core::option::Option::None) => #clear,
                    ::core::option::Option::None => made,
                };
            },
        }
    }
}

//! `#[derive(Changes)]`: a struct as what a new row starts with, or as what changes of a row.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Type};

use super::input::{self, Errors, Table};

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
            "table" => table = Some(Table::parse(meta)?),
            "create" => create = true,
            "update" => update = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    errors.note(input::read(&input.attrs, "changes", read, "`table = …`, `create` or `update`"));
    let table = errors.require(table, || Table::missing(input, "changes"));
    errors.require((create || update).then_some(()), || {
        let message = "say what it is for: `create`, `update` or both, as in `#[changes(table = account, update)]`";
        syn::Error::new(input.ident.span(), message)
    });
    let fields = errors.note(input::fields(input, "Changes"));
    let (Some(table), Some(fields)) = (table, fields) else { return errors.finish(TokenStream::new()) };
    let fields: Vec<_> = fields.into_iter().filter_map(|field| errors.note(self::field(&table, field))).collect();
    let columns = fields.iter().map(|field| (field.ident, field.column.to_string()));
    input::refuse_repeated(columns, "sets this column", &mut errors);
    let kinds = [("Create", create), ("Update", update)];
    let conversions = kinds.iter().filter(|(_, asked)| *asked).map(|(kind, _)| {
        let kind = Ident::new(kind, input.ident.span());
        conversion(&input.ident, &table, &kind, &fields)
    });
    errors.finish(quote!(const _: () = { #(#conversions)* };))
}

fn field<'a>(table: &Table, (ident, field): (&'a Ident, &'a syn::Field)) -> syn::Result<Field<'a>> {
    let (mut column, mut bind) = (None, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "column" => column = Some(input::name(meta)?),
            "bind" => bind = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    input::read(&field.attrs, "changes", read, "`column = …` or `bind`")?;
    Ok(Field { ident, of: &field.ty, column: table.column(ident, column.as_ref()), bind })
}

fn conversion(ident: &Ident, table: &Table, kind: &Ident, fields: &[Field<'_>]) -> TokenStream {
    let steps = fields.iter().map(Field::step);
    let row = table.own("Row");
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#ident> for ::earlybound::#kind<#row> {
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
        let (ident, column) = (self.ident, &self.column);
        match input::optional(self.of).map(|inner| (inner, input::optional(inner))) {
            None => {
                let set = self.set(self.of);
                quote!(let made = { let value = changes.#ident; #set };)
            }
            Some((inner, None)) => {
                let set = self.set(inner);
                quote! {
                    let made = match changes.#ident {
                        ::core::option::Option::Some(value) => #set,
                        ::core::option::Option::None => made,
                    };
                }
            }
            Some((_, Some(inner))) => {
                let set = self.set(inner);
                quote! {
                    let made = match changes.#ident {
                        ::core::option::Option::Some(::core::option::Option::Some(value)) => #set,
                        ::core::option::Option::Some(::core::option::Option::None) => made.clear(#column),
                        ::core::option::Option::None => made,
                    };
                }
            }
        }
    }

    /// Sets the column to a value. What the column does not hold is an error at the type, and one error for a struct
    /// that both creates and updates: this is where the value becomes one of the column, for both.
    fn set(&self, of: &Type) -> TokenStream {
        let column = &self.column;
        let into = Ident::new(if self.bind { "bound" } else { "value" }, input::at(of));
        quote_spanned!(input::at(of)=> made.set(#column, ::earlybound::__private::#into(#column, value)))
    }
}

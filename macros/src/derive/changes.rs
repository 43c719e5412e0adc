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
    /// True if it holds a row that a lookup is to point to.
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
    errors.finish(expansion(input, &table, &fields, create, update))
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

fn expansion(input: &DeriveInput, table: &Table, fields: &[Field<'_>], create: bool, update: bool) -> TokenStream {
    let (ident, row) = (&input.ident, table.own("Row"));
    let steps = fields.iter().map(Field::step);
    let kinds = [("Create", "for_create", create), ("Update", "for_update", update)];
    let conversions = kinds.into_iter().filter(|(_, _, asked)| *asked).map(|(kind, valid, _)| {
        let kind = Ident::new(kind, ident.span());
        let checks = fields.iter().map(|field| field.check(valid));
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ident> for ::earlybound::#kind<#row> {
                fn from(changes: #ident) -> Self {
                    #(#checks)*
                    let mut made = Self::new();
                    apply(changes, &mut made);
                    made
                }
            }
        }
    });
    quote! {
        const _: () = {
            fn apply<C: ::earlybound::__private::ChangeBuilder<Row = #row>>(changes: #ident, made: &mut C) {
                #(#steps)*
            }

            #(#conversions)*
        };
    }
}

impl Field<'_> {
    /// A column that is not valid for what the struct is for is an error at its name.
    fn check(&self, valid: &str) -> TokenStream {
        let (column, valid) = (&self.column, Ident::new(valid, input::at(self.ident)));
        quote_spanned!(input::at(self.ident)=> ::earlybound::__private::#valid(#column);)
    }

    /// Sets the column, or leaves it out (`None`), or clears it (`Some(None)`).
    fn step(&self) -> TokenStream {
        let (ident, column) = (self.ident, &self.column);
        match input::optional(self.of).map(|inner| (inner, input::optional(inner))) {
            None => {
                let set = self.set(self.of);
                quote!({ let value = changes.#ident; #set })
            }
            Some((inner, None)) => {
                let set = self.set(inner);
                quote!(if let ::core::option::Option::Some(value) = changes.#ident { #set })
            }
            Some((_, Some(inner))) => {
                let set = self.set(inner);
                let clear = quote_spanned!(input::at(ident)=> ::earlybound::__private::clear(made, #column););
                quote! {
                    match changes.#ident {
                        ::core::option::Option::Some(::core::option::Option::Some(value)) => { #set }
                        ::core::option::Option::Some(::core::option::Option::None) => { #clear }
                        ::core::option::Option::None => {}
                    }
                }
            }
        }
    }

    /// Sets the column to a value. What the column does not hold is an error at the type.
    fn set(&self, of: &Type) -> TokenStream {
        let column = &self.column;
        if self.bind {
            return quote_spanned!(input::at(of)=> ::earlybound::__private::bind(made, #column, value););
        }
        quote_spanned! {input::at(of)=>
            ::earlybound::__private::set(made, #column, ::earlybound::__private::value(#column, value));
        }
    }
}

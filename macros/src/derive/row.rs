//! `#[derive(Row)]`: a struct that shows some columns of a table.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Path, Type};

use super::input::{self, Errors, Table};

/// A field, and what fills it.
struct Field<'a> {
    ident: &'a Ident,
    of: &'a Type,
    from: From,
}

enum From {
    /// The constant of a column.
    Column(TokenStream),
    /// The constant of a relationship.
    Relationship(TokenStream),
    Annotations,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let mut table = None;
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        let known = key == "table";
        if known {
            table = Some(Table::parse(meta)?);
        }
        Ok(known)
    };
    errors.note(input::read(&input.attrs, "row", read, "`table = …`"));
    let table = errors.require(table, || Table::missing(input, "row"));
    let fields = errors.note(input::fields(input, "Row"));
    let (Some(table), Some(fields)) = (table, fields) else { return errors.finish(TokenStream::new()) };
    let fields: Vec<_> = fields.into_iter().filter_map(|field| errors.note(self::field(&table, field))).collect();
    let items = fields.iter().filter_map(|field| match &field.from {
        From::Column(constant) | From::Relationship(constant) => Some((field.ident, constant.to_string())),
        From::Annotations => None,
    });
    input::refuse_repeated(items, "shows this", &mut errors);
    errors.finish(expansion(input, &table, &fields))
}

fn field<'a>(table: &Table, (ident, field): (&'a Ident, &'a syn::Field)) -> syn::Result<Field<'a>> {
    let (mut column, mut expand, mut annotations) = (None, None, false);
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        match key {
            "column" => column = Some(input::name(meta)?),
            "expand" => expand = Some(input::path(meta)?),
            "annotations" => annotations = true,
            _ => return Ok(false),
        }
        Ok(true)
    };
    input::read(&field.attrs, "row", read, "`column = …`, `expand = …` or `annotations`")?;
    let from = match (column, expand, annotations) {
        (column, None, false) => From::Column(table.column(ident, column.as_ref())),
        (None, Some(relationship), false) => From::Relationship(self::relationship(table, &relationship, &field.ty)?),
        (None, None, true) => From::Annotations,
        _ => {
            let message = "a field is a column, or expanded rows, or the annotations: keep one of the keys";
            return Err(syn::Error::new(ident.span(), message));
        }
    };
    Ok(Field { ident, of: &field.ty, from })
}

/// The constant of a relationship. Without its module, several rows are those that point here, and one row is the one
/// that this points at.
fn relationship(table: &Table, path: &Path, of: &Type) -> syn::Result<TokenStream> {
    let segments: Vec<&Ident> = path.segments.iter().map(|segment| &segment.ident).collect();
    let (module, name) = match *segments.as_slice() {
        [name] if is_list(of) => (Ident::new("one_to_many", name.span()), name),
        [name] => (Ident::new("many_to_one", name.span()), name),
        [module, name] => (module.clone(), name),
        _ => return Err(syn::Error::new(path.span(), "expected a relationship, such as `many_to_many::name`")),
    };
    Ok(table.relationship(&module, name))
}

fn is_list(of: &Type) -> bool {
    matches!(of, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec" || last.ident == "Expanded"))
}

fn expansion(input: &DeriveInput, table: &Table, fields: &[Field<'_>]) -> TokenStream {
    let (ident, visibility) = (&input.ident, &input.vis);
    let (row, private) = (table.own("Row"), quote!(::earlybound::__private));
    let shown = fields.iter().filter_map(Field::shown);
    let [slots, along] = [Field::is_column, Field::is_along].map(|is| {
        let locals = fields.iter().filter(move |field| is(field)).map(Field::local);
        locals.collect::<Vec<_>>()
    });
    let values = fields.iter().map(Field::value);
    quote! {
        const _: () = {
            fn show(read: &mut #private::Read<'_>) -> ::core::result::Result<#ident, #private::Unread> {
                #(#shown)*
                let annotations = read(&mut [#(&mut #slots),*], &[#(&#along),*])?;
                ::core::result::Result::Ok(#ident { #(#values)* })
            }

            #[automatically_derived]
            impl<'de> ::earlybound::__private::serde::Deserialize<'de> for #ident {
                fn deserialize<D: ::earlybound::__private::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #private::read::<#row, Self, D>(deserializer, show)
                }
            }

            #[automatically_derived]
            impl ::earlybound::derive::Projection for #ident {
                type Row = #row;

                fn select() -> ::std::vec::Vec<::earlybound::query::AnyColumn<#row>> {
                    #private::select(show)
                }

                fn expand() -> ::std::vec::Vec<::earlybound::__private::Child> {
                    #private::expand(show)
                }
            }

            #[automatically_derived]
            impl ::earlybound::derive::ProjectionOf<#row> for #ident {}

            impl #ident {
                /// A query that asks for exactly what the struct shows.
                #[allow(dead_code, reason = "a struct may be shown only as a part of others")]
                #visibility fn query() -> ::earlybound::Query<#row, ::earlybound::query::Unlimited, Self> {
                    ::earlybound::Query::new().show::<Self>()
                }
            }
        };
    }
}

impl Field<'_> {
    fn is_column(&self) -> bool {
        matches!(self.from, From::Column(_))
    }

    fn is_along(&self) -> bool {
        matches!(self.from, From::Relationship(_))
    }

    /// The variable for what the field shows.
    fn local(&self) -> Ident {
        format_ident!("shown_{}", self.ident.unraw(), span = input::at(self.of))
    }

    /// The column or rows of the field. A column that cannot be read is an error at its name, rows that the type does
    /// not hold are one at the type.
    fn shown(&self) -> Option<TokenStream> {
        let (local, of) = (self.local(), self.of);
        match &self.from {
            From::Column(constant) => Some(quote_spanned! {input::at(self.ident)=>
                let mut #local = ::earlybound::__private::column(#constant);
            }),
            From::Relationship(constant) => Some(quote_spanned! {input::at(of)=>
                let #local = ::earlybound::__private::along(#constant).held_by::<#of>();
            }),
            From::Annotations => None,
        }
    }

    /// The field of the struct. What a type does not hold is an error at the type.
    fn value(&self) -> TokenStream {
        let (ident, of, local) = (self.ident, self.of, self.local());
        let value = match (&self.from, input::optional(of)) {
            (From::Column(_), Some(of)) => quote_spanned!(input::at(of)=> #local.optional::<#of>()?),
            (From::Column(_), None) => quote_spanned!(input::at(of)=> #local.required::<#of>()?),
            (From::Relationship(_), _) => quote!(#local.read(&annotations)?),
            (From::Annotations, _) => quote_spanned!(input::at(of)=> annotations.clone()),
        };
        quote!(#ident: #value,)
    }
}

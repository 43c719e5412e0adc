//! `#[derive(Row)]`: a struct that shows some columns of a table.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Path, Type};

use super::input::{self, Errors};

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
    let read = input::read(
        &input.attrs,
        "row",
        |key, meta| {
            let known = key == "table";
            if known {
                table = Some(meta.value()?.parse::<Path>()?);
            }
            Ok(known)
        },
        "`table = …`",
    );
    errors.note(read);
    let fields = input::fields(input, "Row")?;
    let table = input::table(input, "row", table)?;
    let fields: Vec<_> = fields.into_iter().filter_map(|field| errors.note(self::field(&table, field))).collect();
    refuse_repeated(&fields, &mut errors);
    errors.finish(expansion(input, &table, &fields))
}

fn field<'a>(table: &Path, (ident, field): (&'a Ident, &'a syn::Field)) -> syn::Result<Field<'a>> {
    let (mut column, mut expand, mut annotations) = (None, None, false);
    input::read(
        &field.attrs,
        "row",
        |key, meta| {
            match key {
                "column" => column = Some(meta.value()?.call(Ident::parse_any)?),
                "expand" => expand = Some(meta.value()?.call(Path::parse_mod_style)?),
                "annotations" => annotations = true,
                _ => return Ok(false),
            }
            Ok(true)
        },
        "`column = …`, `expand = …` or `annotations`",
    )?;
    let from = match (column, expand, annotations) {
        (column, None, false) => From::Column(input::column(table, ident, column.as_ref())),
        (None, Some(relationship), false) => From::Relationship(self::relationship(table, &relationship, &field.ty)?),
        (None, None, true) => From::Annotations,
        _ => return Err(syn::Error::new(ident.span(), "a field is a column, or rows read along, or the annotations")),
    };
    Ok(Field { ident, of: &field.ty, from })
}

/// The constant of a relationship. Without its module, several rows are those that point here, and one row is the one
/// that this points at.
fn relationship(table: &Path, path: &Path, of: &Type) -> syn::Result<TokenStream> {
    let segments: Vec<&Ident> = path.segments.iter().map(|segment| &segment.ident).collect();
    let (module, name) = match *segments.as_slice() {
        [name] if is_list(of) => (Ident::new("one_to_many", name.span()), name),
        [name] => (Ident::new("many_to_one", name.span()), name),
        [module, name] => (module.clone(), name),
        _ => return Err(syn::Error::new(path.span(), "expected a relationship, such as `many_to_many::name`")),
    };
    let constant = input::constant(name, name.span());
    Ok(quote!(#table::#module::#constant))
}

fn is_list(of: &Type) -> bool {
    matches!(of, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec"))
}

/// Two fields of one column would take each other's value.
fn refuse_repeated(fields: &[Field<'_>], errors: &mut Errors) {
    let mut seen = std::collections::BTreeMap::new();
    for field in fields {
        let (From::Column(constant) | From::Relationship(constant)) = &field.from else { continue };
        if let Some(first) = seen.insert(constant.to_string(), field.ident) {
            let message = format!("`{first}` shows this already: a struct shows a column or relationship once");
            errors.push(syn::Error::new(field.ident.span(), message));
        }
    }
}

fn expansion(input: &DeriveInput, table: &Path, fields: &[Field<'_>]) -> TokenStream {
    let (ident, visibility) = (&input.ident, &input.vis);
    let private = quote!(::earlybound::__private);
    let columns: Vec<_> = fields.iter().filter_map(Field::column).collect();
    let (locals, constants): (Vec<Ident>, Vec<&TokenStream>) = columns.into_iter().unzip();
    let values = fields.iter().map(|field| field.value(&private));
    let children = fields.iter().filter_map(|field| field.child(&private));
    quote! {
        const _: () = {
            #[automatically_derived]
            impl<'de> ::earlybound::serde::Deserialize<'de> for #ident {
                fn deserialize<D: ::earlybound::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #(let mut #locals = #private::empty(#constants);)*
                    let annotations = #private::read_columns(
                        deserializer,
                        &#table::TABLE,
                        &[#(#private::place(#constants)),*],
                        &mut [#(&mut #locals),*],
                    )?;
                    ::core::result::Result::Ok(Self { #(#values)* })
                }
            }

            #[automatically_derived]
            impl ::earlybound::Projection for #ident {
                type Row = #table::Row;

                fn select() -> ::std::vec::Vec<::earlybound::query::AnyColumn<#table::Row>> {
                    ::std::vec![#(#constants.any()),*]
                }

                fn expand() -> ::std::vec::Vec<::earlybound::query::Child> {
                    ::std::vec![#(#children),*]
                }
            }

            impl #ident {
                /// A query that asks for exactly what the struct shows.
                #[allow(dead_code)]
                #visibility fn query() -> ::earlybound::Query<#table::Row> {
                    ::earlybound::Query::new().show::<Self>()
                }
            }
        };
    }
}

impl Field<'_> {
    fn local(&self) -> Ident {
        format_ident!("read_{}", self.ident.unraw())
    }

    fn column(&self) -> Option<(Ident, &TokenStream)> {
        if let From::Column(constant) = &self.from { Some((self.local(), constant)) } else { None }
    }

    /// The field of the struct. What a type does not hold is an error at the type.
    fn value(&self, private: &TokenStream) -> TokenStream {
        let (ident, of) = (self.ident, self.of);
        let value = match &self.from {
            From::Column(constant) => {
                let local = self.local();
                match input::optional(of) {
                    Some(of) => {
                        quote_spanned!(of.span()=> #private::optional::<#of, _, _, _, _, D::Error>(#constant, #local)?)
                    }
                    None => {
                        quote_spanned!(of.span()=> #private::required::<#of, _, _, _, _, D::Error>(#constant, #local)?)
                    }
                }
            }
            From::Relationship(constant) => {
                quote_spanned!(of.span()=> #private::rows::<#of, _, _, D::Error>(#constant, &annotations)?)
            }
            From::Annotations => quote_spanned!(of.span()=> ::core::clone::Clone::clone(&annotations)),
        };
        quote!(#ident: #value,)
    }

    fn child(&self, private: &TokenStream) -> Option<TokenStream> {
        let From::Relationship(constant) = &self.from else { return None };
        let of = self.of;
        Some(quote_spanned!(of.span()=> #private::child::<#of, _, _>(#constant)))
    }
}

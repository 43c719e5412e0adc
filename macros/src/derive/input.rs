//! What the derives ask of their input, and the words for what they do not take.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Field, Fields, GenericArgument, Path, PathArguments, Type};

/// Errors of one input, to be reported together.
#[derive(Default)]
pub(super) struct Errors(Option<syn::Error>);

impl Errors {
    pub(super) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// The result, which is noted where it is none.
    pub(super) fn note<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(super) fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// The fields of a struct with names, and without generics.
pub(super) fn fields<'a>(input: &'a DeriveInput, derive: &str) -> syn::Result<Vec<(&'a Ident, &'a Field)>> {
    refuse_generics(input, derive)?;
    let refused = || syn::Error::new(input.ident.span(), format!("`{derive}` is for structs with named fields"));
    let Data::Struct(data) = &input.data else { return Err(refused()) };
    let Fields::Named(fields) = &data.fields else { return Err(refused()) };
    Ok(fields.named.iter().filter_map(|field| Some((field.ident.as_ref()?, field))).collect())
}

pub(super) fn refuse_generics(input: &DeriveInput, derive: &str) -> syn::Result<()> {
    match input.generics.params.is_empty() {
        true => Ok(()),
        false => Err(syn::Error::new(input.generics.span(), format!("`{derive}` takes no generic type"))),
    }
}

/// Reads all attributes of a name: `key` or `key = value`, with commas between them.
pub(super) fn read(
    attributes: &[Attribute],
    name: &str,
    mut key: impl FnMut(&str, &ParseNestedMeta<'_>) -> syn::Result<bool>,
    keys: &str,
) -> syn::Result<()> {
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let read = attribute.parse_nested_meta(|meta| {
            let known = match meta.path.get_ident() {
                Some(ident) => key(&ident.unraw().to_string(), &meta)?,
                None => false,
            };
            if known { Ok(()) } else { Err(meta.error(format!("expected {keys}"))) }
        });
        errors.note(read);
    }
    errors.finish(())
}

/// The module of the table, `table = path`, which a derive cannot do without.
pub(super) fn table(input: &DeriveInput, name: &str, table: Option<Path>) -> syn::Result<Path> {
    table.ok_or_else(|| {
        let message = format!("say whose columns these are: `#[{name}(table = account)]`, with the table's module");
        syn::Error::new(input.ident.span(), message)
    })
}

/// The constant of a column or relationship, called as generated code calls it.
pub(super) fn constant(name: &Ident, span: Span) -> Ident {
    Ident::new(&name.unraw().to_string().to_uppercase(), span)
}

/// The constant of a column, in the module of its table.
pub(super) fn column(table: &Path, field: &Ident, column: Option<&Ident>) -> TokenStream {
    let name = column.unwrap_or(field);
    let constant = constant(name, name.span());
    quote!(#table::#constant)
}

/// What is in an `Option`.
pub(super) fn optional(of: &Type) -> Option<&Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

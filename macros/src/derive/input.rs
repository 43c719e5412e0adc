//! The requirements of the derives on their input, and the errors for what they do not take.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Field, Fields, GenericArgument, LitStr, Path, PathArguments, Type};

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

    /// The value that an attribute must give. If the attributes have errors, it may have been given in vain.
    pub(super) fn require<T>(&mut self, said: Option<T>, or: impl FnOnce() -> syn::Error) -> Option<T> {
        if said.is_none() && self.0.is_none() {
            self.push(or());
        }
        said
    }

    pub(super) fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// The fields of a struct with names, and without generics.
pub(super) fn fields<'a>(input: &'a DeriveInput, derive: &str) -> syn::Result<Vec<(&'a Ident, &'a Field)>> {
    refuse_generics(input, derive)?;
    let refused = || {
        let message =
            format!("`{derive}` is for structs with named fields, each of which stands for something by name");
        syn::Error::new(input.ident.span(), message)
    };
    let Data::Struct(data) = &input.data else { return Err(refused()) };
    let Fields::Named(fields) = &data.fields else { return Err(refused()) };
    Ok(fields.named.iter().filter_map(|field| Some((field.ident.as_ref()?, field))).collect())
}

pub(super) fn refuse_generics(input: &DeriveInput, derive: &str) -> syn::Result<()> {
    match input.generics.params.first() {
        None => Ok(()),
        Some(parameter) => {
            let message = format!("`{derive}` takes no generics: name the type itself");
            Err(syn::Error::new(parameter.span(), message))
        }
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

/// A name, as in `column = name`.
pub(super) fn name(meta: &ParseNestedMeta<'_>) -> syn::Result<Ident> {
    meta.value()?.call(without_quotes)?.call(Ident::parse_any)
}

/// A path, as in `table = path`.
pub(super) fn path(meta: &ParseNestedMeta<'_>) -> syn::Result<Path> {
    meta.value()?.call(without_quotes)?.call(Path::parse_mod_style)
}

fn without_quotes<'a>(value: ParseStream<'a>) -> syn::Result<ParseStream<'a>> {
    match value.fork().parse::<LitStr>() {
        Ok(text) => Err(syn::Error::new(text.span(), format!("write the name without quotes: `{}`", text.value()))),
        Err(_) => Ok(value),
    }
}

/// The module of a table, as a derive was told it.
pub(super) struct Table(Path);

impl Table {
    /// `table = path`, which a derive cannot do without.
    pub(super) fn parse(meta: &ParseNestedMeta<'_>) -> syn::Result<Self> {
        let path = path(meta)?;
        if let Some(last) = path.segments.last().filter(|last| last.ident.to_string().starts_with(char::is_uppercase)) {
            let module = last.ident.to_string().to_lowercase();
            let message = format!("expected the table's module, such as `{module}`, and not its row type");
            return Err(syn::Error::new(last.span(), message));
        }
        Ok(Self(path))
    }

    pub(super) fn missing(input: &DeriveInput, name: &str) -> syn::Error {
        let message = format!("say whose columns these are: `#[{name}(table = account)]`, with the table's module");
        syn::Error::new(input.ident.span(), message)
    }

    /// An item that every table has.
    pub(super) fn own(&self, item: &str) -> TokenStream {
        let (table, item) = (&self.0, Ident::new(item, self.0.span()));
        quote!(#table::#item)
    }

    /// The constant of a column: by default that of the field's name.
    pub(super) fn column(&self, field: &Ident, column: Option<&Ident>) -> TokenStream {
        let (table, constant) = (&self.0, constant(column.unwrap_or(field)));
        quote!(#table::#constant)
    }

    /// The constant of a relationship, in one of the modules of them.
    pub(super) fn relationship(&self, module: &Ident, name: &Ident) -> TokenStream {
        let (table, module, constant) = (&self.0, marked(module), constant(name));
        quote!(#table::#module::#constant)
    }
}

/// The constant of a column or relationship, called as generated code calls it.
fn constant(name: &Ident) -> Ident {
    marked(&Ident::new(&name.unraw().to_string().to_uppercase(), name.span()))
}

/// A name as if the expansion had written it. Of a path with names from different places in the input, the compiler
/// shows an error about the whole at such a name.
pub(super) fn marked(name: &Ident) -> Ident {
    Ident::new(&name.to_string(), at(name))
}

/// The span of a piece of the input, for what the expansion does because of it.
pub(super) fn at(piece: &impl Spanned) -> Span {
    piece.span().resolved_at(Span::call_site())
}

/// Two fields of one item would replace each other.
pub(super) fn refuse_repeated<'a>(
    items: impl IntoIterator<Item = (&'a Ident, String)>,
    what: &str,
    errors: &mut Errors,
) {
    let mut seen = BTreeMap::new();
    for (ident, item) in items {
        if let Some(first) = seen.insert(item, ident) {
            errors.push(syn::Error::new(ident.span(), format!("`{first}` {what} already: remove one of them")));
        }
    }
}

/// Returns the type in an `Option`.
pub(super) fn optional(of: &Type) -> Option<&Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

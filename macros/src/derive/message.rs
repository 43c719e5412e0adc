//! `#[derive(Message)]`: a struct as the parameters of an action or a function.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{DeriveInput, LitStr, Type};

use super::input::{self, Errors, Table};

/// The call, as the struct describes it.
#[derive(Default)]
struct Call {
    table: Option<Table>,
    name: Option<Ident>,
    bound: Option<Bound>,
    /// `Action` or `Function`, where the reference does not say it.
    kind: Option<Ident>,
}

#[derive(Clone, Copy)]
enum Bound {
    Row,
    Table,
    Nothing,
}

/// A field, and the parameter that it stands for.
struct Field<'a> {
    ident: &'a Ident,
    of: &'a Type,
    parameter: String,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let mut call = Call::default();
    let keys = "`table = …`, `name = …`, `bound = …`, `action` or `function`";
    errors.note(input::read(&input.attrs, "message", |key, meta| call.read(key, meta), keys));
    let table = errors.require(call.table, || Table::missing(input, "message"));
    let name = errors.require(call.name, || {
        let message = "say what is called: `name = Merge`, with the variant of the table's `Message`";
        syn::Error::new(input.ident.span(), message)
    });
    let bound = errors.require(call.bound, || {
        let message = "say what it is called on: `bound = row`, `bound = table` or `bound = none`";
        syn::Error::new(input.ident.span(), message)
    });
    let fields = errors.note(input::fields(input, "Message"));
    let (Some(table), Some(name), Some(bound), Some(fields)) = (table, name, bound, fields) else {
        return errors.finish(TokenStream::new());
    };
    let fields: Vec<_> = fields.into_iter().filter_map(|field| errors.note(self::field(field))).collect();
    let parameters = fields.iter().map(|field| (field.ident, field.parameter.clone()));
    input::refuse_repeated(parameters, "is this parameter", &mut errors);
    let message = Message { input, table, name, bound, kind: call.kind, fields };
    errors.finish(message.expansion())
}

impl Call {
    fn read(&mut self, key: &str, meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<bool> {
        match key {
            "table" => self.table = Some(Table::parse(meta)?),
            "name" => self.name = Some(input::name(meta)?),
            "bound" => self.bound = Some(bound(&input::name(meta)?)?),
            "action" => self.kind = Some(Ident::new("Action", input::at(&meta.path))),
            "function" => self.kind = Some(Ident::new("Function", input::at(&meta.path))),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn bound(word: &Ident) -> syn::Result<Bound> {
    match word.to_string().as_str() {
        "row" => Ok(Bound::Row),
        "table" => Ok(Bound::Table),
        "none" => Ok(Bound::Nothing),
        _ => Err(syn::Error::new(word.span(), "expected `row`, `table` or `none`")),
    }
}

fn field<'a>((ident, field): (&'a Ident, &'a syn::Field)) -> syn::Result<Field<'a>> {
    let mut name = None;
    let read = |key: &str, meta: &syn::meta::ParseNestedMeta<'_>| {
        let known = key == "name";
        if known {
            name = Some(meta.value()?.parse::<LitStr>()?.value());
        }
        Ok(known)
    };
    input::read(&field.attrs, "message", read, "`name = \"…\"`")?;
    let parameter = name.unwrap_or_else(|| pascal_case(&ident.unraw().to_string()));
    Ok(Field { ident, of: &field.ty, parameter })
}

/// The platform's own parameters are called `EntityMoniker` where fields are called `entity_moniker`.
fn pascal_case(name: &str) -> String {
    let mut pascal = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        pascal.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        pascal.push_str(letters.as_str());
    }
    pascal
}

struct Message<'a> {
    input: &'a DeriveInput,
    table: Table,
    name: Ident,
    bound: Bound,
    kind: Option<Ident>,
    fields: Vec<Field<'a>>,
}

impl Message<'_> {
    fn expansion(&self) -> TokenStream {
        let (messages, name) = (self.table.own("Message"), input::marked(&self.name));
        let (checks, conversion) = (self.checks(), self.conversion());
        let ident = &self.input.ident;
        let steps = self.fields.iter().map(Field::step);
        let kind = self.kind.as_ref().map(|kind| match kind == "Action" {
            true => quote!(let call = call.action();),
            false => quote!(let call = call.function();),
        });
        quote! {
            const _: () = {
                const MESSAGE: &::earlybound::__private::check::Signature = #messages::#name.signature();
                #checks

                fn pass(message: #ident, call: ::earlybound::Invoke) -> ::earlybound::Invoke {
                    #kind
                    #(#steps)*
                    call
                }

                #conversion
            };
        }
    }

    /// Checks of the struct against the metadata of the message, at compile time.
    fn checks(&self) -> TokenStream {
        let binding = match self.bound {
            Bound::Row => quote!(Entity),
            Bound::Table => quote!(EntityCollection),
            Bound::Nothing => quote!(Global),
        };
        let kind = match &self.kind {
            Some(kind) => quote!(::core::option::Option::Some(::earlybound::metadata::MessageKind::#kind)),
            None => quote!(::core::option::Option::None),
        };
        let names = self.fields.iter().map(|field| &field.parameter);
        let parameters = self.fields.iter().map(Field::checks);
        let call = quote_spanned! {input::at(&self.name)=>
            const _: () =
                ::earlybound::__private::check::call(MESSAGE, ::earlybound::metadata::Binding::#binding, #kind);
        };
        let all = quote_spanned! {input::at(&self.input.ident)=>
            const _: () = ::earlybound::__private::check::parameters(MESSAGE, &[#(#names),*]);
        };
        quote!(#call #(#parameters)* #all)
    }

    fn conversion(&self) -> TokenStream {
        let (ident, visibility, row) = (&self.input.ident, &self.input.vis, self.table.own("Row"));
        let (messages, name) = (self.table.own("Message"), input::marked(&self.name));
        let call = match self.bound {
            Bound::Row => {
                return quote! {
                    impl #ident {
                        /// The call on a row.
                        #[allow(dead_code, reason = "another place may call it")]
                        #visibility fn on(
                            self,
                            row: impl ::core::convert::Into<::earlybound::Key<#row>>,
                        ) -> ::earlybound::Invoke {
                            pass(self, ::earlybound::Invoke::bound(row, #messages::#name.metadata()))
                        }
                    }
                };
            }
            Bound::Table => quote!(::earlybound::Invoke::bound_to_table::<#row>(#messages::#name.metadata())),
            Bound::Nothing => quote!(::earlybound::Invoke::unbound(#messages::#name.metadata())),
        };
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ident> for ::earlybound::Invoke {
                fn from(message: #ident) -> Self {
                    pass(message, #call)
                }
            }
        }
    }
}

impl Field<'_> {
    /// The type of the field that holds the argument, and whether there may be none.
    fn argument(&self) -> (&Type, bool) {
        match input::optional(self.of) {
            Some(inner) => (inner, true),
            None => (self.of, false),
        }
    }

    /// Checks that there is such a parameter, and that the field can be its value.
    fn checks(&self) -> TokenStream {
        let (parameter, (of, _)) = (&self.parameter, self.argument());
        let name = quote_spanned! {input::at(self.ident)=>
            const _: () = ::earlybound::__private::check::parameter(MESSAGE, #parameter);
        };
        let value = quote_spanned! {input::at(of)=>
            const _: () = ::earlybound::__private::check::type_of(
                MESSAGE,
                #parameter,
                <#of as ::earlybound::derive::IntoArgument<_>>::TYPE,
            );
        };
        quote!(#name #value)
    }

    /// Passes the parameter, or leaves it out (`None`). What is no argument is an error at the type.
    fn step(&self) -> TokenStream {
        let (ident, parameter) = (self.ident, &self.parameter);
        let (of, may_be_none) = self.argument();
        let argument =
            quote_spanned!(input::at(of)=> <#of as ::earlybound::derive::IntoArgument<_>>::into_argument(argument));
        match may_be_none {
            false => quote!(let call = { let argument = message.#ident; call.with(#parameter, #argument) };),
            true => quote! {
                let call = match message.#ident {
                    ::core::option::Option::Some(argument) => call.with(#parameter, #argument),
                    ::core::option::Option::None => call,
                };
            },
        }
    }
}

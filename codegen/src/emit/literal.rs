//! Small pieces of generated expressions, and the names that they need imported.

use std::collections::BTreeSet;
use std::fmt::Debug;

use earlybound_schema::Number;
use earlybound_schema::model::LayerId;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// An identifier of this crate's own choice, such as a field of `earlybound`'s structs.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// What a file or module imports from `earlybound`: only what it uses.
#[derive(Debug, Default)]
pub(super) struct Imports(BTreeSet<&'static str>);

impl Imports {
    /// Says that generated code uses these names.
    pub(super) fn add(&mut self, names: &[&'static str]) {
        self.0.extend(names);
    }

    /// A word of one of the vocabularies: `RequiredLevel::None`.
    pub(super) fn word(&mut self, vocabulary: &'static str, word: impl Debug) -> TokenStream {
        self.add(&[vocabulary]);
        let (vocabulary, word) = (ident(vocabulary), ident(&format!("{word:?}")));
        quote!(#vocabulary::#word)
    }

    /// An exact number.
    pub(super) fn number(&mut self, number: Number) -> TokenStream {
        self.add(&["Number"]);
        // People read all digits more easily; `Number` does not mind.
        let whole = number.to_i64().map(|whole| (whole, 0));
        let (digits, exponent) = whole.unwrap_or_else(|| (number.digits(), number.exponent()));
        let [digits, exponent] = [integer(digits), integer(exponent)];
        quote!(Number::new(#digits, #exponent))
    }

    /// The import itself.
    pub(super) fn used(&self) -> TokenStream {
        let names = self.0.iter().map(|name| ident(name));
        if self.0.is_empty() { TokenStream::new() } else { quote!(use ::earlybound::{#(#names),*};) }
    }
}

/// The literal of a metadata struct: the facts that are known, the rest from the struct's `UNKNOWN`.
pub(super) struct Facts {
    of: Ident,
    fields: TokenStream,
}

impl Facts {
    /// Starts the literal of one of `earlybound`'s structs.
    pub(super) fn new(of: &'static str, imports: &mut Imports) -> Self {
        imports.add(&[of]);
        Self { of: ident(of), fields: TokenStream::new() }
    }

    /// A field that is no `Option`.
    pub(super) fn is(mut self, field: &str, value: impl ToTokens) -> Self {
        let field = ident(field);
        self.fields.extend(quote!(#field: #value,));
        self
    }

    /// A field that is left out when nothing is known.
    pub(super) fn known(self, field: &str, value: Option<impl ToTokens>) -> Self {
        match value {
            Some(value) => self.is(field, quote!(Some(#value))),
            None => self,
        }
    }

    /// A list that is left out when it is empty.
    pub(super) fn list<T: ToTokens>(self, field: &str, values: impl IntoIterator<Item = T>) -> Self {
        let mut values = values.into_iter().peekable();
        if values.peek().is_some() { self.is(field, quote!(&[#(#values),*])) } else { self }
    }

    /// The layer that an item comes from.
    pub(super) fn layer(self, layer: Option<LayerId>) -> Self {
        self.known("layer", layer.map(|layer| integer(layer.0)))
    }

    /// The literal.
    pub(super) fn done(self) -> TokenStream {
        let Self { of, fields } = self;
        quote!(#of { #fields ..#of::UNKNOWN })
    }
}

/// An integer without the suffix of its type.
pub(super) fn integer(value: impl Into<i64>) -> TokenStream {
    let value = value.into();
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}

/// An expression of type `Option`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

//! Small pieces of generated expressions, and the names that they need imported.

use std::collections::{BTreeMap, BTreeSet};
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

    /// A type of `earlybound`.
    pub(super) fn type_name(&mut self, name: &'static str) -> Ident {
        self.add(&[name]);
        ident(name)
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
    fields: Vec<(&'static str, TokenStream)>,
}

impl Facts {
    /// Starts the literal of one of `earlybound`'s structs.
    pub(super) fn new(of: &'static str, imports: &mut Imports) -> Self {
        imports.add(&[of]);
        Self { of: ident(of), fields: Vec::new() }
    }

    /// A field that is no `Option`.
    pub(super) fn is(mut self, field: &'static str, value: impl ToTokens) -> Self {
        self.fields.push((field, value.into_token_stream()));
        self
    }

    /// A field that is left out when nothing is known.
    pub(super) fn known(self, field: &'static str, value: Option<impl ToTokens>) -> Self {
        match value {
            Some(value) => self.is(field, quote!(Some(#value))),
            None => self,
        }
    }

    /// A list that is left out when it is empty.
    pub(super) fn list<T: ToTokens>(self, field: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let mut values = values.into_iter().peekable();
        if values.peek().is_some() { self.is(field, quote!(&[#(#values),*])) } else { self }
    }

    /// The layer that an item comes from.
    pub(super) fn layer(self, layer: Option<LayerId>) -> Self {
        self.known("layer", layer.map(|layer| integer(layer.0)))
    }

    /// The literal.
    pub(super) fn done(self) -> TokenStream {
        let of = &self.of;
        self.based_on(&quote!(#of::UNKNOWN))
    }

    fn based_on(&self, base: &TokenStream) -> TokenStream {
        let of = &self.of;
        let fields = self.fields.iter().map(|(field, value)| {
            let field = ident(field);
            quote!(#field: #value,)
        });
        quote!(#of { #(#fields)* ..#base })
    }

    fn get(&self, field: &str) -> Option<&TokenStream> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }
}

/// The elements of a list of literals. What most of them say of some `fields` is said once, in a constant `PLAIN`, and
/// an element says only what is different: that is shorter to read, and faster to compile. The fields are optional.
pub(super) fn elements(list: Vec<Facts>, fields: &[&'static str]) -> (TokenStream, Vec<TokenStream>) {
    let Some(of) = list.first().map(|facts| facts.of.clone()).filter(|_| list.len() > 2) else {
        return (TokenStream::new(), list.into_iter().map(Facts::done).collect());
    };
    let common = fields.iter().filter_map(|field| Some((*field, usual(&list, field)?))).collect();
    let common = Facts { of: of.clone(), fields: common };
    let plain = ident("PLAIN");
    let elements = list.into_iter().map(|facts| facts.unlike(&common).based_on(&quote!(#plain))).collect();
    let common = common.done();
    let constant = quote! {
        /// What most of them have in common.
        const #plain: #of = #common;
    };
    (constant, elements)
}

/// The value that a field has most often; `None` where most do not state it. Of equally frequent ones, the first in the
/// order of their text.
fn usual(list: &[Facts], field: &str) -> Option<TokenStream> {
    let mut counts = BTreeMap::<Option<String>, (usize, Option<&TokenStream>)>::new();
    for facts in list {
        let value = facts.get(field);
        let count = counts.entry(value.map(TokenStream::to_string)).or_insert((0, value));
        count.0 += 1;
    }
    let most = counts.values().map(|(count, _)| *count).max();
    counts.into_values().find(|(count, _)| Some(*count) == most)?.1.cloned()
}

impl Facts {
    /// The facts that others do not state in the same way.
    fn unlike(self, common: &Self) -> Self {
        let unstated = common.fields.iter().filter(|(field, _)| self.get(field).is_none());
        let mut unstated: Vec<_> = unstated.map(|(field, _)| (*field, quote!(None))).collect();
        let same = |field: &str, value: &TokenStream| {
            common.get(field).is_some_and(|usual| usual.to_string() == value.to_string())
        };
        let Self { of, mut fields } = self;
        fields.retain(|(field, value)| !same(field, value));
        fields.append(&mut unstated);
        Self { of, fields }
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

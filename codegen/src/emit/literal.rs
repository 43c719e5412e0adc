//! Small pieces of generated expressions, and the names that they need imported.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use earlybound_reader::model::LayerId;
use earlybound_schema::Number;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::names;

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
        let mut modules = BTreeMap::<_, Vec<_>>::new();
        for name in &self.0 {
            let module = module(name);
            modules.entry((module.is_none(), module)).or_default().push(ident(name));
        }
        let uses = modules.into_iter().map(|((_, module), names)| {
            let module = module.map(ident).map(|module| quote!(#module::));
            quote!(use ::earlybound::#module{#(#names),*};)
        });
        quote!(#(#uses)*)
    }
}

/// The module of `earlybound` that has the name; `None` for names of its root.
fn module(name: &str) -> Option<&'static str> {
    match name {
        "Annotations" | "CascadeType" | "Column" | "Date" | "DateTime" | "Decimal" | "EntityReference" | "Id"
        | "Lookup" | "ManagedProperty" | "ManyToMany" | "ManyToOne" | "OneToMany" | "Table" | "Timestamp" | "Uuid" => {
            None
        }
        "CreateOnly" | "ReadOnly" | "ReadWrite" | "Required" | "UpdateOnly" | "Valid" => Some("column"),
        _ => Some("metadata"),
    }
}

/// The literal of a metadata struct: the facts that are known, the rest from the struct's `UNKNOWN`.
pub(super) struct Facts {
    of: Ident,
    fields: Vec<Fact>,
}

/// A field of a literal.
#[derive(Clone)]
struct Fact {
    field: &'static str,
    value: TokenStream,
    /// The value as text, to compare.
    text: String,
}

impl Fact {
    fn new(field: &'static str, value: TokenStream) -> Self {
        let text = value.to_string();
        Self { field, value, text }
    }
}

impl Facts {
    /// Starts the literal of one of `earlybound`'s structs.
    pub(super) fn new(of: &'static str, imports: &mut Imports) -> Self {
        imports.add(&[of]);
        Self { of: ident(of), fields: Vec::new() }
    }

    /// A field that is no `Option`.
    pub(super) fn is(mut self, field: &'static str, value: impl ToTokens) -> Self {
        self.fields.push(Fact::new(field, value.into_token_stream()));
        self
    }

    /// A field that is left out when nothing is known.
    pub(super) fn known(self, field: &'static str, value: Option<impl ToTokens>) -> Self {
        match value {
            Some(value) => self.is(field, quote!(Some(#value))),
            None => self,
        }
    }

    /// A text that is left out when nothing is known: the field is empty then.
    pub(super) fn text(self, field: &'static str, value: Option<&String>) -> Self {
        match value {
            Some(value) => self.is(field, value),
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
    pub(super) fn done(&self) -> TokenStream {
        let of = &self.of;
        self.based_on(&quote!(#of::UNKNOWN))
    }

    fn based_on(&self, base: &TokenStream) -> TokenStream {
        let of = &self.of;
        let fields = self.fields.iter().map(|Fact { field, value, .. }| {
            let field = ident(field);
            quote!(#field: #value,)
        });
        quote!(#of { #(#fields)* ..#base })
    }

    fn get(&self, field: &str) -> Option<&Fact> {
        self.fields.iter().find(|fact| fact.field == field)
    }
}

/// The elements of a list of literals. What several of them say alike of some `fields` is said once, in a constant, and
/// an element says only what is different: that is shorter to read, and faster to compile. The fields are optional.
pub(super) fn elements(list: Vec<Facts>, fields: &[&'static str]) -> (TokenStream, Vec<TokenStream>) {
    let bases = if list.len() > 2 { bases(&list, fields) } else { Vec::new() };
    let based = |facts: Facts| match bases.iter().min_by_key(|(_, base)| facts.differences(base)) {
        Some((name, base)) => facts.unlike(base).based_on(&quote!(#name)),
        None => facts.done(),
    };
    let elements = list.into_iter().map(based).collect();
    let constants = bases.iter().zip(0..).map(|((name, base), place)| {
        let (of, literal) = (&base.of, base.done());
        let docs = if place == 0 { " What most of them have in common." } else { " What some of them have in common." };
        quote!(#[doc = #docs] const #name: #of = #literal;)
    });
    (quote!(#(#constants)*), elements)
}

/// What elements are based on: first what most of them say of each field, then the combinations that stand in three or
/// more, by how often they do.
fn bases(list: &[Facts], fields: &[&'static str]) -> Vec<(Ident, Facts)> {
    let Some(usual) = Facts::usual(list, fields) else { return Vec::new() };
    let mut combinations = BTreeMap::<String, (usize, Facts)>::new();
    for facts in list {
        let combination = facts.only(fields);
        combinations.entry(combination.as_text()).or_insert((0, combination)).0 += 1;
    }
    let mut combinations: Vec<_> = combinations.into_values().collect();
    combinations.retain(|(count, facts)| *count > 2 && facts.differences(&usual) > 1);
    combinations.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let all = [usual].into_iter().chain(combinations.into_iter().map(|(_, facts)| facts));
    names::base_names().map(|name| ident(&name)).zip(all).collect()
}

impl Facts {
    /// What most say of each field; nothing where most do not state it. Of equally frequent values, the first in the
    /// order of their text.
    fn usual(list: &[Self], fields: &[&'static str]) -> Option<Self> {
        let of = |field: &&'static str| {
            let mut counts = BTreeMap::<&str, (usize, &Fact)>::new();
            let mut unstated = 0;
            for facts in list {
                match facts.get(field) {
                    Some(fact) => counts.entry(&fact.text).or_insert((0, fact)).0 += 1,
                    None => unstated += 1,
                }
            }
            let (count, fact) = counts.into_values().rev().max_by_key(|(count, _)| *count)?;
            (count > unstated).then(|| fact.clone())
        };
        let fields = fields.iter().filter_map(of).collect();
        Some(Self { of: list.first()?.of.clone(), fields })
    }

    /// What is said of some fields.
    fn only(&self, fields: &[&'static str]) -> Self {
        let fields = self.fields.iter().filter(|fact| fields.contains(&fact.field)).cloned();
        Self { of: self.of.clone(), fields: fields.collect() }
    }

    fn as_text(&self) -> String {
        self.fields.iter().map(|fact| format!("{}: {}, ", fact.field, fact.text)).collect()
    }

    /// How many fields have to be stated on that base.
    fn differences(&self, base: &Self) -> usize {
        let same = self.fields.iter().filter(|fact| base.states(fact)).count();
        self.fields.len() + base.fields.iter().filter(|fact| self.get(fact.field).is_none()).count() - same
    }

    /// The facts that the base does not state in the same way.
    fn unlike(mut self, base: &Self) -> Self {
        let unstated = base.fields.iter().filter(|fact| self.get(fact.field).is_none());
        let mut unstated: Vec<_> = unstated.map(|fact| Fact::new(fact.field, quote!(None))).collect();
        self.fields.retain(|fact| !base.states(fact));
        self.fields.append(&mut unstated);
        self
    }

    fn states(&self, fact: &Fact) -> bool {
        self.get(fact.field).is_some_and(|own| own.text == fact.text)
    }
}

/// An integer without the suffix of its type.
pub(super) fn integer(value: impl Into<i64>) -> TokenStream {
    let value = value.into();
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}

/// A text, empty where there is none.
pub(super) fn text(value: Option<&String>) -> TokenStream {
    let value = value.map_or("", String::as_str);
    quote!(#value)
}

/// An expression of type `Option`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

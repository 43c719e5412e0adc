//! The modules of a table's relationships: a typed constant for each, and the metadata of all.

use std::collections::BTreeMap;

use earlybound_reader::model::{ManyToManyRelationship, OneToManyRelationship};
use earlybound_schema::cascade::{CascadeConfiguration, RelationshipBehavior};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Options;
use super::literal::{Facts, Imports, elements, integer};
use super::target::row_path;
use crate::docs;
use crate::docs::{Detail, Doc};
use crate::names::{Named, Names, TableNames};

/// What most relationships of a module say alike.
const USUAL: &[&str] =
    &["referenced_entity", "referenced_attribute", "referencing_entity", "is_hierarchical", "is_customizable", "layer"];

/// The three modules; those without a relationship are left out.
pub(super) fn modules(table: &TableNames<'_>, names: &Names<'_>, options: &Options) -> TokenStream {
    let scope = Scope { table, names, options };
    let many_to_one = scope.one_to_many("many_to_one", &table.many_to_one);
    let one_to_many = scope.one_to_many("one_to_many", &table.one_to_many);
    let many_to_many = scope.many_to_many();
    quote!(#many_to_one #one_to_many #many_to_many)
}

struct Scope<'a> {
    table: &'a TableNames<'a>,
    names: &'a Names<'a>,
    options: &'a Options,
}

impl Scope<'_> {
    fn one_to_many(&self, module: &str, relationships: &[Named<'_, OneToManyRelationship>]) -> TokenStream {
        let (what, of) = match module {
            "many_to_one" => ("Relationships in which rows of this table point at others.", "ManyToOne"),
            _ => ("Relationships in which others point at rows of this table.", "OneToMany"),
        };
        let constant = |(place, relationship): (usize, &Named<'_, OneToManyRelationship>)| {
            let item = relationship.item;
            let docs = docs::one_to_many(self.options.detail, self.table.table, item).outer();
            let other = if of == "ManyToOne" { &item.referenced_entity } else { &item.referencing_entity };
            self.constant(of, &docs, relationship, place, other.as_deref())
        };
        let constants = relationships.iter().enumerate().map(constant).collect();
        let mut imports = Imports::default();
        let cascades = Cascades::of(relationships, &mut imports);
        let metadata =
            relationships.iter().map(|relationship| one_to_many_metadata(relationship.item, &cascades, &mut imports));
        let (plain, metadata) = elements(metadata.collect(), USUAL);
        let cascades = cascades.constants();
        self.module((module, what, of, "OneToManyMetadata"), constants, &metadata, &quote!(#plain #cascades), imports)
    }

    fn many_to_many(&self) -> TokenStream {
        let relationships = &self.table.many_to_many;
        let constant = |(place, relationship): (usize, &Named<'_, ManyToManyRelationship>)| {
            let docs = docs::many_to_many(self.options.detail, self.table.table, relationship.item).outer();
            let other = relationship.item.entity2_logical_name.as_deref();
            self.constant("ManyToMany", &docs, relationship, place, other)
        };
        let constants = relationships.iter().enumerate().map(constant).collect();
        let mut imports = Imports::default();
        let metadata: Vec<_> = relationships
            .iter()
            .map(|relationship| many_to_many_metadata(relationship.item, &mut imports).done())
            .collect();
        let words = ("many_to_many", "Relationships of many rows to many.", "ManyToMany", "ManyToManyMetadata");
        self.module(words, constants, &metadata, &TokenStream::new(), imports)
    }

    fn constant<T>(
        &self,
        of: &str,
        docs: &TokenStream,
        relationship: &Named<'_, T>,
        place: usize,
        other: Option<&str>,
    ) -> TokenStream {
        let of = Ident::new(of, Span::call_site());
        let other = match other.and_then(|other| row_path(other, self.table, self.names)) {
            Some(path) if path.to_string().starts_with("super") => quote!(super::#path),
            Some(row) => quote!(super::#row),
            None => quote!(::earlybound::column::UnknownTable),
        };
        let (row, name) = (&self.table.row, &relationship.name);
        let place = integer(i64::try_from(place).unwrap_or(i64::MAX));
        quote!(#docs pub const #name: #of<super::#row, #other> = #of::new(#place);)
    }

    fn module(
        &self,
        (name, what, of, metadata_type): (&str, &str, &'static str, &'static str),
        constants: Vec<TokenStream>,
        metadata: &[TokenStream],
        common: &TokenStream,
        mut imports: Imports,
    ) -> TokenStream {
        if constants.is_empty() {
            return TokenStream::new();
        }
        imports.add(&[of, metadata_type]);
        let docs = Doc::new(Detail::OneLine, what).outer();
        let [name, metadata_type] = [name, metadata_type].map(|name| Ident::new(name, Span::call_site()));
        let uses = imports.used();
        quote! {
            #docs
            pub mod #name {
                #uses
                #(#constants)*

                /// All of them, by schema name.
                pub static ALL: &[#metadata_type] = &[#(#metadata),*];
                #common
            }
        }
    }
}

/// The cascade configurations of a module: few, and each stands in many relationships.
struct Cascades {
    /// The name of each, and its literal.
    named: BTreeMap<Ident, TokenStream>,
    names: Vec<(CascadeConfiguration, Ident)>,
}

impl Cascades {
    /// Names each configuration after its class. Those of the same class are numbered in the order of the relationships.
    fn of(relationships: &[Named<'_, OneToManyRelationship>], imports: &mut Imports) -> Self {
        let (mut named, mut names) = (BTreeMap::new(), Vec::<(CascadeConfiguration, Ident)>::new());
        for relationship in relationships {
            let cascade = &relationship.item.cascade_configuration;
            if cascade.is_unknown() || names.iter().any(|(known, _)| known == cascade) {
                continue;
            }
            let class = match cascade.behavior() {
                Some(RelationshipBehavior::Parental) => "PARENTAL",
                Some(RelationshipBehavior::Referential) => "REFERENTIAL",
                Some(RelationshipBehavior::ReferentialRestrictDelete) => "RESTRICT",
                Some(RelationshipBehavior::Custom) | None => "CUSTOM",
            };
            let alike = names.iter().filter(|(_, name)| name.to_string().starts_with(class)).count();
            let name = if alike == 0 { format_ident!("{class}") } else { format_ident!("{class}_{}", alike + 1) };
            named.insert(name.clone(), literal(cascade, imports));
            names.push((*cascade, name));
        }
        Self { named, names }
    }

    fn constants(&self) -> TokenStream {
        let constants = self.named.iter().map(|(name, literal)| quote!(const #name: CascadeConfiguration = #literal;));
        quote!(#(#constants)*)
    }

    fn get(&self, cascade: &CascadeConfiguration) -> Option<&Ident> {
        self.names.iter().find(|(known, _)| known == cascade).map(|(_, name)| name)
    }
}

fn literal(cascade: &CascadeConfiguration, imports: &mut Imports) -> TokenStream {
    imports.add(&["CascadeConfiguration"]);
    let fields = cascade.stated().map(|(action, effect)| {
        // A field is called like its action: `RollupView` is `rollup_view`.
        let field = format_ident!("{}", heck::AsSnakeCase(action.as_str()).to_string());
        let effect = imports.word("CascadeType", effect);
        quote!(#field: Some(#effect),)
    });
    quote!(CascadeConfiguration { #(#fields)* ..CascadeConfiguration::UNKNOWN })
}

fn one_to_many_metadata(relationship: &OneToManyRelationship, cascades: &Cascades, imports: &mut Imports) -> Facts {
    let referenced_property = relationship.referenced_entity_navigation_property_name.as_ref();
    let referencing_property = relationship.referencing_entity_navigation_property_name.as_ref();
    let facts = Facts::new("OneToManyMetadata", imports)
        .is("schema_name", &relationship.schema_name)
        .known("referenced_entity", relationship.referenced_entity.as_ref())
        .known("referenced_attribute", relationship.referenced_attribute.as_ref())
        .known("referencing_entity", relationship.referencing_entity.as_ref())
        .known("referencing_attribute", relationship.referencing_attribute.as_ref())
        .known("referenced_entity_navigation_property_name", referenced_property)
        .known("referencing_entity_navigation_property_name", referencing_property)
        .known("is_hierarchical", relationship.is_hierarchical)
        .known("is_customizable", relationship.is_customizable)
        .layer(relationship.layer);
    match cascades.get(&relationship.cascade_configuration) {
        Some(cascade) => facts.is("cascade", cascade),
        None => facts,
    }
}

fn many_to_many_metadata(relationship: &ManyToManyRelationship, imports: &mut Imports) -> Facts {
    Facts::new("ManyToManyMetadata", imports)
        .is("schema_name", &relationship.schema_name)
        .known("intersect_entity_name", relationship.intersect_entity_name.as_ref())
        .known("is_customizable", relationship.is_customizable)
        .known("entity1_logical_name", relationship.entity1_logical_name.as_ref())
        .known("entity1_intersect_attribute", relationship.entity1_intersect_attribute.as_ref())
        .known("entity1_navigation_property_name", relationship.entity1_navigation_property_name.as_ref())
        .known("entity2_logical_name", relationship.entity2_logical_name.as_ref())
        .known("entity2_intersect_attribute", relationship.entity2_intersect_attribute.as_ref())
        .known("entity2_navigation_property_name", relationship.entity2_navigation_property_name.as_ref())
        .layer(relationship.layer)
}

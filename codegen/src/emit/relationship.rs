//! The modules of a table's relationships: a static for each.

use earlybound_schema::CascadeConfiguration;
use earlybound_schema::model::{ManyToManyRelationship, OneToManyRelationship};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Options;
use super::literal::{Facts, Imports};
use crate::docs;
use crate::docs::{Detail, Doc};
use crate::names::{Named, TableNames};

/// The three modules; those without a relationship are left out.
pub(super) fn modules(table: &TableNames<'_>, options: &Options) -> TokenStream {
    let many_to_one = one_to_many(table, "many_to_one", &table.many_to_one, options);
    let one_to_many = one_to_many(table, "one_to_many", &table.one_to_many, options);
    let many_to_many = many_to_many(table, options);
    quote!(#many_to_one #one_to_many #many_to_many)
}

fn one_to_many(
    table: &TableNames<'_>,
    module: &str,
    relationships: &[Named<'_, OneToManyRelationship>],
    options: &Options,
) -> TokenStream {
    let what = match module {
        "many_to_one" => "Relationships in which rows of this table point at others.",
        _ => "Relationships in which others point at rows of this table.",
    };
    let mut imports = Imports::default();
    let statics = relationships.iter().map(|relationship| {
        let docs = docs::one_to_many(options.detail, table.table, relationship.item).outer();
        let (name, metadata) = (&relationship.name, one_to_many_metadata(relationship.item, &mut imports));
        quote!(#docs pub static #name: OneToManyMetadata = #metadata;)
    });
    let statics = statics.collect();
    self::module(module, what, statics, &imports)
}

fn many_to_many(table: &TableNames<'_>, options: &Options) -> TokenStream {
    let mut imports = Imports::default();
    let statics = table.many_to_many.iter().map(|relationship| {
        let docs = docs::many_to_many(options.detail, table.table, relationship.item).outer();
        let (name, metadata) = (&relationship.name, many_to_many_metadata(relationship.item, &mut imports));
        quote!(#docs pub static #name: ManyToManyMetadata = #metadata;)
    });
    let statics = statics.collect();
    self::module("many_to_many", "Relationships of many rows to many.", statics, &imports)
}

fn module(name: &str, what: &str, statics: Vec<TokenStream>, imports: &Imports) -> TokenStream {
    if statics.is_empty() {
        return TokenStream::new();
    }
    let docs = Doc::new(Detail::OneLine, what).outer();
    let name = Ident::new(name, Span::call_site());
    let uses = imports.used();
    quote!(#docs pub mod #name { #uses #(#statics)* })
}

fn one_to_many_metadata(relationship: &OneToManyRelationship, imports: &mut Imports) -> TokenStream {
    let referenced_property = relationship.referenced_entity_navigation_property_name.as_ref();
    let referencing_property = relationship.referencing_entity_navigation_property_name.as_ref();
    Facts::new("OneToManyMetadata", imports)
        .is("schema_name", &relationship.schema_name)
        .known("referenced_entity", relationship.referenced_entity.as_ref())
        .known("referenced_attribute", relationship.referenced_attribute.as_ref())
        .known("referencing_entity", relationship.referencing_entity.as_ref())
        .known("referencing_attribute", relationship.referencing_attribute.as_ref())
        .known("referenced_entity_navigation_property_name", referenced_property)
        .known("referencing_entity_navigation_property_name", referencing_property)
        .known("is_hierarchical", relationship.is_hierarchical)
        .known("is_customizable", relationship.is_customizable)
        .with_cascade(&relationship.cascade_configuration, imports)
        .layer(relationship.layer)
        .done()
}

impl Facts {
    fn with_cascade(self, cascade: &CascadeConfiguration, imports: &mut Imports) -> Self {
        if cascade.is_unknown() {
            return self;
        }
        let stated = cascade.stated().fold(Facts::new("CascadeConfiguration", imports), |facts, (action, effect)| {
            // A field is called like its action: `RollupView` is `rollup_view`.
            let field = format_ident!("{}", heck::AsSnakeCase(action.as_str()).to_string());
            facts.known(&field.to_string(), Some(imports.word("CascadeType", effect)))
        });
        self.is("cascade", stated.done())
    }
}

fn many_to_many_metadata(relationship: &ManyToManyRelationship, imports: &mut Imports) -> TokenStream {
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
        .done()
}

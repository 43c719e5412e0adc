//! The metadata of columns.

use earlybound_reader::model::Attribute;
use earlybound_schema::AttributeType;
use earlybound_schema::Number;
use proc_macro2::TokenStream;
use quote::quote;

use super::literal::{Facts, Imports, integer, option, text};
use crate::names::{ColumnNames, OwnType};

/// What most columns of a table say alike.
pub(super) const USUAL: &[&str] = &[
    "required_level",
    "is_valid_for_create",
    "is_valid_for_update",
    "is_valid_for_read",
    "is_valid_for_form",
    "source_type_mask",
    "layer",
];

/// The literal of a column's `ColumnMetadata`.
pub(super) fn metadata(column: &ColumnNames<'_>, imports: &mut Imports) -> Facts {
    let attribute = column.attribute;
    let facts = Facts::new("ColumnMetadata", imports)
        .is("logical_name", &attribute.logical_name)
        .is("schema_name", &attribute.schema_name)
        .text("display_name", attribute.display_name.as_ref());
    let facts = match attribute.attribute_type {
        Some(attribute_type) => facts.is("column_type", column_type(attribute_type, column, imports)),
        None => facts,
    };
    facts
        .known("required_level", attribute.required_level.map(|level| imports.word("RequiredLevel", level)))
        .known("is_valid_for_create", attribute.creatable())
        .known("is_valid_for_update", attribute.updatable())
        .known("is_valid_for_read", attribute.is_valid_for_read)
        .known("is_valid_for_form", attribute.is_valid_for_form)
        .known("companion_of", column.companion_of)
        .known("source_type_mask", attribute.source_type_mask.map(integer))
        .layer(attribute.layer)
}

/// The `ColumnType`: its variants are called like the types of the reference.
fn column_type(of: AttributeType, column: &ColumnNames<'_>, imports: &mut Imports) -> TokenStream {
    let attribute = column.attribute;
    let variant = imports.word("ColumnType", of);
    let limits = match of {
        AttributeType::Boolean => boolean(attribute),
        AttributeType::BigInt | AttributeType::Integer => integers(of, attribute),
        AttributeType::Decimal | AttributeType::Double | AttributeType::Money => numbers(of, attribute, imports),
        AttributeType::DateTime => date_time(attribute, imports),
        AttributeType::Memo | AttributeType::String => characters(attribute),
        AttributeType::File | AttributeType::Image => {
            let size = option(attribute.max_size_in_kb.map(integer));
            quote!(max_size_in_kb: #size)
        }
        _ if of.is_choice() => choice(column),
        AttributeType::PartyList => {
            let targets = targets(column);
            quote!(#targets, role: None)
        }
        _ if of.is_lookup() => targets(column),
        _ => return variant,
    };
    quote!(#variant { #limits })
}

fn boolean(attribute: &Attribute) -> TokenStream {
    let label = |value: i32| {
        let set = attribute.option_set.as_ref()?;
        set.options.iter().find(|option| option.value == value)?.label.as_ref()
    };
    let [default, yes, no] = [option(attribute.default_value), text(label(1)), text(label(0))];
    quote!(default: #default, true_label: #yes, false_label: #no)
}

fn integers(of: AttributeType, attribute: &Attribute) -> TokenStream {
    let limit = |limit: Option<Number>| option(limit.and_then(Number::to_i64).map(integer));
    let [min, max] = [limit(attribute.min_value), limit(attribute.max_value)];
    let format = text(attribute.format.as_ref());
    if of == AttributeType::BigInt {
        quote!(min: #min, max: #max)
    } else {
        quote!(min: #min, max: #max, format: #format)
    }
}

fn numbers(of: AttributeType, attribute: &Attribute, imports: &mut Imports) -> TokenStream {
    let mut limit = |limit: Option<Number>| option(limit.map(|limit| imports.number(limit)));
    let [min, max] = [limit(attribute.min_value), limit(attribute.max_value)];
    let precision = option(attribute.precision.map(integer));
    let limits = quote!(min: #min, max: #max, precision: #precision);
    if of != AttributeType::Money {
        return limits;
    }
    let source = option(attribute.precision_source.map(integer));
    let base = option(attribute.is_base_currency);
    quote!(#limits, precision_source: #source, is_base_currency: #base)
}

fn date_time(attribute: &Attribute, imports: &mut Imports) -> TokenStream {
    let behavior = attribute.date_time_behavior.map(|behavior| imports.word("DateTimeBehavior", behavior));
    let [behavior, format] = [option(behavior), text(attribute.format.as_ref())];
    quote!(behavior: #behavior, format: #format)
}

fn characters(attribute: &Attribute) -> TokenStream {
    let max_length = option(attribute.max_length.map(integer));
    let format = text(attribute.format_name.as_ref().or(attribute.format.as_ref()));
    quote!(max_length: #max_length, format: #format)
}

fn choice(column: &ColumnNames<'_>) -> TokenStream {
    let options = match &column.own_type {
        OwnType::Choice(name, _) => quote!(#name::OPTIONS),
        _ => quote!(&[]),
    };
    let default = option(column.attribute.default_form_value.map(integer));
    let set = option(column.attribute.option_set.as_ref().and_then(|set| set.name.as_ref()));
    quote!(options: #options, default: #default, set: #set)
}

fn targets(column: &ColumnNames<'_>) -> TokenStream {
    let targets = &column.attribute.targets;
    match &column.own_type {
        OwnType::Target(name, _) => quote!(targets: <#name as ::earlybound::Target>::TABLES),
        _ => quote!(targets: &[#(#targets),*]),
    }
}

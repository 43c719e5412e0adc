//! The names of properties: which column they are about, and what they say about it.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::term;
use crate::metadata::{ColumnMetadata, ColumnType, OneToManyMetadata, TableMetadata};

/// The kind of a property of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Property {
    /// The value of a column, by the index of its field.
    Column(usize),
    /// The value of a column that is a number with a point.
    Number(usize),
    /// The id that a lookup points to.
    Lookup(usize),
    /// Something about a column.
    Annotation(usize, Annotation),
    /// The entity tag.
    Etag,
    /// Expanded rows.
    Navigation(&'static str),
    /// The address of more rows that were expanded through a navigation property.
    NextLink(Box<str>),
    /// The row that a lookup is to point to, through a relationship.
    Bind(usize, &'static OneToManyMetadata),
    /// Anything else, by its name.
    Other(Box<str>),
}

/// The kind of an annotation on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Annotation {
    /// The formatted value.
    Formatted,
    /// The table that a lookup points to.
    Table,
    /// The navigation property that leads there.
    Navigation,
}

impl Annotation {
    /// The text behind the `@`.
    pub(super) const fn term(self) -> &'static str {
        match self {
            Self::Formatted => term::FORMATTED,
            Self::Table => term::TABLE,
            Self::Navigation => term::NAVIGATION,
        }
    }
}

impl Property {
    /// The property of that name.
    pub(super) fn of(name: &str, table: &TableMetadata) -> Self {
        let known = match name.split_once('@') {
            Some(("", term::ETAG)) => Some(Self::Etag),
            Some(("", _)) => None,
            Some((property, term::NEXT_LINK)) => Some(Self::NextLink(property.into())),
            Some((property, term::BIND)) => bind(property, table),
            Some((property, term)) => annotation(property, term, table),
            None => value(name, table),
        };
        known.unwrap_or_else(|| Self::Other(name.into()))
    }
}

fn value(name: &str, table: &TableMetadata) -> Option<Property> {
    if let Some(column) = lookup(name, table) {
        return Some(Property::Lookup(column));
    }
    let column = field(table, name).filter(|index| !is_lookup(table, *index));
    let of = |index| if has_point(table, index) { Property::Number(index) } else { Property::Column(index) };
    column.map(of).or_else(|| navigation(name, table).map(Property::Navigation))
}

fn annotation(property: &str, term: &str, table: &TableMetadata) -> Option<Property> {
    let lookup = lookup(property, table);
    let column = lookup.or_else(|| field(table, property).filter(|index| !is_lookup(table, *index)))?;
    let annotation = match term {
        term::FORMATTED => Annotation::Formatted,
        term::TABLE if lookup.is_some() => Annotation::Table,
        term::NAVIGATION if lookup.is_some() => Annotation::Navigation,
        _ => return None,
    };
    Some(Property::Annotation(column, annotation))
}

/// The field of the lookup whose id has that name: `_ownerid_value`.
fn lookup(property: &str, table: &TableMetadata) -> Option<usize> {
    let column = property.strip_prefix('_')?.strip_suffix("_value")?;
    field(table, column).filter(|index| is_lookup(table, *index))
}

/// The navigation property of that name, if reading has to know it: it may be null, or lead to parties.
fn navigation(name: &str, table: &TableMetadata) -> Option<&'static str> {
    let to_one = table.many_to_one.iter().filter_map(|one| one.referencing_entity_navigation_property_name);
    let to_many = table.one_to_many.iter().filter_map(|one| one.referenced_entity_navigation_property_name);
    let stated = to_one.chain(to_many).find(|property| *property == name);
    // Pages before 2024 do not name the properties to a single row. They often have the name of their column.
    let lookup = || field(table, name).filter(|index| is_lookup(table, *index));
    let column = || table.columns.get(lookup()?).map(|column| column.logical_name);
    stated.or_else(column)
}

fn bind(name: &str, table: &TableMetadata) -> Option<Property> {
    let through = |one: &&OneToManyMetadata| one.referencing_entity_navigation_property_name == Some(name);
    let relationship = table.many_to_one.iter().find(through)?;
    Some(Property::Bind(field(table, relationship.referencing_attribute?)?, relationship))
}

/// The index of the field of the column that is a property of that name.
fn field(table: &TableMetadata, name: &str) -> Option<usize> {
    let fields = table.columns.get(..table.fields)?;
    let by_name = fields.binary_search_by(|column| column.logical_name.cmp(name)).ok();
    by_name
        .filter(|index| fields.get(*index).is_some_and(|column| column.property_name.is_none()))
        .or_else(|| fields.iter().position(|column| column.property_name == Some(name)))
}

fn is_lookup(table: &TableMetadata, index: usize) -> bool {
    table.columns.get(index).is_some_and(|column: &ColumnMetadata| column.column_type.is_lookup())
}

fn has_point(table: &TableMetadata, index: usize) -> bool {
    use ColumnType::{Decimal, Double, Money};
    let column = table.columns.get(index);
    column.is_some_and(|column| matches!(column.column_type, Decimal { .. } | Double { .. } | Money { .. }))
}

/// The properties of earlier rows. The rows of a page have the same ones, in the same order.
#[derive(Debug, Default)]
pub(crate) struct PropertyCache {
    properties: Vec<(String, Property)>,
}

impl PropertyCache {
    /// The property of that name, which stands at this index of its row.
    fn property(&mut self, index: usize, name: &str, table: &'static TableMetadata) -> Property {
        match self.properties.get(index) {
            Some((known, property)) if known == name => property.clone(),
            _ => {
                let property = Property::of(name, table);
                self.properties.truncate(index);
                self.properties.push((name.to_owned(), property.clone()));
                property
            }
        }
    }
}

/// Reads the name of a property.
pub(super) struct Seed<'m> {
    pub(super) table: &'static TableMetadata,
    /// The index of the property in its row.
    pub(super) index: usize,
    pub(super) cache: Option<&'m mut PropertyCache>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Property;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Property, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Seed<'_> {
    type Value = Property;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Property, E> {
        Ok(match self.cache {
            Some(cache) => cache.property(self.index, name, self.table),
            None => Property::of(name, self.table),
        })
    }
}

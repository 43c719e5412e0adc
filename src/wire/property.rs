//! The names of properties: which column they are about, and what they say about it.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::metadata::TableMetadata;

/// What a property of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    /// The value of a column, by the index of its field.
    Column(usize),
    /// The id that a lookup points to.
    Lookup(usize),
    /// Something about a column.
    Annotation(usize, Annotation),
    /// The entity tag.
    Etag,
    /// Expanded rows.
    Navigation(&'static str),
    /// Anything else.
    Unknown,
}

/// What an annotation says about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Annotation {
    /// What users see.
    Formatted,
    /// The table that a lookup points to.
    Table,
    /// The navigation property that leads there.
    Navigation,
}

impl Property {
    /// The property of that name.
    pub(super) fn of(name: &str, table: &TableMetadata) -> Self {
        let (property, annotation) = match name.split_once('@') {
            Some(("", term)) => return if term == "odata.etag" { Self::Etag } else { Self::Unknown },
            Some((property, term)) => (property, Some(term)),
            None => (name, None),
        };
        let lookup = property.strip_prefix('_').and_then(|rest| rest.strip_suffix("_value"));
        let lookup = lookup.and_then(|name| field(table, name)).filter(|index| is_lookup(table, *index));
        let column = || field(table, property).filter(|index| !is_lookup(table, *index));
        match (annotation, lookup) {
            (None, Some(column)) => Self::Lookup(column),
            (None, None) => column().map_or_else(|| Self::navigation(property, table), Self::Column),
            (Some(term), lookup) => match (lookup.or_else(column), Annotation::of(term)) {
                (Some(column), Some(annotation)) => Self::Annotation(column, annotation),
                _ => Self::Unknown,
            },
        }
    }

    fn navigation(name: &str, table: &TableMetadata) -> Self {
        let to_one = table.many_to_one.iter().filter_map(|one| one.referencing_entity_navigation_property_name);
        let to_many = table.one_to_many.iter().filter_map(|one| one.referenced_entity_navigation_property_name);
        let pairs = table.many_to_many.iter().filter_map(|one| one.entity1_navigation_property_name);
        let stated = to_one.chain(to_many).chain(pairs).find(|property| *property == name);
        // Pages before 2024 do not name the properties to a single row. They are often called like their column.
        let lookup = || field(table, name).filter(|index| is_lookup(table, *index));
        let column = || table.columns.get(lookup()?).map(|column| column.logical_name);
        stated.or_else(column).map_or(Self::Unknown, Self::Navigation)
    }
}

impl Annotation {
    fn of(term: &str) -> Option<Self> {
        Some(match term {
            "OData.Community.Display.V1.FormattedValue" => Self::Formatted,
            "Microsoft.Dynamics.CRM.lookuplogicalname" => Self::Table,
            "Microsoft.Dynamics.CRM.associatednavigationproperty" => Self::Navigation,
            _ => return None,
        })
    }
}

/// The index of the field of that column.
fn field(table: &TableMetadata, logical_name: &str) -> Option<usize> {
    let fields = table.columns.get(..table.fields)?;
    fields.binary_search_by(|column| column.logical_name.cmp(logical_name)).ok()
}

fn is_lookup(table: &TableMetadata, index: usize) -> bool {
    table.columns.get(index).is_some_and(|column| column.column_type.is_lookup())
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
            Some((known, property)) if known == name => *property,
            _ => {
                let property = Property::of(name, table);
                self.properties.truncate(index);
                self.properties.push((name.to_owned(), property));
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

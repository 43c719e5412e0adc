//! Typed relationships.

use core::fmt;
use core::ops::Deref;

use crate::metadata::{ManyToManyMetadata, OneToManyMetadata};
use crate::wire::Row;

/// Stands for a table that the schema neither describes nor names as the target of a lookup.
#[derive(Clone, Copy, Debug)]
pub enum UnknownTable {}

/// A relationship that can be followed from a row of `R` by a navigation property.
pub trait Navigation<R>: Copy {
    /// The type of the table that it leads to.
    type To;

    /// True if it leads to several rows.
    const TO_MANY: bool;

    /// The name of the relationship, case kept.
    fn schema_name(self) -> &'static str;

    /// The name of the navigation property, case kept; `None` where the reference does not state it.
    fn property(self) -> Option<&'static str>;

    /// The logical name of the table that it leads to; `None` where the reference does not state it.
    fn table(self) -> Option<&'static str>;
}

/// A relationship from a row of `R` to several rows.
pub trait ToMany<R>: Navigation<R> {}

impl<R: Row, To> ToMany<R> for OneToMany<R, To> {}

impl<R: Row, To> ToMany<R> for ManyToMany<R, To> {}

macro_rules! relationship {
    ($(#[$docs:meta])* $name:ident, $metadata:ident, $list:ident, $to_many:literal, $property:ident, $table:ident) => {
        $(#[$docs])*
        pub struct $name<R, To> {
            // As the fields of a `Column`.
            #[doc(hidden)]
            pub name: &'static str,
            #[doc(hidden)]
            pub of: [fn(R, To); 0],
        }

        impl<R, To> $name<R, To> {
            /// The relationship of this schema name, for a table that is described by hand.
            pub const fn new(name: &'static str) -> Self {
                Self { name, of: [] }
            }
        }

        impl<R, To> Clone for $name<R, To> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<R, To> Copy for $name<R, To> {}

        impl<R: Row, To> Deref for $name<R, To> {
            type Target = $metadata;

            fn deref(&self) -> &$metadata {
                const UNKNOWN: &$metadata = &$metadata::UNKNOWN;
                let list = R::table().$list;
                let index = list.binary_search_by(|relationship| relationship.schema_name.cmp(self.name));
                index.ok().and_then(|index| list.get(index)).unwrap_or(UNKNOWN)
            }
        }

        impl<R: Row, To> fmt::Debug for $name<R, To> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name)
            }
        }

        impl<R: Row, To> Navigation<R> for $name<R, To> {
            type To = To;

            const TO_MANY: bool = $to_many;

            fn schema_name(self) -> &'static str {
                self.name
            }

            fn property(self) -> Option<&'static str> {
                self.$property
            }

            fn table(self) -> Option<&'static str> {
                self.$table
            }
        }
    };
}

relationship! {
    /// A relationship in which rows of `R` point at a row of `To`. It dereferences to its metadata.
    ManyToOne, OneToManyMetadata, many_to_one, false, referencing_entity_navigation_property_name, referenced_entity
}

relationship! {
    /// A relationship in which rows of `To` point at a row of `R`. It dereferences to its metadata.
    OneToMany, OneToManyMetadata, one_to_many, true, referenced_entity_navigation_property_name, referencing_entity
}

relationship! {
    /// A relationship of rows of `R` to rows of `To`, through an intersect table. It dereferences to its metadata.
    ManyToMany, ManyToManyMetadata, many_to_many, true, entity1_navigation_property_name, entity2_logical_name
}

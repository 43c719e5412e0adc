//! Row structs, and what all of them do in the same way.

use core::fmt;

use serde::de::DeserializeOwned;

use super::annotations::Annotations;
use super::field::Field;
use super::shown::Shown;
use super::value::Value;
use crate::column::ToMany;
use crate::metadata::TableMetadata;
use crate::query::Follow;
use crate::table::Table;

/// A row struct of generated code. [`row!`](crate::row) implements it.
///
/// A row is read from the JSON of the service and written back. Each column is an `Option`: `None` if it was not asked
/// for or has no value.
///
/// ```
/// use earlybound::Row;
/// use dataverse::{Account, account};
///
/// let id = "3fa1c0de-0000-4000-8000-000000000001";
/// let row: Account = serde_json::from_str(&format!(r#"{{ "accountid": "{id}", "name": "Contoso" }}"#))?;
/// assert_eq!((row.name.as_deref(), row.revenue), (Some("Contoso"), None));
///
/// let again = Account::retrieve(row.accountid.ok_or("no id")?).select(account::NAME).request()?;
/// assert_eq!(again.path(), format!("/accounts({id})?$select=name"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Row: Table + Sized {
    /// A row without any value.
    const EMPTY: Self;

    /// Returns what the reference says about the table.
    fn table() -> &'static TableMetadata {
        Self::metadata().unwrap_or(const { &TableMetadata::UNKNOWN })
    }

    /// Returns what reading and writing a row uses of it: names and types of the fields, and the relationships that
    /// properties of a row name.
    fn wire() -> &'static TableMetadata {
        Self::table()
    }

    /// Shows all fields, in the order of the [first columns](TableMetadata::columns) of the table.
    fn fields<'r>(&'r self, visit: &mut dyn FnMut(&[&'r dyn Field]));

    /// Shows all fields, and what the service says beside their values, to change them.
    fn fields_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Field], &mut Annotations));

    /// Returns what the service says beside the values.
    fn annotations(&self) -> &Annotations;

    /// Returns the rows that were expanded along a relationship; `None` if the answer does not have them.
    ///
    /// # Errors
    ///
    /// Returns an error if they are no rows of the table that the relationship leads to.
    fn expanded<F>(&self, relationship: F) -> Option<serde_json::Result<F::Rows>>
    where
        F: Follow<Self>,
        F::Rows: DeserializeOwned,
    {
        self.annotations().expanded(relationship.property()?)
    }

    /// Returns the address of more rows of an expanded relationship; `None` if the answer has all of them.
    fn next_link(&self, relationship: impl ToMany<Self>) -> Option<&str> {
        self.annotations().next_link(relationship.property()?)
    }
}

/// Implements [`Row`] for a struct of optional fields, and what rows do: reading and writing (`serde`), `Clone`,
/// `Debug`, `Default` and `PartialEq`.
///
/// All of it goes through one table of fields: derives would cost a compiler many times as much. Two rows are equal
/// where their values are, whatever the service said beside them.
///
/// ```
/// use earlybound::metadata::{ColumnMetadata, LazyTable, TableMetadata};
/// use earlybound::{Annotations, Table};
///
/// pub struct Color {
///     pub name: Option<String>,
///     pub tone: Option<i32>,
///     pub annotations: Annotations,
/// }
///
/// static TABLE: LazyTable = LazyTable::given(&TableMetadata {
///     logical_name: "color",
///     fields: 2,
///     columns: &[
///         ColumnMetadata { logical_name: "name", ..ColumnMetadata::UNKNOWN },
///         ColumnMetadata { logical_name: "tone", ..ColumnMetadata::UNKNOWN },
///     ],
///     ..TableMetadata::UNKNOWN
/// });
///
/// impl Table for Color {
///     const LOGICAL_NAME: &'static str = "color";
///
///     fn metadata() -> Option<&'static TableMetadata> {
///         Some(TABLE.get())
///     }
/// }
///
/// earlybound::row!(Color, annotations { name, tone });
///
/// let color: Color = serde_json::from_str(r#"{"@odata.etag": "W/\"7\"", "name": "Red", "unknown": [1]}"#)?;
/// assert_eq!((color.name.as_deref(), color.tone), (Some("Red"), None));
/// assert_eq!(color.annotations.etag(), Some("W/\"7\""));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! row {
    ($row:ident, $annotations:ident { $($field:ident),* $(,)? }) => {
        $crate::row!(@ $row, {}, $annotations { $($field),* });
    };
    // Generated code: with the types of fields that are more than a value, and the facts that rows need.
    ($row:ident, $wire:expr, $annotations:ident { $($field:ident $(: $of:ident)?),* $(,)? }) => {
        $crate::row!(@ $row, {
            fn wire() -> &'static $crate::metadata::TableMetadata {
                static COLUMNS: $crate::__private::WireTable = $crate::__private::WireTable::new(
                    <$row as $crate::Table>::LOGICAL_NAME,
                    ::core::stringify!($($field $(: $of)?),*),
                    $wire,
                );
                COLUMNS.get()
            }
        }, $annotations { $($field),* });
    };
    (@ $row:ident, { $($wire:tt)* }, $annotations:ident { $($field:ident),* }) => {
        impl $crate::Row for $row {
            const EMPTY: Self = {
                use ::core::option::Option::None;
                Self { $($field: None,)* $annotations: $crate::Annotations::NONE }
            };

            $($wire)*

            #[inline]
            fn fields<'r>(&'r self, visit: &mut dyn ::core::ops::FnMut(&[&'r dyn $crate::wire::Field])) {
                visit(&[$(&self.$field),*]);
            }

            #[inline]
            fn fields_mut(
                &mut self,
                visit: &mut dyn ::core::ops::FnMut(&mut [&mut dyn $crate::wire::Field], &mut $crate::Annotations),
            ) {
                visit(&mut [$(&mut self.$field),*], &mut self.$annotations);
            }

            #[inline]
            fn annotations(&self) -> &$crate::Annotations {
                &self.$annotations
            }
        }

        impl $row {
            /// Returns a query for rows of the table.
            #[allow(dead_code, reason = "not every table is queried")]
            pub fn query() -> $crate::Query<Self> {
                $crate::Query::new()
            }

            /// Returns a query for one row, by its id or an alternate key.
            #[allow(dead_code, reason = "not every table is queried")]
            pub fn retrieve(
                row: impl ::core::convert::Into<$crate::Key<Self>>,
            ) -> $crate::Query<Self, $crate::query::Single> {
                $crate::Query::retrieve(row)
            }
        }

        impl ::core::default::Default for $row {
            #[inline]
            fn default() -> Self {
                <Self as $crate::Row>::EMPTY
            }
        }

        impl ::core::clone::Clone for $row {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::clone(self)
            }
        }

        impl ::core::fmt::Debug for $row {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, ::core::stringify!($row), f)
            }
        }

        impl ::core::cmp::PartialEq for $row {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::eq(self, other)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $row {
            #[inline]
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $row {
            #[inline]
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
    };
}

/// A copy of a row.
pub fn clone<R: Row>(row: &R) -> R {
    let mut copy = R::EMPTY;
    row.fields(&mut |from| {
        copy.fields_mut(&mut |to, annotations| {
            copy_fields(from, to);
            annotations.clone_from(row.annotations());
        });
    });
    copy
}

fn copy_fields(from: &[&dyn Field], to: &mut [&mut dyn Field]) {
    for (from, to) in from.iter().zip(to).filter(|(from, _)| !from.is_null()) {
        // A field takes what a field of the same type gives.
        let taken = to.read(from.value());
        debug_assert!(taken.is_ok(), "a field refuses its own value");
    }
}

/// Returns whether two rows have the same values.
pub fn eq<R: Row>(left: &R, right: &R) -> bool {
    let mut equal = false;
    left.fields(&mut |left| right.fields(&mut |right| equal = eq_fields(left, right)));
    equal
}

fn eq_fields(left: &[&dyn Field], right: &[&dyn Field]) -> bool {
    left.iter().zip(right).all(|(left, right)| left.value() == right.value())
}

/// Prints the values that a row has.
pub fn debug<R: Row>(row: &R, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    row.fields(&mut |fields| result = debug_fields(fields, R::table(), name, f));
    result
}

fn debug_fields(fields: &[&dyn Field], table: &TableMetadata, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut row = f.debug_struct(name);
    for (column, field) in table.columns.iter().zip(fields) {
        match field.value() {
            Value::Null => {}
            value => _ = row.field(column.logical_name, &Shown { column, value: &value }),
        }
    }
    row.finish_non_exhaustive()
}

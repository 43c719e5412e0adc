//! What keeps a query from being sent.

use core::fmt;

/// The most relationships that a query can follow.
pub(super) const MAX_EXPANDS: usize = 15;
/// The most rows of a page.
pub(super) const MAX_PAGE_SIZE: u32 = 5000;

/// A reason why a query cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// The reference does not state the name of the table in addresses.
    UnknownEntitySet {
        /// The logical name of the table.
        table: &'static str,
    },
    /// The reference does not state the name of the navigation property that follows a relationship.
    UnknownNavigationProperty {
        /// The logical name of the table that it starts from.
        table: &'static str,
        /// The schema name of the relationship.
        relationship: &'static str,
        /// The list of the table's document that the relationship stands in.
        list: &'static str,
        /// The property of the relationship that states the name.
        property: &'static str,
    },
    /// More than 15 relationships are followed, nested ones counted.
    TooManyExpands {
        /// How many.
        count: usize,
    },
    /// Rows that are read along are sorted or limited, and somewhere in the same query others are nested. The service
    /// does not do both.
    LimitedBesideNested,
    /// A many-to-many relationship is followed beside relationships of other kinds, or has something nested.
    ManyToManyBesideOthers,
    /// A page has 1 to 5,000 rows.
    PageSize {
        /// The size that was asked for.
        rows: u32,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownEntitySet { table } => write!(
                f,
                "the reference does not state the entity set of `{table}`: state `EntitySetName` in `{table}.table.yaml`"
            ),
            Self::UnknownNavigationProperty { table, relationship, list, property } => write!(
                f,
                "the reference does not state the navigation property from `{table}` along `{relationship}`: state \
                 `{property}` of the relationship under `{list}` in `{table}.table.yaml`"
            ),
            Self::TooManyExpands { count } => {
                write!(f, "{count} relationships are expanded, and a query can have {MAX_EXPANDS}: leave some out")
            }
            Self::LimitedBesideNested => f.write_str(
                "expanded rows cannot be sorted or limited where anything in the query is nested: leave out either",
            ),
            Self::ManyToManyBesideOthers => f.write_str(
                "a many-to-many relationship cannot be expanded beside relationships of other kinds: ask for them in a \
                 query of their own",
            ),
            Self::PageSize { rows } => write!(f, "a page of {rows} rows: ask for 1 to {MAX_PAGE_SIZE}"),
        }
    }
}

impl core::error::Error for QueryError {}

/// All reasons why a query cannot be sent, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryErrors(pub(super) Vec<QueryError>);

impl QueryErrors {
    /// The reasons.
    pub fn iter(&self) -> impl Iterator<Item = &QueryError> {
        self.0.iter()
    }
}

impl fmt::Display for QueryErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, error) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for QueryErrors {}

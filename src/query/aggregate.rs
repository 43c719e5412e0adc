//! Sums, averages and the like, and the names that their values have in answers.

use core::fmt;
use core::marker::PhantomData;

use super::comparable::{Comparable, Dated, Ordered};
use super::named;
use crate::column::{Column, ForRead};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::request::{RequestProblem, identifier};
use crate::value::Decimal;
use crate::wire::{Field, Row};

/// A value that is computed of several rows, by the name that it has in the answer. It comes from a column.
///
/// ```
/// use earlybound::query::Aggregate;
/// use dataverse::{Account, account};
///
/// let rows = Aggregate::<Account, i64>::count("rows");
/// let newest = account::CREATEDON.max("newest");
/// assert_eq!(Account::query().aggregate(&rows).aggregate(&newest).request()?.path(),
///     "/accounts?$apply=aggregate($count%20as%20rows,createdon%20with%20max%20as%20newest)");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
pub struct Aggregate<R, V> {
    function: Function,
    of: PhantomData<fn() -> (R, V)>,
}

/// A computed value: its function, its column, and its name in the answer.
#[derive(Clone, Debug)]
pub(super) struct Function {
    pub(super) alias: String,
    /// `None` counts rows.
    pub(super) column: Option<&'static ColumnMetadata>,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Count,
    CountValues,
    CountDistinct,
    Sum,
    Average,
    Min,
    Max,
    /// The value by which rows are grouped, in FetchXML.
    Group(Option<&'static str>),
}

/// Numbers that can be added.
#[diagnostic::on_unimplemented(message = "values of `{Self}` cannot be added", label = "not a number")]
pub trait Summable {
    /// The type of the sum.
    type Sum;
}
impl Summable for i32 {
    type Sum = i64;
}
impl Summable for i64 {
    type Sum = i64;
}
impl Summable for f64 {
    type Sum = f64;
}
impl Summable for Decimal {
    type Sum = Decimal;
}

impl<R: Row> Aggregate<R, i64> {
    /// The number of rows.
    pub fn count(alias: impl Into<String>) -> Self {
        Self::new(None, Kind::Count, alias.into())
    }
}

impl<R: Row, V> Aggregate<R, V> {
    fn new(column: Option<&'static ColumnMetadata>, kind: Kind, alias: String) -> Self {
        Self { function: Function { alias, column, kind }, of: PhantomData }
    }

    pub(super) fn function(&self) -> Function {
        self.function.clone()
    }

    /// Returns the value in a row of the answer; `None` if there is none, as of no rows. The row is one of the table that
    /// the query is about, also where the value is one of [joined](super::fetch::Link::aggregate) rows.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer has something else.
    pub fn of(&self, row: &impl Row) -> serde_json::Result<Option<V>>
    where
        Option<V>: Field,
    {
        named::value(row, &self.function.alias)
    }

    /// Returns the value as users see it (the label of a choice, the name of a row), if the request asked for annotations.
    pub fn formatted(&self, row: &impl Row) -> Option<String> {
        named::formatted(row, &self.function.alias)
    }
}

impl<R: Row, V: Summable, A: ForRead, N> Column<R, V, A, N> {
    /// The sum of the values, as `alias`.
    pub fn sum(self, alias: impl Into<String>) -> Aggregate<R, V::Sum> {
        Aggregate::new(Some(self.metadata()), Kind::Sum, alias.into())
    }

    /// The average of the values, as `alias`. That of whole numbers is rounded by the service.
    pub fn average(self, alias: impl Into<String>) -> Aggregate<R, Decimal> {
        Aggregate::new(Some(self.metadata()), Kind::Average, alias.into())
    }
}

impl<R: Row, V: Ordered, A: ForRead, N> Column<R, V, A, N> {
    /// The least value, as `alias`.
    pub fn min(self, alias: impl Into<String>) -> Aggregate<R, V> {
        Aggregate::new(Some(self.metadata()), Kind::Min, alias.into())
    }

    /// The greatest value, as `alias`.
    pub fn max(self, alias: impl Into<String>) -> Aggregate<R, V> {
        Aggregate::new(Some(self.metadata()), Kind::Max, alias.into())
    }
}

impl<R: Row, V: Comparable, A: ForRead, N> Column<R, V, A, N> {
    /// Counts the rows that have a value, as `alias`. Only FetchXML can compute it.
    pub fn count_values(self, alias: impl Into<String>) -> Aggregate<R, i64> {
        Aggregate::new(Some(self.metadata()), Kind::CountValues, alias.into())
    }

    /// Counts distinct values, as `alias`. Only FetchXML can compute it.
    pub fn count_distinct(self, alias: impl Into<String>) -> Aggregate<R, i64> {
        Aggregate::new(Some(self.metadata()), Kind::CountDistinct, alias.into())
    }

    /// The value by which a FetchXML query groups, as `alias`.
    pub fn group(self, alias: impl Into<String>) -> Aggregate<R, V> {
        Aggregate::new(Some(self.metadata()), Kind::Group(None), alias.into())
    }
}

impl<R: Row, V: Dated, A: ForRead, N> Column<R, V, A, N> {
    /// The part of the date by which a FetchXML query groups, as `alias`.
    pub fn group_by_part(self, part: DatePart, alias: impl Into<String>) -> Aggregate<R, i32> {
        Aggregate::new(Some(self.metadata()), Kind::Group(Some(part.word())), alias.into())
    }
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The week of the year.
    Week,
    /// The month.
    Month,
    /// The quarter of the fiscal year.
    Quarter,
    /// The year.
    Year,
}

impl DatePart {
    const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl Function {
    /// As `$apply` says it; groups are said elsewhere.
    pub(super) fn odata(&self) -> Option<String> {
        let word = match self.kind {
            Kind::Count => return Some(format!("$count as {}", self.alias)),
            Kind::Sum => "sum",
            Kind::Average => "average",
            Kind::Min => "min",
            Kind::Max => "max",
            Kind::CountValues | Kind::CountDistinct | Kind::Group(_) => return None,
        };
        let column = self.column?;
        let (before, after) = if column.column_type.is_lookup() { ("_", "_value") } else { ("", "") };
        Some(format!("{before}{}{after} with {word} as {}", column.property(), self.alias))
    }
}

/// Notes aliases that are no names, that are used twice, or that a row would read as a column.
pub(super) fn check_aliases(table: &TableMetadata, functions: &[Function], problems: &mut Vec<RequestProblem>) {
    for (index, Function { alias, .. }) in functions.iter().enumerate() {
        let starts = alias.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let name = starts && alias.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
        let taken = table.columns.iter().any(|column| column.logical_name == alias);
        let twice = functions.iter().take(index).any(|earlier| earlier.alias == *alias);
        problems.extend(functions.get(index).and_then(|of| identifier(of.column?.property()).err()));
        if !name || taken || twice {
            problems.push(RequestProblem::Alias { alias: alias.clone() });
        }
    }
}

impl<R, V> Clone for Aggregate<R, V> {
    fn clone(&self) -> Self {
        Self { function: self.function.clone(), of: PhantomData }
    }
}

impl<R, V> fmt::Debug for Aggregate<R, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.function, f)
    }
}

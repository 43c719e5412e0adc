//! The uses of column values in a query.

use super::literal::Literal;
use crate::choice::Choice;
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::value::{Date, DateTime, Decimal, ManagedProperty, Timestamp, Uuid};

/// Values of columns that are a property of the row, and can be selected.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be selected",
    label = "this is no property of the row",
    note = "the parties of an activity are rows of their own: expand the relationship that leads to them"
)]
pub trait Selectable {}

impl Selectable for Vec<u8> {}
impl Selectable for ManagedProperty {}

/// Values that conditions compare. A lookup is compared with rows of the tables that it leads to:
///
/// ```compile_fail
/// # use earlybound::{Id, Uuid};
/// # use dataverse::{Lead, account};
/// account::PRIMARYCONTACTID.eq(Id::<Lead>::new(Uuid::nil()));
/// ```
#[diagnostic::on_unimplemented(
    message = "columns of `{Self}` cannot be compared or sorted",
    label = "the service does not compare such values"
)]
pub trait Comparable: Selectable {
    /// The type that it is compared with: the value itself, or for a lookup its target.
    type Operand;

    /// The value in a filter.
    #[doc(hidden)]
    fn literal(operand: Self::Operand) -> Literal;
}

/// Values of which one can be greater than another.
#[diagnostic::on_unimplemented(message = "values of `{Self}` have no order", label = "only `eq` and `ne` compare them")]
pub trait Ordered: Comparable {}

/// Numbers and times: values that can lie between two others.
#[diagnostic::on_unimplemented(message = "values of `{Self}` cannot lie between two others")]
pub trait Ranged: Ordered {}

/// Values with a day: the functions for dates apply.
#[diagnostic::on_unimplemented(message = "`{Self}` is no date", label = "only columns with a date have this function")]
pub trait Dated {}

/// Values with a time of day: the functions that count hours and minutes apply. The service refuses them for columns
/// that hold only a day.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no time of day",
    label = "hours and minutes can be counted where a column has a time"
)]
pub trait Timed: Dated {}

/// Values that refer to a row: its own id, and lookups.
#[diagnostic::on_unimplemented(message = "`{Self}` refers to no row")]
pub trait RowReference: Comparable {}

macro_rules! comparable {
    ($([$($parameter:ident: $bound:path)?] $type:ty: $value:ident => $literal:expr;)*) => {$(
        impl<$($parameter: $bound)?> Selectable for $type {}

        impl<$($parameter: $bound)?> Comparable for $type {
            type Operand = Self;

            fn literal($value: Self) -> Literal {
                $literal
            }
        }
    )*};
}

comparable! {
    [] String: text => Literal::quoted(text);
    [] i32: number => Literal::bare(number);
    [] i64: number => Literal::bare(number);
    [] f64: number => double(number);
    [] bool: flag => Literal::bare(flag);
    [] Decimal: number => Literal::bare(number);
    [] Uuid: id => Literal::bare(id);
    [] Timestamp: time => Literal::bare(time);
    [] Date: date => Literal::bare(date);
    [] DateTime: time => Literal::bare(format_args!("{time}Z"));
    [T: Sized] Id<T>: id => Literal::bare(id);
    [C: Choice] C: choice => Literal::bare(choice.value());
    [C: Choice] Vec<C>: choices => choice_list(&choices);
}

impl<T: Target> Selectable for Lookup<T> {}

impl<T: Target> Comparable for Lookup<T> {
    type Operand = T;

    fn literal(target: T) -> Literal {
        Literal::bare(target.id())
    }
}

macro_rules! mark {
    ($($trait:ident: $($type:ty),*;)*) => {$($(impl $trait for $type {})*)*};
}

mark! {
    Ordered: String, i32, i64, f64, Decimal, Timestamp, Date, DateTime;
    Ranged: i32, i64, f64, Decimal, Timestamp, Date, DateTime;
    Dated: Timestamp, Date, DateTime;
    Timed: Timestamp, DateTime;
}

impl<T> RowReference for Id<T> {}
impl<T: Target> RowReference for Lookup<T> {}

/// OData has words of its own for what is no finite number.
fn double(number: f64) -> Literal {
    if number == f64::INFINITY {
        Literal::bare("INF")
    } else if number == f64::NEG_INFINITY {
        Literal::bare("-INF")
    } else {
        Literal::bare(format_args!("{number:?}"))
    }
}

/// Several values of a choice are one text, with commas between them.
fn choice_list<C: Choice>(choices: &[C]) -> Literal {
    let values: Vec<String> = choices.iter().map(|choice| choice.value().to_string()).collect();
    Literal::quoted(values.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No column of the shipped reference is of these types.
    #[test]
    fn times_of_no_zone_have_a_sign_without_meaning() {
        let time = DateTime::constant(2021, 1, 31, 8, 30, 0, 0);
        assert_eq!(DateTime::literal(time).to_string(), "2021-01-31T08:30:00Z");
        assert_eq!(f64::literal(f64::NEG_INFINITY).to_string(), "-INF");
        assert_eq!(f64::literal(f64::NAN).to_string(), "NaN");
        assert_eq!(Uuid::literal(Uuid::nil()).to_string(), "00000000-0000-0000-0000-000000000000");
    }
}

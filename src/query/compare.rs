//! Comparisons: conditions of OData on columns.

use super::comparable::{Comparable, Ordered};
use super::condition::Condition;
use super::expression::{Expression, Operand};
use super::literal::Literal;
use super::path::{Path, Route};
use crate::column::{Column, ForRead, IntoValue};
use crate::wire::Row;

/// Methods for columns and for ways to columns alike.
macro_rules! comparisons {
    ([$($header:tt)*] $type:ident<$($argument:ident),*>) => {
        impl<R: Row, V: Comparable, $($header)*> $type<R, V, $($argument),*> {
            /// Equal to the value. Texts are compared without regard to case; a lookup is compared with the id of a
            /// row.
            pub fn eq(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "eq", V::literal(value.into_value()))
            }

            /// Not equal to the value.
            pub fn ne(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "ne", V::literal(value.into_value()))
            }

            /// Without a value.
            pub fn is_null(self) -> Condition<R> {
                compare(self, "eq", Literal::bare("null"))
            }

            /// With a value.
            pub fn is_not_null(self) -> Condition<R> {
                compare(self, "ne", Literal::bare("null"))
            }

            /// Equal to another column of the same row, of the same type.
            pub fn eq_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "eq", other)
            }

            /// Not equal to another column of the same row, of the same type.
            pub fn ne_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "ne", other)
            }
        }

        impl<R: Row, V: Ordered, $($header)*> $type<R, V, $($argument),*> {
            /// Greater than the value.
            pub fn gt(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "gt", V::literal(value.into_value()))
            }

            /// Greater than the value, or equal to it.
            pub fn ge(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "ge", V::literal(value.into_value()))
            }

            /// Less than the value.
            pub fn lt(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "lt", V::literal(value.into_value()))
            }

            /// Less than the value, or equal to it.
            pub fn le(self, value: impl IntoValue<V::Operand>) -> Condition<R> {
                compare(self, "le", V::literal(value.into_value()))
            }

            /// Greater than another column of the same row.
            pub fn gt_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "gt", other)
            }

            /// Greater than another column of the same row, or equal to it.
            pub fn ge_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "ge", other)
            }

            /// Less than another column of the same row.
            pub fn lt_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "lt", other)
            }

            /// Less than another column of the same row, or equal to it.
            pub fn le_column(self, other: impl Route<R, Value = V>) -> Condition<R> {
                compare_columns(self, "le", other)
            }
        }

        impl<R: Row, $($header)*> $type<R, String, $($argument),*> {
            /// Contains the text, in any case. `%`, `_` and `[…]` are wildcards of the service.
            pub fn contains(self, text: impl Into<String>) -> Condition<R> {
                search(self, "contains", text.into())
            }

            /// Starts with the text, in any case. `%`, `_` and `[…]` are wildcards of the service, and none may stand
            /// first.
            pub fn starts_with(self, text: impl Into<String>) -> Condition<R> {
                search(self, "startswith", text.into())
            }

            /// Ends with the text, in any case. `%`, `_` and `[…]` are wildcards of the service, and none may stand
            /// last.
            pub fn ends_with(self, text: impl Into<String>) -> Condition<R> {
                search(self, "endswith", text.into())
            }
        }
    };
}

comparisons!([A: ForRead, N] Column<A, N>);
comparisons!([] Path<>);

fn compare<R>(column: impl Route<R>, operator: &'static str, value: Literal) -> Condition<R> {
    let left = column.path().into_steps();
    Condition::new(Expression::Comparison { left, operator, right: Operand::Literal(value) })
}

fn compare_columns<R>(column: impl Route<R>, operator: &'static str, other: impl Route<R>) -> Condition<R> {
    let (left, right) = (column.path().into_steps(), other.path().into_steps());
    Condition::new(Expression::Comparison { left, operator, right: Operand::Column(right) })
}

fn search<R>(column: impl Route<R>, function: &'static str, text: String) -> Condition<R> {
    Condition::new(Expression::Text { function, column: column.path().into_steps(), text: Literal::quoted(text) })
}

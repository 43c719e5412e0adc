//! The fields of structs with `#[derive(Message)]`.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::value_type::ValueType;
use crate::change::Create;
use crate::choice::Choice;
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::message::{AnyValue, ComplexType, EnumType, Members, MessageValue, RowValue};
use crate::request::{Argument, Key};
use crate::table::Table;
use crate::value::{Date, Decimal, Timestamp, Uuid};
use crate::wire::Row;

/// A type that fields of structs with `#[derive(Message)]` can have. `M` tells kinds of types apart and is inferred.
///
/// Implement it for a type of your own to pass it as an argument:
///
/// ```
/// use earlybound::Argument;
/// use earlybound::derive::{IntoArgument, ValueType};
///
/// struct Celsius(f64);
///
/// impl IntoArgument for Celsius {
///     const TYPE: ValueType = ValueType::Double;
///
///     fn into_argument(self) -> Argument {
///         self.0.into()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no argument of a message",
    label = "expected a simple value, a choice, a row or its id, a type of the module `messages`, a list of those, or an `Argument`",
    note = "`Argument` has functions for everything else, such as objects and members of enums"
)]
pub trait IntoArgument<M = ()> {
    /// The type of its values. A parameter of another type does not compile; `Any` is not checked.
    const TYPE: ValueType = ValueType::Any;

    /// Returns the argument.
    fn into_argument(self) -> Argument;
}

macro_rules! arguments {
    ($($of:ty: $value_type:ident),* $(,)?) => {$(
        impl IntoArgument for $of {
            const TYPE: ValueType = ValueType::$value_type;

            fn into_argument(self) -> Argument {
                self.into()
            }
        }
    )*};
}

arguments! {
    bool: Boolean,
    i32: Integer,
    i64: BigInteger,
    f64: Double,
    Decimal: Decimal,
    &'static str: Text,
    String: Text,
    Uuid: Guid,
    Timestamp: Timestamp,
    Date: Date,
    Vec<u8>: Binary,
    serde_json::Value: Any,
    Argument: Any,
}

macro_rules! rows {
    ($($of:ident<$table:ident: $bound:ident>: $tables:expr, $row:ident => $argument:expr;)*) => {$(
        impl<$table: $bound> IntoArgument for $of<$table> {
            const TYPE: ValueType = ValueType::Row($tables);

            fn into_argument(self) -> Argument {
                let $row = self;
                $argument
            }
        }
    )*};
}

rows! {
    Id<T: Table>: &[T::LOGICAL_NAME], row => row.into();
    Key<T: Table>: &[T::LOGICAL_NAME], row => row.into();
    Create<R: Row>: &[R::LOGICAL_NAME], row => row.into();
    RowValue<T: Table>: &[T::LOGICAL_NAME], row => row.to_argument();
    Lookup<T: Target>: T::TABLES, row => row.into();
}

impl IntoArgument for AnyValue {
    fn into_argument(self) -> Argument {
        self.to_argument()
    }
}

impl<E: EnumType> IntoArgument for Members<E> {
    const TYPE: ValueType = ValueType::Enum(E::NAME);

    fn into_argument(self) -> Argument {
        self.to_argument()
    }
}

impl<A: IntoArgument<M>, M> IntoArgument<M> for Vec<A> {
    const TYPE: ValueType = ValueType::List(&A::TYPE);

    fn into_argument(self) -> Argument {
        self.into_iter().map(A::into_argument).collect::<Vec<_>>().into()
    }
}

impl<A: IntoArgument + Clone> IntoArgument for &'static A {
    const TYPE: ValueType = A::TYPE;

    fn into_argument(self) -> Argument {
        self.clone().into_argument()
    }
}

/// The type is the enum of a choice.
#[derive(Clone, Copy, Debug)]
pub enum AsChoice {}

#[diagnostic::do_not_recommend]
impl<C: Choice> IntoArgument<AsChoice> for C {
    const TYPE: ValueType = ValueType::Integer;

    fn into_argument(self) -> Argument {
        self.value().into()
    }
}

/// The type is an enum of the Web API.
#[derive(Clone, Copy, Debug)]
pub enum AsMember {}

#[diagnostic::do_not_recommend]
impl<E: EnumType + MessageValue> IntoArgument<AsMember> for E {
    const TYPE: ValueType = ValueType::Enum(E::NAME);

    fn into_argument(self) -> Argument {
        self.to_argument()
    }
}

/// The type is a complex type.
#[derive(Clone, Copy, Debug)]
pub enum AsObject {}

#[diagnostic::do_not_recommend]
impl<C: ComplexType + MessageValue> IntoArgument<AsObject> for C {
    const TYPE: ValueType = ValueType::Complex(C::NAME);

    fn into_argument(self) -> Argument {
        self.to_argument()
    }
}

/// The type is that of a table's rows.
#[derive(Clone, Copy, Debug)]
pub enum AsRow {}

#[diagnostic::do_not_recommend]
impl<R: Row + Clone + core::fmt::Debug + Serialize + DeserializeOwned> IntoArgument<AsRow> for R {
    const TYPE: ValueType = ValueType::Row(&[R::LOGICAL_NAME]);

    fn into_argument(self) -> Argument {
        self.to_argument()
    }
}

//! Types of column values that the standard library does not have.

mod timestamp;

/// A calendar day: columns whose behaviour is `DateOnly`.
pub use jiff::civil::Date;
/// A date and time on the wall clock, of no time zone: columns whose behaviour is `TimeZoneIndependent`.
pub use jiff::civil::DateTime;
/// An exact decimal number: columns of type `Decimal` and `Money`.
pub use rust_decimal::Decimal;
/// A point in time: columns whose behaviour is `UserLocal`, or not stated.
pub use timestamp::{ParseTimestampError, Timestamp};
/// An id of no known table: columns of type `Uniqueidentifier` and `File`.
pub use uuid::Uuid;

/// The value of a managed property: what it is set to, and whether that may still be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ManagedProperty {
    /// The value of the property.
    pub value: bool,
    /// True if those who install the solution may change it.
    pub can_be_changed: bool,
}

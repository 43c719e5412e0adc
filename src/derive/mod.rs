//! User-defined structs and enums over generated code: what the derive macros implement and check.
//!
//! The macros are behind the feature `derive`. These traits are public since error messages of the compiler name them.

pub(crate) mod changes;
pub(crate) mod choice;
pub(crate) mod message;
pub(crate) mod projection;
pub(crate) mod row;

pub use choice::FromColumn;
pub use message::{IntoArgument, ValueType};
pub use projection::{FromExpanded, NotNull, Projection, ProjectionOf};

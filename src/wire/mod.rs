//! Rows on the wire: the JSON of the Web API (OData v4).

mod annotations;
mod columns;
mod field;
pub(crate) mod parties;
mod property;
mod read;
mod row;
mod scalar;
mod value;
mod write;

pub use annotations::Annotations;
pub(crate) use columns::read_columns;
pub use field::Field;
#[doc(hidden)]
pub use read::deserialize;
pub(crate) use read::{Rows, refused};
pub use row::Row;
#[doc(hidden)]
pub use row::{clone, debug, eq};
pub use value::{Mismatch, Reference, Value};
#[doc(hidden)]
pub use write::serialize;

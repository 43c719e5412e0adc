//! Rows on the wire: the JSON of the Web API (OData v4).

mod annotations;
mod columns;
mod field;
pub(crate) mod parties;
mod property;
pub(crate) mod read;
pub(crate) mod row;
mod scalar;
mod value;
pub(crate) mod write;

pub use annotations::Annotations;
pub(crate) use columns::read_columns;
pub use field::Field;
pub(crate) use read::{RowsSeed, refused};
pub use row::Row;
pub use value::{LookupValue, Value, ValueError};

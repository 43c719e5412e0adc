//! Rows on the wire: the JSON of the Web API (OData v4).

mod annotations;
pub(crate) mod bind;
mod columns;
mod field;
mod json;
pub(crate) mod misfit;
pub(crate) mod party;
mod property;
pub(crate) mod read;
pub(crate) mod row;
mod scalar;
pub(crate) mod shown;
mod single;
pub(crate) mod term;
mod value;
pub(crate) mod write;

pub use annotations::Annotations;
pub(crate) use columns::read_columns;
pub use field::Field;
pub(crate) use json::Raw;
pub use party::Party;
pub(crate) use read::RowsSeed;
pub use row::Row;
pub(crate) use single::{optional, read_value};
pub use value::{LookupValue, Value, ValueError};

//! The vocabulary of Dataverse table metadata and, behind the feature `reference`, the reader of the public reference.

mod cascade;
mod number;
pub mod reach;
pub mod vocabulary;

pub use cascade::*;
pub use number::*;
pub use vocabulary::*;

#[cfg(feature = "reference")]
pub mod check;
#[cfg(feature = "reference")]
pub mod diagnostic;
#[cfg(feature = "json-schema")]
pub mod json_schema;
#[cfg(feature = "reference")]
pub mod model;
#[cfg(feature = "reference")]
pub mod nearest;
#[cfg(feature = "reference")]
pub mod parse;
#[cfg(feature = "reference")]
pub mod project;
#[cfg(feature = "reference")]
pub mod reference;
#[cfg(feature = "reference")]
pub mod render;
#[cfg(feature = "reference")]
pub mod resolve;
#[cfg(feature = "reference")]
pub mod rust_name;
#[cfg(feature = "reference")]
pub mod source;

#![doc = include_str!("../README.md")]

pub mod cascade;
mod definition_query;
mod identifier;
mod number;
mod vocabulary;
mod words;

pub use definition_query::definition_query;
pub use identifier::{is_identifier, is_qualified_name};
pub use number::{Number, ParseNumberError};
pub use vocabulary::*;

/// The items that the macro `vocabulary` expands to.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "schemars")]
    pub use schemars;
    #[cfg(feature = "serde")]
    pub use serde;

    /// The JSON Schema of a set of words.
    #[cfg(feature = "schemars")]
    pub fn words_schema(words: &[&str]) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "enum": words })
    }
}

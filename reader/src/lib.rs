#![doc = include_str!("../README.md")]

#[cfg(feature = "zip")]
mod archive;
pub mod check;
pub mod diagnostic;
pub mod diff;
#[cfg(feature = "schemars")]
pub mod json_schema;
pub mod model;
pub mod nearest;
pub mod parse;
pub mod project;
pub mod reference;
pub mod render;
pub mod resolve;
pub mod rust_name;
pub mod source;
pub mod span;
pub mod visible;

//! `#[derive(Message)]`: structs as calls of actions and functions.

mod argument;
pub mod check;
mod text;
mod value_type;

pub use argument::IntoArgument;
pub use value_type::ValueType;

//! Messages with their types: actions and functions whose parameters and answers are known.
//!
//! If pages of the Web API reference, a document or a solution state the signature of a message, generated code has a
//! struct for it in the module `messages`: `new` takes what the message needs, a method each what it can do without. A
//! message that is called alone becomes a request by `request`, one that is called on a row by `on`, one that is called
//! on a table by `on_table`. The request knows its answer.
//!
//! ```
//! use earlybound::service::Answer;
//! use dataverse::messages::WhoAmI;
//!
//! let request = WhoAmI::new().request()?;
//! assert_eq!(request.path(), "/WhoAmI()");
//!
//! let body = r#"{"UserId": "9aa3c7d1-0a45-4d4b-8a3f-1d7a0c5d3b1e"}"#;
//! let answer = request.read(Answer::new(200, [("Content-Type", "application/json")], body))?;
//! assert_eq!(answer.user_id, Some("9aa3c7d1-0a45-4d4b-8a3f-1d7a0c5d3b1e".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Rows are passed as [`RowValue`], anything else that has no type of its own as [`AnyValue`].

mod answer;
mod any;
pub(crate) mod call;
pub(crate) mod complex;
pub(crate) mod list;
pub(crate) mod members;
mod object;
mod row;
mod value;

pub use any::AnyValue;
pub use call::{BoundTo, Message};
pub use complex::ComplexType;
pub use members::{EnumType, Members};
pub use row::RowValue;
pub use value::{MessageValue, Parameter, Property};

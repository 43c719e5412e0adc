//! Requests of the Web API: described, not sent.
//!
//! A [`Request`] is what any HTTP client needs to know: method, path, headers and body. It comes from a
//! [`Create`](crate::Create) or an [`Update`](crate::Update), from an [`Invoke`] of an action or a function, or from
//! the methods of [`Request`] itself. What stands in the way of a request is an error that names every
//! [`RequestProblem`] at once.

mod address;
mod argument;
mod description;
mod error;
#[cfg(feature = "http")]
mod http;
mod invoke;
mod json;
mod key;
mod links;
mod literal;
mod parts;
mod problem;
mod referenced_row;
mod target;

pub(crate) use address::{
    NAMESPACE, created_row, entity_set, identifier, is_owner, odata_type, reference_path, row_path,
};
pub use argument::Argument;
pub(crate) use description::{ANY_TEXT, FORMATTED};
pub use description::{Request, Written};
pub use earlybound_schema::HttpMethod;
pub use error::RequestError;
pub use invoke::Invoke;
pub(crate) use json::Json;
pub(crate) use key::By;
pub use key::{Key, KeyValue};
pub(crate) use literal::{ESCAPED, quoted};
pub(crate) use parts::is_secret;
pub use problem::RequestProblem;
pub(crate) use problem::{MAX_EXPANDS, MAX_PAGE_SIZE};
pub(crate) use target::BoundRow;
pub use target::{ById, ByKey, IntoTarget};

//! Answers of the service: rows, ids, errors.
//!
//! An [`Answer`] is a status, headers and a body, whatever client received it. [`Request::read`](crate::Request::read)
//! turns it into what the request asks for, or into a [`ServiceError`].

mod answer;
mod code;
mod error;
mod read;
mod retry;

pub use answer::Answer;
pub use code::ErrorCode;
pub use error::{ErrorKind, ServiceError};
pub use read::{FromAnswer, Json};
pub(crate) use read::{missing, refused};

//! Reading answers.

use serde::de::{DeserializeOwned, Error};

use super::answer::Answer;
use super::error::ServiceError;
use crate::id::Id;

/// A type of answer to a request: rows, pages, ids, counts, JSON, or nothing.
#[diagnostic::on_unimplemented(
    message = "a request is not answered with `{Self}`",
    note = "the result of a message is `Json<…>` of a type that implements `Deserialize`"
)]
pub trait FromAnswer: Sized {
    /// Reads an answer that is no error.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is something else.
    fn from_answer(answer: Answer) -> Result<Self, ServiceError>;

    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// Returns what the service says if the answer is an error, and an error if it is something else than expected.
    fn read(answer: Answer) -> Result<Self, ServiceError> {
        Self::from_answer(answer.into_result()?)
    }
}

/// Success, and no value.
impl FromAnswer for () {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        refused(&answer).map_or(Ok(()), Err)
    }
}

/// The answer as it is.
impl FromAnswer for Answer {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        Ok(answer)
    }
}

/// The id of the row that was created or changed.
impl<T> FromAnswer for Id<T> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        answer.entity_id().map(Self::new).ok_or_else(|| missing(&answer, "the header `OData-EntityId` names no row"))
    }
}

/// The id of the row that was changed; `None` if the answer names the row by its key, or not at all.
impl<T> FromAnswer for Option<Id<T>> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        refused(&answer).map_or_else(|| Ok(answer.entity_id().map(Id::new)), Err)
    }
}

/// A number of rows.
impl FromAnswer for u64 {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        let text = core::str::from_utf8(answer.body()).unwrap_or_default().trim();
        text.parse().map_err(|_| missing(&answer, format_args!("`{text}` is not a number of rows")))
    }
}

/// The bytes of a file.
impl FromAnswer for Vec<u8> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        Ok(answer.into_body())
    }
}

/// A body that is read as `T`, such as the result of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromAnswer for Json<T> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        // An action without a result has no body.
        if answer.body().is_empty() {
            return serde_json::from_str("null").map(Self).map_err(|error| ServiceError::unreadable(&answer, error));
        }
        answer.json().map(Self)
    }
}

/// The error in an answer of which no JSON is asked.
pub(crate) fn refused(answer: &Answer) -> Option<ServiceError> {
    ServiceError::stated(answer).or_else(|| ServiceError::foreign(answer))
}

/// An answer that lacks something.
pub(crate) fn missing(answer: &Answer, what: impl core::fmt::Display) -> ServiceError {
    ServiceError::unreadable(answer, serde_json::Error::custom(what))
}

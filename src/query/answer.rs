//! Rows and pages as answers.

use super::delta::Delta;
use super::page::Page;
use crate::derive::Projection;
use crate::service::{Answer, FromAnswer, ServiceError};

/// The row.
impl<P: Projection> FromAnswer for P {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        answer.json()
    }
}

/// The row; `None` if there is none, or if it has not changed.
impl<P: Projection> FromAnswer for Option<P> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        match answer.status() {
            204 | 304 => Ok(None),
            _ => answer.json().map(Some),
        }
    }
}

/// A page of rows.
impl<P: Projection> FromAnswer for Page<P> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        answer.json()
    }
}

/// The new state. The service answers with an empty body if nothing has changed.
impl<P: Projection> FromAnswer for Delta<P> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        if answer.body().trim_ascii().is_empty() { Ok(Self::default()) } else { answer.json() }
    }
}

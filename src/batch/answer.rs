//! The answer to a batch.

use super::Part;
use super::multipart::{Entity, boundary, line, parts};
use crate::service::{Answer, FromAnswer, ServiceError, missing};

/// The answers to the requests of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchAnswer {
    answers: Vec<Answered>,
}

/// The answer in the place of a request or a change set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answered {
    /// One answer: to a request, or the error of a change set.
    Single(Answer),
    /// The answers to the requests of a change set, with the numbers that they name.
    ChangeSet(Vec<(Option<u32>, Answer)>),
}

impl BatchAnswer {
    /// Returns the answer to a request of the batch.
    ///
    /// # Errors
    ///
    /// Returns what the service says if the request failed, the change set that it is part of, or an earlier request of
    /// a batch that does not [continue on errors](super::Batch::continue_on_error).
    pub fn get<A: FromAnswer>(&self, part: &Part<A>) -> Result<A, ServiceError> {
        let not_executed = || ServiceError::not_executed("an earlier request of the batch failed");
        match self.answers.get(part.item).ok_or_else(not_executed)? {
            Answered::Single(answer) => A::read(answer.clone()),
            Answered::ChangeSet(answers) => {
                // One request that fails undoes the others.
                let failed = || answers.iter().find(|(_, answer)| answer.status() >= 400);
                let named = || answers.iter().find(|(number, _)| *number == Some(part.number));
                let placed = || answers.get(part.within).filter(|(number, _)| number.is_none());
                let (_, answer) = failed().or_else(named).or_else(placed).ok_or_else(not_executed)?;
                A::read(answer.clone())
            }
        }
    }

    /// Returns all answers, those of change sets one after the other.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().flat_map(|answered| match answered {
            Answered::Single(answer) => vec![answer],
            Answered::ChangeSet(answers) => answers.iter().map(|(_, answer)| answer).collect(),
        })
    }
}

impl FromAnswer for BatchAnswer {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        let unreadable = || missing(&answer, "no parts of a batch, or not all of them");
        let boundary = answer.header("Content-Type").and_then(boundary).ok_or_else(unreadable)?;
        let parts = parts(answer.body(), boundary).ok_or_else(unreadable)?;
        let answered = |part| answered(part, &answer);
        let answers = parts.iter().map(answered).collect::<Option<_>>().ok_or_else(unreadable)?;
        Ok(Self { answers })
    }

    /// The first error of a batch is the status of the whole: it is one of the parts.
    fn read(answer: Answer) -> Result<Self, ServiceError> {
        match answer.header("Content-Type").and_then(boundary) {
            Some(_) => Self::from_answer(answer),
            None => Self::from_answer(answer.into_result()?),
        }
    }
}

fn answered(part: &Entity<'_>, whole: &Answer) -> Option<Answered> {
    match part.header("Content-Type").and_then(boundary) {
        None => single(part, whole).map(Answered::Single),
        Some(boundary) => {
            let number = |part: &Entity<'_>| part.header("Content-ID")?.parse().ok();
            let answers = parts(part.content, boundary)?;
            let answers = answers.iter().map(|part| Some((number(part), single(part, whole)?)));
            answers.collect::<Option<_>>().map(Answered::ChangeSet)
        }
    }
}

/// An answer as a part: its status line, headers and body. Of the whole answer it has the time to wait, unless it says
/// one itself.
fn single(part: &Entity<'_>, whole: &Answer) -> Option<Answer> {
    let (status_line, rest) = line(part.content)?;
    let status = core::str::from_utf8(status_line).ok()?.split_whitespace().nth(1)?.parse().ok()?;
    let Entity { mut headers, content } = Entity::read(rest);
    let is_said = |name: &str| headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let missing = ["Retry-After", "Date"].into_iter().filter(|name| !is_said(name));
    let inherited: Vec<_> = missing.filter_map(|name| Some((name, whole.header(name)?))).collect();
    headers.extend(inherited);
    Some(Answer::new(status, headers, content))
}

//! The effect of an action along one relationship.

use super::configuration::CascadeType;
use super::graph::Edge;
use super::outcome::Outcome;

/// The effect of an action along one relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect<'a> {
    /// The relationship.
    pub relationship: Edge<'a>,
    /// The cascade that it states for the action. Never `NoCascade`.
    pub cascade: CascadeType,
    /// The outcome for the rows that point; `None` if no documentation gives it.
    pub outcome: Option<Outcome>,
    /// The distance in relationships: 1 for rows that point at the row that the action is done to.
    pub depth: usize,
    /// The effect that brought the action here, as an index into [`Reach::effects`](super::Reach::effects); `None` at
    /// depth 1.
    pub via: Option<usize>,
}

impl<'a> Effect<'a> {
    /// The table whose rows are concerned.
    pub const fn table(&self) -> &'a str {
        self.relationship.referencing
    }

    /// Returns whether the action goes on to rows that point at these.
    pub fn goes_on(&self) -> bool {
        self.outcome.is_some_and(Outcome::goes_on)
    }
}

//! What an action does along one relationship.

use super::configuration::CascadeType;
use super::graph::Edge;
use super::outcome::Outcome;

/// What an action does along one relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect<'a> {
    /// The relationship.
    pub relationship: Edge<'a>,
    /// What it states for the action. Never `NoCascade`.
    pub cascade: CascadeType,
    /// What that does to the rows that point; `None` where no documentation says.
    pub outcome: Option<Outcome>,
    /// How many relationships away it is: 1 for rows that point at the row that the action is done to.
    pub depth: usize,
    /// The effect that brought the action here, as an index into [`Reach::effects`](super::Reach::effects); `None` at depth 1.
    pub via: Option<usize>,
}

impl<'a> Effect<'a> {
    /// The table whose rows are concerned.
    pub const fn table(&self) -> &'a str {
        self.relationship.referencing
    }

    /// Whether the action goes on to rows that point at these.
    pub fn goes_on(&self) -> bool {
        self.outcome.is_some_and(Outcome::goes_on)
    }
}

//! Findings on settings.

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Origin;

/// The way to see all tables. The settings may leave out the one that was meant.
pub(super) const LIST_TABLES: &str = "`earlybound tables --all PATH` lists the tables of a folder";

/// The way to see all messages.
pub(super) const LIST_MESSAGES: &str = "`earlybound messages '*' PATH` lists the messages of a folder";

/// An error: a setting that names nothing there is.
pub(super) fn matches_nothing(name: &str, origin: Origin, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::MatchesNothing, format!("`{name}` matches nothing")).at(origin, "here").help(help)
}

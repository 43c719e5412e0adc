//! Findings on settings.

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Origin;

/// An error: a setting that names nothing there is.
pub(super) fn matches_nothing(name: &str, origin: Origin, help: Option<String>) -> Diagnostic {
    let help = help.unwrap_or_else(|| "`earlybound model` prints what there is".to_owned());
    Diagnostic::new(Code::MatchesNothing, format!("`{name}` matches nothing")).at(origin, "here").help(help)
}

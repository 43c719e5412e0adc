//! Answers in words.

use earlybound_schema::cascade::{CascadeAction, CascadeType};
use earlybound_schema::cascade::{Outcome, Reach};

use crate::findings::plural;

/// Returns the words for an action on a row.
pub(crate) const fn doing(action: CascadeAction) -> &'static str {
    match action {
        CascadeAction::Archive => "Archiving",
        CascadeAction::Assign => "Assigning",
        CascadeAction::Delete => "Deleting",
        CascadeAction::Merge => "Merging",
        CascadeAction::Reparent => "Reparenting",
        CascadeAction::RollupView => "Rolling up",
        CascadeAction::Share => "Sharing",
        CascadeAction::Unshare => "Unsharing",
    }
}

/// Returns the words for the outcome: `deleted`, `assigned if active`, `blocks`.
pub(crate) fn happens(cascade: CascadeType, outcome: Option<Outcome>) -> String {
    let condition = match cascade {
        CascadeType::Active => " if active",
        CascadeType::UserOwned => " if of the same owner",
        _ => "",
    };
    outcome.map_or_else(|| format!("{cascade}, which is not documented"), |outcome| format!("{outcome}{condition}"))
}

/// Returns the words for the case that nothing is known to happen, which is not always nothing.
fn nothing(reach: &Reach<'_>) -> &'static str {
    if !reach.unplaced.is_empty() {
        "what happens to other rows is not known"
    } else if !reach.unstated.is_empty() {
        "nothing happens to other rows, as far as relationships say"
    } else {
        "nothing happens to other rows"
    }
}

/// Returns the number of tables for each outcome.
pub(crate) fn summary(reach: &Reach<'_>) -> String {
    let mut outcomes = Outcome::ALL.to_vec();
    outcomes.sort_by_key(|&outcome| (outcome == Outcome::Blocks, !outcome.goes_on()));
    let counts = outcomes.into_iter().filter_map(|outcome| {
        let count = reach.tables(outcome).len();
        let tables = plural(count, "table");
        (count > 0).then(|| match outcome {
            Outcome::Blocks => format!("{tables} block{}", if count == 1 { "s" } else { "" }),
            _ => format!("{tables} {outcome}"),
        })
    });
    let mut parts: Vec<_> = counts.collect();
    if parts.is_empty() {
        parts.push(nothing(reach).to_owned());
    }
    if let Some(last) = reach.effects.last() {
        let relationships = plural(reach.effects.len(), "relationship");
        parts.push(format!("{relationships} in {}", plural(last.depth, "step")));
    }
    parts.join(", ")
}

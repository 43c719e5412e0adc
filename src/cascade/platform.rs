//! Behaviour of the platform that holds for every table of its kind, and that no page of the reference states.

use earlybound_schema::cascade::CascadeAction;

/// The state code in which rows of a table count as active for [`CascadeType::Active`](crate::CascadeType::Active).
/// Every other state does not count, whatever its label says.
///
/// It is 0 for most tables, custom ones among them. Source: *Configure table relationship cascading behavior*, "Active
/// records considered for cascading action", Dataverse developer documentation.
///
/// ```
/// use earlybound::cascade::active_state;
///
/// const QUOTE: i32 = active_state("quote");
/// assert_eq!((active_state("account"), QUOTE), (0, 1), "a quote in state 0 is a draft");
/// ```
pub const fn active_state(table: &str) -> i32 {
    match table.as_bytes() {
        b"quote" => 1,
        b"contract" => 2,
        b"appointment" | b"recurringappointmentmaster" | b"serviceappointment" => 3,
        _ => 0,
    }
}

/// The number of rows from which the platform may carry an action out in batches, where an administrator allows it.
/// Batches that are done stay done when a later one fails. `None` for actions that are always done at once.
///
/// Source: *Asynchronous processing of cascading transactions*, Power Platform administration.
pub const fn asynchronous_from(action: CascadeAction) -> Option<usize> {
    match action {
        CascadeAction::Assign | CascadeAction::Merge => Some(1_000),
        CascadeAction::Delete => Some(10_000),
        _ => None,
    }
}

/// The state code of a row that was merged into another one: inactive, cancelled (which the status `Merged` of cases
/// belongs to), or, for leads, disqualified: nothing says so, but the only other closed state is qualified.
pub(super) const fn merged_state(table: &str) -> i32 {
    match table.as_bytes() {
        b"incident" | b"lead" => 2,
        _ => 1,
    }
}

/// The lookup of a row that was merged that names the row it was merged into. Source: the pages of those tables.
pub(super) const MERGED_INTO: &str = "masterid";

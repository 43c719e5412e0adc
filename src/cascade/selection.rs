//! The rows that undergo an action, of those that point at a row.

use earlybound_schema::cascade::CascadeType;

use super::{NoteKind, Owner, Policy, RowFacts, active_state};

/// Returns whether a row of `table` undergoes an action that goes on to it through `cascade`, and what there is to
/// note.
///
/// `owner` is the parent's, before the action.
pub(super) fn selects(
    cascade: CascadeType,
    table: &str,
    row: &RowFacts,
    owner: Option<Owner>,
    policy: &Policy,
) -> (bool, Option<NoteKind>) {
    match (cascade, row.state) {
        (CascadeType::Active, Some(state)) => (state == active_state(table), None),
        (CascadeType::Active, None) => (!policy.stateless_rows_are_inactive, Some(NoteKind::Stateless)),
        (CascadeType::UserOwned, _) if row.owner.is_none() || row.owner != owner => (false, None),
        (CascadeType::UserOwned, _) => match row.owner {
            Some(Owner::Team(_)) => (!policy.user_owned_spares_teams, Some(NoteKind::TeamOwned)),
            _ => (true, None),
        },
        _ => (true, None),
    }
}

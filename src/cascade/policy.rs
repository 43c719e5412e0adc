//! Assumptions where nothing is documented.

/// Readings of what the platform's documentation leaves open. The default, all `false`, is the cautious one: a plan
/// rather refuses, or names a row too many.
///
/// ```
/// use earlybound::cascade::Policy;
///
/// let lenient = Policy { deleted_rows_do_not_block: true, ..Policy::default() };
/// assert_ne!(lenient, Policy::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Policy {
    /// `Restrict` on a row that is deleted as well, by another way: the row is deleted first, and blocks nothing. By
    /// default it blocks.
    pub deleted_rows_do_not_block: bool,
    /// `UserOwned` on rows of teams: they are left alone, since it speaks of users. By default owners are compared
    /// whatever they are.
    pub user_owned_spares_teams: bool,
    /// `Active` on rows without a state code: they are left alone. By default they count as active.
    pub stateless_rows_are_inactive: bool,
    /// A row that already has the new owner passes an assignment on to its children. By default it does not, as is
    /// documented for the row that is assigned itself.
    pub owned_rows_pass_on: bool,
    /// The row that is kept in a merge points at the one that is given up: its lookup is cleared. By default the merge
    /// is blocked, since the row would point at itself.
    pub merge_clears_own_link: bool,
}

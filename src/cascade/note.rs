//! Notes on what a plan leaves out, assumes or warns of.

use core::fmt;

use earlybound_schema::RequiredLevel;
use earlybound_schema::cascade::CascadeAction;

use super::Edge;

/// Something to know about a plan: what it does not do and why, and where it had to assume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The relationship; `None` where it is about the rows as a whole.
    pub relationship: Option<Edge<'static>>,
    /// The kind of note.
    pub kind: NoteKind,
    /// The number of rows that it concerns, a row that was met twice counting twice; 0 if no rows were looked
    /// at.
    pub rows: usize,
}

/// The kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// `Delete: NoCascade`. The rows that point are left alone: the system maintains them, or they keep pointing at a
    /// row that is gone.
    NoCascade,
    /// The relationship states nothing for the action. Nothing is planned.
    Unstated,
    /// No documentation gives a meaning to what is stated, such as `Delete: Active`. Nothing is planned.
    Undocumented,
    /// The relationship states something for this action as well. It is never carried out: `RollupView` changes no
    /// data, and what `Archive` does is not documented.
    NotCarriedOut(CascadeAction),
    /// The column that points is not known, so that no rows could be asked for.
    UnknownColumn,
    /// Rows of the table have no owners of their own, so that the action does not concern them.
    NotOwned,
    /// It is not known who owns rows of the table. Those that have an owner take part.
    UnknownOwnership,
    /// The column that is cleared is required: by the apps' forms, which do not see the change, or by the platform,
    /// which may refuse.
    Required(RequiredLevel),
    /// Rows of teams met `UserOwned`; see [`Policy::user_owned_spares_teams`](super::Policy).
    TeamOwned,
    /// Rows without a state code met `Active`; see [`Policy::stateless_rows_are_inactive`](super::Policy).
    Stateless,
    /// Rows met `Restrict` and are themselves deleted; see [`Policy::deleted_rows_do_not_block`](super::Policy).
    RestrictedAndDeleted,
    /// Rows already have the new owner; see [`Policy::owned_rows_pass_on`](super::Policy).
    AlreadyOwned,
    /// The row that is kept points at the one that is given up; see
    /// [`Policy::merge_clears_own_link`](super::Policy).
    OwnLink,
    /// Rows point at each other in a circle, so that no order deletes every child before its parent. Counted are the
    /// lookups of rows that go after their parent.
    Circle,
    /// Rows are further away than the [planner](super::Planner::to_depth) was to go. What points at them is not known.
    NotFollowed,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(relationship) = self.relationship {
            write!(f, "{}: ", relationship.schema_name)?;
        }
        self.kind.fmt(f)?;
        if self.rows > 0 { write!(f, " ({} rows)", self.rows) } else { Ok(()) }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCascade => f.write_str("rows that point are left alone (NoCascade)"),
            Self::Unstated => f.write_str("the effect is not stated"),
            Self::Undocumented => f.write_str("what is stated has no documented meaning"),
            Self::NotCarriedOut(action) => write!(f, "{action} is not carried out"),
            Self::UnknownColumn => f.write_str("the column that points is not known"),
            Self::NotOwned => f.write_str("rows have no owners of their own"),
            Self::UnknownOwnership => f.write_str("who owns the rows is not known; those with an owner take part"),
            Self::Required(level) => write!(f, "a required lookup is cleared ({level})"),
            Self::TeamOwned => f.write_str("UserOwned meets rows of teams"),
            Self::Stateless => f.write_str("Active meets rows without a state code"),
            Self::RestrictedAndDeleted => f.write_str("rows with Restrict are themselves deleted"),
            Self::AlreadyOwned => f.write_str("rows already have the new owner"),
            Self::OwnLink => f.write_str("the row that is kept points at the one that is given up"),
            Self::NotFollowed => f.write_str("what points at rows that far away was not asked"),
            Self::Circle => f.write_str("rows point at each other in a circle"),
        }
    }
}

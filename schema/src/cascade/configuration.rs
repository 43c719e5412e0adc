//! Effects on the rows that point at a row when something happens to that row.

use crate::vocabulary;

vocabulary! {
    /// An action on a row, which may go on to the rows that point at it.
    pub CascadeAction {
        /// The row is moved to long-term retention. What it does to related rows is not documented.
        Archive = "Archive",
        /// The row gets another owner.
        Assign = "Assign",
        /// The row is deleted.
        Delete = "Delete",
        /// The row is merged into another one. Only accounts, contacts, leads and cases can be merged.
        Merge = "Merge",
        /// The row gets another parent.
        Reparent = "Reparent",
        /// Activities of related rows are listed with the row; changes no data.
        RollupView = "RollupView",
        /// The row is shared.
        Share = "Share",
        /// A share of the row is taken back.
        Unshare = "Unshare",
    }
}

impl CascadeAction {
    /// Returns whether the action is about who owns a row or has access to it, so that it does nothing to rows that no
    /// user or team owns.
    pub const fn needs_owner(self) -> bool {
        matches!(self, Self::Assign | Self::Reparent | Self::Share | Self::Unshare)
    }
}

vocabulary! {
    /// The effect of an action on the referenced (parent) row on the referencing (child) rows.
    ///
    /// The order of declaration is that of the platform's numbers, [`CascadeType::value`].
    pub CascadeType {
        /// Nothing.
        NoCascade = "NoCascade",
        /// The same action on every child.
        Cascade = "Cascade",
        /// The same action on the children that are in their table's active state.
        Active = "Active",
        /// The same action on the children that have the parent's owner.
        UserOwned = "UserOwned",
        /// The children's lookup is cleared.
        RemoveLink = "RemoveLink",
        /// The action is refused while there are children.
        Restrict = "Restrict",
    }
}

impl CascadeType {
    /// The platform's number for this word (`CascadeType EnumType` of the Web API), 0 to 5.
    pub const fn value(self) -> i32 {
        self as i32
    }

    /// The word for a number of the platform.
    pub const fn from_value(value: i32) -> Option<Self> {
        match value {
            0 => Some(Self::NoCascade),
            1 => Some(Self::Cascade),
            2 => Some(Self::Active),
            3 => Some(Self::UserOwned),
            4 => Some(Self::RemoveLink),
            5 => Some(Self::Restrict),
            _ => None,
        }
    }

    /// Returns whether the action itself goes on to children, to all or to some.
    pub const fn goes_on(self) -> bool {
        matches!(self, Self::Cascade | Self::Active | Self::UserOwned)
    }
}

/// The effect of a relationship for each [`CascadeAction`]; `None` if the reference does not state it.
///
/// ```
/// use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType, RelationshipBehavior};
///
/// let mut cascade = CascadeConfiguration::UNKNOWN;
/// cascade.set(CascadeAction::Delete, CascadeType::Restrict);
/// assert_eq!(cascade.get(CascadeAction::Delete), Some(CascadeType::Restrict));
/// assert_eq!(cascade.get(CascadeAction::Assign), None);
/// assert_eq!(cascade.behavior(), Some(RelationshipBehavior::ReferentialRestrictDelete));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schemars",
    schemars(description = "What each action on a row does to the rows that point at it.")
)]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", deny_unknown_fields, default))]
#[allow(missing_docs, reason = "each field is the action of that name")]
pub struct CascadeConfiguration {
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub archive: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub assign: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub delete: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub merge: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub reparent: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub rollup_view: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub share: Option<CascadeType>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub unshare: Option<CascadeType>,
}

impl CascadeConfiguration {
    /// A configuration that says nothing about any action.
    pub const UNKNOWN: Self = Self {
        archive: None,
        assign: None,
        delete: None,
        merge: None,
        reparent: None,
        rollup_view: None,
        share: None,
        unshare: None,
    };

    /// Returns the effect of `action` on the children.
    pub const fn get(&self, action: CascadeAction) -> Option<CascadeType> {
        match action {
            CascadeAction::Archive => self.archive,
            CascadeAction::Assign => self.assign,
            CascadeAction::Delete => self.delete,
            CascadeAction::Merge => self.merge,
            CascadeAction::Reparent => self.reparent,
            CascadeAction::RollupView => self.rollup_view,
            CascadeAction::Share => self.share,
            CascadeAction::Unshare => self.unshare,
        }
    }

    /// Sets what `action` does to the children; gives what stood there before.
    pub const fn set(&mut self, action: CascadeAction, effect: CascadeType) -> Option<CascadeType> {
        let place = match action {
            CascadeAction::Archive => &mut self.archive,
            CascadeAction::Assign => &mut self.assign,
            CascadeAction::Delete => &mut self.delete,
            CascadeAction::Merge => &mut self.merge,
            CascadeAction::Reparent => &mut self.reparent,
            CascadeAction::RollupView => &mut self.rollup_view,
            CascadeAction::Share => &mut self.share,
            CascadeAction::Unshare => &mut self.unshare,
        };
        place.replace(effect)
    }

    /// The stated actions with what they do, in alphabetical order of the actions.
    pub fn stated(&self) -> impl Iterator<Item = (CascadeAction, CascadeType)> + use<> {
        let configuration = *self;
        CascadeAction::ALL.iter().filter_map(move |&action| Some((action, configuration.get(action)?)))
    }

    /// Returns whether nothing is stated.
    pub const fn is_unknown(&self) -> bool {
        matches!(
            self,
            Self {
                archive: None,
                assign: None,
                delete: None,
                merge: None,
                reparent: None,
                rollup_view: None,
                share: None,
                unshare: None,
            }
        )
    }

    /// The class that the apps would show for this relationship; `None` where nothing is stated.
    ///
    /// `Merge`, `RollupView` and `Archive` do not count: every class allows any value of them. An action that is not
    /// stated counts as `NoCascade`, except that without `Delete` the class is `Custom`.
    pub const fn behavior(&self) -> Option<RelationshipBehavior> {
        use CascadeType::{Cascade, NoCascade, RemoveLink, Restrict};
        if self.is_unknown() {
            return None;
        }
        let others = (self.assign, self.reparent, self.share, self.unshare);
        let all = matches!(others, (Some(Cascade), Some(Cascade), Some(Cascade), Some(Cascade)));
        let nothing = matches!(
            others,
            (None | Some(NoCascade), None | Some(NoCascade), None | Some(NoCascade), None | Some(NoCascade))
        );
        Some(match self.delete {
            Some(Cascade) if all => RelationshipBehavior::Parental,
            Some(RemoveLink) if nothing => RelationshipBehavior::Referential,
            Some(Restrict) if nothing => RelationshipBehavior::ReferentialRestrictDelete,
            _ => RelationshipBehavior::Custom,
        })
    }
}

vocabulary! {
    /// The classes that the apps sort one-to-many relationships into, by their cascades.
    pub RelationshipBehavior {
        /// Whatever happens to the parent happens to its children.
        Parental = "Parental",
        /// Deleting the parent clears the children's lookup; nothing else goes on.
        Referential = "Referential",
        /// A parent with children cannot be deleted; nothing else goes on.
        ReferentialRestrictDelete = "Referential, Restrict Delete",
        /// Any other mix.
        Custom = "Custom",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CascadeType::{Cascade, NoCascade, RemoveLink, Restrict};

    fn configuration(delete: CascadeType, others: CascadeType) -> CascadeConfiguration {
        CascadeConfiguration {
            assign: Some(others),
            delete: Some(delete),
            reparent: Some(others),
            share: Some(others),
            unshare: Some(others),
            merge: Some(Cascade),
            ..CascadeConfiguration::UNKNOWN
        }
    }

    #[test]
    fn numbers_are_the_platforms() {
        for (number, effect) in CascadeType::ALL.iter().enumerate() {
            assert_eq!(effect.value(), number as i32);
            assert_eq!(CascadeType::from_value(number as i32), Some(*effect));
        }
        assert_eq!(CascadeType::from_value(6), None);
    }

    #[test]
    fn classes_ignore_merge() {
        assert_eq!(configuration(Cascade, Cascade).behavior(), Some(RelationshipBehavior::Parental));
        assert_eq!(configuration(RemoveLink, NoCascade).behavior(), Some(RelationshipBehavior::Referential));
        assert_eq!(
            configuration(Restrict, NoCascade).behavior(),
            Some(RelationshipBehavior::ReferentialRestrictDelete)
        );
        assert_eq!(configuration(Cascade, NoCascade).behavior(), Some(RelationshipBehavior::Custom));
        assert_eq!(configuration(NoCascade, NoCascade).behavior(), Some(RelationshipBehavior::Custom));
        assert_eq!(CascadeConfiguration::UNKNOWN.behavior(), None);
    }
}

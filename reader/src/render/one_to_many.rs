//! One-to-many relationships, seen from the one side or from the many side.

use super::cells::{cascade, menu};
use super::properties::Properties;
use super::text;
use super::writer::{Anchor, Writer};
use crate::model::OneToManyRelationship;

/// The end of a relationship that a section stands at.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// The rows of the page's table point.
    ManyToOne,
    /// The rows of the page's table are pointed at.
    OneToMany,
}

impl Side {
    /// The title of the section.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::ManyToOne => "Many-to-One relationships",
            Self::OneToMany => "One-to-Many relationships",
        }
    }

    /// The relationship as the other end calls it.
    const fn counterpart(self) -> &'static str {
        match self {
            Self::ManyToOne => "One-To-Many Relationship",
            Self::OneToMany => "Many-To-One Relationship",
        }
    }

    /// The suffix that tells apart two ends of a relationship on one page.
    const fn suffix(self) -> &'static str {
        match self {
            Self::ManyToOne => "-many-to-one",
            Self::OneToMany => "-one-to-many",
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::ManyToOne => Self::OneToMany,
            Self::OneToMany => Self::ManyToOne,
        }
    }

    fn other_table(self, relationship: &OneToManyRelationship) -> Option<&str> {
        match self {
            Self::ManyToOne => relationship.referenced_entity.as_deref(),
            Self::OneToMany => relationship.referencing_entity.as_deref(),
        }
    }
}

/// Writes a section of relationships that a table stands at one end of.
pub(super) fn write<'a>(
    page: &mut Writer,
    title: (usize, &str),
    (table, side): (&str, Side),
    relationships: impl Iterator<Item = &'a OneToManyRelationship>,
) {
    let items = relationships.map(|relationship| {
        let is_self = side.other_table(relationship) == Some(table);
        let suffix = if is_self { side.suffix() } else { "" };
        (Anchor { name: &relationship.schema_name, suffix }, relationship)
    });
    page.section(title, items, |page, relationship| {
        page.added_by(relationship.added_by.as_deref());
        page.changes_from(&relationship.schema_name, relationship.changes_from.as_ref());
        if !relationship.customized {
            link_other_end(page, (table, side), relationship);
        }
        page.properties(&rows(relationship));
    });
}

fn link_other_end(page: &mut Writer, (table, side): (&str, Side), relationship: &OneToManyRelationship) {
    let Some(other) = side.other_table(relationship) else { return };
    let is_self = other == table;
    let (other, name) = (text::line(other), text::line(&relationship.schema_name));
    let target = if is_self {
        format!("#{}{}", text::anchor(&name), side.opposite().suffix())
    } else {
        format!("{other}.md#{}", text::anchor(&name))
    };
    page.block(&format!("{}: {}", side.counterpart(), text::link(&format!("{other} {name}"), &target)));
}

fn rows(relationship: &OneToManyRelationship) -> Properties {
    let referenced_navigation = relationship.referenced_entity_navigation_property_name.as_deref();
    let referencing_navigation = relationship.referencing_entity_navigation_property_name.as_deref();
    let mut rows = Properties::default();
    rows.code("ReferencedEntity", relationship.referenced_entity.as_deref())
        .code("ReferencedAttribute", relationship.referenced_attribute.as_deref())
        .code("ReferencingEntity", relationship.referencing_entity.as_deref())
        .code("ReferencingAttribute", relationship.referencing_attribute.as_deref())
        .code("ReferencedEntityNavigationPropertyName", referenced_navigation)
        .code("ReferencingEntityNavigationPropertyName", referencing_navigation)
        .truth("IsHierarchical", relationship.is_hierarchical)
        .truth("IsCustomizable", relationship.is_customizable)
        .cell("CascadeConfiguration", cascade(&relationship.cascade_configuration))
        .cell("AssociatedMenuConfiguration", relationship.associated_menu_configuration.as_deref().map(menu))
        .other(&relationship.other);
    rows
}

//! Relationships between tables, and what goes on along them.

use earlybound_schema::cascade::{CascadeConfiguration, RelationshipBehavior};

/// A one-to-many relationship: rows of one table (referencing, the children) point at rows of another (referenced, the
/// parents) through a lookup column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OneToManyMetadata {
    /// The name, case kept.
    pub schema_name: &'static str,
    /// The table that is pointed at.
    pub referenced_entity: Option<&'static str>,
    /// The column of that table whose value the lookup holds: its id.
    pub referenced_attribute: Option<&'static str>,
    /// The table whose rows point.
    pub referencing_entity: Option<&'static str>,
    /// The column that points.
    pub referencing_attribute: Option<&'static str>,
    /// The navigation property from a parent to its children. Case matters.
    pub referenced_entity_navigation_property_name: Option<&'static str>,
    /// The navigation property from a child to its parent. Case matters.
    pub referencing_entity_navigation_property_name: Option<&'static str>,
    /// True if the rows of the table form a tree through this relationship.
    pub is_hierarchical: Option<bool>,
    /// True if its behaviour can be changed.
    pub is_customizable: Option<bool>,
    /// The cascades from a parent to its children.
    pub cascade: CascadeConfiguration,
    /// The layer that defined the relationship, as an index into the table's [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl OneToManyMetadata {
    /// A relationship without a name, of which nothing is known.
    pub const UNKNOWN: Self = Self {
        schema_name: "",
        referenced_entity: None,
        referenced_attribute: None,
        referencing_entity: None,
        referencing_attribute: None,
        referenced_entity_navigation_property_name: None,
        referencing_entity_navigation_property_name: None,
        is_hierarchical: None,
        is_customizable: None,
        cascade: CascadeConfiguration::UNKNOWN,
        layer: None,
    };

    /// The class that the apps sort the relationship into, by its cascades; `None` where none is stated.
    ///
    /// ```
    /// use earlybound::metadata::{CascadeConfiguration, OneToManyMetadata, RelationshipBehavior};
    /// use earlybound::CascadeType;
    ///
    /// static CONTACTS: OneToManyMetadata = OneToManyMetadata {
    ///     schema_name: "contact_customer_accounts",
    ///     cascade: CascadeConfiguration { delete: Some(CascadeType::RemoveLink), ..CascadeConfiguration::UNKNOWN },
    ///     ..OneToManyMetadata::UNKNOWN
    /// };
    /// assert_eq!(CONTACTS.behavior(), Some(RelationshipBehavior::Referential));
    /// ```
    pub const fn behavior(&self) -> Option<RelationshipBehavior> {
        self.cascade.behavior()
    }
}

/// A many-to-many relationship: pairs of rows, held in a table of their own. It cascades nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ManyToManyMetadata {
    /// The name, case kept.
    pub schema_name: &'static str,
    /// The table that holds the pairs.
    pub intersect_entity_name: Option<&'static str>,
    /// True if it can be changed.
    pub is_customizable: Option<bool>,
    /// The first table: the one whose module lists the relationship.
    pub entity1_logical_name: Option<&'static str>,
    /// The column of the intersect table that points at the first table.
    pub entity1_intersect_attribute: Option<&'static str>,
    /// The navigation property from a row of the first table to rows of the second. Case matters.
    pub entity1_navigation_property_name: Option<&'static str>,
    /// The second table.
    pub entity2_logical_name: Option<&'static str>,
    /// The column of the intersect table that points at the second table.
    pub entity2_intersect_attribute: Option<&'static str>,
    /// The navigation property from a row of the second table to rows of the first. Case matters.
    pub entity2_navigation_property_name: Option<&'static str>,
    /// The layer that defined the relationship, as an index into the table's [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl ManyToManyMetadata {
    /// A relationship without a name, of which nothing is known.
    pub const UNKNOWN: Self = Self {
        schema_name: "",
        intersect_entity_name: None,
        is_customizable: None,
        entity1_logical_name: None,
        entity1_intersect_attribute: None,
        entity1_navigation_property_name: None,
        entity2_logical_name: None,
        entity2_intersect_attribute: None,
        entity2_navigation_property_name: None,
        layer: None,
    };
}

/// A relationship of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// Rows of one table point at rows of another.
    OneToMany(&'static OneToManyMetadata),
    /// Pairs of rows.
    ManyToMany(&'static ManyToManyMetadata),
}

impl Relationship {
    /// The name, case kept.
    pub const fn schema_name(self) -> &'static str {
        match self {
            Self::OneToMany(relationship) => relationship.schema_name,
            Self::ManyToMany(relationship) => relationship.schema_name,
        }
    }
}

//! Relationships and what they cascade.

use super::{ChangesFrom, LayerId, Other, facts};
use crate::source::Origin;
use earlybound_schema::cascade::{CascadeConfiguration, Side};
use earlybound_schema::{MenuBehavior, MenuGroup};

facts! {
    /// A one-to-many relationship, seen from either side.
    pub struct OneToManyRelationship {
        /// Where the page names it.
        #[serde(skip)]
        pub origin: Origin,
        /// The name, case kept.
        pub schema_name: String,
        /// The table that is pointed at.
        pub referenced_entity: Option<String>,
        /// The column of that table that the lookup holds a value of: its id.
        pub referenced_attribute: Option<String>,
        /// The table whose rows point.
        pub referencing_entity: Option<String>,
        /// The column that points: a lookup, or the id of rows that share it.
        pub referencing_attribute: Option<String>,
        /// The navigation property from a referenced row to the rows that point at it. Case matters.
        pub referenced_entity_navigation_property_name: Option<String>,
        /// The navigation property from a row to the one that it points at. Case matters.
        pub referencing_entity_navigation_property_name: Option<String>,
        /// Whether the rows of the table form a tree through this relationship.
        pub is_hierarchical: Option<bool>,
        /// Whether its behaviour can be changed.
        pub is_customizable: Option<bool>,
        /// What goes on to the rows that point.
        pub cascade_configuration: CascadeConfiguration,
        /// How the rows show in the apps' navigation.
        pub associated_menu_configuration: Option<Box<AssociatedMenu>>,
        /// Whether the layer changes a relationship that was defined elsewhere.
        pub customized: bool,
        /// What a customized relationship changes.
        pub changes_from: Option<ChangesFrom>,
        /// The solution that added the relationship.
        pub added_by: Option<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// Whether it is left out of the table.
        pub omit: bool,
        /// The layer that defined the relationship.
        pub layer: Option<LayerId>,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId>,
        /// What the reader does not know.
        pub other: Other,
    }
}

facts! {
    /// A many-to-many relationship. The first side is the table whose page it stands on.
    pub struct ManyToManyRelationship {
        /// Where the page names it.
        #[serde(skip)]
        pub origin: Origin,
        /// The name, case kept.
        pub schema_name: String,
        /// The table that holds the pairs.
        pub intersect_entity_name: Option<String>,
        /// Whether it can be changed.
        pub is_customizable: Option<bool>,
        /// The table whose page this is.
        pub entity1_logical_name: Option<String>,
        /// The column of the intersect table that points at the first table.
        pub entity1_intersect_attribute: Option<String>,
        /// The navigation property from a row of the first table to the rows of the second. Case matters.
        pub entity1_navigation_property_name: Option<String>,
        /// How rows of the second table show in the apps' navigation of the first.
        pub entity1_associated_menu_configuration: Option<Box<AssociatedMenu>>,
        /// The other table.
        pub entity2_logical_name: Option<String>,
        /// The column of the intersect table that points at the second table.
        pub entity2_intersect_attribute: Option<String>,
        /// The navigation property from a row of the second table to the rows of the first. Case matters.
        pub entity2_navigation_property_name: Option<String>,
        /// How rows of the first table show in the apps' navigation of the second.
        pub entity2_associated_menu_configuration: Option<Box<AssociatedMenu>>,
        /// Whether the layer changes a relationship that was defined elsewhere.
        pub customized: bool,
        /// What a customized relationship changes.
        pub changes_from: Option<ChangesFrom>,
        /// The solution that added the relationship.
        pub added_by: Option<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// Whether it is left out of the table.
        pub omit: bool,
        /// The layer that defined the relationship.
        pub layer: Option<LayerId>,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId>,
        /// What the reader does not know.
        pub other: Other,
    }
}

facts! {
    /// How related rows show in the apps' navigation.
    pub struct AssociatedMenu {
        /// Whether they show without a connection.
        pub available_offline: Option<bool>,
        /// Whether they show, and under which label.
        pub behavior: Option<MenuBehavior>,
        /// Where they show.
        pub group: Option<MenuGroup>,
        /// The label of their own.
        pub label: Option<String>,
        /// The id of the menu entry.
        pub menu_id: Option<String>,
        /// Their place within the group.
        pub order: Option<i32>,
        /// The query that lists them.
        pub query_api: Option<String>,
        /// The id of the view that lists them.
        pub view_id: Option<String>,
        /// What the reader does not know.
        pub other: Other,
    }
}

impl OneToManyRelationship {
    /// What this table says about the relationship, for a graph of cascades.
    pub(super) fn side(&self) -> Side<'_> {
        Side {
            schema_name: &self.schema_name,
            referenced: self.referenced_entity.as_deref(),
            referencing: self.referencing_entity.as_deref(),
            column: self.referencing_attribute.as_deref(),
            cascade: self.cascade_configuration,
        }
    }
}

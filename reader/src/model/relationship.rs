//! Relationships and what they cascade.

use super::fact::{Fact, Facts, Other, facts};
use super::layer::LayerId;
use super::link::ChangesFrom;
use crate::span::Origin;
use earlybound_schema::cascade::{CascadeConfiguration, Side};
use earlybound_schema::{MenuBehavior, MenuGroup};

facts! {
    /// A one-to-many relationship, seen from either side.
    pub struct OneToManyRelationship {
        /// The place where the page names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name, case kept.
        pub schema_name: String = SchemaName,
        /// The table that is pointed at.
        pub referenced_entity: Option<String> = ReferencedEntity,
        /// The column of that table that the lookup holds a value of: its id.
        pub referenced_attribute: Option<String> = ReferencedAttribute,
        /// The table whose rows point.
        pub referencing_entity: Option<String> = ReferencingEntity,
        /// The column that points: a lookup, or the id of rows that share it.
        pub referencing_attribute: Option<String> = ReferencingAttribute,
        /// The navigation property from a referenced row to the rows that point at it. Case matters.
        pub referenced_entity_navigation_property_name: Option<String> = ReferencedEntityNavigationPropertyName,
        /// The navigation property from a row to the one that it points at. Case matters.
        pub referencing_entity_navigation_property_name: Option<String> = ReferencingEntityNavigationPropertyName,
        /// True if the rows of the table form a tree through this relationship.
        pub is_hierarchical: Option<bool> = IsHierarchical,
        /// True if its behaviour can be changed.
        pub is_customizable: Option<bool> = IsCustomizable,
        /// The cascades to the rows that point.
        pub cascade_configuration: CascadeConfiguration = CascadeConfiguration,
        /// The entry of the rows in the apps' navigation.
        pub associated_menu_configuration: Option<Box<AssociatedMenu>> = AssociatedMenuConfiguration,
        /// True if the layer changes a relationship that was defined elsewhere.
        pub customized: bool = Customized,
        /// The change that a customized relationship makes.
        pub changes_from: Option<ChangesFrom> = ChangesFrom,
        /// The solution that added the relationship.
        pub added_by: Option<String> = AddedBy,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if it is left out of the table.
        pub omit: bool = Omit,
        /// The layer that defined the relationship.
        pub layer: Option<LayerId> = Layer,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId> = ChangedBy,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

facts! {
    /// A many-to-many relationship. The first side is the table whose page it stands on.
    pub struct ManyToManyRelationship {
        /// The place where the page names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name, case kept.
        pub schema_name: String = SchemaName,
        /// The table that holds the pairs.
        pub intersect_entity_name: Option<String> = IntersectEntityName,
        /// True if it can be changed.
        pub is_customizable: Option<bool> = IsCustomizable,
        /// The table whose page this is.
        pub entity1_logical_name: Option<String> = Entity1LogicalName,
        /// The column of the intersect table that points at the first table.
        pub entity1_intersect_attribute: Option<String> = Entity1IntersectAttribute,
        /// The navigation property from a row of the first table to the rows of the second. Case matters.
        pub entity1_navigation_property_name: Option<String> = Entity1NavigationPropertyName,
        /// The entry of rows of the second table in the apps' navigation of the first.
        pub entity1_associated_menu_configuration: Option<Box<AssociatedMenu>> = Entity1AssociatedMenuConfiguration,
        /// The other table.
        pub entity2_logical_name: Option<String> = Entity2LogicalName,
        /// The column of the intersect table that points at the second table.
        pub entity2_intersect_attribute: Option<String> = Entity2IntersectAttribute,
        /// The navigation property from a row of the second table to the rows of the first. Case matters.
        pub entity2_navigation_property_name: Option<String> = Entity2NavigationPropertyName,
        /// The entry of rows of the first table in the apps' navigation of the second.
        pub entity2_associated_menu_configuration: Option<Box<AssociatedMenu>> = Entity2AssociatedMenuConfiguration,
        /// True if the layer changes a relationship that was defined elsewhere.
        pub customized: bool = Customized,
        /// The change that a customized relationship makes.
        pub changes_from: Option<ChangesFrom> = ChangesFrom,
        /// The solution that added the relationship.
        pub added_by: Option<String> = AddedBy,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if it is left out of the table.
        pub omit: bool = Omit,
        /// The layer that defined the relationship.
        pub layer: Option<LayerId> = Layer,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId> = ChangedBy,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

facts! {
    /// The entry of related rows in the apps' navigation.
    pub struct AssociatedMenu {
        /// True if they show without a connection.
        pub available_offline: Option<bool> = AvailableOffline,
        /// The rule for showing them, and for their label.
        pub behavior: Option<MenuBehavior> = Behavior,
        /// The group of the navigation.
        pub group: Option<MenuGroup> = Group,
        /// The label of their own.
        pub label: Option<String> = Label,
        /// The id of the menu entry.
        pub menu_id: Option<String> = MenuId,
        /// Their place within the group.
        pub order: Option<i32> = Order,
        /// The query that lists them.
        pub query_api: Option<String> = QueryApi,
        /// The id of the view that lists them.
        pub view_id: Option<String> = ViewId,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

impl Fact for Option<Box<AssociatedMenu>> {
    fn take(&mut self, later: Self) -> bool {
        later.is_some_and(|later| self.get_or_insert_default().take(*later))
    }

    fn fill(&mut self, from: &Self) {
        if self.is_none() {
            self.clone_from(from);
        }
    }
}

impl ManyToManyRelationship {
    /// Exchanges the two sides.
    pub(crate) fn turn(&mut self) {
        std::mem::swap(&mut self.entity1_logical_name, &mut self.entity2_logical_name);
        std::mem::swap(&mut self.entity1_intersect_attribute, &mut self.entity2_intersect_attribute);
        std::mem::swap(&mut self.entity1_navigation_property_name, &mut self.entity2_navigation_property_name);
        std::mem::swap(
            &mut self.entity1_associated_menu_configuration,
            &mut self.entity2_associated_menu_configuration,
        );
    }
}

impl OneToManyRelationship {
    /// Returns this table's description of the relationship, for a graph of cascades.
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

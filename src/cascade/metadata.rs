//! The static answers, from generated metadata.

use earlybound_schema::cascade::{Graph, Reach, Side, TableSides};

use crate::{CascadeAction, CascadeType, OneToManyMetadata, RelationshipBehavior, Schema, TableMetadata};

impl TableMetadata {
    /// The relationships through which `action` on a row of this table concerns the rows that point at it, with what
    /// they state. `NoCascade` and what is not stated are left out. Nothing is allocated.
    ///
    /// ```
    /// use earlybound::{CascadeAction, CascadeType};
    /// use earlybound_generated::account;
    ///
    /// let stated = account::TABLE.cascading(CascadeAction::Delete);
    /// let mut blocking = stated.filter(|(_, cascade)| *cascade == CascadeType::Restrict);
    /// let (first, _) = blocking.next().unwrap();
    /// assert_eq!((first.referencing_entity, first.referencing_attribute), (Some("entitlement"), Some("customerid")));
    /// ```
    pub fn cascading(
        &self,
        action: CascadeAction,
    ) -> impl Iterator<Item = (&'static OneToManyMetadata, CascadeType)> + use<> {
        self.one_to_many.iter().filter_map(move |relationship| match relationship.cascade.get(action) {
            None | Some(CascadeType::NoCascade) => None,
            Some(cascade) => Some((relationship, cascade)),
        })
    }

    /// The relationships of that class through which rows point at rows of this table. Nothing is allocated.
    pub fn behaving(&self, behavior: RelationshipBehavior) -> impl Iterator<Item = &'static OneToManyMetadata> + use<> {
        self.one_to_many.iter().filter(move |relationship| relationship.behavior() == Some(behavior))
    }
}

impl Schema {
    /// The relationships of all tables, from whichever side they are described. Built anew on every call.
    ///
    /// A table of which only additions were read does not count as described in full.
    pub fn cascade_graph(&self) -> Graph<'static> {
        Graph::of_tables(self.tables.iter().map(|table| TableSides {
            name: table.logical_name,
            complete: !table.partial,
            many_to_one: table.many_to_one.iter().map(side),
            one_to_many: table.one_to_many.iter().map(side),
        }))
    }

    /// What `action` on a row of the table `start` may do. For several answers, ask one [graph](Self::cascade_graph).
    pub fn reach<'a>(&self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        let graph: Graph<'a> = self.cascade_graph();
        graph.reach(action, start)
    }
}

const fn side(relationship: &OneToManyMetadata) -> Side<'static> {
    Side {
        schema_name: relationship.schema_name,
        referenced: relationship.referenced_entity,
        referencing: relationship.referencing_entity,
        column: relationship.referencing_attribute,
        cascade: relationship.cascade,
    }
}

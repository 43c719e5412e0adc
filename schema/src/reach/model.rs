//! The answers for tables that were read.

use super::{Graph, Reach, Side};
use crate::CascadeAction;
use crate::model::{OneToManyRelationship, Schema};

impl Schema {
    /// The relationships of all tables, from whichever side they are described.
    ///
    /// A table of which only additions were read does not count as described in full.
    pub fn cascade_graph(&self) -> Graph<'_> {
        let full = self.tables.iter().filter(|table| !table.partial).map(|table| table.table.logical_name.as_str());
        let sides = self.tables.iter().flat_map(|table| {
            let name = Some(table.table.logical_name.as_str());
            let many = table
                .many_to_one_relationships
                .iter()
                .map(side)
                .map(move |side| Side { referencing: side.referencing.or(name), ..side });
            let one = table
                .one_to_many_relationships
                .iter()
                .map(side)
                .map(move |side| Side { referenced: side.referenced.or(name), ..side });
            many.chain(one)
        });
        Graph::new(full, sides)
    }

    /// What `action` on a row of the table `start` may do. For several answers, ask one [graph](Self::cascade_graph).
    pub fn reach<'a>(&'a self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        self.cascade_graph().reach(action, start)
    }
}

fn side(relationship: &OneToManyRelationship) -> Side<'_> {
    Side {
        schema_name: &relationship.schema_name,
        referenced: relationship.referenced_entity.as_deref(),
        referencing: relationship.referencing_entity.as_deref(),
        column: relationship.referencing_attribute.as_deref(),
        cascade: relationship.cascade_configuration,
    }
}

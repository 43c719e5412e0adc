//! All tables together.

use std::collections::BTreeMap;

use earlybound_schema::cascade::{CascadeAction, Graph, Reach, Side, TableSides};

use crate::id::uuid_of_address;
use crate::lookup::EntityReference;
use crate::metadata::{LazyTable, MessageMetadata, OneToManyMetadata, Relationship, TableMetadata};

/// All tables of a generated module, sorted by logical name.
///
/// ```
/// use earlybound::metadata::{LazyTable, MessageMetadata, TableMetadata};
/// use earlybound::Schema;
///
/// static ACCOUNT: LazyTable = LazyTable::given(&TableMetadata {
///     logical_name: "account",
///     messages: &[MessageMetadata { name: "Merge", ..MessageMetadata::UNKNOWN }],
///     ..TableMetadata::UNKNOWN
/// });
/// static SCHEMA: Schema = Schema { tables: &[&ACCOUNT] };
///
/// assert_eq!(SCHEMA.table("account"), Some(ACCOUNT.get()));
/// let mergeable: Vec<_> = SCHEMA.messages()["Merge"].iter().map(|table| table.logical_name).collect();
/// assert_eq!(mergeable, ["account"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The tables, sorted by logical name.
    pub tables: &'static [&'static LazyTable],
}

impl Schema {
    /// The table of that logical name.
    pub fn table(&self, logical_name: &str) -> Option<&'static TableMetadata> {
        let index = self.tables.binary_search_by(|table| table.name().cmp(logical_name)).ok()?;
        self.tables.get(index).map(|table| table.get())
    }

    /// Returns the row that an address names by its id, such as the one in the header `OData-EntityId`; `None` if the
    /// address names the row by its key, or if no table has its entity set.
    ///
    /// ```
    /// use dataverse::SCHEMA;
    ///
    /// let address = "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(7eb682f1-ca75-e511-80d4-00155d2a68d1)";
    /// let row = SCHEMA.reference(address).ok_or("no row")?;
    /// assert_eq!(row.table.as_deref(), Some("account"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn reference(&self, address: &str) -> Option<EntityReference> {
        let id = uuid_of_address(address)?;
        let (path, _) = address.rsplit_once('(')?;
        let set = path.rsplit('/').next()?;
        let mut tables = self.tables.iter().map(|table| table.get());
        let table = tables.find(|table| table.entity_set_name == Some(set))?;
        Some(EntityReference::new(table.logical_name, id))
    }

    /// Every message, with the tables that support it. Built again on every call.
    pub fn messages(&self) -> BTreeMap<&'static str, Vec<&'static TableMetadata>> {
        self.registry(|table| table.messages)
    }

    /// Every message that is there to be subscribed to, not to be sent, with the tables that raise it. Built again on
    /// every call.
    pub fn events(&self) -> BTreeMap<&'static str, Vec<&'static TableMetadata>> {
        self.registry(|table| table.events)
    }

    /// The relationship of that schema name, whichever table describes it.
    pub fn relationship(&self, schema_name: &str) -> Option<Relationship> {
        self.tables.iter().find_map(|table| {
            let one_to_many = table.one_to_many(schema_name).map(Relationship::OneToMany);
            one_to_many.or_else(|| table.many_to_many(schema_name).map(Relationship::ManyToMany))
        })
    }

    /// The relationships of all tables, from whichever side they are described. Built again on every call.
    ///
    /// A table of which only additions were read does not count as described in full.
    pub fn cascade_graph(&self) -> Graph<'static> {
        Graph::of_tables(self.tables.iter().map(|table| TableSides {
            name: table.logical_name,
            complete: !table.partial,
            ownership: table.ownership_type,
            many_to_one: table.many_to_one.iter().map(side),
            one_to_many: table.one_to_many.iter().map(side),
        }))
    }

    /// Returns what `action` on a row of the table `start` may do. For several answers, ask one
    /// [graph](Self::cascade_graph).
    pub fn reach<'a>(&self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        let graph: Graph<'a> = self.cascade_graph();
        graph.reach(action, start)
    }

    fn registry(
        &self,
        list: fn(&TableMetadata) -> &'static [MessageMetadata],
    ) -> BTreeMap<&'static str, Vec<&'static TableMetadata>> {
        let mut registry = BTreeMap::<_, Vec<_>>::new();
        for table in self.tables.iter().map(|table| table.get()) {
            for message in list(table) {
                registry.entry(message.name).or_default().push(table);
            }
        }
        registry
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{ManyToManyMetadata, OneToManyMetadata};

    static LEAD: LazyTable = LazyTable::given(&TableMetadata {
        logical_name: "lead",
        messages: &[MessageMetadata { name: "Create", ..MessageMetadata::UNKNOWN }],
        many_to_many: &[ManyToManyMetadata { schema_name: "accountleads_association", ..ManyToManyMetadata::UNKNOWN }],
        ..TableMetadata::UNKNOWN
    });
    static TASK: LazyTable = LazyTable::given(&TableMetadata {
        logical_name: "task",
        messages: &[MessageMetadata { name: "Create", ..MessageMetadata::UNKNOWN }],
        many_to_one: &[OneToManyMetadata { schema_name: "Lead_Tasks", ..OneToManyMetadata::UNKNOWN }],
        ..TableMetadata::UNKNOWN
    });
    static SCHEMA: Schema = Schema { tables: &[&LEAD, &TASK] };

    #[test]
    fn relationships_of_both_kinds_are_found() {
        assert!(matches!(SCHEMA.relationship("Lead_Tasks"), Some(Relationship::OneToMany(_))));
        let association = SCHEMA.relationship("accountleads_association");
        assert_eq!(association.map(Relationship::schema_name), Some("accountleads_association"));
        assert_eq!(SCHEMA.relationship("lead_tasks"), None);
    }

    #[test]
    fn the_registry_names_every_table() {
        let registry = SCHEMA.messages();
        assert_eq!(registry.len(), 1);
        assert_eq!(registry.get("Create"), Some(&vec![LEAD.get(), TASK.get()]));
        assert!(SCHEMA.events().is_empty());
        assert_eq!(SCHEMA.table("team"), None);
    }
}

//! All that a run knows.

use std::collections::{BTreeMap, BTreeSet};

use super::relationship::{ManyToManyRelationship, OneToManyRelationship};
use super::table::Table;
use super::web_api::WebApi;
use earlybound_schema::cascade::{CascadeAction, Graph, Reach, TableSides};

/// All that a run knows: tables, sorted by logical name, and the rest of the Web API.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Schema {
    /// The tables.
    pub tables: Vec<Table>,
    /// Messages and types.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub web_api: WebApi,
    /// The names in Web API addresses of all tables that a source speaks of, by logical name. Tables that settings leave
    /// out are there, too: others point at them.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub entity_sets: BTreeMap<String, String>,
}

impl Schema {
    /// The schema of all that a run found.
    pub(crate) fn new(tables: Vec<Table>, web_api: WebApi) -> Self {
        let types = web_api.entity_types.iter().map(|of| (&of.name, &of.entity_set_name));
        let stated = tables.iter().map(|of| (&of.table.logical_name, &of.table.entity_set_name));
        let sets = types.chain(stated).filter_map(|(table, set)| Some((table.clone(), set.clone()?)));
        Self { entity_sets: sets.collect(), tables, web_api }
    }

    /// The logical names of the tables.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.tables.iter().map(|table| table.table.logical_name.clone()).collect()
    }

    /// The relationships of all tables, from whichever side they are described.
    ///
    /// A table of which only additions were read does not count as described in full.
    pub fn cascade_graph(&self) -> Graph<'_> {
        Graph::of_tables(self.tables.iter().map(|table| TableSides {
            name: &table.table.logical_name,
            complete: !table.partial,
            ownership: table.table.ownership_type,
            many_to_one: table.many_to_one_relationships.iter().map(OneToManyRelationship::side),
            one_to_many: table.one_to_many_relationships.iter().map(OneToManyRelationship::side),
        }))
    }

    /// The many-to-many relationships of all tables, each once, whichever of its tables lists it.
    pub fn many_to_many_relationships(&self) -> impl Iterator<Item = &ManyToManyRelationship> {
        let mut seen = BTreeSet::new();
        let all = self.tables.iter().flat_map(|table| &table.many_to_many_relationships);
        all.filter(move |relationship| seen.insert(&relationship.schema_name))
    }

    /// Returns what `action` on a row of the table `start` may do. For several answers, ask one
    /// [graph](Self::cascade_graph).
    pub fn reach<'a>(&'a self, action: CascadeAction, start: &'a str) -> Reach<'a> {
        self.cascade_graph().reach(action, start)
    }
}

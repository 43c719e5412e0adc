//! The facts that the pages of a layout speak of.
//!
//! Layouts differ in what they state: a fact that a layout has no row for did not vanish. So a fact that only one side
//! states counts as changed only if the other side states it somewhere, about a like item on a like page.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::fact::Facts;
use crate::model::key::Key;
use crate::model::{Attribute, OneToManyRelationship, Provenance, Schema, Table};
use earlybound_schema::AttributeType;
use earlybound_schema::cascade::CascadeAction;

/// A kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Table,
    /// A column of that type: lengths are stated for texts alone.
    Column(Option<AttributeType>),
    Option(Option<AttributeType>),
    AlternateKey,
    Message,
    ManyToOne,
    OneToMany,
    ManyToMany,
    Menu,
}

/// A topic of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    /// That there are such items.
    Any(Item),
    Fact(Item, Key),
    Cascade(CascadeAction),
}

/// The layout of a page, as far as tables keep it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Layout {
    provenances: BTreeSet<Provenance>,
    /// True if columns say on their own what they are valid for; later pages say it by section.
    states_validity: bool,
    /// True if the table says how its rows are stored; later pages do.
    states_storage: bool,
}

impl Layout {
    fn of(table: &Table) -> Self {
        Self {
            provenances: table.layers.iter().map(|layer| layer.provenance).collect(),
            states_validity: table.attributes.iter().any(|column| column.is_valid_for_form.is_some()),
            states_storage: table.table.table_type.is_some(),
        }
    }

    /// Returns whether pages alone describe the table. All list its relationships: no list is an empty one.
    fn is_of_pages(&self) -> bool {
        self.provenances.iter().all(|provenance| *provenance == Provenance::Page)
    }
}

/// The topics of the pages of one layout.
#[derive(Debug, Default)]
pub(super) struct Topics(BTreeSet<Topic>);

impl Topics {
    /// Returns whether there are such items.
    pub(super) fn of(&self, item: Item) -> bool {
        self.0.contains(&Topic::Any(item))
    }

    /// Returns whether the fact is stated of such items.
    pub(super) fn fact(&self, item: Item, key: Key) -> bool {
        self.0.contains(&Topic::Fact(item, key))
    }

    /// Returns whether relationships say what they do on that action.
    pub(super) fn cascade(&self, action: CascadeAction) -> bool {
        self.0.contains(&Topic::Cascade(action))
    }

    fn add_table(&mut self, table: &Table) {
        self.add(Item::Table, &table.table);
        for column in &table.attributes {
            self.add_column(column);
        }
        for key in &table.keys {
            self.add(Item::AlternateKey, key);
        }
        for message in table.messages.iter().chain(&table.events) {
            self.add(Item::Message, message);
        }
        for relationship in &table.many_to_one_relationships {
            self.add_relationship(Item::ManyToOne, relationship);
        }
        for relationship in &table.one_to_many_relationships {
            self.add_relationship(Item::OneToMany, relationship);
        }
        for relationship in &table.many_to_many_relationships {
            self.add(Item::ManyToMany, relationship);
            let menus = [
                &relationship.entity1_associated_menu_configuration,
                &relationship.entity2_associated_menu_configuration,
            ];
            menus.into_iter().flatten().for_each(|menu| self.add(Item::Menu, &**menu));
        }
    }

    fn add_column(&mut self, column: &Attribute) {
        let of = column.attribute_type;
        self.add(Item::Column(of), column);
        if let Some(set) = &column.option_set {
            set.stated(&mut |key| _ = self.0.insert(Topic::Fact(Item::Column(of), key)));
            set.options.iter().for_each(|option| self.add(Item::Option(of), option));
        }
    }

    fn add_relationship(&mut self, item: Item, relationship: &OneToManyRelationship) {
        self.add(item, relationship);
        for action in CascadeAction::ALL {
            if relationship.cascade_configuration.get(*action).is_some() {
                self.0.insert(Topic::Cascade(*action));
            }
        }
        relationship.associated_menu_configuration.iter().for_each(|menu| self.add(Item::Menu, &**menu));
    }

    fn add(&mut self, item: Item, facts: &impl Facts) {
        self.0.insert(Topic::Any(item));
        facts.stated(&mut |key| _ = self.0.insert(Topic::Fact(item, key)));
    }
}

/// The topics of the pages of one side, by their layout.
#[derive(Debug)]
pub(super) struct Stated(BTreeMap<Layout, Topics>);

impl Stated {
    pub(super) fn of(schema: &Schema) -> Self {
        let mut layouts = BTreeMap::<Layout, Topics>::new();
        for table in &schema.tables {
            let layout = Layout::of(table);
            let has_all_relationships = layout.is_of_pages();
            let topics = layouts.entry(layout).or_default();
            topics.add_table(table);
            if has_all_relationships {
                topics.0.extend([Item::ManyToOne, Item::OneToMany, Item::ManyToMany].map(Topic::Any));
            }
        }
        Self(layouts)
    }

    /// Returns the topics of pages like that of the table, which is one of the schema's.
    pub(super) fn like(&self, table: &Table) -> Option<&Topics> {
        self.0.get(&Layout::of(table))
    }
}

//! All names of a schema in one list, by what they stand for.

use std::collections::BTreeMap;

use super::{ColumnNames, Names, OwnType, TableNames};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// The module of a table.
    Module,
    /// The type of a table's rows.
    Row,
    /// The constant of a column.
    Constant,
    /// The field of a column.
    Field,
    /// The type of a choice, or of a lookup's targets.
    Type,
    /// A value of a choice.
    Variant,
    /// A message or an event, in the enum of that name.
    Message(&'static str),
    /// A relationship, in the module of that name.
    Relationship(&'static str),
}

/// What a name stands for: a table, an item of it as a difference calls it, and the role in which it is named.
pub(crate) type Key<'a> = (&'a str, String, Role);

/// The path of every name below the root of the generated code, such as `account::FAX`.
pub(crate) fn listing<'a>(names: &'a Names<'_>) -> BTreeMap<Key<'a>, String> {
    let mut listing = Listing { listed: BTreeMap::new() };
    names.tables.iter().for_each(|table| listing.table(table));
    listing.listed
}

struct Listing<'a> {
    listed: BTreeMap<Key<'a>, String>,
}

impl<'a> Listing<'a> {
    fn table(&mut self, names: &'a TableNames<'_>) {
        let table = names.table.table.logical_name.as_str();
        let module = &names.module.rust;
        self.add(table, table.to_owned(), Role::Module, module.clone());
        self.add(table, table.to_owned(), Role::Row, names.row.rust.clone());
        names.columns.iter().for_each(|column| self.column(names, column));
        let listed = [("Message", &names.messages), ("Event", &names.events)];
        for (list, messages) in listed {
            for named in messages {
                let path = format!("{module}::{list}::{}", named.name.rust);
                self.add(table, named.item.name.clone(), Role::Message(list), path);
            }
        }
        for (list, relationships) in [("many_to_one", &names.many_to_one), ("one_to_many", &names.one_to_many)] {
            for named in relationships {
                let path = format!("{module}::{list}::{}", named.name.rust);
                self.add(table, named.item.schema_name.clone(), Role::Relationship(list), path);
            }
        }
        for named in &names.many_to_many {
            let path = format!("{module}::many_to_many::{}", named.name.rust);
            self.add(table, named.item.schema_name.clone(), Role::Relationship("many_to_many"), path);
        }
    }

    fn column(&mut self, names: &'a TableNames<'_>, column: &ColumnNames<'_>) {
        let table = names.table.table.logical_name.as_str();
        let module = &names.module.rust;
        let item = &column.attribute.logical_name;
        self.add(table, item.clone(), Role::Constant, format!("{module}::{}", column.constant.rust));
        if column.is_field() {
            self.add(table, item.clone(), Role::Field, format!("{}.{}", names.row.rust, column.field.rust));
        }
        let (OwnType::Choice(own, _) | OwnType::Target(own, _)) = &column.own_type else { return };
        self.add(table, item.clone(), Role::Type, format!("{module}::{}", own.rust));
        if let OwnType::Choice(_, variants) = &column.own_type {
            for variant in variants {
                let path = format!("{module}::{}::{}", own.rust, variant.name.rust);
                self.add(table, format!("{item}={}", variant.item.value), Role::Variant, path);
            }
        }
    }

    fn add(&mut self, table: &'a str, item: String, role: Role, path: String) {
        self.listed.insert((table, item, role), path);
    }
}

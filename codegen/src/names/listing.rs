//! All names of a schema in one list, by what they stand for.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_schema::vocabulary;

use super::{ColumnNames, EnumNames, FieldNames, Messages, Name, Named, Names, OwnType, TableNames, Typed};

vocabulary! {
    /// The role of a name.
    pub(crate) Role {
        /// The module of a table.
        Module = "module",
        /// The type of a table's rows.
        Row = "row",
        /// The constant of a column.
        Constant = "constant",
        /// The field of a column.
        Field = "field",
        /// The type of a choice, or of a lookup's targets.
        Type = "type",
        /// The same, where several tables have it in common.
        Shared = "shared",
        /// A value of a choice.
        Variant = "variant",
        /// The function of an alternate key.
        AlternateKey = "key",
        /// A message.
        Message = "message",
        /// An event.
        Event = "event",
        /// A relationship in which rows of the table point at others.
        ManyToOne = "many_to_one",
        /// A relationship in which others point at rows of the table.
        OneToMany = "one_to_many",
        /// A relationship of many rows to many.
        ManyToMany = "many_to_many",
        /// The struct of a message whose signature is known. It belongs to no table, as all that follows.
        Call = "call",
        /// A parameter of such a message: `CloseIncident.Status`.
        Parameter = "parameter",
        /// The struct of a complex type.
        Complex = "complex",
        /// A property of a complex type.
        Property = "property",
        /// The enum of an enum type.
        Enum = "enum",
        /// A member of an enum type.
        Member = "member",
    }
}

/// A name, and how generated code says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The path below the root of the generated code, such as `account::FAX`.
    pub(crate) path: String,
    /// Only the identifier.
    pub(crate) name: String,
    /// True if the settings chose it.
    pub(crate) chosen: bool,
}

/// The meaning of a name: its role, a table, and an item of it as a difference calls it.
pub(crate) type Key = (Role, String, String);

/// Every name, by what it stands for.
pub(crate) fn listing(names: &Names<'_>) -> BTreeMap<Key, Listed> {
    let mut listing = Listing::default();
    let tables = names.tables.iter().map(|names| &names.table.table);
    let renamed: BTreeSet<&str> =
        tables.filter(|table| table.rust_name.is_some()).map(|table| table.logical_name.as_str()).collect();
    for (table, row) in &names.rows {
        listing.add(Role::Row, table, table, &row.name, None, renamed.contains(table));
    }
    names.tables.iter().for_each(|table| listing.table(table));
    listing.messages(&names.messages);
    listing.0
}

/// The item of a parameter, a property or a member.
fn member_item(of: &str, name: &str) -> String {
    format!("{of}.{name}")
}

/// The module of messages, as paths have it.
const WITHIN_MESSAGES: &str = "messages::";

#[derive(Default)]
struct Listing(BTreeMap<Key, Listed>);

impl Listing {
    fn table(&mut self, names: &TableNames<'_>) {
        let table = names.table.table.logical_name.as_str();
        let module = names.module.rust.as_str();
        self.add(Role::Module, table, table, &names.module, None, false);
        names.columns.iter().for_each(|column| self.column(names, column));
        let within = format!("{module}::keys::");
        for Named { name, item } in &names.keys {
            self.add(Role::AlternateKey, table, &item.logical_name, name, Some(&within), item.rust_name.is_some());
        }
        for (role, list, messages) in
            [(Role::Message, "Message", &names.messages), (Role::Event, "Event", &names.events)]
        {
            let within = format!("{module}::{list}::");
            for Named { name, item } in messages {
                self.add(role, table, &item.name, name, Some(&within), item.rust_name.is_some());
            }
        }
        for (role, relationships) in [(Role::ManyToOne, &names.many_to_one), (Role::OneToMany, &names.one_to_many)] {
            let within = format!("{module}::{role}::");
            for Named { name, item } in relationships {
                self.add(role, table, &item.schema_name, name, Some(&within), item.rust_name.is_some());
            }
        }
        let within = format!("{module}::many_to_many::");
        for Named { name, item } in &names.many_to_many {
            self.add(Role::ManyToMany, table, &item.schema_name, name, Some(&within), item.rust_name.is_some());
        }
    }

    fn messages(&mut self, messages: &Messages<'_>) {
        for Typed { name, item, fields, .. } in &messages.calls {
            let chosen = item.rust_name.is_some();
            self.add(Role::Call, "", &item.name, name, Some(WITHIN_MESSAGES), chosen);
            self.members(Role::Parameter, &item.name, name, fields);
        }
        for Typed { name, item, fields, .. } in &messages.complex_types {
            let chosen = item.rust_name.is_some();
            self.add(Role::Complex, "", &item.name, name, Some(WITHIN_MESSAGES), chosen);
            self.members(Role::Property, &item.name, name, fields);
        }
        for EnumNames { name, item, members, .. } in &messages.enum_types {
            self.add(Role::Enum, "", &item.name, name, Some(WITHIN_MESSAGES), item.rust_name.is_some());
            let within = format!("{WITHIN_MESSAGES}{}::", name.rust);
            for Named { name, item: member } in members {
                let path = member_item(&item.name, &member.name);
                self.add(Role::Member, "", &path, name, Some(&within), member.rust_name.is_some());
            }
        }
    }

    fn members(&mut self, role: Role, of: &str, name: &Name, fields: &[FieldNames<'_>]) {
        let within = format!("{WITHIN_MESSAGES}{}.", name.rust);
        for FieldNames { name, member, .. } in fields {
            let path = member_item(of, &member.name);
            self.add(role, "", &path, name, Some(&within), member.rust_name.is_some());
        }
    }

    fn column(&mut self, names: &TableNames<'_>, column: &ColumnNames<'_>) {
        let (table, module) = (names.table.table.logical_name.as_str(), names.module.rust.as_str());
        let item = column.attribute.logical_name.as_str();
        let chosen = column.attribute.rust_name.is_some();
        let within = format!("{module}::");
        if column.is_field() {
            self.add(Role::Constant, table, item, &column.constant, Some(&within), chosen);
            self.add(Role::Field, table, item, &column.field, Some(&format!("{}.", names.row.rust)), chosen);
        }
        if let Some(shared) = &column.shared {
            self.add(Role::Shared, table, item, shared, Some("shared::"), false);
        }
        let (OwnType::Choice(own, _) | OwnType::Target(own, _)) = &column.own_type else { return };
        self.add(Role::Type, table, item, own, Some(&within), false);
        if let OwnType::Choice(_, variants) = &column.own_type {
            let within = format!("{module}::{}::", own.rust);
            for Named { name, item: option } in variants {
                let value = format!("{item}={}", option.value);
                self.add(Role::Variant, table, &value, name, Some(&within), option.rust_name.is_some());
            }
        }
    }

    fn add(&mut self, role: Role, table: &str, item: &str, name: &Name, within: Option<&str>, chosen: bool) {
        let path = format!("{}{}", within.unwrap_or_default(), name.rust);
        let listed = Listed { path, name: name.rust.clone(), chosen };
        self.0.insert((role, table.to_owned(), item.to_owned()), listed);
    }
}

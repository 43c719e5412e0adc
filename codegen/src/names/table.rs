//! The names within one table.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::Table;
use earlybound_reader::model::{
    AlternateKey, Attribute, ManyToManyRelationship, Message, OneToManyRelationship, OptionMetadata, companion,
};
use earlybound_reader::span::Origin;
use earlybound_schema::AttributeType;

use super::kept::{Kept, Memory};
use super::listing::Role;
use super::scope::{Item, Reserved, tag};
use super::{ColumnNames, Name, Named, NamedScope, OwnType, RESERVED_CONSTANTS, RESERVED_TYPES, Row, TableNames};
use super::{Variant, assign_quietly, camel_item, identifier, reserved, snake_item};

impl<'a> TableNames<'a> {
    pub(super) fn new(
        table: &'a Table,
        module: Name,
        rows: &BTreeMap<&'a str, Row>,
        kept: &Kept,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let logical_name = table.table.logical_name.as_str();
        let row = rows.get(logical_name).map_or_else(|| module.clone(), |row| row.name.clone());
        let mut scope = Inner { table: logical_name, kept, diagnostics };
        Self {
            columns: scope.columns(&table.attributes, &row, rows),
            keys: scope.keys(&table.keys),
            messages: scope.messages(&table.messages, "messages", Role::Message),
            events: scope.messages(&table.events, "events", Role::Event),
            many_to_one: scope.one_to_many(
                &table.many_to_one_relationships,
                "many-to-one relationships",
                Role::ManyToOne,
            ),
            one_to_many: scope.one_to_many(
                &table.one_to_many_relationships,
                "one-to-many relationships",
                Role::OneToMany,
            ),
            many_to_many: scope.many_to_many(&table.many_to_many_relationships),
            table,
            module,
            row,
        }
    }

    /// The type of the table's state.
    pub(crate) fn state(&self) -> Option<&Name> {
        let is_state = |column: &&ColumnNames<'_>| column.attribute.attribute_type == Some(AttributeType::State);
        match &self.columns.iter().find(is_state)?.own_type {
            OwnType::Choice(name, _) => Some(name),
            _ => None,
        }
    }

    pub(super) fn beyond_ascii(&self) -> bool {
        fn any<T>(named: &[Named<'_, T>]) -> bool {
            named.iter().any(|named| !named.name.rust.is_ascii())
        }
        let column = |column: &ColumnNames<'_>| {
            !column.field.rust.is_ascii()
                || match &column.own_type {
                    OwnType::None => false,
                    OwnType::Choice(name, variants) => !name.rust.is_ascii() || any(variants),
                    OwnType::Target(name, _) => !name.rust.is_ascii(),
                }
        };
        !self.module.rust.is_ascii()
            || self.columns.iter().any(column)
            || any(&self.keys)
            || any(&self.messages)
            || any(&self.events)
            || any(&self.many_to_one)
            || any(&self.one_to_many)
            || any(&self.many_to_many)
    }
}

/// The scopes of one table.
struct Inner<'d> {
    table: &'d str,
    kept: &'d Kept,
    diagnostics: &'d mut Diagnostics,
}

impl Inner<'_> {
    fn assign(
        &mut self,
        (what, role): (&str, Role),
        origins: &[Origin],
        items: Vec<Item>,
        reserved: &Reserved,
    ) -> Vec<Name> {
        let within = format!("`{}`", self.table);
        let memory = self.kept.items(role, self.table);
        NamedScope::new(what, &within, origins, &memory).assign(items, reserved, self.diagnostics)
    }

    fn columns<'a>(
        &mut self,
        attributes: &'a [Attribute],
        row: &Name,
        rows: &BTreeMap<&'a str, Row>,
    ) -> Vec<ColumnNames<'a>> {
        let mut attributes: Vec<&Attribute> = attributes.iter().collect();
        attributes.sort_by_key(|attribute| (&attribute.logical_name, &attribute.schema_name));
        let origins: Vec<_> = attributes.iter().map(|attribute| attribute.origin).collect();
        let items = attributes
            .iter()
            .map(|attribute| snake_item(&attribute.logical_name).renamed(attribute.rust_name.as_ref()))
            .collect();
        // What the service says beside the values is a field, too.
        let fields = self.assign(("columns", Role::Field), &origins, items, &reserved(&["annotations"]));
        let types = self.own_types(&attributes, &origins, row, rows);
        let lookups = companion::lookups(attributes.iter().copied());
        let column = |(((attribute, field), constant), own_type)| {
            let companion_of = companion::lookup_of(attribute, &lookups);
            ColumnNames { attribute, companion_of, field, constant, own_type, shared: None }
        };
        let constants = self.constants(&attributes);
        let columns = attributes.iter().copied().zip(fields).zip(constants).zip(types).map(column);
        let (fields, others): (Vec<_>, Vec<_>) = columns.partition(ColumnNames::is_field);
        fields.into_iter().chain(others).collect()
    }

    /// The types that columns bring along, one for each column.
    fn own_types<'a>(
        &mut self,
        attributes: &[&'a Attribute],
        origins: &[Origin],
        row: &Name,
        rows: &BTreeMap<&'a str, Row>,
    ) -> Vec<OwnType<'a>> {
        let mut taken = reserved(RESERVED_TYPES);
        taken.insert(row.rust.clone());
        let brings: Vec<_> = attributes.iter().zip(origins).filter(|(attribute, _)| own_type(attribute)).collect();
        let item = |(attribute, _): &(&&Attribute, &Origin)| type_item(attribute);
        let items = brings.iter().map(item).collect();
        let origins: Vec<_> = brings.iter().map(|(_, origin)| **origin).collect();
        let mut names = self.assign(("types of columns", Role::Type), &origins, items, &taken).into_iter();
        let (kept, table) = (self.kept, self.table);
        let mut of = |attribute: &&'a Attribute| match own_type(attribute).then(|| names.next()).flatten() {
            None => OwnType::None,
            Some(name) if is_choice(attribute) => {
                OwnType::Choice(name, variants(attribute, &kept.options(table, &attribute.logical_name)))
            }
            Some(name) => OwnType::Target(name, targets(attribute, rows)),
        };
        attributes.iter().map(&mut of).collect()
    }

    /// The constants of columns, named after their fields.
    fn constants(&self, attributes: &[&Attribute]) -> Vec<Name> {
        let item = |attribute: &&Attribute| {
            let nicest = identifier::screaming(attribute.rust_name.as_ref().unwrap_or(&attribute.logical_name));
            let others = [format!("{nicest}_"), format!("{nicest}_{}", tag(&attribute.logical_name))];
            let candidates = [nicest].into_iter().chain(others).collect();
            let source = attribute.logical_name.clone();
            Item { key: source.clone(), source, candidates, chosen: attribute.rust_name.is_some() }
        };
        let kept = self.kept.items(Role::Constant, self.table);
        assign_quietly(attributes.iter().map(item).collect(), &reserved(RESERVED_CONSTANTS), &kept)
    }

    fn keys<'a>(&mut self, keys: &'a [AlternateKey]) -> Vec<Named<'a, AlternateKey>> {
        let mut keys: Vec<&AlternateKey> = keys.iter().collect();
        keys.sort_by_key(|key| &key.logical_name);
        let origins: Vec<_> = keys.iter().map(|key| key.origin).collect();
        let item = |key: &&AlternateKey| snake_item(&key.logical_name).renamed(key.rust_name.as_ref());
        let items = keys.iter().map(item).collect();
        name(&keys, self.assign(("alternate keys", Role::AlternateKey), &origins, items, &Reserved::new()))
    }

    fn messages<'a>(&mut self, messages: &'a [Message], what: &str, role: Role) -> Vec<Named<'a, Message>> {
        let mut messages: Vec<&Message> = messages.iter().collect();
        messages.sort_by_key(|message| &message.name);
        let origins: Vec<_> = messages.iter().map(|message| message.origin).collect();
        let item = |message: &&Message| {
            camel_item(&message.name, &message.name, "Message").renamed(message.rust_name.as_ref())
        };
        let items = messages.iter().map(item).collect();
        name(&messages, self.assign((what, role), &origins, items, &reserved(&["Self"])))
    }

    fn one_to_many<'a>(
        &mut self,
        relationships: &'a [OneToManyRelationship],
        what: &str,
        role: Role,
    ) -> Vec<Named<'a, OneToManyRelationship>> {
        let mut relationships: Vec<&OneToManyRelationship> = relationships.iter().collect();
        relationships.sort_by_key(|relationship| &relationship.schema_name);
        let origins: Vec<_> = relationships.iter().map(|relationship| relationship.origin).collect();
        let item = |relationship: &&OneToManyRelationship| {
            let ends = [&relationship.referencing_attribute, &relationship.referenced_entity];
            constant_item(&relationship.schema_name, ends).renamed(relationship.rust_name.as_ref())
        };
        let items = relationships.iter().map(item).collect();
        name(&relationships, self.assign((what, role), &origins, items, &Reserved::new()))
    }

    fn many_to_many<'a>(
        &mut self,
        relationships: &'a [ManyToManyRelationship],
    ) -> Vec<Named<'a, ManyToManyRelationship>> {
        let mut relationships: Vec<&ManyToManyRelationship> = relationships.iter().collect();
        relationships.sort_by_key(|relationship| &relationship.schema_name);
        let origins: Vec<_> = relationships.iter().map(|relationship| relationship.origin).collect();
        let item = |relationship: &&ManyToManyRelationship| {
            let ends = [&relationship.intersect_entity_name, &relationship.entity2_logical_name];
            constant_item(&relationship.schema_name, ends).renamed(relationship.rust_name.as_ref())
        };
        let items = relationships.iter().map(item).collect();
        name(
            &relationships,
            self.assign(("many-to-many relationships", Role::ManyToMany), &origins, items, &Reserved::new()),
        )
    }
}

fn name<'a, T>(items: &[&'a T], names: Vec<Name>) -> Vec<Named<'a, T>> {
    items.iter().zip(names).map(|(&item, name)| Named { name, item }).collect()
}

fn is_choice(attribute: &Attribute) -> bool {
    attribute.attribute_type.is_some_and(AttributeType::is_choice)
}

/// Returns whether a column brings a type along. A lookup on one table needs none: the table has a type.
fn own_type(attribute: &Attribute) -> bool {
    let points = |it: AttributeType| it.is_lookup() || it == AttributeType::PartyList;
    is_choice(attribute) || (attribute.attribute_type.is_some_and(points) && target_names(attribute).len() > 1)
}

fn type_item(attribute: &Attribute) -> Item {
    if is_choice(attribute) {
        camel_item(&attribute.logical_name, &attribute.schema_name, "Choice")
    } else {
        camel_item(&attribute.logical_name, &format!("{} Target", attribute.schema_name), "Lookup")
    }
}

fn target_names(attribute: &Attribute) -> BTreeSet<&str> {
    attribute.targets.iter().map(String::as_str).collect()
}

/// A variant for each target, called like the target's type: those differ from each other and from `Other`.
fn targets(attribute: &Attribute, rows: &BTreeMap<&str, Row>) -> Vec<Name> {
    target_names(attribute).iter().filter_map(|target| Some(rows.get(target)?.name.clone())).collect()
}

/// The variants of a choice. Labels collide all the time: the value tells them apart, and nobody needs to be told.
fn variants<'a>(attribute: &'a Attribute, kept: &Memory<'_>) -> Vec<Variant<'a>> {
    let options = attribute.option_set.iter().flat_map(|set| &set.options);
    let by_value: BTreeMap<i32, &OptionMetadata> = options.map(|option| (option.value, option)).collect();
    let options: Vec<&OptionMetadata> = by_value.into_values().collect();
    let items = options.iter().map(|option| variant_item(option)).collect();
    name(&options, assign_quietly(items, &reserved(&["Other", "Self"]), kept))
}

fn variant_item(option: &OptionMetadata) -> Item {
    let label = option.label.as_deref().unwrap_or_default();
    let value = match option.value {
        value if value < 0 => format!("Minus{}", value.unsigned_abs()),
        value => value.to_string(),
    };
    let mut candidates = Vec::with_capacity(3);
    if let Some(nicest) = identifier::camel(label) {
        // `Level1` with the value 2 is not `Level12`.
        let joint = if nicest.ends_with(char::is_numeric) && option.value >= 0 { "_" } else { "" };
        candidates.extend([nicest.clone(), format!("{nicest}{joint}{value}")]);
    }
    candidates.push(format!("Value{value}"));
    let key = option.value.to_string();
    Item { source: label.to_owned(), key, candidates, chosen: false }.renamed(option.rust_name.as_ref())
}

/// A constant, told from others by the `ends` of its relationship.
fn constant_item(schema_name: &str, ends: [&Option<String>; 2]) -> Item {
    let nicest = identifier::screaming(schema_name);
    let with = |name: &str, end: &str| format!("{name}_{}", identifier::screaming(end).trim_matches('_'));
    let ended = ends.into_iter().flatten().fold(nicest.clone(), |name, end| with(&name, end));
    let tagged = format!("{nicest}_{}", tag(schema_name));
    let candidates = vec![nicest, ended, tagged];
    Item { source: schema_name.to_owned(), key: schema_name.to_owned(), candidates, chosen: false }
}

#[cfg(test)]
mod tests {
    use earlybound_reader::model::OptionSet;

    use super::*;
    use crate::names::scope::assign;

    fn named(options: &[(i32, &str)]) -> Vec<String> {
        let option = |(value, label): &(i32, &str)| OptionMetadata {
            value: *value,
            label: Some((*label).to_owned()),
            ..OptionMetadata::default()
        };
        let options = options.iter().map(option).collect();
        let option_set = Some(OptionSet { name: None, options });
        let attribute = Attribute { option_set, ..Attribute::default() };
        variants(&attribute, &Memory::default()).into_iter().map(|variant| variant.name.rust).collect()
    }

    #[test]
    fn labels_that_say_nothing_are_called_by_value() {
        let options = [(-1, ""), (0, "42"), (192_350_000, "***"), (i32::MIN, "–")];
        assert_eq!(named(&options), ["ValueMinus2147483648", "ValueMinus1", "Value0", "Value192350000"]);
    }

    #[test]
    fn labels_that_say_the_same_are_told_apart_by_value() {
        assert_eq!(named(&[(1, "Standard"), (2, "standard"), (3, "Plus")]), ["Standard1", "Standard2", "Plus"]);
        assert_eq!(named(&[(-1, "Level 1"), (2, "Level-1")]), ["Level1Minus1", "Level1_2"]);
    }

    #[test]
    fn labels_may_be_called_like_what_others_become() {
        // The value 5 has no other name to go to, so that only the label `Value 5` goes.
        assert_eq!(named(&[(5, ""), (7, "Value 5"), (57, "")]), ["Value5", "Value5_7", "Value57"]);
        assert_eq!(named(&[(0, "Other"), (1, "Self")]), ["Other0", "Self1"]);
    }

    #[test]
    fn constants_are_told_apart_by_what_they_connect() {
        let of = |column: &str| constant_item("Account_Tasks", [&Some(column.to_owned()), &Some("account".to_owned())]);
        let names = assign(&[of("regardingobjectid"), of("parentid")], &Reserved::new(), &Memory::default()).names;
        assert_eq!(names, ["ACCOUNT_TASKS_REGARDINGOBJECTID_ACCOUNT", "ACCOUNT_TASKS_PARENTID_ACCOUNT"]);
    }
}

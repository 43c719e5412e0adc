//! Names that are kept: whatever comes and goes, and in whichever order, nothing that is there is renamed.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::{
    Attribute, ComplexType, EnumMember, EnumType, Member, Message, MessageSignature, OneToManyRelationship,
    OptionMetadata, OptionSet, Schema, Table, TableFacts, WebApi,
};
use earlybound_reader::project::MessageSelection;
use earlybound_reader::source::Sources;
use earlybound_reader::span::Origin;
use earlybound_schema::{AttributeType, MessageKind};
use proptest::prelude::*;

use crate::file_name::folded;

use super::{Kept, Key, Listed, Names, Role, listing};

/// An item of a schema that comes or goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Table(&'static str),
    Column(&'static str, &'static str),
    Option(&'static str, &'static str, i32, &'static str),
    Message(&'static str, &'static str),
    Relationship(&'static str, &'static str),
    /// A message with a parameter.
    Call(&'static str, &'static str),
    /// A complex type with a property.
    Complex(&'static str, &'static str),
    /// An enum type with a member.
    Enum(&'static str, &'static str),
}

const TABLES: [&str; 8] = ["a_b", "a__b", "ab", "type", "self", "表", "option", "state_code"];
const COLUMNS: [&str; 9] = ["a_b", "a__b", "a", "type", "self", "annotations", "facts", "表", "state_code"];
const LABELS: [&str; 14] = [
    "Light", "light", "LIGHT!", "Light 1", "Light1", "", "***", "Other", "Self", "1", "Value 1", "Value1", "表", "R&D",
];
const ENUMS: [&str; 3] = ["MIX", "Mix_", "A_b"];
const NAMES: [&str; 7] = ["Mix", "mix", "M-ix", "Self", "a_b", "A_B", "a__b"];

fn thing() -> impl Strategy<Value = Thing> {
    let table = || prop::sample::select(TABLES.to_vec());
    let column = || prop::sample::select(COLUMNS.to_vec());
    let name = || prop::sample::select(NAMES.to_vec());
    let label = prop::sample::select(LABELS.to_vec());
    prop_oneof![
        table().prop_map(Thing::Table),
        (table(), column()).prop_map(|(table, column)| Thing::Column(table, column)),
        (table(), column(), -1..4, label)
            .prop_map(|(table, column, value, label)| { Thing::Option(table, column, value, label) }),
        (table(), name()).prop_map(|(table, name)| Thing::Message(table, name)),
        (table(), name()).prop_map(|(table, name)| Thing::Relationship(table, name)),
        (name(), name()).prop_map(|(message, name)| Thing::Call(message, name)),
        (name(), name()).prop_map(|(of, name)| Thing::Complex(of, name)),
        // No type is both.
        (prop::sample::select(ENUMS.to_vec()), name()).prop_map(|(of, name)| Thing::Enum(of, name)),
    ]
}

/// The schema of things. What belongs to a table or a column brings it along.
fn schema(things: &BTreeSet<Thing>) -> Schema {
    let mut tables = BTreeMap::<&str, Table>::new();
    let mut web_api = WebApi::default();
    for thing in things {
        let (Thing::Table(name)
        | Thing::Column(name, _)
        | Thing::Option(name, ..)
        | Thing::Message(name, _)
        | Thing::Relationship(name, _)) = thing
        else {
            add(&mut web_api, thing);
            continue;
        };
        let facts = TableFacts { logical_name: (*name).to_owned(), ..TableFacts::default() };
        let table = tables.entry(name).or_insert_with(|| Table { table: facts, ..Table::default() });
        match thing {
            Thing::Table(_) => {}
            Thing::Column(_, column) => _ = self::column(table, column),
            Thing::Option(_, column, value, label) => {
                let set = self::column(table, column).option_set.get_or_insert_default();
                set.options.retain(|option| option.value != *value);
                let label = Some((*label).to_owned());
                set.options.push(OptionMetadata { value: *value, label, ..OptionMetadata::default() });
            }
            Thing::Message(_, name) => {
                table.messages.push(Message { name: (*name).to_owned(), ..Message::default() });
            }
            Thing::Relationship(_, name) => {
                let schema_name = (*name).to_owned();
                let relationship = OneToManyRelationship { schema_name, ..OneToManyRelationship::default() };
                table.many_to_one_relationships.push(relationship);
            }
            Thing::Call(..) | Thing::Complex(..) | Thing::Enum(..) => {}
        }
    }
    web_api.messages.sort_by(|a, b| a.name.cmp(&b.name));
    Schema { tables: tables.into_values().collect(), web_api, ..Schema::default() }
}

/// Adds what belongs to no table. One message speaks of all types.
fn add(web_api: &mut WebApi, thing: &Thing) {
    let member = |name: &str, of: &str| Member {
        name: name.to_owned(),
        type_name: Some(format!("mscrm.{of}")),
        ..Member::default()
    };
    match thing {
        Thing::Call(of, name) => message(web_api, of).parameters.push(member(name, "account")),
        Thing::Complex(of, name) => {
            message(web_api, "All").parameters.push(member(of, of));
            let place = web_api.complex_types.iter().position(|complex| complex.name == *of);
            let place = place.unwrap_or_else(|| {
                web_api.complex_types.push(ComplexType { name: (*of).to_owned(), ..ComplexType::default() });
                web_api.complex_types.len() - 1
            });
            web_api.complex_types[place].properties.push(member(name, "account"));
        }
        Thing::Enum(of, name) => {
            message(web_api, "All").parameters.push(member(of, of));
            let place = web_api.enum_types.iter().position(|of_enum| of_enum.name == *of);
            let place = place.unwrap_or_else(|| {
                web_api.enum_types.push(EnumType { name: (*of).to_owned(), ..EnumType::default() });
                web_api.enum_types.len() - 1
            });
            let value = i64::try_from(web_api.enum_types[place].members.len()).unwrap();
            web_api.enum_types[place].members.push(EnumMember {
                name: (*name).to_owned(),
                value,
                ..EnumMember::default()
            });
        }
        _ => {}
    }
    let all = message(web_api, "All");
    all.parameters.dedup_by(|a, b| a.name == b.name);
}

fn message<'w>(web_api: &'w mut WebApi, name: &str) -> &'w mut MessageSignature {
    let place = web_api.messages.iter().position(|message| message.name == name);
    let place = place.unwrap_or_else(|| {
        let kind = Some(MessageKind::Action);
        web_api.messages.push(MessageSignature { name: name.to_owned(), kind, ..MessageSignature::default() });
        web_api.messages.len() - 1
    });
    &mut web_api.messages[place]
}

fn column<'t>(table: &'t mut Table, name: &str) -> &'t mut Attribute {
    let place = table.attributes.iter().position(|column| column.logical_name == name);
    let place = place.unwrap_or_else(|| {
        table.attributes.push(Attribute {
            logical_name: name.to_owned(),
            schema_name: name.to_uppercase(),
            attribute_type: Some(AttributeType::Picklist),
            option_set: Some(OptionSet::default()),
            ..Attribute::default()
        });
        table.attributes.len() - 1
    });
    &mut table.attributes[place]
}

/// The names of a schema, and the file that remembers them.
fn named(things: &BTreeSet<Thing>, file: &str) -> (BTreeMap<Key, Listed>, String) {
    let mut sources = Sources::default();
    sources.add("earlybound.lock", file);
    let mut diagnostics = Diagnostics::default();
    let kept = Kept::read(&sources, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{file}");
    let schema = schema(things);
    let listed = listing(&Names::new(&schema, &[all()], &kept, &mut diagnostics));
    let file = kept.file(&listed, false).unwrap().text;
    (listed, file)
}

/// All messages.
fn all() -> MessageSelection {
    MessageSelection { origin: Origin::default(), messages: "*".to_owned() }
}

/// The scope that a name is in.
fn scope((role, table, item): &Key) -> (Role, String) {
    let within = match role {
        Role::Module | Role::Row => String::new(),
        Role::Variant => format!("{table}.{}", item.split('=').next().unwrap()),
        Role::Parameter | Role::Property | Role::Member => item.rsplit_once('.').unwrap().0.to_owned(),
        // Messages and their types stand in one module.
        Role::Call | Role::Complex | Role::Enum => return (Role::Call, String::new()),
        _ => table.clone(),
    };
    (*role, within)
}

/// No two items of a scope have the same name. Types of several tables are one.
fn assert_apart(listed: &BTreeMap<Key, Listed>) {
    let mut taken = BTreeSet::new();
    for (key, listed) in listed.iter().filter(|((role, ..), _)| *role != Role::Shared) {
        assert!(taken.insert((scope(key), &listed.name)), "{key:?} {listed:?}");
    }
}

proptest! {
    #[test]
    fn additions_rename_nothing(history in prop::collection::vec(thing(), 1..24)) {
        let mut things = BTreeSet::new();
        let (mut before, mut file) = named(&things, "");
        for thing in history {
            if let Thing::Option(table, column, value, _) = thing {
                // Another label for the same value is no addition.
                let is_same = |other: &Thing| {
                    matches!(other, Thing::Option(t, c, v, _) if (*t, *c, *v) == (table, column, value))
                };
                if things.iter().any(is_same) {
                    continue;
                }
            }
            things.insert(thing);
            let (after, later) = named(&things, &file);
            for (key, listed) in before.iter().filter(|((role, ..), _)| *role != Role::Shared) {
                prop_assert_eq!(&after[key].name, &listed.name, "{:?} of {:?}", key, &things);
            }
            assert_apart(&after);
            (before, file) = (after, later);
        }
        // The file says it all: the same run again changes nothing.
        prop_assert_eq!(named(&things, &file), (before, file));
    }

    #[test]
    fn what_is_gone_leaves_its_name_to_nobody(
        things in prop::collection::btree_set(thing(), 1..16),
        gone in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
        more in prop::collection::btree_set(thing(), 1..8),
    ) {
        let (before, file) = named(&things, "");
        let mut left = things.clone();
        for index in gone {
            let thing = things.iter().nth(index.index(things.len())).unwrap();
            left.remove(thing);
        }
        let (_, later) = named(&left, &file);
        let returned: BTreeSet<Thing> = left.iter().chain(&more).cloned().collect();
        let (after, _) = named(&returned, &later);
        assert_apart(&after);
        let remembered: BTreeSet<&str> = file.lines().filter_map(|line| line.rsplit(' ').next()).collect();
        for (key, listed) in before.iter().filter(|((role, ..), _)| *role != Role::Shared) {
            let is_other = |(other, name): (&Key, &Listed)| {
                other != key && scope(other) == scope(key) && name.name == listed.name
            };
            if remembered.contains(listed.name.as_str()) && !after.contains_key(key) {
                let taken = after.iter().find(|(other, name)| is_other((other, name)));
                let plain = listed.name.eq_ignore_ascii_case(key.2.rsplit('.').next().unwrap());
                prop_assert!(plain || taken.is_none(), "{:?} {:?} {:?}", key, listed, taken);
            }
        }
    }
}

#[test]
fn the_file_is_easy_to_read() {
    let things = [
        Thing::Column("a_b", "type"),
        Thing::Option("a_b", "type", 1, "Light"),
        Thing::Option("a_b", "type", 2, "R&D"),
    ];
    let (_, file) = named(&things.into_iter().collect(), "");
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, ["row a_b a_b AB", "variant a_b type=1 Light", "variant a_b type=2 RAndD"]);
}

#[test]
fn a_shared_type_keeps_its_name_when_another_one_comes() {
    let of_two = |tables: [&'static str; 2], options: &[(i32, &'static str)]| {
        let option = |table| options.iter().map(move |(value, label)| Thing::Option(table, "a", *value, label));
        tables.into_iter().flat_map(option).collect::<BTreeSet<_>>()
    };
    let shared = |listed: &BTreeMap<Key, Listed>, table: &str| {
        listed.get(&(Role::Shared, table.to_owned(), "a".to_owned())).map(|listed| listed.name.clone())
    };
    let first = of_two(["ab", "self"], &[(1, "Light")]);
    let all = first.iter().cloned().chain(of_two(["option", "type"], &[(1, "Light"), (2, "R&D")])).collect();
    let (before, file) = named(&first, "");
    let (after, _) = named(&all, &file);
    assert_eq!((shared(&before, "ab"), shared(&after, "ab")), (Some("A".to_owned()), Some("A".to_owned())));
    assert_eq!(shared(&after, "option").as_deref(), Some("AWithRAndD"));
    let (without_a_file, _) = named(&all, "");
    assert_eq!(shared(&without_a_file, "ab").as_deref(), Some("AOfAb"));
}

/// The others keep the letters that they have.
#[test]
fn modules_are_different_files_on_every_system() {
    let things = ["new_straße", "new_strasse", "new_λόγος", "new_λόγοσ", "new_größe"].map(Thing::Table);
    let schema = schema(&things.into());
    let names = Names::new(&schema, &[], &Kept::default(), &mut Diagnostics::default());
    let stems: Vec<_> = names.tables.iter().map(|table| table.module.file_stem()).collect();
    let files: BTreeSet<_> = stems.iter().map(|stem| folded(stem)).collect();
    assert_eq!(files.len(), 5, "{stems:?}");
    assert!(stems.contains(&"new_größe"), "{stems:?}");
}

#[test]
fn a_module_is_called_as_a_file_can_be() {
    let long = |last: &str| Thing::Table(Box::leak(format!("{}_{last}", "表".repeat(90)).into_boxed_str()));
    let schema = schema(&[long("a"), long("b")].into());
    let names = Names::new(&schema, &[], &Kept::default(), &mut Diagnostics::default());
    let stems: BTreeSet<_> = names.tables.iter().map(|table| table.module.file_stem()).collect();
    assert_eq!(stems.len(), 2);
    assert!(stems.iter().all(|stem| stem.len() <= 252 && !stem.contains("__")), "{stems:?}");
}

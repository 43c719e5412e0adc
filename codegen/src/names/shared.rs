//! Types that columns of several tables bring along in the same way: they stand in a module of their own, and the
//! tables re-export them.
//!
//! Half of all choices say the same about every table that has them, and most owners are users or teams. One type for
//! all of them is one to learn, lets values pass from table to table, and is compiled once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use earlybound_reader::model::Table;
use earlybound_schema::AttributeType;

use super::kept::{Kept, Memory};
use super::scope::{Item, Reserved};
use super::{ColumnNames, Name, OwnType, RESERVED_TYPES, TableNames, assign_quietly, reserved};
use crate::docs;

/// A type that columns of several tables have in common.
#[derive(Debug)]
pub(crate) struct SharedType {
    pub(crate) name: Name,
    /// The first table that brings it along, and the column, as indices.
    pub(crate) table: usize,
    pub(crate) column: usize,
    /// Of a status: the shared type of the states.
    pub(crate) state: Option<Name>,
    /// The display name of the columns; `None` if they do not share one.
    pub(crate) display_name: Option<String>,
}

/// Finds the types that several tables bring along in the same way, names them, and tells each of their columns.
pub(super) fn share(tables: &mut [TableNames<'_>], kept: &Kept) -> Vec<SharedType> {
    let mut places = BTreeMap::<String, Vec<(usize, usize)>>::new();
    for (at, table) in tables.iter().enumerate() {
        for (column, names) in table.columns.iter().enumerate() {
            if let Some(meaning) = meaning(table.table, names, table) {
                places.entry(meaning).or_default().push((at, column));
            }
        }
    }
    let several = |places: &Vec<(usize, usize)>| places.iter().any(|(table, _)| Some(*table) != first_table(places));
    let places: Vec<Vec<(usize, usize)>> = places.into_values().filter(several).collect();
    let memory = kept.shared();
    let items = items(tables, &places, &memory);
    let mut taken: Reserved = reserved(RESERVED_TYPES);
    taken.extend(tables.iter().map(|table| table.row.rust.clone()));
    let names = assign_quietly(items, &taken, &memory);
    let named: Vec<(Name, Vec<(usize, usize)>)> = names.into_iter().zip(places).collect();
    for (name, places) in &named {
        for (table, column) in places {
            let column = tables.get_mut(*table).and_then(|table| table.columns.get_mut(*column));
            column.into_iter().for_each(|column| column.shared = Some(name.clone()));
        }
    }
    let mut shared: Vec<SharedType> = named
        .into_iter()
        .filter_map(|(name, places)| {
            let (table, column) = *places.first()?;
            let state = state(tables.get(table)?, column);
            Some(SharedType { name, table, column, state, display_name: display_name(tables, &places) })
        })
        .collect();
    shared.sort_by(|a, b| a.name.rust.cmp(&b.name.rust));
    shared
}

fn first_table(places: &[(usize, usize)]) -> Option<usize> {
    places.first().map(|(table, _)| *table)
}

/// The shared type of the states, for a status. Tables that share their status share their states.
fn state(table: &TableNames<'_>, column: usize) -> Option<Name> {
    let of = |index: usize| table.columns.get(index).and_then(|column| column.attribute.attribute_type);
    let is_state = |column: &&ColumnNames<'_>| column.attribute.attribute_type == Some(AttributeType::State);
    (of(column) == Some(AttributeType::Status)).then_some(())?;
    table.columns.iter().find(is_state)?.shared.clone()
}

/// Returns the display name that all of the columns share.
fn display_name(tables: &[TableNames<'_>], places: &[(usize, usize)]) -> Option<String> {
    let mut names = places.iter().filter_map(|place| column(tables, place)?.attribute.display_name.as_ref());
    let first = names.next()?;
    names.all(|name| name == first).then(|| first.clone())
}

fn column<'t, 'a>(tables: &'t [TableNames<'a>], (table, column): &(usize, usize)) -> Option<&'t ColumnNames<'a>> {
    tables.get(*table)?.columns.get(*column)
}

/// The types under their own names. Those of the same name are told apart by a member that the others do not have, or
/// else by the first table that has the type.
fn items(tables: &[TableNames<'_>], places: &[Vec<(usize, usize)>], memory: &Memory<'_>) -> Vec<Item> {
    let types: Vec<_> = places.iter().map(|places| column(tables, places.first()?).and_then(own_type)).collect();
    // In how many types of a name a member is.
    let mut counts = BTreeMap::<(&str, &str), usize>::new();
    for (name, members) in types.iter().flatten() {
        members.iter().for_each(|member| *counts.entry((&name.rust, *member)).or_default() += 1);
    }
    let item = |places: &Vec<(usize, usize)>, name: &Name, members: &[&str]| {
        let key = |place: &(usize, usize)| {
            let table = &tables.get(place.0)?.table.table.logical_name;
            Some(Kept::shared_key(table, &column(tables, place)?.attribute.logical_name))
        };
        let key = most_say(places.iter().filter_map(key), memory)?;
        let (plain, table) = (&name.rust, tables.get(first_table(places)?)?);
        let own = members.iter().find(|member| counts.get(&(plain.as_str(), **member)) == Some(&1));
        let told = own.map(|member| format!("{plain}With{}", member.trim_start_matches("r#")));
        let of_table = format!("{plain}Of{}", table.row.rust.trim_start_matches("r#"));
        let candidates = [Some(plain.clone()), told, Some(of_table)].into_iter().flatten().collect();
        Some(Item { source: name.source.clone(), key, candidates, chosen: false })
    };
    let types = places.iter().zip(&types);
    types.filter_map(|(places, of)| of.as_ref().and_then(|(name, members)| item(places, name, members))).collect()
}

/// The name of a column's type, and what it can be.
fn own_type<'t>(column: &'t ColumnNames<'_>) -> Option<(&'t Name, Vec<&'t str>)> {
    match &column.own_type {
        OwnType::None => None,
        OwnType::Choice(name, variants) => {
            Some((name, variants.iter().map(|variant| variant.name.rust.as_str()).collect()))
        }
        OwnType::Target(name, variants) => Some((name, variants.iter().map(|variant| variant.rust.as_str()).collect())),
    }
}

/// The first column of those whose type had the name that most of them had.
fn most_say(keys: impl Iterator<Item = String>, memory: &Memory<'_>) -> Option<String> {
    let keys: Vec<String> = keys.collect();
    let mut counts = BTreeMap::<&str, usize>::new();
    keys.iter().filter_map(|key| memory.of(key)).for_each(|name| *counts.entry(name).or_default() += 1);
    let most = counts.iter().max_by_key(|(name, count)| (**count, Reverse(**name))).map(|(name, _)| *name);
    keys.iter().find(|key| memory.of(key) == most).cloned()
}

/// All that the code of a column's type says, but what users call the column; `None` where there is no type, or where it
/// says something of the table.
fn meaning(table: &Table, column: &ColumnNames<'_>, names: &TableNames<'_>) -> Option<String> {
    let attribute = column.attribute;
    let of = &attribute.logical_name;
    match &column.own_type {
        OwnType::None => None,
        OwnType::Target(name, variants) => Some(format!("{of:?} {name:?} {variants:?}")),
        OwnType::Choice(name, variants) => {
            // The documentation of such an option leads to the page of the table that added it.
            if variants.iter().any(|variant| variant.item.layer != attribute.layer) {
                return None;
            }
            let set = docs::set_of_several(table, attribute);
            let options = variants.iter().map(|variant| {
                let option = variant.item;
                let related = [
                    option.state.map(|state| (state, label(table, AttributeType::State, state))),
                    option.default_status.map(|status| (status, label(table, AttributeType::Status, status))),
                ];
                let texts = (&option.label, &option.description, &option.invariant_name);
                (&variant.name, option.value, texts, related)
            });
            let options: Vec<_> = options.collect();
            // A status leads to the type of its states.
            let is_status = attribute.attribute_type == Some(AttributeType::Status);
            let states = names
                .columns
                .iter()
                .filter(|_| is_status)
                .find(|column| column.attribute.attribute_type == Some(AttributeType::State));
            let states = states.and_then(|column| meaning(table, column, names));
            Some(format!("{of:?} {name:?} {set:?} {options:?} {states:?}"))
        }
    }
}

/// The label of a value of the table's state or status column.
fn label(table: &Table, column: AttributeType, value: i32) -> Option<&String> {
    let column = table.attributes.iter().find(|attribute| attribute.attribute_type == Some(column))?;
    let mut options = column.option_set.iter().flat_map(|set| &set.options);
    options.find(|option| option.value == value)?.label.as_ref()
}

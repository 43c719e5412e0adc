//! The names of rows, as users see them.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::super::{RowKey, RowsQuery};
use super::exchange::{Asking, Exchange, Page, among};
use super::layout::JsonRow;
use crate::request::{entity_set, identifier};
use crate::value::Uuid;

/// The requests for the names of rows, table by table.
pub(super) fn exchanges(asking: &Asking, rows: &[RowKey]) -> Vec<(Exchange, Title)> {
    let mut tables = BTreeMap::<&'static str, Vec<Uuid>>::new();
    for row in rows {
        tables.entry(row.table).or_default().push(row.id);
    }
    let mut exchanges = Vec::new();
    for (name, mut ids) in tables {
        ids.sort_unstable();
        ids.dedup();
        for ids in ids.chunks(RowsQuery::MAX_PARENTS) {
            exchanges.extend(exchange(asking, name, ids));
        }
    }
    exchanges
}

fn exchange(asking: &Asking, name: &'static str, ids: &[Uuid]) -> Option<(Exchange, Title)> {
    let table = asking.table(name)?;
    let set = entity_set(name, table.entity_set_name).ok()?;
    let key = identifier(table.property(table.primary_id_attribute?)).ok()?;
    let title = identifier(table.property(table.primary_name_attribute?)).ok()?;
    let path = format!("/{set}?$select={title}&$filter={}", among(key, ids));
    Some((Exchange::new(name, asking.request(path), None), Title { key, title }))
}

/// The properties that hold the id and the name of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    key: &'static str,
    title: &'static str,
}

/// The names that were found, by id. Ids are unique among all tables.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<Uuid, String>);

impl Names {
    /// Takes a page.
    pub(super) fn take(&mut self, title: Title, page: &Page) {
        // A name is for show: a row whose name cannot be read is one without a name.
        let text = |row: &'_ JsonRow, property| row.get(property).and_then(Value::as_str).map(str::to_owned);
        let named =
            page.rows.iter().filter_map(|row| Some((text(row, title.key)?.parse().ok()?, text(row, title.title)?)));
        self.0.extend(named);
    }

    /// The names of rows, in their order.
    pub(super) fn of(&self, rows: &[RowKey]) -> Vec<Option<String>> {
        rows.iter().map(|row| self.0.get(&row.id).cloned()).collect()
    }
}

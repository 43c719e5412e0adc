//! The properties in the JSON of a row that cascades ask for.

use serde_json::{Map, Value};

use super::super::{Owner, Pointing, RowFacts};
use crate::metadata::{ColumnType, TableMetadata};
use crate::request::identifier;
use crate::value::Uuid;
use crate::wire::term::TABLE;

/// A row as the service writes it.
pub(super) type JsonRow = Map<String, Value>;

/// The view of all activities, and its column that says of which table a row is.
const ACTIVITIES: (&str, &str) = ("activitypointer", "activitytypecode");

/// The properties of a table's rows that are asked for.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    id: &'static str,
    owner: Option<String>,
    state: Option<&'static str>,
    /// The lookup, and the table that it is to point at.
    lookup: Option<(String, &'static str)>,
    /// The tables of the schema, where rows are of a view of several tables.
    apart: Vec<&'static str>,
}

impl Layout {
    /// The layout of a table that has an id column, and whose columns have names that can stand in an address.
    pub(super) fn of(table: &'static TableMetadata) -> Option<Self> {
        let column = |is: fn(ColumnType) -> bool| {
            let column = table.columns.iter().find(|column| is(column.column_type));
            column.map(|column| identifier(column.logical_name)).transpose().ok()
        };
        let owner = column(|of| matches!(of, ColumnType::Owner { .. }))?.map(|name| format!("_{name}_value"));
        let state = column(|of| matches!(of, ColumnType::State { .. }))?;
        let id = identifier(table.primary_id_attribute?).ok()?;
        Some(Self { id, owner, state, lookup: None, apart: Vec::new() })
    }

    /// The same with a lookup on a table.
    pub(super) fn pointing_through(mut self, property: String, parent: &'static str) -> Self {
        self.lookup = Some((property, parent));
        self
    }

    /// The same without rows of these tables, if it is that of the view of all activities.
    pub(super) fn without(mut self, table: &str, tables: impl Iterator<Item = &'static str>) -> Self {
        if table == ACTIVITIES.0 {
            self.apart = tables.filter(|table| *table != ACTIVITIES.0).collect();
        }
        self
    }

    /// The properties to ask for. The service adds the id on its own.
    pub(super) fn select(&self) -> String {
        let lookup = self.lookup.as_ref().map(|(property, _)| property.as_str());
        let kind = (!self.apart.is_empty()).then_some(ACTIVITIES.1);
        let properties = [lookup, self.owner.as_deref(), self.state, kind];
        let properties: Vec<&str> = properties.into_iter().flatten().collect();
        if properties.is_empty() { self.id.to_owned() } else { properties.join(",") }
    }

    pub(super) fn facts(&self, row: &JsonRow) -> Option<RowFacts> {
        let state = self.state.and_then(|state| i32::try_from(row.get(state)?.as_i64()?).ok());
        Some(RowFacts { id: id(row, self.id)?, owner: self.owner(row), state })
    }

    /// The row and where it points, if it points at the right table.
    pub(super) fn pointing(&self, row: &JsonRow) -> Option<Pointing> {
        let (lookup, parent) = self.lookup.as_ref()?;
        let kind = row.get(ACTIVITIES.1).and_then(Value::as_str);
        if kind.is_some_and(|kind| self.apart.contains(&kind)) {
            return None;
        }
        let table = table(row, lookup);
        if table.is_some_and(|table| table != *parent) {
            return None;
        }
        Some(Pointing { row: self.facts(row)?, parent: id(row, lookup)? })
    }

    fn owner(&self, row: &JsonRow) -> Option<Owner> {
        let property = self.owner.as_deref()?;
        let owner = id(row, property)?;
        Some(if table(row, property) == Some("team") { Owner::Team(owner) } else { Owner::User(owner) })
    }
}

fn table<'r>(row: &'r JsonRow, property: &str) -> Option<&'r str> {
    row.get(&format!("{property}@{TABLE}"))?.as_str()
}

pub(super) fn id(row: &JsonRow, property: &str) -> Option<Uuid> {
    row.get(property)?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::ColumnMetadata;

    #[test]
    fn a_name_that_would_say_something_else_in_an_address_has_no_layout() {
        let layout = |id, state: &'static str| {
            let column_type = ColumnType::State { options: &[], default: None, set: None };
            let columns = vec![ColumnMetadata { logical_name: state, column_type, ..ColumnMetadata::UNKNOWN }].leak();
            let table = TableMetadata { primary_id_attribute: Some(id), columns, ..TableMetadata::UNKNOWN };
            Layout::of(Box::leak(Box::new(table))).map(|layout| layout.select())
        };
        assert_eq!(layout("aid", "statecode").as_deref(), Some("statecode"));
        assert_eq!(layout("aid&$top=1", "statecode"), None);
        assert_eq!(layout("aid", "statecode,b"), None);
    }
}

//! The properties in the JSON of a row that cascades ask for.

use serde_json::{Map, Value};

use super::super::{Owner, Pointing, RowFacts};
use super::error::LiveError;
use crate::metadata::{ColumnType, TableMetadata};
use crate::request::identifier;
use crate::value::Uuid;
use crate::wire::optional;
use crate::wire::term::TABLE;

/// A row as the service writes it.
pub(super) type JsonRow = Map<String, Value>;

/// The view of all activities, and its column that says of which table a row is.
const ACTIVITIES: (&str, &str) = ("activitypointer", "activitytypecode");

/// The properties of a table's rows that are asked for.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    table: &'static str,
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
        let id = identifier(table.property(table.primary_id_attribute?)).ok()?;
        Some(Self { table: table.logical_name, id, owner, state, lookup: None, apart: Vec::new() })
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

    pub(super) fn facts<E>(&self, row: &JsonRow) -> Result<RowFacts, LiveError<E>> {
        let id = self.id(row, self.id)?.ok_or_else(|| self.unreadable(self.id))?;
        let state =
            self.state.map_or(Ok(None), |state| self.value(row, state, |value| value.as_i64()?.try_into().ok()))?;
        Ok(RowFacts { id, owner: self.owner(row)?, state })
    }

    /// The row and where it points, if it points at the right table.
    pub(super) fn pointing<E>(&self, row: &JsonRow) -> Result<Option<Pointing>, LiveError<E>> {
        let Some((lookup, parent)) = &self.lookup else { return Ok(None) };
        let kind = row.get(ACTIVITIES.1).and_then(Value::as_str);
        if kind.is_some_and(|kind| self.apart.contains(&kind)) || table(row, lookup).is_some_and(|it| it != *parent) {
            return Ok(None);
        }
        let parent = self.id(row, lookup)?.ok_or_else(|| self.unreadable(lookup))?;
        Ok(Some(Pointing { row: self.facts(row)?, parent }))
    }

    fn owner<E>(&self, row: &JsonRow) -> Result<Option<Owner>, LiveError<E>> {
        let Some(property) = self.owner.as_deref() else { return Ok(None) };
        let of = if table(row, property) == Some("team") { Owner::Team } else { Owner::User };
        Ok(self.id(row, property)?.map(of))
    }

    fn id<E>(&self, row: &JsonRow, property: &str) -> Result<Option<Uuid>, LiveError<E>> {
        self.value(row, property, |value| value.as_str()?.parse().ok())
    }

    /// A value that a row may lack, but that cannot be anything else.
    fn value<T, E>(
        &self,
        row: &JsonRow,
        property: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, LiveError<E>> {
        optional(row.get(property), read).map_err(|_| self.unreadable(property))
    }

    fn unreadable<E>(&self, property: &str) -> LiveError<E> {
        LiveError::Row { table: self.table, property: property.to_owned() }
    }
}

fn table<'r>(row: &'r JsonRow, property: &str) -> Option<&'r str> {
    row.get(&format!("{property}@{TABLE}"))?.as_str()
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

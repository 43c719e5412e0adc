//! Rows that a parameter or its values name.

use std::borrow::Cow;

use super::address::{created_row, entity_set, is_owner, odata_type};
use super::error::RequestError;
use super::json::Json;
use super::key::{By, Key};
use super::problem::RequestProblem;
use crate::lookup::Target;
use crate::metadata::TableMetadata;
use crate::table::Table;
use crate::value::Uuid;
use crate::wire::Value;

/// A row of a table that is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReferencedRow {
    table: Cow<'static, str>,
    metadata: Option<&'static TableMetadata>,
    name: RowName,
    /// The column that holds the id, if the caller stated it.
    column: Option<Cow<'static, str>>,
}

impl ReferencedRow {
    pub(super) fn new<T: Table>(key: &Key<T>, column: Option<Cow<'static, str>>) -> Self {
        Self { table: T::LOGICAL_NAME.into(), metadata: T::metadata(), name: RowName::new(key), column }
    }

    /// The row that values belong to.
    pub(super) fn of_values<T: Table>(table: &'static TableMetadata, key: &Key<T>) -> Self {
        Self { table: table.logical_name.into(), metadata: Some(table), name: RowName::new(key), column: None }
    }

    /// The row that a lookup points to: by its address, unless its id says enough.
    pub(super) fn of_target<T: Target>(target: &T) -> Self {
        let (table, id) = target.parts();
        let name = match table {
            Some(table) if is_owner(table) => RowName::Id(id),
            Some(table) => {
                let stated = T::ENTITY_SETS.iter().find(|(known, _)| *known == table).and_then(|(_, set)| *set);
                let set = entity_set(table, stated).map_err(RequestError::from);
                RowName::Address(set.map(|set| format!("{set}({id})")))
            }
            None => RowName::Address(Err(RequestProblem::UntypedReference { id }.into())),
        };
        Self { table: table.unwrap_or_default().to_owned().into(), metadata: None, name, column: None }
    }

    /// The row as actions take it.
    pub(super) fn json(&self, problems: &mut Vec<RequestProblem>) -> Json<'static> {
        Json::Object(self.properties(problems))
    }

    /// Its type, and the properties that name it: the column of its id, or its address.
    pub(super) fn properties(&self, problems: &mut Vec<RequestProblem>) -> Vec<(Cow<'static, str>, Json<'static>)> {
        let mut properties = vec![type_property(&self.table)];
        match &self.name {
            RowName::Id(id) => match self.id_column() {
                Some(column) => properties.push((column, Json::text(id.to_string()))),
                None => problems.push(RequestProblem::PrimaryId { table: self.table.clone().into_owned() }),
            },
            RowName::Columns(columns, _) => {
                let value = |value: &Value<'static>| Json::Value(Cow::Owned(value.clone()));
                properties.extend(columns.iter().map(|(name, of)| ((*name).into(), value(of))));
            }
            RowName::Address(Ok(address)) => properties.push(("@odata.id".into(), Json::text(address.clone()))),
            RowName::Address(Err(error)) => problems.extend_from_slice(error.problems()),
        }
        properties
    }

    /// The column that holds the id. Users and teams share the one of the table `owner`.
    fn id_column(&self) -> Option<Cow<'static, str>> {
        let stated = || if is_owner(&self.table) { Some("ownerid") } else { self.metadata?.primary_id_attribute };
        self.column.clone().or_else(|| stated().map(Cow::Borrowed))
    }

    /// The row as functions take it: by its address.
    pub(super) fn literal(&self, problems: &mut Vec<RequestProblem>) -> String {
        let address = match &self.name {
            RowName::Id(id) => {
                let set = entity_set(&self.table, self.metadata.and_then(|table| table.entity_set_name))
                    .map_err(RequestError::from);
                set.map(|set| format!("{set}({id})"))
            }
            RowName::Columns(_, address) | RowName::Address(address) => address.clone(),
        };
        // Functions are no part of change sets.
        let new = address.as_deref().ok().and_then(created_row);
        problems.extend(new.map(|number| RequestProblem::NewRow { number }));
        match address {
            // Apostrophes in a key would end a text between apostrophes.
            Ok(address) if address.contains('\'') => format!("{{\"@odata.id\":\"{address}\"}}"),
            Ok(address) => format!("{{'@odata.id':'{address}'}}"),
            Err(error) => {
                problems.extend_from_slice(error.problems());
                String::new()
            }
        }
    }
}

/// The key of a row: its id, its id and other columns (in an elastic table), or its address by an alternate key.
#[derive(Clone, Debug, PartialEq)]
enum RowName {
    Id(Uuid),
    Columns(Vec<(&'static str, Value<'static>)>, Result<String, RequestError>),
    Address(Result<String, RequestError>),
}

impl RowName {
    fn new<T: Table>(key: &Key<T>) -> Self {
        // Relative to the root of the API.
        let address = || key.path().map(|path| path.trim_start_matches('/').to_owned());
        match key.by() {
            By::Id(id) => Self::Id(*id),
            By::Columns(columns) if columns.iter().any(|(column, _)| is_primary_id::<T>(column.logical_name)) => {
                let values = columns.iter().map(|(column, value)| (column.property(), value.clone()));
                Self::Columns(values.collect(), address())
            }
            By::Columns(_) | By::Created(_) => Self::Address(address()),
        }
    }
}

fn is_primary_id<T: Table>(column: &str) -> bool {
    T::metadata().is_some_and(|table| table.primary_id_attribute == Some(column))
}

/// The property that names the type of a row.
pub(super) fn type_property(table: &str) -> (Cow<'static, str>, Json<'static>) {
    ("@odata.type".into(), Json::text(odata_type(table)))
}

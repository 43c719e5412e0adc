//! How the service takes a change.

use std::borrow::Cow;

use serde::ser::{Error, Serialize, Serializer};

use super::{Assignment, Change, Purpose, Related, Rows};
use crate::request::{Json, Problem, RequestError, entity_set, is_owner, reference_path, row_path};
use crate::wire::Value;
use crate::{ColumnMetadata, ColumnType, TableMetadata};

/// The properties of an object.
pub(crate) type Properties<'a> = Vec<(Cow<'static, str>, Json<'a>)>;

impl Change {
    pub(super) fn body(&self, purpose: Purpose) -> Result<String, RequestError> {
        Ok(self.json(purpose)?.print())
    }

    pub(super) fn serialize<S: Serializer>(&self, purpose: Purpose, serializer: S) -> Result<S::Ok, S::Error> {
        self.json(purpose).map_err(S::Error::custom)?.serialize(serializer)
    }

    fn json(&self, purpose: Purpose) -> Result<Json<'_>, RequestError> {
        let mut problems = Vec::new();
        let properties = self.properties(purpose, &mut problems);
        RequestError::unless(Json::Object(properties), problems)
    }

    pub(crate) fn entity_set(&self) -> Result<&'static str, Problem> {
        entity_set(self.table.logical_name, Some(self.table))
    }

    pub(crate) const fn table(&self) -> &'static TableMetadata {
        self.table
    }

    /// What the body says, and what it cannot say.
    pub(crate) fn properties(&self, purpose: Purpose, problems: &mut Vec<Problem>) -> Properties<'_> {
        let mut properties = Vec::new();
        let mut parties = Vec::new();
        for (&place, assignment) in &self.columns {
            let Some(column) = self.table.columns.get(place) else { continue };
            let written = match assignment {
                Assignment::Value(Value::Parties(_)) if purpose != Purpose::Create => {
                    Err(Problem::PartiesInUpdate { table: self.table.logical_name, column: column.logical_name })
                }
                Assignment::Value(Value::Parties(references)) => {
                    self.parties(column, references, &mut parties, problems);
                    continue;
                }
                assignment => self.property(column, assignment),
            };
            match written {
                Ok(property) => properties.push(property),
                Err(problem) => problems.push(problem),
            }
        }
        if !parties.is_empty() {
            match self.parties_property() {
                Ok(name) => properties.push((name.into(), Json::List(parties))),
                Err(problem) => problems.push(problem),
            }
        }
        properties.extend(self.related.iter().filter_map(|related| related.property(problems)));
        properties
    }

    /// A row that is created along with another.
    fn object(&self, problems: &mut Vec<Problem>) -> Json<'_> {
        Json::Object(self.properties(Purpose::Create, problems))
    }

    fn property<'a>(
        &self,
        column: &'static ColumnMetadata,
        assignment: &'a Assignment,
    ) -> Result<(Cow<'static, str>, Json<'a>), Problem> {
        let bound = |name: &str| Cow::Owned(format!("{name}@odata.bind"));
        Ok(match assignment {
            Assignment::Named { navigation_property, entity_set, id } => {
                (bound(navigation_property), Json::text(row_path(entity_set, *id)))
            }
            Assignment::Cleared { navigation_property } => (bound(navigation_property), Json::NULL),
            Assignment::Unbound(reference) => {
                let stated = self.navigation_property(column, reference.table.as_deref());
                (bound(stated.or_else(|_| self.navigation_property(column, None))?), Json::NULL)
            }
            Assignment::Value(Value::Null) if column.column_type.is_lookup() => {
                (bound(self.navigation_property(column, None)?), Json::NULL)
            }
            Assignment::Value(Value::Lookup(reference)) => {
                let (table, name) = (self.table.logical_name, column.logical_name);
                let path = reference_path(reference).ok_or(Problem::Untyped { table, column: name })?;
                let property = self.navigation_property(column, reference.table.as_deref())?;
                (bound(property), Json::text(path?))
            }
            Assignment::Value(_) if matches!(column.column_type, ColumnType::File { .. }) => {
                return Err(Problem::File { table: self.table.logical_name, column: column.logical_name });
            }
            Assignment::Value(Value::Double(number)) if !number.is_finite() => {
                return Err(Problem::NotFinite { of: format!("{}.{}", self.table.logical_name, column.logical_name) });
            }
            Assignment::Value(value) => (column.logical_name.into(), Json::Value(Cow::Borrowed(value))),
        })
    }

    /// The navigation property through which a column points to rows of a table; through which it points to any,
    /// where no table is asked for.
    fn navigation_property(
        &self,
        column: &'static ColumnMetadata,
        target: Option<&str>,
    ) -> Result<&'static str, Problem> {
        let to = |table: Option<&str>| {
            let mut relationships = self.table.many_to_one_on(column.logical_name);
            relationships.find_map(|relationship| {
                let fits = table.is_none() || relationship.referenced_entity == table;
                relationship.referencing_entity_navigation_property_name.filter(|_| fits)
            })
        };
        let owner = || target.filter(|table| is_owner(table)).and_then(|_| to(Some("owner")));
        to(target).or_else(owner).or_else(|| self.owner_property(column)).ok_or_else(|| Problem::NavigationProperty {
            table: self.table.logical_name,
            column: column.logical_name,
            target: target.map(str::to_owned),
        })
    }

    /// The navigation property to the owner, which all tables have in common but activities, and which older pages leave
    /// out. (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/select-columns>)
    fn owner_property(&self, column: &'static ColumnMetadata) -> Option<&'static str> {
        let ordinary = self.table.primary_id_attribute.is_some_and(|id| id != "activityid");
        (ordinary && matches!(column.column_type, ColumnType::Owner { .. })).then_some(column.logical_name)
    }
}

impl Related {
    fn property(&self, problems: &mut Vec<Problem>) -> Option<(Cow<'static, str>, Json<'_>)> {
        let Some(name) = self.navigation_property else {
            problems.push(Problem::Relationship { relationship: self.relationship });
            return None;
        };
        Some(match &self.rows {
            Rows::One(change) => (name.into(), change.object(problems)),
            Rows::Many(changes) => {
                let rows = changes.iter().map(|change| change.object(problems));
                (name.into(), Json::List(rows.collect()))
            }
            Rows::Existing(table, metadata, ids) => match entity_set(table, *metadata) {
                Ok(set) => {
                    let paths = ids.iter().map(|id| Json::text(row_path(set, *id))).collect();
                    (format!("{name}@odata.bind").into(), Json::List(paths))
                }
                Err(problem) => {
                    problems.push(problem);
                    return None;
                }
            },
        })
    }
}

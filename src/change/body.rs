//! The bodies of changes: what is written for each column, and what stands in the way.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, Serializer};

use super::{Assignment, Change, Purpose, Related, RelatedRows};
use super::{check, parties, status};
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::request::{By, Json, RequestError, RequestProblem, identifier, is_owner, reference_path, row_path};
use crate::wire::{Value, party};

/// The properties of an object.
pub(crate) type Properties<'a> = Vec<(Cow<'static, str>, Json<'a>)>;

/// The body of a request, in JSON.
pub(super) fn print(change: &Change, purpose: Purpose, key: Option<&By>) -> Result<String, RequestError> {
    Ok(json(change, purpose, key)?.print())
}

pub(super) fn serialize<S: Serializer>(change: &Change, purpose: Purpose, serializer: S) -> Result<S::Ok, S::Error> {
    json(change, purpose, None).map_err(S::Error::custom)?.serialize(serializer)
}

fn json<'a>(change: &'a Change, purpose: Purpose, key: Option<&By>) -> Result<Json<'a>, RequestError> {
    let mut problems = Vec::new();
    let properties = properties(change, purpose, key, &mut problems);
    RequestError::unless(Json::Object(properties), problems)
}

/// Writes the body. `key` is the part that the address of the row says already.
pub(crate) fn properties<'a>(
    change: &'a Change,
    purpose: Purpose,
    key: Option<&By>,
    problems: &mut Vec<RequestProblem>,
) -> Properties<'a> {
    object(change, purpose, key, None, problems)
}

fn object<'a>(
    change: &'a Change,
    purpose: Purpose,
    key: Option<&By>,
    given: Option<&'static str>,
    problems: &mut Vec<RequestProblem>,
) -> Properties<'a> {
    if !change.unchecked {
        check::values(change, problems);
        if purpose == Purpose::Create {
            check::required(change, given, problems);
        }
    }
    let mut body = Body { table: change.table, properties: Vec::new(), places: BTreeMap::new(), problems };
    body.claim(given, "the row that it is part of");
    body.columns(change, purpose, key);
    match status::state(change, purpose) {
        Ok(Some((column, value))) => body.properties.push((column.property().into(), value)),
        Ok(None) => {}
        Err(problem) => body.problems.push(problem),
    }
    body.related(change, purpose);
    body.properties
}

/// Properties, and what said each of them.
struct Body<'a, 'p> {
    table: &'static TableMetadata,
    properties: Properties<'a>,
    /// By the name of a property or of the column that it is about.
    places: BTreeMap<&'static str, &'static str>,
    problems: &'p mut Vec<RequestProblem>,
}

impl<'a> Body<'a, '_> {
    fn columns(&mut self, change: &'a Change, purpose: Purpose, key: Option<&By>) {
        let (table, name) = (self.table, self.table.logical_name);
        for (&index, assignment) in &change.columns {
            let Some(column) = table.columns.get(index) else { continue };
            let written = match assignment {
                Assignment::Keyed { path: Err(error), .. } => {
                    self.problems.extend_from_slice(error.problems());
                    continue;
                }
                Assignment::Value(Value::Parties(_)) if purpose == Purpose::Create => continue,
                Assignment::Value(Value::Parties(_)) => {
                    Err(RequestProblem::PartiesInUpdate { table: name, column: column.logical_name })
                }
                assignment => match stated(key, table, column, assignment) {
                    Some(true) => continue,
                    // An update may give a row another key.
                    Some(false) if purpose == Purpose::Upsert => Err(self.twice(column.logical_name, "the address")),
                    _ => property(table, column, assignment),
                },
            };
            match written {
                Ok(property) => {
                    self.claim(Some(column.logical_name), column.logical_name);
                    self.properties.push(property);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// Rows that go with a new one. The parties of an activity are one list, whatever says them.
    fn related(&mut self, change: &'a Change, purpose: Purpose) {
        let mut list = parties::list(change, self.problems);
        let parties = party::navigation_property(self.table);
        for related in &change.related {
            if purpose != Purpose::Create {
                let (table, relationship) = (self.table.logical_name, related.relationship);
                self.problems.push(RequestProblem::RelatedInUpsert { table, relationship });
                continue;
            }
            let Some(name) = related.navigation_property else {
                self.problems.push(RequestProblem::Relationship { relationship: related.relationship });
                continue;
            };
            match &related.rows {
                RelatedRows::New(rows) if parties == Some(name) => list.extend(self.objects(related, rows)),
                rows => {
                    // Lists of one relationship differ in what said them.
                    let place = match rows {
                        RelatedRows::New(_) => "insert_all",
                        RelatedRows::Existing(_) => "bind_all",
                        RelatedRows::Parent(_) => related.relationship,
                    };
                    self.claim(Some(name), place);
                    self.claim(related.column.filter(|column| *column != name), place);
                    let property = self.related_rows(name, related, rows);
                    self.properties.extend(property);
                }
            }
        }
        if !list.is_empty() {
            match parties::property(self.table) {
                Ok(name) => self.properties.push((name.into(), Json::List(list))),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    fn related_rows(
        &mut self,
        name: &'static str,
        related: &'a Related,
        rows: &'a RelatedRows,
    ) -> Option<(Cow<'static, str>, Json<'a>)> {
        match rows {
            RelatedRows::Parent(row) => {
                let row = object(row, Purpose::Create, None, None, self.problems);
                Some((name.into(), Json::Object(row)))
            }
            RelatedRows::New(rows) => Some((name.into(), Json::List(self.objects(related, rows)))),
            RelatedRows::Existing(paths) => {
                let mut list = Vec::new();
                for path in paths {
                    match path {
                        Ok(path) => list.push(Json::text(path.clone())),
                        Err(error) => self.problems.extend_from_slice(error.problems()),
                    }
                }
                Some((format!("{name}@odata.bind").into(), Json::List(list)))
            }
        }
    }

    fn objects(&mut self, related: &'a Related, rows: &'a [Change]) -> Vec<Json<'a>> {
        let given = related.given;
        rows.iter().map(|row| Json::Object(object(row, Purpose::Create, None, given, self.problems))).collect()
    }

    /// Notes what says a property, and the problem that something else did before.
    fn claim(&mut self, name: Option<&'static str>, place: &'static str) {
        let Some(name) = name else { return };
        if let Some(first) = self.places.insert(name, place) {
            let twice = RequestProblem::Twice { table: self.table.logical_name, name, first, second: place };
            self.problems.push(twice);
        }
    }

    fn twice(&self, column: &'static str, second: &'static str) -> RequestProblem {
        RequestProblem::Twice { table: self.table.logical_name, name: column, first: column, second }
    }
}

/// Returns whether the address of the row says the value of a column: `Some(false)` if it says another one.
fn stated(key: Option<&By>, table: &TableMetadata, column: &ColumnMetadata, assignment: &Assignment) -> Option<bool> {
    let Assignment::Value(value) = assignment else { return None };
    match key? {
        By::Id(id) if table.primary_id_attribute == Some(column.logical_name) => Some(*value == Value::Guid(*id)),
        By::Id(_) | By::Created(_) => None,
        By::Columns(columns) => {
            let (_, known) = columns.iter().find(|(known, _)| known.logical_name == column.logical_name)?;
            Some(match (known, value) {
                (Value::Lookup(known), Value::Lookup(value)) => known.id == value.id,
                (known, value) => known == value,
            })
        }
    }
}

fn property<'a>(
    table: &'static TableMetadata,
    column: &'static ColumnMetadata,
    assignment: &'a Assignment,
) -> Result<(Cow<'static, str>, Json<'a>), RequestProblem> {
    let bound = |name: &str| Cow::Owned(format!("{name}@odata.bind"));
    let (table_name, column_name) = (table.logical_name, column.logical_name);
    Ok(match assignment {
        Assignment::Named { navigation_property, entity_set, id } => {
            (bound(identifier(navigation_property)?), Json::text(row_path(identifier(entity_set)?, *id)))
        }
        Assignment::Keyed { table: target, path } => {
            let path = path.as_deref().unwrap_or_default().to_owned();
            (bound(navigation_property(table, column, Some(target))?), Json::text(path))
        }
        Assignment::Cleared { navigation_property } => (bound(identifier(navigation_property)?), Json::NULL),
        Assignment::Unbound(lookup) => {
            let stated = navigation_property(table, column, lookup.table.as_deref());
            (bound(stated.or_else(|_| navigation_property(table, column, None))?), Json::NULL)
        }
        Assignment::Value(Value::Null) if column.column_type.is_lookup() => {
            (bound(navigation_property(table, column, None)?), Json::NULL)
        }
        Assignment::Value(Value::Lookup(lookup)) => {
            let untyped = RequestProblem::Untyped { table: table_name, column: column_name };
            let path = reference_path(lookup).ok_or(untyped)?;
            let property = navigation_property(table, column, lookup.table.as_deref())?;
            (bound(property), Json::text(path?))
        }
        Assignment::Value(_) if matches!(column.column_type, ColumnType::File { .. }) => {
            return Err(RequestProblem::File { table: table_name, column: column_name });
        }
        Assignment::Value(Value::Double(number)) if !number.is_finite() => {
            return Err(RequestProblem::NotFinite { of: format!("{table_name}.{column_name}") });
        }
        Assignment::Value(value) => (column.property().into(), Json::Value(Cow::Borrowed(value))),
    })
}

/// The navigation property through which a column points to rows of a table; through which it points to any, if no
/// table is asked for.
fn navigation_property(
    table: &TableMetadata,
    column: &'static ColumnMetadata,
    target: Option<&str>,
) -> Result<&'static str, RequestProblem> {
    let to = |target: Option<&str>| {
        let mut relationships = table.many_to_one_on(column.logical_name);
        relationships.find_map(|relationship| {
            let fits = target.is_none() || relationship.referenced_entity == target;
            relationship.referencing_entity_navigation_property_name.filter(|_| fits)
        })
    };
    let owner = || target.filter(|table| is_owner(table)).and_then(|_| to(Some("owner")));
    let property = to(target).or_else(owner).or_else(|| owner_property(table, column));
    property.ok_or_else(|| RequestProblem::NavigationProperty {
        table: table.logical_name,
        column: column.logical_name,
        target: target.map(str::to_owned),
    })
}

/// The navigation property to the owner, which all tables have in common but activities, and which older pages leave
/// out. (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/select-columns>)
fn owner_property(table: &TableMetadata, column: &'static ColumnMetadata) -> Option<&'static str> {
    let ordinary = table.primary_id_attribute.is_some_and(|id| id != "activityid");
    (ordinary && matches!(column.column_type, ColumnType::Owner { .. })).then_some(column.logical_name)
}

//! How the service takes a change.

use std::borrow::Cow;

use serde::ser::{Error, Serialize, Serializer};

use super::parties;
use super::{Assignment, Change, Purpose, Related, RelatedRows};
use crate::metadata::{ColumnMetadata, ColumnType, TableMetadata};
use crate::request::{Json, RequestError, RequestProblem, entity_set, is_owner, reference_path, row_path};
use crate::wire::Value;

/// The properties of an object.
pub(crate) type Properties<'a> = Vec<(Cow<'static, str>, Json<'a>)>;

/// The body of a request, in JSON.
pub(super) fn print(change: &Change, purpose: Purpose) -> Result<String, RequestError> {
    Ok(json(change, purpose)?.print())
}

pub(super) fn serialize<S: Serializer>(change: &Change, purpose: Purpose, serializer: S) -> Result<S::Ok, S::Error> {
    json(change, purpose).map_err(S::Error::custom)?.serialize(serializer)
}

fn json(change: &Change, purpose: Purpose) -> Result<Json<'_>, RequestError> {
    let mut problems = Vec::new();
    let properties = properties(change, purpose, &mut problems);
    RequestError::unless(Json::Object(properties), problems)
}

/// What the body says, and what it cannot say.
pub(crate) fn properties<'a>(
    change: &'a Change,
    purpose: Purpose,
    problems: &mut Vec<RequestProblem>,
) -> Properties<'a> {
    let mut properties = Vec::new();
    let mut list = Vec::new();
    for (&index, assignment) in &change.columns {
        let Some(column) = change.table.columns.get(index) else { continue };
        let written = match assignment {
            Assignment::Value(Value::Parties(_)) if purpose != Purpose::Create => {
                Err(RequestProblem::PartiesInUpdate { table: change.table.logical_name, column: column.logical_name })
            }
            Assignment::Value(Value::Parties(references)) => {
                parties::push(change.table, column, references, &mut list, problems);
                continue;
            }
            assignment => property(change.table, column, assignment),
        };
        match written {
            Ok(property) => properties.push(property),
            Err(problem) => problems.push(problem),
        }
    }
    list.extend(change.addresses.iter().map(parties::address));
    if !list.is_empty() {
        match parties::property(change.table) {
            Ok(name) => properties.push((name.into(), Json::List(list))),
            Err(problem) => problems.push(problem),
        }
    }
    properties.extend(change.related.iter().filter_map(|related| related_rows(related, problems)));
    properties
}

/// A row that is created along with another.
fn object<'a>(change: &'a Change, problems: &mut Vec<RequestProblem>) -> Json<'a> {
    Json::Object(properties(change, Purpose::Create, problems))
}

fn property<'a>(
    table: &'static TableMetadata,
    column: &'static ColumnMetadata,
    assignment: &'a Assignment,
) -> Result<(Cow<'static, str>, Json<'a>), RequestProblem> {
    let bound = |name: &str| Cow::Owned(format!("{name}@odata.bind"));
    Ok(match assignment {
        Assignment::Named { navigation_property, entity_set, id } => {
            (bound(navigation_property), Json::text(row_path(entity_set, *id)))
        }
        Assignment::Cleared { navigation_property } => (bound(navigation_property), Json::NULL),
        Assignment::Unbound(reference) => {
            let stated = navigation_property(table, column, reference.table.as_deref());
            (bound(stated.or_else(|_| navigation_property(table, column, None))?), Json::NULL)
        }
        Assignment::Value(Value::Null) if column.column_type.is_lookup() => {
            (bound(navigation_property(table, column, None)?), Json::NULL)
        }
        Assignment::Value(Value::Lookup(reference)) => {
            let untyped = RequestProblem::Untyped { table: table.logical_name, column: column.logical_name };
            let path = reference_path(reference).ok_or(untyped)?;
            let property = navigation_property(table, column, reference.table.as_deref())?;
            (bound(property), Json::text(path?))
        }
        Assignment::Value(_) if matches!(column.column_type, ColumnType::File { .. }) => {
            return Err(RequestProblem::File { table: table.logical_name, column: column.logical_name });
        }
        Assignment::Value(Value::Double(number)) if !number.is_finite() => {
            return Err(RequestProblem::NotFinite { of: format!("{}.{}", table.logical_name, column.logical_name) });
        }
        Assignment::Value(value) => (column.property().into(), Json::Value(Cow::Borrowed(value))),
    })
}

/// The navigation property through which a column points to rows of a table; through which it points to any,
/// where no table is asked for.
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
    to(target).or_else(owner).or_else(|| owner_property(table, column)).ok_or_else(|| {
        RequestProblem::NavigationProperty {
            table: table.logical_name,
            column: column.logical_name,
            target: target.map(str::to_owned),
        }
    })
}

/// The navigation property to the owner, which all tables have in common but activities, and which older pages leave
/// out. (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/select-columns>)
fn owner_property(table: &TableMetadata, column: &'static ColumnMetadata) -> Option<&'static str> {
    let ordinary = table.primary_id_attribute.is_some_and(|id| id != "activityid");
    (ordinary && matches!(column.column_type, ColumnType::Owner { .. })).then_some(column.logical_name)
}

fn related_rows<'a>(related: &'a Related, problems: &mut Vec<RequestProblem>) -> Option<(Cow<'static, str>, Json<'a>)> {
    let Some(name) = related.navigation_property else {
        problems.push(RequestProblem::Relationship { relationship: related.relationship });
        return None;
    };
    Some(match &related.rows {
        RelatedRows::One(change) => (name.into(), object(change, problems)),
        RelatedRows::Many(changes) => {
            let rows = changes.iter().map(|change| object(change, problems));
            (name.into(), Json::List(rows.collect()))
        }
        RelatedRows::Existing(table, stated, ids) => match entity_set(table, *stated) {
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

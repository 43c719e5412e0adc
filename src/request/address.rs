//! The paths of rows in the Web API.

use earlybound_schema::is_identifier;
use uuid::Uuid;

use super::problem::RequestProblem;
use crate::wire::LookupValue;

/// The namespace of the platform's types, functions and messages, with the dot behind it. Bound messages are called by
/// their full name, unbound ones are not.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/use-web-api-actions>)
pub(crate) const NAMESPACE: &str = "Microsoft.Dynamics.CRM.";

/// Returns the type of a table's rows, as the property `@odata.type` names it.
pub(crate) fn odata_type(table: &str) -> String {
    format!("{NAMESPACE}{table}")
}

/// The entity sets of those who can own rows. The platform has them in every organization, and the pages of most tables
/// point at them without describing them.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api>)
const OWNERS: [(&str, &str); 2] = [("systemuser", "systemusers"), ("team", "teams")];

/// Returns whether rows of the table own others: lookups on them are declared as lookups on the table `owner`.
pub(crate) fn is_owner(table: &str) -> bool {
    OWNERS.iter().any(|(owner, _)| *owner == table)
}

/// Returns the name of a table in addresses.
pub(crate) fn entity_set(table: &str, stated: Option<&'static str>) -> Result<&'static str, RequestProblem> {
    let known = || OWNERS.iter().find(|(owner, _)| *owner == table).map(|(_, set)| *set);
    let set = stated.or_else(known).ok_or_else(|| RequestProblem::EntitySet { table: table.to_owned() })?;
    identifier(set)
}

/// Returns a name that is to stand in an address, unless it would say something else there.
pub(crate) fn identifier(name: &str) -> Result<&str, RequestProblem> {
    if is_identifier(name) { Ok(name) } else { Err(RequestProblem::NotAnIdentifier { name: name.to_owned() }) }
}

/// Returns the number of the request that creates the row below which a path stands (`$1/primarycontactid`).
pub(crate) fn created_row(path: &str) -> Option<u32> {
    path.strip_prefix('$')?.split(['/', '?']).next()?.parse().ok()
}

/// Returns the whole address of a path below the root of the API, or of a link that leads to the same server.
pub(super) fn whole(path: &str, root: &str) -> Result<String, RequestProblem> {
    let Some(server) = server(root).filter(|_| !root.contains(['?', '#'])) else {
        return Err(RequestProblem::Root { root: root.to_owned() });
    };
    for (of, text) in [("root", root), ("path", path)] {
        if text.contains(|character: char| character.is_control() || character == ' ') {
            return Err(RequestProblem::Control { of: of.to_owned() });
        }
    }
    if path.starts_with('/') {
        return Ok(format!("{}{path}", root.trim_end_matches('/')));
    }
    if let Some(number) = created_row(path) {
        return Err(RequestProblem::UnknownPart { number });
    }
    // Between servers, the token must not travel.
    match self::server(path) {
        Some(other) if other.eq_ignore_ascii_case(server) => Ok(path.to_owned()),
        _ => Err(RequestProblem::Elsewhere { link: path.to_owned() }),
    }
}

/// The scheme and the authority of an address, as they are written. Only what ends an authority in every reading of an
/// address ends it here.
fn server(address: &str) -> Option<&str> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)))?;
    let rest = address.get(scheme.len()..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address.get(..scheme.len() + end).filter(|_| end > 0)
}

/// Returns the path of a row, by the entity set of its table and its id.
pub(crate) fn row_path(entity_set: &str, id: Uuid) -> String {
    format!("/{entity_set}({id})")
}

/// Returns the path of the row that a lookup points to; `None` if the table of the row is not known.
pub(crate) fn reference_path(reference: &LookupValue<'_>) -> Option<Result<String, RequestProblem>> {
    let table = reference.table.as_deref()?;
    Some(entity_set(table, reference.entity_set()).map(|set| row_path(set, reference.id)))
}

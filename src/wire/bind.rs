//! Addresses of rows, as `@odata.bind` has them.

use uuid::Uuid;

use super::value::LookupValue;
use crate::metadata::OneToManyMetadata;

/// The row of an address (`/accounts(…)`, `accounts(…)` or a whole URL) that a relationship leads to. An address by an
/// alternate key names no id.
pub(super) fn lookup(address: &str, through: &OneToManyMetadata) -> Option<LookupValue<'static>> {
    let (entity_set, id) = parts(address)?;
    // Users and teams share the table `owner`.
    let table = match (through.referenced_entity?, entity_set) {
        ("owner", "systemusers") => "systemuser",
        ("owner", "teams") => "team",
        (table, _) => table,
    };
    Some(LookupValue { id, table: Some(table.into()), name: None, entity_sets: &[] })
}

/// The entity set and the id of an address.
pub(crate) fn parts(address: &str) -> Option<(&str, Uuid)> {
    let (before, id) = address.strip_suffix(')')?.rsplit_once('(')?;
    let entity_set = before.rsplit_once('/').map_or(before, |(_, entity_set)| entity_set);
    Some((entity_set, id.parse().ok()?))
}

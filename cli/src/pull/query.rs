//! The queries.

use earlybound_schema::definition_query;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The request for the names of all tables.
pub(super) const NAMES: &str = "EntityDefinitions?$select=LogicalName";

/// The request for the metadata of the service, with what it says that items are for.
pub(super) const METADATA: &str = "$metadata?annotations=true";

/// The request for one table.
pub(super) fn changes(table: &str, language: Option<u16>) -> String {
    let query = definition_query(table, language);
    format!("RetrieveMetadataChanges(Query=@q)?@q={}", utf8_percent_encode(&query, NON_ALPHANUMERIC))
}

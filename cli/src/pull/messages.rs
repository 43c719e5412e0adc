//! The messages of an organization, from the metadata of its service: those of the tables that are asked for, and
//! others by name.

use std::path::PathBuf;

use earlybound::Request;
use earlybound::metadata::HttpMethod;
use earlybound_reader::diagnostic::{Diagnostics, Severity};
use earlybound_reader::model::{ANY_TABLE, MessageSignature, Provenance, WebApi};
use earlybound_reader::parse::parse_in;
use earlybound_reader::source::Sources;
use serde::Serialize;
use wildmatch::WildMatch;

use crate::findings;
use crate::organization::Client;
use crate::outcome::Failure;
use crate::output;

/// The file of messages. No table is called so.
const FILE: &str = "web-api.table.json";

/// The content of the file. Its provenance comes first, so that a later run knows the file.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    provenance: Provenance,
    #[serde(flatten)]
    web_api: WebApi,
}

/// The file of the messages that are bound to some tables, and of those that patterns name.
pub(super) fn file(
    client: &Client,
    tables: &[&str],
    patterns: &[(String, WildMatch)],
) -> Result<(PathBuf, String), Failure> {
    let mut sources = Sources::default();
    sources.add("$metadata.xml", client.text(&metadata()?)?);
    let mut diagnostics = Diagnostics::default();
    let all = parse_in(&sources, None, &mut diagnostics).web_api;
    if diagnostics.has_errors() || all.messages.is_empty() {
        findings::tell(&diagnostics, &sources, Severity::Error);
        return Err(Failure::new("the metadata of the service does not describe its messages"));
    }
    if let Some((pattern, _)) = patterns.iter().find(|(_, of)| !all.messages.iter().any(|one| of.matches(&one.name))) {
        return Err(Failure::new(format!("the organization has no message `{pattern}`")));
    }
    let is_of_table = |table: &str| table == ANY_TABLE || tables.contains(&table);
    let is_wanted = |message: &MessageSignature| {
        message.bound_to.iter().any(|to| is_of_table(&to.table))
            || patterns.iter().any(|(_, pattern)| pattern.matches(&message.name))
    };
    let web_api = sorted(all.select(is_wanted));
    Ok((PathBuf::from(FILE), output::json(&Answer { provenance: Provenance::Organization, web_api })?))
}

/// The request for the metadata of the service, with what it says that items are for.
fn metadata() -> Result<Request, Failure> {
    let request = Request::new(HttpMethod::Get, "/$metadata").with_option("annotations", "true");
    request.with_header("Accept", "application/xml").map_err(|error| Failure::new(error.to_string()))
}

/// Puts messages and types into an order that does not depend on the service's, without where they were read.
fn sorted(mut web_api: WebApi) -> WebApi {
    for message in &mut web_api.messages {
        message.layers.clear();
        message.bound_to.sort();
    }
    web_api.complex_types.iter_mut().for_each(|of| of.layers.clear());
    web_api.enum_types.iter_mut().for_each(|of| of.layers.clear());
    web_api.messages.sort_by(|a, b| a.name.cmp(&b.name));
    web_api.complex_types.sort_by(|a, b| a.name.cmp(&b.name));
    web_api.enum_types.sort_by(|a, b| a.name.cmp(&b.name));
    web_api
}

//! Messages and events: a row each, with a name and how it is sent.

use std::borrow::Cow;

use super::grammar::{Operation, operation_column};
use crate::diagnostic::Code;
use crate::model::{Link, Message, SENT_BY_PLATFORM};
use crate::parse::cell::{LinkText, first_link, kept, parts, plain, unescape};
use crate::parse::report::Report;
use earlybound_schema::{HttpMethod, MessageKind};

/// Reads a row of a table of messages or events.
pub(super) fn row(report: &mut Report<'_>, header: &[&str], values: &[&str], row: &str) -> Option<Message> {
    let (name_cell, cells) = values.split_first()?;
    let mut name_parts = parts(name_cell);
    let Some(name) = name_parts.next().and_then(plain) else {
        report.warn(Code::BrokenRow, row, "message without a name".into(), "not read", None);
        return None;
    };
    let mut message = Message { origin: report.origin(name_cell), name: name.into_owned(), ..Default::default() };
    for part in name_parts {
        match part.strip_prefix("Event:").map(str::trim_ascii) {
            Some("True") => message.is_event = Some(true),
            Some("False") => message.is_event = Some(false),
            _ => unknown_form(report, &mut message, "Event", part),
        }
    }
    for (column, cell) in header.iter().skip(1).zip(cells) {
        match operation_column(column) {
            Some(Operation::WebApi) => web_api(report, &mut message, cell),
            Some(Operation::Sdk) => sdk(report, &mut message, cell),
            None => {}
        }
    }
    Some(message)
}

/// Reads how a message is sent through the Web API.
fn web_api(report: &mut Report<'_>, message: &mut Message, cell: &str) {
    for whole in parts(cell).filter(|part| !part.is_empty()) {
        let part = whole.strip_prefix("See ").unwrap_or(whole);
        let is_odd = if let Some((method, path)) = request(part) {
            message.method = Some(method);
            message.kind = Some(MessageKind::Operation);
            message.path.replace(path).is_some()
        } else if let Some(reference) = cross_reference(part).filter(|reference| reference.after.is_empty()) {
            message.kind = reference.kind.or(message.kind);
            message.web_api.replace(reference.name.to_owned()).is_some()
        } else if let Some((kind, name)) = named_operation(part) {
            message.kind = Some(kind);
            unescape(name) != message.name
        } else if let Some(link) = first_link(part).filter(|link| link.before.is_empty()) {
            message.columns = backticked(link.after).map(|column| unescape(column).into_owned()).collect();
            message.kind = message.kind.or(Some(MessageKind::Operation));
            message.web_api_link.replace(link_of(&link)).is_some()
        } else if part.contains(SENT_BY_PLATFORM) {
            message.is_event_only = true;
            false
        } else {
            true
        };
        if is_odd {
            unknown_form(report, message, "Web API Operation", whole);
        }
    }
}

/// Reads how a message is sent through the SDK: a part for each type, method or page.
fn sdk(report: &mut Report<'_>, message: &mut Message, cell: &str) {
    for part in parts(cell).filter(|part| !part.is_empty()) {
        let reference = part.find("<xref:").and_then(|at| cross_reference(&part[at..]));
        let is_odd = if let Some(reference) = reference.filter(|reference| !reference.after.contains('<')) {
            match reference.name.strip_suffix('*') {
                Some(method) => message.sdk_method.replace(method.to_owned()).is_some(),
                None => message.sdk.replace(reference.name.to_owned()).is_some(),
            }
        } else if let Some(link) = first_link(part).filter(|link| link.before.is_empty()) {
            message.sdk_link.replace(link_of(&link)).is_some()
        } else {
            true
        };
        if is_odd {
            unknown_form(report, message, "SDK", part);
        }
    }
}

fn unknown_form(report: &mut Report<'_>, message: &mut Message, key: &str, part: &str) {
    let text = format!("`{}` is described in an unknown form", message.name);
    report.warn(Code::UnreadText, part, text, "kept as it stands under `Other`", None);
    message.other.insert(key.to_owned(), kept(part));
}

/// `` `PATCH` /accounts(*accountid*) ``, or in older pages `PATCH [*org URI*]/api/data/v9.0/accounts(*accountid*)`.
fn request(part: &str) -> Option<(HttpMethod, String)> {
    let (method, path) = part.split_once(' ')?;
    let method = plain(method)?.parse().ok()?;
    let path = match path.trim_ascii().strip_prefix("[*org URI*]/api/data/v") {
        Some(versioned) => versioned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        None => path.trim_ascii(),
    };
    if !path.starts_with('/') {
        return None;
    }
    // The id column stands in emphasis.
    let path = match path.split_once("(*").and_then(|(set, rest)| Some((set, rest.strip_suffix("*)")?))) {
        Some((set, column)) => Cow::Owned(format!("{set}({{{column}}})")),
        None => Cow::Borrowed(path),
    };
    Some((method, unescape(&path).into_owned()))
}

struct CrossReference<'a> {
    name: &'a str,
    kind: Option<MessageKind>,
    /// The text after it.
    after: &'a str,
}

/// `<xref:NAME?displayProperty=… />`, or in older pages `<xref href="NAME?text=Merge Action" />`.
fn cross_reference(part: &str) -> Option<CrossReference<'_>> {
    let (part, after) = part.split_once('>')?;
    let target = part.strip_prefix("<xref:").or_else(|| part.strip_prefix("<xref href=\""))?;
    let target = target.trim_end_matches(['/', ' ', '"']);
    let (name, query) = target.split_once('?').unwrap_or((target, ""));
    let kind = query.strip_prefix("text=").and_then(|text| text.rsplit(' ').next()).and_then(|kind| kind.parse().ok());
    Some(CrossReference { name, kind, after })
}

/// `**NAME action**`, `**NAME function**`: an operation without a page of its own.
fn named_operation(part: &str) -> Option<(MessageKind, &str)> {
    let (name, kind) = part.strip_prefix("**")?.strip_suffix("**")?.rsplit_once(' ')?;
    let kind = match kind {
        "action" => MessageKind::Action,
        "function" => MessageKind::Function,
        _ => return None,
    };
    Some((kind, name))
}

fn link_of(link: &LinkText<'_>) -> Link {
    Link { text: unescape(link.text).trim().to_owned(), url: link.url.to_owned() }
}

fn backticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_of_both_families() {
        let expected = Some((HttpMethod::Patch, "/accounts({accountid})".to_owned()));
        assert_eq!(request("`PATCH` /accounts(*accountid*)"), expected);
        assert_eq!(request("PATCH [*org URI*]/api/data/v9.0/accounts(*accountid*)"), expected);
        assert_eq!(request("GET /accounts"), Some((HttpMethod::Get, "/accounts".to_owned())));
        assert_eq!(request("See [Create](x)"), None);
    }

    #[test]
    fn references_of_both_families() {
        let reference = cross_reference("<xref:Microsoft.Dynamics.CRM.Merge?displayProperty=nameWithType />").unwrap();
        assert_eq!((reference.name, reference.kind), ("Microsoft.Dynamics.CRM.Merge", None));
        let reference =
            cross_reference("<xref href=\"Microsoft.Dynamics.CRM.Rollup?text=Rollup Function\" />").unwrap();
        assert_eq!((reference.name, reference.kind), ("Microsoft.Dynamics.CRM.Rollup", Some(MessageKind::Function)));
    }
}

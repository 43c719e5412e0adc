//! Messages and events: a row each, with a name and how it is sent.

use std::borrow::Cow;

use super::cell::{first_link, parts, plain, unescape};
use super::grammar::{Operation, operation_column};
use super::page::Page;
use crate::diagnostic::Code;
use crate::model::{Link, Message};
use crate::{HttpMethod, MessageKind};

impl<'a> Page<'a> {
    /// Reads a row of a table of messages or events.
    pub(super) fn message_row(&mut self, is_event: bool, header: &[&'a str], values: &[&'a str], row: &'a str) {
        let Some((name_cell, cells)) = values.split_first() else { return };
        let mut name_parts = parts(name_cell);
        let Some(name) = name_parts.next().and_then(plain) else {
            return self.warn(Code::BrokenRow, row, "message without a name".into(), "not read", None);
        };
        let mut message = Message { origin: self.origin(name_cell), name: name.into_owned(), ..Default::default() };
        for part in name_parts {
            match part.strip_prefix("Event:").map(str::trim_ascii) {
                Some("True") => message.is_event = Some(true),
                Some("False") => message.is_event = Some(false),
                _ => self.unknown_form(&mut message, "Event", part),
            }
        }
        for (column, cell) in header.iter().skip(1).zip(cells) {
            match operation_column(column) {
                Some(Operation::WebApi) => self.web_api(&mut message, cell),
                Some(Operation::Sdk) => self.sdk(&mut message, cell),
                None => {}
            }
        }
        let list = if is_event { &mut self.document.events } else { &mut self.document.messages };
        list.push(message);
    }

    /// Reads how a message is sent through the Web API.
    fn web_api(&mut self, message: &mut Message, cell: &'a str) {
        for part in parts(cell).filter(|part| !part.is_empty()) {
            let part = part.strip_prefix("See ").unwrap_or(part);
            if let Some((method, path)) = request(part) {
                message.method = Some(method);
                message.path = Some(path);
                message.kind = Some(MessageKind::Operation);
            } else if let Some(reference) = cross_reference(part) {
                message.web_api = Some(reference.name.to_owned());
                message.kind = reference.kind.or(message.kind);
            } else if let Some((kind, name)) = named_operation(part) {
                message.kind = Some(kind);
                if name != message.name {
                    self.unknown_form(message, "Web API Operation", part);
                }
            } else if let Some(link) = first_link(part).filter(|_| part.starts_with('[')) {
                message.web_api_link = Some(Link { text: unescape(link.text).into(), url: link.url.to_owned() });
                message.columns = backticked(link.after).map(str::to_owned).collect();
                message.kind = message.kind.or(Some(MessageKind::Operation));
            } else if part.contains("only by Dataverse") {
                message.is_event_only = true;
            } else {
                self.unknown_form(message, "Web API Operation", part);
            }
        }
    }

    /// Reads how a message is sent through the SDK.
    fn sdk(&mut self, message: &mut Message, cell: &'a str) {
        let mut references = cell.match_indices("<xref:").filter_map(|(at, _)| cross_reference(&cell[at..])).peekable();
        if references.peek().is_none() {
            match first_link(cell).filter(|_| cell.starts_with('[')) {
                Some(link) => {
                    message.sdk_link = Some(Link { text: unescape(link.text).into(), url: link.url.to_owned() });
                }
                None if cell.is_empty() => {}
                None => self.unknown_form(message, "SDK", cell),
            }
        }
        for reference in references {
            match reference.name.strip_suffix('*') {
                Some(method) => message.sdk_method = Some(method.to_owned()),
                None => message.sdk = Some(reference.name.to_owned()),
            }
        }
    }

    fn unknown_form(&mut self, message: &mut Message, key: &str, part: &'a str) {
        let text = format!("`{}` is described in an unknown form", message.name);
        self.warn(Code::UnreadText, part, text, "kept as it stands under `Other`", None);
        message.other.insert(key.to_owned(), part.to_owned());
    }
}

/// `` `PATCH` /accounts(*accountid*) ``, or in older pages `PATCH [*org URI*]/api/data/v9.0/accounts(*accountid*)`.
fn request(part: &str) -> Option<(HttpMethod, String)> {
    let (method, path) = part.split_once(' ')?;
    let method = plain(method)?.parse().ok()?;
    let path = match path.trim_ascii().strip_prefix("[*org URI*]/api/data/") {
        Some(versioned) => versioned.trim_start_matches(|c| c != '/'),
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
    Some((method, path.into_owned()))
}

struct CrossReference<'a> {
    name: &'a str,
    kind: Option<MessageKind>,
}

/// `<xref:NAME?displayProperty=… />`, or in older pages `<xref href="NAME?text=Merge Action" />`.
fn cross_reference(part: &str) -> Option<CrossReference<'_>> {
    let part = &part[..part.find('>')?];
    let target = part.strip_prefix("<xref:").or_else(|| part.strip_prefix("<xref href=\""))?;
    let target = target.trim_end_matches(['/', ' ', '"']);
    let (name, query) = target.split_once('?').unwrap_or((target, ""));
    let kind = query.strip_prefix("text=").and_then(|text| text.rsplit(' ').next()).and_then(|kind| kind.parse().ok());
    Some(CrossReference { name, kind })
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

//! The messages and events of a page.

use super::options::RenderOptions;
use super::text;
use super::writer::Writer;
use crate::model::{Document, Link, Message, SENT_BY_PLATFORM};
use earlybound_schema::{HttpMethod, MessageKind};

/// Writes the two sections.
pub(super) fn write(page: &mut Writer, document: &Document, options: &RenderOptions) {
    let sections = [("Messages", "Name <br />Is Event?", &document.messages), ("Events", "Name", &document.events)];
    for (title, name, messages) in sections {
        if messages.is_empty() {
            continue;
        }
        page.heading(2, title);
        let rows: Vec<_> = messages.iter().map(|message| row(message, options)).collect();
        page.table([name, "Web API Operation", "SDK for .NET"], &rows);
    }
}

fn row(message: &Message, options: &RenderOptions) -> [String; 3] {
    [name(message), operation(message, options), sdk(message, options)]
}

/// A link to a page; its words are prose of the source, its address a fact.
fn link(link: &Link, options: &RenderOptions) -> String {
    text::link(if options.descriptions { &link.text } else { "Documentation" }, &link.url)
}

fn name(message: &Message) -> String {
    let mut parts = vec![text::code(&message.name)];
    parts.extend(message.is_event.map(|is_event| format!("Event: {}", text::truth(is_event))));
    parts.extend(unknown_form(message, "Event"));
    text::parts(&parts)
}

fn operation(message: &Message, options: &RenderOptions) -> String {
    let mut parts = Vec::new();
    parts.extend(request(message));
    parts.extend(web_api(message));
    parts.extend(page_on_request(message, options));
    parts.extend(message.is_event_only.then(|| format!("Sent {SENT_BY_PLATFORM} itself.")));
    parts.extend(unknown_form(message, "Web API Operation").or_else(|| odd_request(message)));
    text::parts(&parts)
}

/// Method and path, with the id column in the reference's italics.
fn request(message: &Message) -> Option<String> {
    let (method, path) = method_and_path(message)?;
    let column = path.split_once("({").and_then(|(set, rest)| Some((set, rest.strip_suffix("})")?)));
    let path = column.map_or_else(|| path.clone(), |(set, column)| format!("{set}(*{column}*)"));
    Some(format!("`{method}` {path}"))
}

/// The two halves of a request, of which a page states none alone.
fn method_and_path(message: &Message) -> Option<(HttpMethod, String)> {
    let path = message.path.as_deref().map(text::inline)?;
    message.method.zip(Some(path).filter(|path| path.starts_with('/')))
}

/// What is there of a request that is not whole. It comes last, as what was not understood does.
fn odd_request(message: &Message) -> Option<String> {
    let parts = [message.method.map(|method| method.to_string()), message.path.clone()];
    let words: Vec<_> = parts.iter().flatten().map(|part| unread(part)).filter(|part| !part.is_empty()).collect();
    (method_and_path(message).is_none() && !words.is_empty()).then(|| words.join(" "))
}

/// The Web API's own action or function. One with a documentation page is named by a reference, which tells its kind
/// only where it is asked for another text than its name.
fn web_api(message: &Message) -> Option<String> {
    let kind = match message.kind {
        Some(MessageKind::Action) => Some("action"),
        Some(MessageKind::Function) => Some("function"),
        Some(MessageKind::Operation) | None => None,
    };
    let Some(full_name) = &message.web_api else {
        return kind.map(|kind| format!("**{} {kind}**", text::inline(&message.name)));
    };
    let target = text::address(full_name);
    Some(match message.kind.zip(kind) {
        Some((kind, _)) => format!("<xref href=\"{target}?text={} {kind}\" />", text::address(&message.name)),
        None => format!("<xref:{target}?displayProperty=nameWithType />"),
    })
}

/// The link to how a request is made, and the columns that it is about.
fn page_on_request(message: &Message, options: &RenderOptions) -> Option<String> {
    let link = message.web_api_link.as_ref().map(|page| link(page, options));
    let columns: Vec<_> = message.columns.iter().filter_map(|column| column_name(column)).collect();
    if let Some(link) = link.as_ref().filter(|_| !columns.is_empty()) {
        return Some(format!("{link} of {}", columns.join(" and ")));
    }
    let is_request = method_and_path(message).is_some();
    link.map(|link| if is_request { format!("See {link}") } else { link })
}

/// A column that a request is about: what ends a code span stands there as a character reference.
fn column_name(column: &str) -> Option<String> {
    let name = text::inline(column).replace("\\`", "&#96;");
    (!name.is_empty()).then(|| format!("`{name}`"))
}

fn sdk(message: &Message, options: &RenderOptions) -> String {
    let mut parts = Vec::new();
    parts.extend(message.sdk.as_ref().map(|name| format!("<xref:{}>", text::address(name))));
    // The star stands for all forms of the method.
    parts.extend(message.sdk_method.as_ref().map(|name| format!("<xref:{}*>", text::address(name))));
    parts.extend(message.sdk_link.as_ref().map(|page| link(page, options)));
    parts.extend(unknown_form(message, "SDK"));
    text::parts(&parts)
}

/// A part of a cell that the reader did not understand.
fn unknown_form(message: &Message, cell: &str) -> Option<String> {
    message.other.get(cell).map(|part| unread(part))
}

/// A text that means nothing but itself, even if it has the words of a sentence that means more.
fn unread(part: &str) -> String {
    let escaped = SENT_BY_PLATFORM.replace(' ', "&#32;");
    text::inline(part).replace(SENT_BY_PLATFORM, &escaped)
}

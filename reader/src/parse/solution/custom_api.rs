//! Custom APIs: one file for each, and one for each of their parameters and of what they answer.

use std::path::{Path, PathBuf};

use super::tree::{attribute, label, text};
use crate::diagnostic::Code;
use crate::model::{BoundTo, Member, MessageSignature};
use crate::parse::documents::Reader;
use crate::parse::node::Node;
use earlybound_schema::{Binding, MessageKind, ParameterType};

/// The folder of the custom API that a file is of.
pub(super) fn folder(path: &Path) -> PathBuf {
    let is_folder = |folder: &&Path| {
        let above = folder.parent().and_then(Path::file_name).unwrap_or_default();
        above.to_string_lossy().eq_ignore_ascii_case("customapis")
    };
    let found = path.ancestors().skip(1).find(is_folder);
    found.or(path.parent()).unwrap_or(path).to_owned()
}

/// The signature of an element `customapi`, without what stands in files of its own; nothing if it has no name.
pub(super) fn message(reader: &mut Reader<'_>, node: &Node, language: Option<u16>) -> Option<MessageSignature> {
    let name = attribute(node, "uniquename")?;
    let is_function = text(node, "isfunction") == Some("1");
    Some(MessageSignature {
        origin: reader.origin(name),
        name: name.scalar()?.to_owned(),
        kind: Some(if is_function { MessageKind::Function } else { MessageKind::Action }),
        description: description(node, language),
        bound_to: bound_to(reader, node)?.into_iter().collect(),
        layers: vec![reader.layer()],
        ..MessageSignature::default()
    })
}

/// The binding of a custom API; nothing if it is bound and does not say to which table.
fn bound_to(reader: &mut Reader<'_>, node: &Node) -> Option<Option<BoundTo>> {
    let (place, word) = (node.get("bindingtype").unwrap_or(node), text(node, "bindingtype").unwrap_or("0"));
    let binding = match word {
        "0" => return Some(None),
        "1" => Binding::Entity,
        "2" => Binding::EntityCollection,
        _ => {
            let help = "0 is a custom API that is called alone, 1 one on a row, 2 one on rows".to_owned();
            reader.report(Code::BadValue, place.span, "not a binding".to_owned(), "not read", Some(help));
            return None;
        }
    };
    let Some(table) = text(node, "boundentitylogicalname").map(str::to_lowercase) else {
        let message = "nothing says what table the custom API is bound to".to_owned();
        let help = "add `<boundentitylogicalname>`".to_owned();
        reader.report(Code::BadValue, place.span, message, "not read", Some(help));
        return None;
    };
    Some(Some(BoundTo { table, binding }))
}

/// The member of an element `customapirequestparameter` or `customapiresponseproperty`; nothing if it has no name.
pub(super) fn member(reader: &mut Reader<'_>, node: &Node, language: Option<u16>) -> Option<Member> {
    let name = attribute(node, "uniquename")?.scalar()?.to_owned();
    let number = text(node, "type").and_then(|number| number.parse::<usize>().ok());
    let of = number.and_then(|number| ParameterType::ALL.get(number));
    if of.is_none() {
        let place = node.get("type").unwrap_or(node);
        let message = format!("`{name}` has no type that custom APIs have");
        let help = Some("types are numbers from 0 to 12".to_owned());
        reader.report(Code::BadValue, place.span, message, "the type stays unknown", help);
    }
    Some(Member {
        name,
        type_name: of.map(|of| of.as_str().to_owned()),
        table: text(node, "logicalentityname").map(str::to_lowercase),
        optional: text(node, "isoptional") == Some("1"),
        description: description(node, language),
        ..Member::default()
    })
}

fn description(node: &Node, language: Option<u16>) -> Option<String> {
    let default = || node.get("description").and_then(|description| attribute(description, "default"));
    let text = label(node, "description", "label", language).or_else(default)?.scalar()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

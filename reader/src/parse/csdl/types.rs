//! Complex types and enum types.

use std::collections::HashSet;

use roxmltree::Node;

use super::Tag;
use super::reader::{Reader, attribute, description};
use crate::diagnostic::Code;
use crate::model::{ComplexType, EnumMember, EnumType, Member};

pub(super) fn complex(reader: &mut Reader, node: Node<'_, '_>) {
    let Some(name) = reader.name(node) else { return };
    let mut complex = ComplexType { origin: reader.origin(node), name: name.to_owned(), ..ComplexType::default() };
    complex.description = description(node);
    complex.layers = vec![reader.layer.clone()];
    let is_property =
        |node: &Node<'_, '_>| ["Property", "NavigationProperty"].iter().any(|tag| node.has_tag_name_of(tag));
    complex.properties = members(reader, node.children().filter(is_property));
    reader.said.complex_types.push(complex);
}

/// Properties of a type or parameters of a message. CSDL lets each be left out that does not say otherwise.
pub(super) fn members<'a, 'input: 'a>(
    reader: &mut Reader,
    nodes: impl Iterator<Item = Node<'a, 'input>>,
) -> Vec<Member> {
    let mut names = HashSet::new();
    let mut member = |node: Node<'a, 'input>| {
        let name = reader.name(node)?.to_owned();
        reader.note_twice(&mut names, node, &name);
        let type_name = reader.type_of(node);
        let optional = node.attribute("Nullable") != Some("false");
        Some(Member { name, type_name, optional, description: description(node), ..Member::default() })
    };
    nodes.filter_map(&mut member).collect()
}

pub(super) fn enumeration(reader: &mut Reader, node: Node<'_, '_>) {
    let Some(name) = reader.name(node) else { return };
    let mut enumeration = EnumType { origin: reader.origin(node), name: name.to_owned(), ..EnumType::default() };
    enumeration.description = description(node);
    enumeration.layers = vec![reader.layer.clone()];
    let mut names = HashSet::new();
    for node in node.children().filter(|node| node.has_tag_name_of("Member")) {
        let Some(name) = reader.name(node) else { continue };
        // Members without a value count on, from zero.
        let next = enumeration.members.last().map_or(0, |last| last.value.saturating_add(1));
        let Ok(value) = node.attribute("Value").map_or(Ok(next), str::parse) else {
            let message = format!("the value of `{name}` is not a number");
            let help = "values are whole numbers";
            reader.report(Code::BadValue, attribute(node, "Value"), message, "the member is not read", help);
            continue;
        };
        reader.note_twice(&mut names, node, name);
        enumeration.members.push(EnumMember {
            name: name.to_owned(),
            value,
            description: description(node),
            ..EnumMember::default()
        });
    }
    reader.said.enum_types.push(enumeration);
}

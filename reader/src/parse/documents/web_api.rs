//! Messages with their signatures, and the types that these speak of.

use super::Reader;
use crate::diagnostic::Code;
use crate::model::fact::{Facts, Misfit, Slot};
use crate::model::key::Key;
use crate::model::{
    BoundTo, ComplexType, EntityType, EnumMember, EnumType, Layer, Member, MessageSignature, NavigationProperty, Other,
    Property,
};
use crate::parse::node::{Node, NodeKind};
use crate::parse::value;
use crate::rust_name::Shape;

/// The keys under which a text holds messages and types.
pub(super) const WEB_API_LISTS: [&str; 4] = ["Messages", "ComplexTypes", "EnumTypes", "EntityTypes"];

impl Reader<'_> {
    /// Reads a list of messages or types. Returns `false` for any other key.
    pub(super) fn web_api_list(&mut self, key: &str, node: &Node) -> bool {
        match key {
            "Messages" => {
                let messages = self.list(node, Self::signature);
                self.said.web_api.messages.extend(messages);
            }
            "ComplexTypes" => {
                let types = self.list(node, Self::complex_type);
                self.said.web_api.complex_types.extend(types);
            }
            "EnumTypes" => {
                let types = self.list(node, Self::enum_type);
                self.said.web_api.enum_types.extend(types);
            }
            "EntityTypes" => {
                let types = self.list(node, Self::entity_type);
                self.said.web_api.entity_types.extend(types);
            }
            _ => return false,
        }
        true
    }

    fn signature(&mut self, node: &Node) -> Option<MessageSignature> {
        let mut message = MessageSignature { origin: self.name_origin(node, "Name"), ..Default::default() };
        message.layers = vec![self.layer()];
        self.entries(node, &mut message, |reader, message, key, value| {
            match key {
                "BoundTo" => message.bound_to = reader.list(value, Self::bound_to),
                "Parameters" => message.parameters = reader.list(value, Self::member),
                "Returns" => message.returns = returns(value)?,
                "Layers" => reader.set_layers(&mut message.layers, value),
                _ => return reader.fact(message, Shape::Type, key, value),
            }
            Ok(())
        });
        self.named(&message.name, node, "Name").then_some(message)
    }

    fn bound_to(&mut self, node: &Node) -> Option<BoundTo> {
        let (mut table, mut binding) = (String::new(), None);
        let mut other = Other::new();
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Table" => super::scalar(value, |raw| value::set(Key::Table, Slot::Name(&mut table), raw)),
                "Binding" => super::scalar(value, |raw| value::word(&mut binding, raw)),
                _ => Err(Misfit::Key),
            };
            self.outcome(outcome, key, key_node, value, &mut other);
        }
        if binding.is_none() {
            let help = "add `Binding: Entity` or `Binding: EntityCollection`".to_owned();
            self.report(Code::BadValue, node.span, "an item without `Binding`".into(), "not read", Some(help));
        }
        let is_named = self.named(&table, node, "Table");
        binding.filter(|_| is_named).map(|binding| BoundTo { table, binding })
    }

    fn member(&mut self, node: &Node) -> Option<Member> {
        let mut member = Member::default();
        self.entries(node, &mut member, |reader, member, key, value| reader.fact(member, Shape::Field, key, value));
        self.named(&member.name, node, "Name").then_some(member)
    }

    fn complex_type(&mut self, node: &Node) -> Option<ComplexType> {
        let mut complex = ComplexType { origin: self.name_origin(node, "Name"), ..Default::default() };
        complex.layers = vec![self.layer()];
        self.entries(node, &mut complex, |reader, complex, key, value| {
            match key {
                "Properties" => complex.properties = reader.list(value, Self::member),
                "Layers" => reader.set_layers(&mut complex.layers, value),
                _ => return reader.fact(complex, Shape::Type, key, value),
            }
            Ok(())
        });
        self.named(&complex.name, node, "Name").then_some(complex)
    }

    fn enum_type(&mut self, node: &Node) -> Option<EnumType> {
        let mut enumeration = EnumType { origin: self.name_origin(node, "Name"), ..Default::default() };
        enumeration.layers = vec![self.layer()];
        self.entries(node, &mut enumeration, |reader, enumeration, key, value| {
            match key {
                "Members" => enumeration.members = reader.list(value, Self::enum_member),
                "Layers" => reader.set_layers(&mut enumeration.layers, value),
                _ => return reader.fact(enumeration, Shape::Type, key, value),
            }
            Ok(())
        });
        self.named(&enumeration.name, node, "Name").then_some(enumeration)
    }

    fn enum_member(&mut self, node: &Node) -> Option<EnumMember> {
        let mut member = EnumMember::default();
        self.entries(node, &mut member, |reader, member, key, value| match key {
            "Value" => {
                let number = value.scalar().and_then(|number| number.parse().ok());
                member.value = number.ok_or(Misfit::Value("an integer"))?;
                Ok(())
            }
            _ => reader.fact(member, Shape::Variant, key, value),
        });
        self.named(&member.name, node, "Name").then_some(member)
    }

    fn entity_type(&mut self, node: &Node) -> Option<EntityType> {
        let mut entity = EntityType { origin: self.name_origin(node, "Name"), ..Default::default() };
        entity.layers = vec![self.layer()];
        self.entries(node, &mut entity, |reader, entity, key, value| {
            match key {
                "NavigationProperties" => entity.navigation_properties = reader.list(value, Self::navigation_property),
                "Properties" => entity.properties = reader.list(value, Self::property),
                "Keys" => entity.keys = reader.list(value, Self::key),
                "Layers" => reader.set_layers(&mut entity.layers, value),
                _ => return reader.fact(entity, Shape::Type, key, value),
            }
            Ok(())
        });
        self.named(&entity.name, node, "Name").then_some(entity)
    }

    fn property(&mut self, node: &Node) -> Option<Property> {
        let mut property = Property { origin: self.name_origin(node, "Name"), ..Property::default() };
        self.entries(node, &mut property, |reader, property, key, value| {
            reader.fact(property, Shape::Field, key, value)
        });
        self.named(&property.name, node, "Name").then_some(property)
    }

    fn navigation_property(&mut self, node: &Node) -> Option<NavigationProperty> {
        let mut property = NavigationProperty::default();
        self.entries(node, &mut property, |reader, property, key, value| {
            reader.fact(property, Shape::Field, key, value)
        });
        self.named(&property.name, node, "Name").then_some(property)
    }

    /// Reads the entries of an item that keeps nothing it does not know.
    fn entries<T: Facts>(
        &mut self,
        node: &Node,
        item: &mut T,
        read: impl Fn(&mut Self, &mut T, &str, &Node) -> Result<(), Misfit>,
    ) {
        let mut other = Other::new();
        for (key, key_node, value) in node.entries() {
            let outcome = read(self, item, key, value);
            if matches!(value.kind, NodeKind::Nothing) && key == "Returns" {
                continue; // It answers nothing.
            }
            self.outcome(outcome, key, key_node, value, &mut other);
        }
    }

    /// The layers that an item was merged from. One without any has the layer of its text.
    fn set_layers(&mut self, layers: &mut Vec<Layer>, node: &Node) {
        let merged = self.list(node, Self::merged_layer);
        if !merged.is_empty() {
            *layers = merged;
        }
    }

    pub(in crate::parse) fn layer(&self) -> Layer {
        Layer { source: self.name.to_owned(), provenance: self.provenance, full: true, ..Layer::default() }
    }
}

/// The type of an answer: its name, a map of `Type`, or nothing.
fn returns(node: &Node) -> Result<Option<String>, Misfit> {
    let node = node.get("Type").unwrap_or(node);
    match &node.kind {
        NodeKind::Nothing => Ok(None),
        NodeKind::Scalar(name) => Ok(Some(name.clone())),
        NodeKind::List(_) | NodeKind::Map(_) => Err(Misfit::Value("a type, or nothing")),
    }
}

//! The rest of the Web API: messages with their signatures, and the types in these.
//!
//! Types are written as in CSDL, the language of a service's `$metadata`: `Edm.String`, `mscrm.account`,
//! `Collection(mscrm.PrincipalAccess)`. A custom API's own word, such as `EntityReference`, is kept as it is.

use std::collections::BTreeSet;

use super::alternate_key::AlternateKey;
use super::fact::{Fact, facts};
use super::table::Layer;
use super::type_name::{collected, service_type};
use super::value::Entry;
use crate::span::Origin;
use earlybound_schema::{Binding, MessageKind};

/// Messages and types of the Web API. The lists of resolved ones are sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct WebApi {
    /// Messages whose signature is known.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub messages: Vec<MessageSignature>,
    /// Types with properties and without an id.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub complex_types: Vec<ComplexType>,
    /// Types whose values have names.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub enum_types: Vec<EnumType>,
    /// The types of rows.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub entity_types: Vec<EntityType>,
}

impl WebApi {
    /// Returns whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
            && self.complex_types.is_empty()
            && self.enum_types.is_empty()
            && self.entity_types.is_empty()
    }

    /// Adds what another source says.
    pub(crate) fn extend(&mut self, other: Self) {
        self.messages.extend(other.messages);
        self.complex_types.extend(other.complex_types);
        self.enum_types.extend(other.enum_types);
        self.entity_types.extend(other.entity_types);
    }

    /// The messages that are wanted, with the types that these speak of. Types of rows are left out: tables are
    /// described elsewhere.
    pub fn select(&self, is_wanted: impl Fn(&MessageSignature) -> bool) -> Self {
        let messages: Vec<_> = self.messages.iter().filter(|message| is_wanted(message)).cloned().collect();
        let members = messages.iter().flat_map(|message| &message.parameters);
        let types = members.filter_map(|member| member.type_name.as_deref());
        let mut next: Vec<&str> =
            types.chain(messages.iter().filter_map(|message| message.returns.as_deref())).collect();
        let mut names = BTreeSet::new();
        while let Some(type_name) = next.pop() {
            let name = own_name(type_name);
            if names.insert(name) {
                let complex = self.complex_types.iter().filter(|of| of.name == name);
                next.extend(complex.flat_map(|of| &of.properties).filter_map(|member| member.type_name.as_deref()));
            }
        }
        let complex = self.complex_types.iter().filter(|of| names.contains(of.name.as_str())).cloned();
        let enums = self.enum_types.iter().filter(|of| names.contains(of.name.as_str())).cloned();
        let (complex_types, enum_types) = (complex.collect(), enums.collect());
        Self { messages, complex_types, enum_types, entity_types: Vec::new() }
    }

    /// The message of that name. Case matters.
    pub fn message(&self, name: &str) -> Option<&MessageSignature> {
        self.messages.iter().find(|message| message.name == name)
    }
}

/// The name of a type of the service, alone or in a collection; any other name as it is.
fn own_name(type_name: &str) -> &str {
    service_type(type_name).or_else(|| collected(type_name)).unwrap_or(type_name)
}

facts! {
    /// The signature and the answer of a message. A message is one thing, whichever tables list it.
    pub struct MessageSignature {
        /// The place where the source names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name. Case matters.
        pub name: String = Name,
        /// An action or a function.
        pub kind: Option<MessageKind> = Kind,
        /// True if it can be subscribed to.
        pub is_event: Option<bool> = IsEvent,
        /// The description.
        pub description: Option<String> = Description,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// The sources, in order.
        pub layers: Vec<Layer> = _,
    }
    always {
        /// The tables that it is called on; empty where it is called alone.
        pub bound_to: Vec<BoundTo> = _,
        /// The parameters, without the row or table that it is called on.
        pub parameters: Vec<Member> = _,
        /// The type of its answer, if it answers anything.
        pub returns: Option<String> = _,
    }
}

impl MessageSignature {
    /// Returns the complex type of an answer in parts, under the name that the service gives it, and before it the type
    /// as messages name it.
    pub(crate) fn response(&self, properties: Vec<Member>) -> (String, ComplexType) {
        let name = format!("{}Response", self.name);
        let type_name = format!("mscrm.{name}");
        let (origin, layers) = (self.origin, self.layers.clone());
        (type_name, ComplexType { origin, name, layers, properties, ..ComplexType::default() })
    }
}

/// A table that a message is called on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
pub struct BoundTo {
    /// The table's logical name; `crmbaseentity` stands for every table.
    pub table: String,
    /// The binding: a row, or the table.
    pub binding: Binding,
}

facts! {
    /// A parameter of a message, or a property of a complex type.
    pub struct Member {
        /// The name. Case matters.
        pub name: String = Name,
        /// The type.
        #[cfg_attr(feature = "serde", serde(rename = "Type"))]
        pub type_name: Option<String> = Type,
        /// The logical name of the table whose rows it takes, where a custom API's own word does not say it.
        pub table: Option<String> = Table,
        /// True if it may be left out.
        pub optional: bool = Optional,
        /// The description.
        pub description: Option<String> = Description,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
    }
}

facts! {
    /// A type with properties and without an id.
    pub struct ComplexType {
        /// The place where the source names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name. Case matters.
        pub name: String = Name,
        /// The description.
        pub description: Option<String> = Description,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// The sources, in order.
        pub layers: Vec<Layer> = _,
    }
    always {
        /// The properties.
        pub properties: Vec<Member> = _,
    }
}

facts! {
    /// A type whose values have names. On the wire they are these names, with a comma between several.
    pub struct EnumType {
        /// The place where the source names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name. Case matters.
        pub name: String = Name,
        /// The description.
        pub description: Option<String> = Description,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// The sources, in order.
        pub layers: Vec<Layer> = _,
    }
    always {
        /// The values.
        pub members: Vec<EnumMember> = _,
    }
}

facts! {
    /// A value of an enum type.
    pub struct EnumMember {
        /// The name. Case matters.
        pub name: String = Name,
        /// The description.
        pub description: Option<String> = Description,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
    }
    always {
        /// The number.
        pub value: i64 = _,
    }
}

facts! {
    /// The type of a table's rows. It says how rows are addressed and linked; the table says which columns they have.
    pub struct EntityType {
        /// The place where the source names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The table's logical name.
        pub name: String = Name,
        /// The name in Web API addresses.
        pub entity_set_name: Option<String> = EntitySetName,
        /// The property that holds a row's id.
        pub primary_id_attribute: Option<String> = PrimaryIdAttribute,
        /// The property that holds a row's name.
        pub primary_name_attribute: Option<String> = PrimaryNameAttribute,
        /// The type that it has the properties of.
        pub base_type: Option<String> = BaseType,
        /// The description.
        pub description: Option<String> = Description,
        /// The alternate keys.
        pub keys: Vec<AlternateKey> = _,
        /// The properties that hold values; those of lookups are called `_column_value`. Pages are not asked for them.
        pub properties: Vec<Property> = _,
        /// The sources, in order.
        pub layers: Vec<Layer> = _,
    }
    always {
        /// The links to other rows.
        pub navigation_properties: Vec<NavigationProperty> = _,
    }
}

facts! {
    /// A value that rows have. Its type does not tell a choice from a whole number, or money from a decimal number.
    pub struct Property {
        /// The place where the source names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name. Case matters.
        pub name: String = Name,
        /// The type.
        #[cfg_attr(feature = "serde", serde(rename = "Type"))]
        pub type_name: Option<String> = Type,
        /// True if the service sets it, if the source states it.
        pub computed: Option<bool> = Computed,
        /// The description.
        pub description: Option<String> = Description,
    }
}

facts! {
    /// A link from a row to another row, or to several.
    pub struct NavigationProperty {
        /// The name. Case matters.
        pub name: String = Name,
        /// The logical name of the table that it leads to.
        pub table: String = Table,
        /// The navigation property that leads back.
        pub partner: Option<String> = Partner,
        /// True if it leads to several rows.
        pub collection: bool = Collection,
        /// The lookup column that it reads, where the source says which.
        pub column: Option<String> = Column,
    }
}

impl Entry for BoundTo {}

impl Entry for Member {}

impl Entry for EnumMember {}

impl Entry for NavigationProperty {}

impl Entry for Property {}

impl Fact for i64 {}

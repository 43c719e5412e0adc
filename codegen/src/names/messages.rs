//! Messages whose signatures are known, and the types that these speak of: which there are, and their names.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::model::{ANY_TABLE, ComplexType, EnumMember, EnumType, Member, MessageSignature, Schema};
use earlybound_reader::project::MessageSelection;
use earlybound_reader::span::Origin;
use earlybound_schema::MessageKind;

use super::kept::{Kept, Memory};
use super::listing::Role;
use super::message_type::{Kind, MessageType, Types};
use super::scope::{Item, tag};
use super::{Name, Named, NamedScope, RESERVED_TYPES, assign_quietly, camel_item, identifier, reserved, snake_item};

/// Types that the module of messages calls by their short names.
const RESERVED_HERE: &[&str] =
    &["AnyValue", "BoundTo", "Cow", "Invoke", "Key", "Members", "Page", "Request", "RequestError", "RowValue", "Other"];

/// Methods of messages, which no setter may be called.
const RESERVED_SETTERS: &[&str] = &["new", "on", "on_table", "request"];

/// Messages with types, and the types that they speak of.
#[derive(Debug, Default)]
pub(crate) struct Messages<'a> {
    pub(crate) calls: Vec<Typed<'a, MessageSignature>>,
    pub(crate) complex_types: Vec<Typed<'a, ComplexType>>,
    pub(crate) enum_types: Vec<EnumNames<'a>>,
}

/// A struct.
#[derive(Debug)]
pub(crate) struct Typed<'a, T> {
    pub(crate) name: Name,
    pub(crate) item: &'a T,
    pub(crate) fields: Vec<FieldNames<'a>>,
    /// The answer of a message, if there is one.
    pub(crate) answer: Option<MessageType<'a>>,
    pub(crate) beside: Beside<'a>,
}

/// The tables that list a message or those that speak of a type; `None` if it is there without them.
pub(crate) type Beside<'a> = Option<BTreeSet<&'a str>>;

/// A parameter or a property.
#[derive(Debug)]
pub(crate) struct FieldNames<'a> {
    pub(crate) name: Name,
    pub(crate) member: &'a Member,
    pub(crate) of: MessageType<'a>,
}

/// An enum of the Web API.
#[derive(Debug)]
pub(crate) struct EnumNames<'a> {
    pub(crate) name: Name,
    pub(crate) item: &'a EnumType,
    pub(crate) members: Vec<Named<'a, EnumMember>>,
    pub(crate) beside: Beside<'a>,
}

impl Messages<'_> {
    /// Returns whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// The struct of a message.
    pub(crate) fn call(&self, message: &str) -> Option<&Typed<'_, MessageSignature>> {
        let at = self.calls.binary_search_by(|call| call.item.name.as_str().cmp(message)).ok()?;
        self.calls.get(at)
    }

    /// The type of a complex type or an enum.
    pub(crate) fn type_of(&self, name: &str) -> Option<&Name> {
        let complex = self.complex_types.iter().map(|of| (&of.item.name, &of.name));
        let enums = self.enum_types.iter().map(|of| (&of.item.name, &of.name));
        complex.chain(enums).find(|(source, _)| *source == name).map(|(_, name)| name)
    }

    pub(super) fn beyond_ascii(&self) -> bool {
        let calls = self.calls.iter().flat_map(|call| &call.fields);
        let fields = calls.chain(self.complex_types.iter().flat_map(|of| &of.fields)).map(|field| &field.name);
        let types = self.calls.iter().map(|call| &call.name).chain(self.complex_types.iter().map(|of| &of.name));
        let enums = self.enum_types.iter();
        let members = enums.clone().flat_map(|of| &of.members).map(|member| &member.name);
        fields.chain(types).chain(enums.map(|of| &of.name)).chain(members).any(|name| !name.rust.is_ascii())
    }
}

/// The messages that get types, and what they speak of, before they have names.
#[derive(Debug)]
pub(super) struct Selected<'a> {
    types: Types<'a>,
    messages: Vec<&'a MessageSignature>,
    complex_types: Vec<&'a ComplexType>,
    enum_types: Vec<&'a EnumType>,
    /// For each message, the tables that it is there with.
    listed: BTreeMap<&'a str, Beside<'a>>,
    /// The same for each type.
    spoken_of: BTreeMap<&'a str, Beside<'a>>,
}

impl<'a> Selected<'a> {
    /// Those that the tables list, and those that settings name.
    pub(super) fn of(schema: &'a Schema, named: &[MessageSelection]) -> Self {
        let mut listed: BTreeMap<&str, Beside<'a>> = BTreeMap::new();
        for table in &schema.tables {
            for message in table.messages.iter().filter(|message| message.kind != Some(MessageKind::Operation)) {
                let tables = listed.entry(&message.name).or_insert_with(|| Some(BTreeSet::new()));
                tables.iter_mut().for_each(|tables| _ = tables.insert(&table.table.logical_name));
            }
        }
        for message in schema.web_api.messages.iter().filter(|it| named.iter().any(|one| one.matches(&it.name))) {
            listed.insert(&message.name, None);
        }
        let is_call = |message: &&MessageSignature| {
            matches!(message.kind, Some(MessageKind::Action | MessageKind::Function))
                && listed.contains_key(message.name.as_str())
        };
        let messages: Vec<_> = schema.web_api.messages.iter().filter(is_call).collect();
        let types = Types::of(schema);
        let mut spoken_of: BTreeMap<&str, Beside<'a>> = BTreeMap::new();
        for message in &messages {
            let tables = listed.get(message.name.as_str()).cloned().flatten();
            for name in self::spoken_of(schema, &types, message) {
                let beside = spoken_of.entry(name).or_insert_with(|| Some(BTreeSet::new()));
                *beside = beside.take().zip(tables.clone()).map(|(known, tables)| &known | &tables);
            }
        }
        let web_api = &schema.web_api;
        Self {
            types,
            messages,
            complex_types: web_api.complex_types.iter().filter(|of| spoken_of.contains_key(of.name.as_str())).collect(),
            enum_types: web_api.enum_types.iter().filter(|of| spoken_of.contains_key(of.name.as_str())).collect(),
            listed,
            spoken_of,
        }
    }

    /// The tables that messages are called on or take rows of, and where they say so.
    pub(super) fn tables(&self) -> BTreeMap<&'a str, Origin> {
        let mut tables = BTreeMap::new();
        for message in &self.messages {
            let bound = message.bound_to.iter().map(|to| to.table.as_str()).filter(|table| *table != ANY_TABLE);
            let rows = message.parameters.iter().filter_map(|parameter| match self.of_member(parameter).kind {
                Kind::Row(table) => Some(table),
                _ => None,
            });
            tables.extend(bound.chain(rows).map(|table| (table, message.origin)));
        }
        tables
    }

    fn of_member(&self, member: &'a Member) -> MessageType<'a> {
        self.types.of_member(member).unwrap_or(MessageType::UNKNOWN)
    }

    /// Names all of them as they were named before.
    pub(super) fn named(&self, kept: &Kept, diagnostics: &mut Diagnostics) -> Messages<'a> {
        let calls = self.messages.iter().map(|it| (type_item(Role::Call, &it.name, &it.rust_name), it.origin));
        let complex =
            self.complex_types.iter().map(|it| (type_item(Role::Complex, &it.name, &it.rust_name), it.origin));
        let enums = self.enum_types.iter().map(|it| (type_item(Role::Enum, &it.name, &it.rust_name), it.origin));
        let (items, origins): (Vec<Item>, Vec<Origin>) = calls.chain(complex).chain(enums).unzip();
        let mut taken = reserved(RESERVED_TYPES);
        taken.extend(reserved(RESERVED_HERE));
        let memory = kept.calls_and_types();
        let scope = NamedScope::new("types", "the module of messages", &origins, &memory);
        let mut names = scope.assign(items, &taken, diagnostics).into_iter();
        let calls = self.messages.iter().zip(names.by_ref()).map(|(item, name)| Typed {
            fields: self.fields(&item.parameters, RESERVED_SETTERS, &kept.members(Role::Parameter, &item.name), None),
            answer: item.returns.as_deref().map(|name| self.types.named(name)),
            beside: self.listed.get(item.name.as_str()).cloned().flatten(),
            name,
            item: *item,
        });
        let calls = calls.collect();
        let complex_types = self.complex_types.iter().zip(names.by_ref()).map(|(item, name)| {
            let memory = kept.members(Role::Property, &item.name);
            let fields = self.fields(&item.properties, &[], &memory, Some(&item.name));
            Typed { fields, answer: None, beside: self.beside(&item.name), name, item: *item }
        });
        let complex_types = complex_types.collect();
        let enum_types = self.enum_types.iter().zip(names).map(|(item, name)| {
            let members = members(item, &kept.members(Role::Member, &item.name));
            EnumNames { name, item, members, beside: self.beside(&item.name) }
        });
        let enum_types = enum_types.collect();
        Messages { calls, complex_types, enum_types }
    }

    /// The tables that a type is there with.
    fn beside(&self, name: &str) -> Beside<'a> {
        self.spoken_of.get(name).cloned().flatten()
    }

    /// The fields of a struct; `within` is the complex type that they are those of.
    fn fields(
        &self,
        members: &'a [Member],
        reserved_names: &[&str],
        kept: &Memory<'_>,
        within: Option<&str>,
    ) -> Vec<FieldNames<'a>> {
        let items = members.iter().map(|member| field_item(&member.name).renamed(member.rust_name.as_ref())).collect();
        let names = assign_quietly(items, &reserved(reserved_names), kept);
        let field = |(name, member)| {
            let mut of = self.of_member(member);
            // A struct cannot hold itself.
            if let (Kind::Complex(inner), false, Some(within)) = (of.kind, of.several, within)
                && self.holds(inner, within, &mut BTreeSet::new())
            {
                of.kind = Kind::Any;
            }
            FieldNames { name, member, of }
        };
        names.into_iter().zip(members).map(field).collect()
    }

    /// Returns whether a complex type is another one, or holds it other than in a list.
    fn holds(&self, outer: &'a str, inner: &str, seen: &mut BTreeSet<&'a str>) -> bool {
        if outer == inner {
            return true;
        }
        let Some(outer) = self.complex_types.iter().find(|of| of.name == outer).filter(|of| seen.insert(&of.name))
        else {
            return false;
        };
        outer.properties.iter().map(|property| self.of_member(property)).any(|of| match of.kind {
            Kind::Complex(next) => !of.several && self.holds(next, inner, seen),
            _ => false,
        })
    }
}

/// The complex types and enums that a message speaks of, and those that these speak of in turn.
fn spoken_of<'a>(schema: &'a Schema, types: &Types<'a>, message: &'a MessageSignature) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let taken = message.parameters.iter().filter_map(|parameter| parameter.type_name.as_deref());
    let mut next: Vec<&str> = taken.chain(message.returns.as_deref()).collect();
    while let Some(name) = next.pop() {
        match types.named(name).kind {
            Kind::Enum { name, .. } => _ = found.insert(name),
            Kind::Complex(name) if found.insert(name) => {
                let complex = schema.web_api.complex_types.iter().filter(|of| of.name == name);
                next.extend(complex.flat_map(|of| &of.properties).filter_map(|it| it.type_name.as_deref()));
            }
            _ => {}
        }
    }
    found
}

/// The type of a message, a complex type or an enum type.
fn type_item(role: Role, name: &str, rust_name: &Option<String>) -> Item {
    let kind = match role {
        Role::Call => "Message",
        Role::Enum => "Enum",
        _ => "Type",
    };
    let item = Item { key: Kept::type_key(role, name), ..camel_item(name, name, kind) };
    item.renamed(rust_name.as_ref())
}

/// A field that is called as the words of `source` say: `IncidentResolution` becomes `incident_resolution`.
fn field_item(source: &str) -> Item {
    Item { source: source.to_owned(), key: source.to_owned(), ..snake_item(&identifier::words(source)) }
}

/// The variants of an enum.
fn members<'a>(of: &'a EnumType, kept: &Memory<'_>) -> Vec<Named<'a, EnumMember>> {
    let item = |member: &EnumMember| {
        let nicest = identifier::camel(&member.name).unwrap_or_else(|| "Unnamed".to_owned());
        let valued = format!("{nicest}Value{}", member.value.unsigned_abs());
        let tagged = format!("{valued}_{}", tag(&member.name));
        let candidates = vec![nicest, valued, tagged];
        let item = Item { source: member.name.clone(), key: member.name.clone(), candidates, chosen: false };
        item.renamed(member.rust_name.as_ref())
    };
    let items = of.members.iter().map(item).collect();
    let names = assign_quietly(items, &reserved(&["Other", "Self"]), kept);
    names.into_iter().zip(&of.members).map(|(name, item)| Named { name, item }).collect()
}

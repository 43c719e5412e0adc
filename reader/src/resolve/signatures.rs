//! Messages that tables list get the signatures that the Web API states, and tables the messages that are bound to
//! them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    ANY_TABLE, BoundTo, Layer, Member, Message, MessageSignature, Parameter, Table, WebApi, collected, service_type,
};
use earlybound_schema::{Binding, MessageKind, ParameterType};

/// Adds the signatures that tables state of their messages, where nothing else states one. Pages of tables state none.
pub(super) fn add_stated(tables: &[Table], web_api: &mut WebApi) {
    let known: HashSet<String> = web_api.messages.iter().map(|message| message.name.clone()).collect();
    let mut stated: BTreeMap<&str, MessageSignature> = BTreeMap::new();
    for table in tables {
        let messages = table.messages.iter().chain(&table.events);
        for message in messages.filter(|message| states_signature(message) && !known.contains(&message.name)) {
            let signature = stated.entry(&message.name).or_insert_with(|| first_stated(message, table, web_api));
            let is_bound = message.binding.filter(|binding| *binding != Binding::Global);
            signature
                .bound_to
                .extend(is_bound.map(|binding| BoundTo { table: table.table.logical_name.clone(), binding }));
        }
    }
    web_api.messages.extend(stated.into_values());
    web_api.messages.sort_by(|a, b| a.name.cmp(&b.name));
    web_api.complex_types.sort_by(|a, b| a.name.cmp(&b.name));
}

/// Returns whether a table says of a message what it takes, answers or is called on.
fn states_signature(message: &Message) -> bool {
    let says = message.binding.is_some() || !message.parameters.is_empty() || !message.returns.is_empty();
    says && matches!(message.kind, Some(MessageKind::Action | MessageKind::Function))
}

/// Returns the signature that a table states, not yet bound to any. The parts of its answer become a complex type, as
/// those of a custom API are.
fn first_stated(message: &Message, table: &Table, web_api: &mut WebApi) -> MessageSignature {
    let layer = message.layer.and_then(|layer| table.layers.get(usize::from(layer.0)));
    let layers: Vec<Layer> = layer.cloned().into_iter().collect();
    let mut signature = MessageSignature {
        origin: message.origin,
        name: message.name.clone(),
        kind: message.kind,
        is_event: message.is_event,
        rust_name: message.rust_name.clone(),
        layers,
        parameters: message.parameters.iter().map(member).collect(),
        ..MessageSignature::default()
    };
    if !message.returns.is_empty() {
        let (type_name, parts) = signature.response(message.returns.iter().map(member).collect());
        signature.returns = Some(type_name);
        if !web_api.complex_types.iter().any(|of| of.name == parts.name) {
            web_api.complex_types.push(parts);
        }
    }
    signature
}

fn member(parameter: &Parameter) -> Member {
    let type_name = parameter.parameter_type.map(|of| of.as_str().to_owned());
    Member { name: parameter.name.clone(), type_name, optional: parameter.optional, ..Member::default() }
}

/// Completes the messages of all tables.
pub(super) fn complete(tables: &mut [Table], web_api: &WebApi, diagnostics: &mut Diagnostics) {
    if web_api.messages.is_empty() {
        return;
    }
    let types = Types::of(web_api);
    let signatures: HashMap<&str, &MessageSignature> =
        web_api.messages.iter().map(|message| (message.name.as_str(), message)).collect();
    let mut bound: HashMap<&str, Vec<&MessageSignature>> = HashMap::new();
    for signature in &web_api.messages {
        for to in &signature.bound_to {
            let messages = bound.entry(to.table.as_str()).or_default();
            if messages.last().is_none_or(|last| last.name != signature.name) {
                messages.push(signature);
            }
        }
    }
    for table in tables {
        let Table { messages, events, table, .. } = table;
        for signature in bound.get(table.logical_name.as_str()).into_iter().flatten() {
            if !messages.iter().chain(events.iter()).any(|message| message.name == signature.name) {
                messages.push(Message { origin: signature.origin, name: signature.name.clone(), ..Message::default() });
            }
        }
        for message in messages.iter_mut().chain(events) {
            if let Some(signature) = signatures.get(message.name.as_str()) {
                fill(message, signature, &table.logical_name, &types, diagnostics);
            }
        }
    }
}

/// Takes over what the table does not say itself.
fn fill(
    message: &mut Message,
    signature: &MessageSignature,
    table: &str,
    types: &Types<'_>,
    diagnostics: &mut Diagnostics,
) {
    // What is an operation on the table's rows has no signature, whatever else has its name.
    if message.kind == Some(MessageKind::Operation) {
        return;
    }
    if let (Some(stated), Some(kind)) = (message.kind, signature.kind)
        && stated != kind
    {
        let text = format!("`{}` is called {stated} by its table and {kind} by its own page", message.name);
        diagnostics.push(
            Diagnostic::new(Code::LayersDisagree, text)
                .at(signature.origin, "this counts")
                .related(message.origin, "the table"),
        );
    }
    message.kind = signature.kind.or(message.kind);
    message.is_event = message.is_event.or(signature.is_event);
    message.binding = message.binding.or_else(|| binding(signature, table));
    if message.parameters.is_empty() {
        message.parameters = signature.parameters.iter().map(|member| parameter(member, types)).collect();
    }
}

/// Returns the binding of a message for a row of a table; `None` if it is bound to rows of other tables.
fn binding(signature: &MessageSignature, table: &str) -> Option<Binding> {
    if signature.bound_to.is_empty() {
        return Some(Binding::Global);
    }
    let is_on = |to: &&BoundTo| to.table == table || to.table == ANY_TABLE;
    signature.bound_to.iter().find(is_on).map(|to| to.binding)
}

/// The names of complex types and of enum types; any other name is that of a table.
struct Types<'a> {
    complex: Vec<&'a str>,
    enums: Vec<&'a str>,
}

impl<'a> Types<'a> {
    fn of(web_api: &'a WebApi) -> Self {
        let mut complex: Vec<&str> = web_api.complex_types.iter().map(|of| of.name.as_str()).collect();
        let mut enums: Vec<&str> = web_api.enum_types.iter().map(|of| of.name.as_str()).collect();
        complex.sort_unstable();
        enums.sort_unstable();
        Self { complex, enums }
    }
}

fn parameter(member: &Member, types: &Types<'_>) -> Parameter {
    let parameter_type = member.type_name.as_deref().and_then(|name| parameter_type(name, types));
    Parameter { name: member.name.clone(), parameter_type, optional: member.optional }
}

/// The type of a parameter in the words of custom APIs. `None` where they have none for it.
fn parameter_type(type_name: &str, types: &Types<'_>) -> Option<ParameterType> {
    Some(match type_name {
        "Edm.Boolean" => ParameterType::Boolean,
        "Edm.DateTimeOffset" => ParameterType::DateTime,
        "Edm.Decimal" => ParameterType::Decimal,
        "Edm.Double" => ParameterType::Float,
        "Edm.Int32" => ParameterType::Integer,
        "Edm.String" => ParameterType::String,
        "Edm.Guid" => ParameterType::Guid,
        "Collection(Edm.String)" => ParameterType::StringArray,
        _ => {
            let Some(name) = service_type(type_name) else { return type_name.parse().ok() };
            let several = collected(type_name).is_some();
            // Tables have lower-case names; a type whose page is missing may be anything.
            let is_row = name.bytes().all(|byte| !byte.is_ascii_uppercase());
            let is_other = [&types.complex, &types.enums].iter().any(|names| names.binary_search(&name).is_ok());
            if !is_row || is_other {
                return None;
            }
            if several { ParameterType::EntityCollection } else { ParameterType::Entity }
        }
    })
}

//! The data of the page, in compact form: tables and relationships are referred to by number.

use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::model::{ManyToManyRelationship, Message, MessageSignature, Schema, Table};
use earlybound_schema::Binding;
use earlybound_schema::cascade::Graph;
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration};
use serde::Serialize;

use super::changes::Changed;
use super::columns::{Choice, Column, Paths, choices, columns};
use super::reaches::{Kind, Reached, Reaches};
use crate::picture::{layout, svg};
use crate::story::doing;

/// The actions that the page offers, in its order.
pub(super) const ACTIONS: [CascadeAction; 6] = [
    CascadeAction::Delete,
    CascadeAction::Assign,
    CascadeAction::Share,
    CascadeAction::Unshare,
    CascadeAction::Reparent,
    CascadeAction::Merge,
];

#[derive(Serialize)]
pub(super) struct Data<'a> {
    actions: [(CascadeAction, &'static str); 6],
    /// The logical names of all tables that are spoken of: first those of `tables`.
    names: Vec<&'a str>,
    tables: Vec<TableData<'a>>,
    relationships: Vec<Relationship<'a>>,
    pairs: Vec<Pair<'a>>,
    /// The size of boxes, and how many letters fit into their two lines.
    #[serde(rename = "box")]
    size: BoxSize,
    kinds: Vec<Kind>,
    /// For each action one for each of `names`; `null` where the action reaches nothing.
    reached: Vec<Vec<Option<Reached>>>,
    /// The changes since another version, if the page is made of two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<Changed>,
    /// The number of answers that the page leaves out.
    #[serde(skip)]
    pub(super) left_out: usize,
}

#[derive(Serialize)]
struct BoxSize {
    width: f64,
    height: f64,
    name: usize,
    note: usize,
}

#[derive(Serialize)]
struct TableData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    facts: Vec<(&'static str, String)>,
    columns: Vec<Column<'a>>,
    choices: Vec<Choice<'a>>,
    messages: Vec<MessageData<'a>>,
}

#[derive(Serialize)]
struct MessageData<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    request: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sdk: Option<&'a str>,
    event: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<Signature<'a>>,
}

/// The signature of a message.
#[derive(Serialize)]
struct Signature<'a> {
    kind: &'static str,
    /// The tables that it is called on, each with whether that is the table as a whole.
    on: Vec<(&'a str, bool)>,
    /// Name, type and whether it may be left out.
    parameters: Vec<(&'a str, &'a str, bool)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    returns: Option<&'a str>,
}

/// Name, referenced and referencing table, column, behaviour, and a letter for what it does for each action.
#[derive(Serialize)]
struct Relationship<'a>(&'a str, usize, usize, &'a str, &'static str, String);

/// A many-to-many relationship: name, its two tables, the table of pairs.
#[derive(Serialize)]
struct Pair<'a>(&'a str, usize, usize, &'a str);

pub(super) fn data<'a>(schema: &'a Schema, paths: &'a Paths) -> Data<'a> {
    let graph = schema.cascade_graph();
    let names = names(schema, &graph);
    let numbers: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let number = |name: &str| numbers.get(name).copied().unwrap_or_default();
    let relationships = graph.edges().map(|edge| {
        let behavior = edge.cascade.behavior().map_or("", |behavior| behavior.as_str());
        let (referenced, referencing) = (number(edge.referenced), number(edge.referencing));
        let column = edge.column.unwrap_or_default();
        Relationship(edge.schema_name, referenced, referencing, column, behavior, letters(&edge.cascade))
    });
    let signatures = schema.web_api.messages.iter().map(|message| (message.name.as_str(), message)).collect();
    let mut reaches = Reaches::new(&graph, &numbers);
    let reached = ACTIONS.map(|action| names.iter().map(|name| reaches.of(action, name)).collect());
    let (kinds, left_out) = reaches.finish();
    Data {
        actions: ACTIONS.map(|action| (action, doing(action))),
        tables: schema.tables.iter().map(|of| table(of, &signatures, paths)).collect(),
        relationships: relationships.collect(),
        pairs: pairs(schema, number),
        size: BoxSize { width: layout::WIDTH, height: layout::HEIGHT, name: svg::NAME, note: svg::NOTE },
        kinds,
        reached: reached.into(),
        changes: Vec::new(),
        left_out,
        names,
    }
}

fn names<'a>(schema: &'a Schema, graph: &Graph<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = schema.tables.iter().map(|table| table.table.logical_name.as_str()).collect();
    let described: BTreeSet<&str> = names.iter().copied().collect();
    let pairs = schema.tables.iter().flat_map(|table| &table.many_to_many_relationships);
    let paired = pairs.flat_map(|pair| [&pair.entity1_logical_name, &pair.entity2_logical_name]);
    let others = graph.edges().flat_map(|edge| [edge.referenced, edge.referencing]);
    let others: BTreeSet<&str> = others.chain(paired.filter_map(|name| name.as_deref())).collect();
    names.extend(others.difference(&described));
    names
}

fn table<'a>(table: &'a Table, signatures: &BTreeMap<&str, &'a MessageSignature>, paths: &'a Paths) -> TableData<'a> {
    let facts = &table.table;
    TableData {
        shown: facts.display_name.as_deref(),
        text: facts.description.as_deref(),
        facts: table_facts(table),
        columns: columns(table, paths),
        choices: choices(table),
        messages: table.messages.iter().map(|of| message(of, signatures)).collect(),
    }
}

fn table_facts(table: &Table) -> Vec<(&'static str, String)> {
    let facts = &table.table;
    let stated = [
        ("Entity set", facts.entity_set_name.clone()),
        ("Id", facts.primary_id_attribute.clone()),
        ("Name", facts.primary_name_attribute.clone()),
        ("Ownership", facts.ownership_type.map(|ownership| ownership.to_string())),
        ("Type", facts.table_type.map(|kind| kind.to_string())),
    ];
    let mut products: Vec<_> = table.layers.iter().filter_map(|layer| layer.product.as_deref()).collect();
    products.dedup();
    let layers = (!products.is_empty()).then(|| products.join(", "));
    let partial = table.partial.then(|| "additions only".to_owned());
    let rest = [("Described by", layers), ("Pages", partial)];
    stated.into_iter().chain(rest).filter_map(|(key, value)| Some((key, value?))).collect()
}

fn message<'a>(message: &'a Message, signatures: &BTreeMap<&str, &'a MessageSignature>) -> MessageData<'a> {
    let parts = [message.method.map(|method| method.as_str()), message.path.as_deref(), message.web_api.as_deref()];
    let request: Vec<_> = parts.into_iter().flatten().collect();
    MessageData {
        name: &message.name,
        request: request.join(" "),
        sdk: message.sdk.as_deref().and_then(|name| name.rsplit('.').next()),
        event: message.is_event == Some(true),
        signature: signatures.get(message.name.as_str()).map(|of| signature(of)),
    }
}

fn signature(message: &MessageSignature) -> Signature<'_> {
    let parameters = message.parameters.iter();
    Signature {
        kind: message.kind.map_or("", |kind| kind.as_str()),
        on: message.bound_to.iter().map(|to| (to.table.as_str(), to.binding == Binding::EntityCollection)).collect(),
        parameters: parameters
            .map(|p| (p.name.as_str(), p.type_name.as_deref().unwrap_or_default(), p.optional))
            .collect(),
        returns: message.returns.as_deref(),
    }
}

fn pairs<'a>(schema: &'a Schema, number: impl Fn(&str) -> usize) -> Vec<Pair<'a>> {
    let pair = |pair: &'a ManyToManyRelationship| {
        let (one, two) = (pair.entity1_logical_name.as_deref()?, pair.entity2_logical_name.as_deref()?);
        let intersect = pair.intersect_entity_name.as_deref().unwrap_or_default();
        Some(Pair(&pair.schema_name, number(one), number(two), intersect))
    };
    schema.many_to_many_relationships().filter_map(pair).collect()
}

/// Returns the effects of a relationship, a letter for each action: the first one of its cascade, `-` for clearing a
/// lookup, `.` for nothing, and `?` where nobody says.
fn letters(cascade: &CascadeConfiguration) -> String {
    use earlybound_schema::cascade::CascadeType::{Active, Cascade, NoCascade, RemoveLink, Restrict, UserOwned};
    let letter = |action| match cascade.get(action) {
        None => '?',
        Some(NoCascade) => '.',
        Some(Cascade) => 'C',
        Some(Active) => 'A',
        Some(UserOwned) => 'U',
        Some(RemoveLink) => '-',
        Some(Restrict) => 'R',
    };
    ACTIONS.map(letter).iter().collect()
}

//! Documents of one's own, held against the pages that they add to: what they change is there to be changed.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Document, Provenance};
use crate::nearest::nearest;
use crate::span::Origin;
use earlybound_schema::AttributeType;

/// An item of a list: its name, whether it is left out, and where it stands.
type Item<'a> = (&'a str, bool, Origin);

/// Returns whether a document only adds to a table that others describe.
pub(super) fn is_overlay(document: &Document) -> bool {
    let facts = &document.table;
    let describes = facts.primary_id_attribute.is_some() || facts.entity_set_name.is_some();
    let is_merged = !document.layers.is_empty();
    document.provenance != Provenance::Page && document.extends.is_none() && !describes && !is_merged
}

/// Returns whether a document is no full description of its table.
pub(super) fn is_addition(document: &Document) -> bool {
    if !document.layers.is_empty() {
        return document.partial;
    }
    let is_own = document.provenance != Provenance::Page;
    let is_metadata = document.provenance == Provenance::Metadata;
    document.extends.is_some() || is_metadata || document.table.primary_id_attribute.is_none() && is_own
}

/// Reports what the documents of one table change that no page has. `described` are the tables that have pages.
pub(super) fn report(layers: &[Document], described: &[String], diagnostics: &mut Diagnostics) {
    let is_own = |document: &&Document| document.provenance == Provenance::Own;
    if layers.iter().all(is_overlay) {
        // A solution and an organization know of which table they speak.
        let is_certain = layers.iter().any(|layer| layer.provenance != Provenance::Own);
        diagnostics.extend(layers.first().filter(|_| !is_certain).map(|document| no_page(document, described)));
        return;
    }
    for (number, document) in layers.iter().enumerate().filter(|(_, document)| is_own(document)) {
        let others: Vec<&Document> =
            layers.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, layer)| layer).collect();
        report_columns(document, &others, diagnostics);
        report_untied(document, &others, diagnostics);
        for (kind, items) in [("message", messages as fn(&Document) -> Vec<Item<'_>>), ("relationship", relationships)]
        {
            let known: Vec<&str> = others.iter().flat_map(|other| items(other)).map(|(name, ..)| name).collect();
            let left_out = items(document).into_iter().filter(|(name, omit, _)| *omit && !known.contains(name));
            diagnostics.extend(left_out.map(|(name, _, origin)| nothing_left_out(kind, name, origin, &known)));
        }
    }
}

fn messages(document: &Document) -> Vec<Item<'_>> {
    let all = document.messages.iter().chain(&document.events);
    all.map(|message| (message.name.as_str(), message.omit, message.origin)).collect()
}

fn relationships(document: &Document) -> Vec<Item<'_>> {
    let sides = document.many_to_one_relationships.iter().chain(&document.one_to_many_relationships);
    let sides = sides.map(|side| (side.schema_name.as_str(), side.omit, side.origin));
    let pairs = document.many_to_many_relationships.iter();
    sides.chain(pairs.map(|pair| (pair.schema_name.as_str(), pair.omit, pair.origin))).collect()
}

fn no_page(document: &Document, described: &[String]) -> Diagnostic {
    let name = &document.table.logical_name;
    let help = match nearest(name, described.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add its page to the inputs; a table of your own has a `PrimaryIdAttribute`".to_owned(),
    };
    let finding = Diagnostic::new(Code::NothingToChange, format!("no page describes `{name}`"));
    finding.at(document.origin, "this adds to it").help(help)
}

/// Reports columns that are left out, given no type or another type, against those of the other layers.
fn report_columns(document: &Document, others: &[&Document], diagnostics: &mut Diagnostics) {
    let columns = || others.iter().flat_map(|other| &other.attributes);
    // A layer may name a column by its schema name alone.
    let mut by_name: HashMap<String, &Attribute> = HashMap::new();
    for column in columns() {
        by_name.entry(column.logical_name.clone()).or_insert(column);
        by_name.entry(column.schema_name.to_lowercase()).or_insert(column);
    }
    let known = || columns().map(|column| column.logical_name.as_str());
    for column in &document.attributes {
        let name = &column.logical_name;
        match by_name.get(name).or_else(|| by_name.get(&column.schema_name.to_lowercase())) {
            None if column.omit => {
                let known: Vec<&str> = known().collect();
                diagnostics.push(nothing_left_out("column", name, column.origin, &known));
            }
            // A type that was not understood has its finding already.
            None if column.attribute_type.is_none() && !column.other.contains_key("AttributeType") => {
                diagnostics.push(untyped(column, nearest(name, known())));
            }
            Some(before) => diagnostics.extend(other_type(column, before)),
            None => {}
        }
    }
}

/// Reports relationships that no page has and that do not say what they relate: their names are most likely misspelt.
fn report_untied(document: &Document, others: &[&Document], diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = others.iter().flat_map(|other| relationships(other)).map(|(name, ..)| name).collect();
    let sides = document.many_to_one_relationships.iter().chain(&document.one_to_many_relationships);
    let untied = sides.filter(|side| {
        let says = [&side.referenced_entity, &side.referencing_entity, &side.referencing_attribute];
        !side.omit && says.iter().all(|said| said.is_none()) && !known.contains(&side.schema_name.as_str())
    });
    diagnostics.extend(untied.map(|side| {
        let name = &side.schema_name;
        let message = format!("no page has the relationship `{name}`, and nothing says what it relates");
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "one of your own needs `ReferencedEntity`, `ReferencingEntity` and `ReferencingAttribute`".to_owned()
            }
        };
        Diagnostic::new(Code::NothingToChange, message).at(side.origin, "this changes nothing").help(help)
    }));
}

fn nothing_left_out(kind: &str, name: &str, origin: Origin, known: &[&str]) -> Diagnostic {
    let message = format!("the {kind} `{name}` is left out, and no page has it");
    let mut finding = Diagnostic::new(Code::NothingToChange, message).at(origin, "this changes nothing");
    finding.help = nearest(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    finding
}

fn untyped(column: &Attribute, near: Option<&str>) -> Diagnostic {
    let message = format!("the column `{}` has no type, and no page has it", column.logical_name);
    let help = match near {
        Some(near) => format!("did you mean `{near}`? A column of your own needs an `AttributeType`"),
        None => "add `AttributeType: …`".to_owned(),
    };
    Diagnostic::new(Code::UntypedColumn, message).at(column.origin, "generated code has no field for it").help(help)
}

/// A live organization calls some types `Virtual` that have a name of their own.
fn other_type(column: &Attribute, before: &Attribute) -> Option<Diagnostic> {
    let (Some(now), Some(was)) = (column.attribute_type, before.attribute_type) else { return None };
    if now == was || [now, was].contains(&AttributeType::Virtual) || column.omit {
        return None;
    }
    let message = format!("the column `{}` is {was} on its page and {now} here", before.logical_name);
    let finding = Diagnostic::new(Code::LayersDisagree, message).at(column.origin, "this counts");
    Some(
        finding
            .related(before.origin, "the page")
            .help("the service sends what the page says, unless the page is wrong"),
    )
}

//! Names that a document gives to two items.

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Document;
use crate::span::Origin;

/// Reports what a document names twice in one list.
pub(super) fn report(document: &Document, findings: &mut Vec<Diagnostic>) {
    twice(&"column", document.attributes.iter().map(|column| (&column.logical_name, column.origin)), findings);
    twice(&"message", document.messages.iter().map(|message| (&message.name, message.origin)), findings);
    twice(&"event", document.events.iter().map(|event| (&event.name, event.origin)), findings);
    for list in [&document.many_to_one_relationships, &document.one_to_many_relationships] {
        for customized in [false, true] {
            let names = list.iter().filter(|relationship| relationship.customized == customized);
            twice(&"relationship", names.map(|r| (&r.schema_name, r.origin)), findings);
        }
    }
    let names = document.many_to_many_relationships.iter().map(|r| (&r.schema_name, r.origin));
    twice(&"relationship", names, findings);
    for column in &document.attributes {
        let Some(set) = &column.option_set else { continue };
        let kind = format_args!("option of `{}`", column.schema_name);
        twice(&kind, set.options.iter().map(|option| (option.value, option.origin)), findings);
    }
}

fn twice<K: Ord + Display>(
    kind: &dyn Display,
    names: impl Iterator<Item = (K, Origin)>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut names: Vec<(K, Origin)> = names.collect();
    // A stable sort: items of one name stay in the order of the page.
    names.sort_by(|(a, _), (b, _)| a.cmp(b));
    for pair in names.chunk_by(|a, b| a.0 == b.0) {
        let Some(((name, first), more)) = pair.split_first() else { continue };
        for (_, origin) in more {
            let message = format!("two items for the {kind} `{name}`");
            let finding = Diagnostic::new(Code::DuplicateItem, message).at(*origin, "what stands here counts");
            findings.push(finding.related(*first, "the first one"));
        }
    }
}

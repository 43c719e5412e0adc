//! Brings the sources of a run together: parts of tables that stand alone find their tables.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::parsed::Parsed;
use super::said::{Said, Stray, addition};
use super::solution::assemble;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, OptionSet, Provenance, WebApi};

/// Brings together what all sources say.
pub(super) fn settle(all: impl IntoIterator<Item = Said>) -> (Parsed, Vec<Diagnostic>) {
    let (mut documents, mut findings, mut web_api) = (Vec::new(), Vec::new(), WebApi::default());
    let mut included = HashSet::new();
    let (mut choices, mut ids, mut strays) = (HashMap::new(), HashMap::new(), Vec::new());
    let mut solution = Vec::new();
    for said in all {
        documents.extend(said.documents);
        findings.extend(said.findings);
        included.extend(said.included);
        web_api.extend(said.web_api);
        strays.extend(said.strays);
        solution.extend(said.solution);
        ids.extend(said.ids);
        for choice in said.choices {
            choices.insert(choice.name.clone(), choice);
        }
    }
    let solutions = assemble(solution);
    documents.extend(solutions.documents);
    web_api.extend(solutions.web_api);
    findings.extend(solutions.findings);
    documents.extend(place(strays, &ids, &mut findings));
    if !choices.is_empty() {
        let columns = documents.iter_mut().flat_map(|document| &mut document.attributes);
        columns.filter_map(|column| column.option_set.as_mut()).for_each(|set| fill(set, &choices));
    }
    let is_included = |finding: &Diagnostic| finding.origin.is_some_and(|origin| included.contains(&origin.source));
    findings.retain(|finding| finding.code != Code::NotAReference || !is_included(finding));
    (Parsed { documents, web_api }, findings)
}

/// Gives a set of options without options those of the choice that it names.
fn fill(set: &mut OptionSet, choices: &HashMap<Option<String>, OptionSet>) {
    if let Some(choice) = choices.get(&set.name).filter(|_| set.options.is_empty() && set.name.is_some()) {
        set.options.clone_from(&choice.options);
    }
}

/// The documents of columns whose tables are found by their ids; those of others are reported.
fn place(strays: Vec<Stray>, ids: &HashMap<String, String>, findings: &mut Vec<Diagnostic>) -> Vec<Document> {
    let mut documents: BTreeMap<(String, String), Document> = BTreeMap::new();
    for Stray { source, table_id, id, named_by_set, column } in strays {
        let found = [table_id, id].iter().flatten().find_map(|id| ids.get(id)).or(named_by_set.as_ref());
        match found {
            Some(table) => {
                let document = documents.entry((source.clone(), table.clone())).or_insert_with(|| {
                    let mut document = addition(&source, table.clone(), Provenance::Organization);
                    (document.origin, document.extent) = (column.origin, column.origin);
                    document
                });
                document.attributes.push(column);
            }
            None => findings.push(
                Diagnostic::new(
                    Code::NoTableName,
                    format!("the answer does not name the table of `{}`", column.logical_name),
                )
                .at(column.origin, "not read")
                .help("ask by name: `EntityDefinitions(LogicalName='…')/Attributes`"),
            ),
        }
    }
    documents.into_values().collect()
}

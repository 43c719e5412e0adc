//! The parts of solutions come together: a document for each table of each solution, and a signature for each custom
//! API.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Member, MessageSignature, Provenance};
use crate::parse::said::{Said, SolutionItem, SolutionPart, addition};
use crate::span::Origin;
use earlybound_schema::ParameterType;

/// Returns the content of all solutions, in the order of their folders.
pub(in crate::parse) fn assemble(parts: impl IntoIterator<Item = SolutionPart>) -> Said {
    let mut solutions: BTreeMap<PathBuf, Solution> = BTreeMap::new();
    let mut rest = Vec::new();
    for part in parts {
        let solution = solutions.entry(part.root.clone()).or_default();
        match part.item {
            SolutionItem::Table(document) => solution.table(*document),
            SolutionItem::Manifest { unique_name, version } => solution.name = Some((unique_name, version)),
            SolutionItem::CustomApi { folder, message } => {
                _ = solution.custom_apis.insert(folder, (*message, Vec::new()))
            }
            _ => rest.push(part),
        }
    }
    for part in rest {
        if let Some(solution) = solutions.get_mut(&part.root) {
            solution.add(&part.source, part.item);
        }
    }
    let mut said = Said::default();
    for (root, solution) in solutions {
        solution.finish(&root, &mut said);
    }
    said
}

#[derive(Default)]
struct Solution {
    name: Option<(String, String)>,
    documents: Vec<Document>,
    places: HashMap<String, usize>,
    /// By their folders, each with the properties of its answer.
    custom_apis: BTreeMap<PathBuf, (MessageSignature, Vec<Member>)>,
    findings: Vec<Diagnostic>,
}

impl Solution {
    fn table(&mut self, document: Document) {
        self.places.insert(document.table.logical_name.clone(), self.documents.len());
        self.documents.push(document);
    }

    fn add(&mut self, source: &str, item: SolutionItem) {
        match item {
            SolutionItem::Column { table, is_id, is_name, column } => {
                let facts = &mut self.document(source, table, column.origin).table;
                if is_id {
                    facts.primary_id_attribute.get_or_insert_with(|| column.logical_name.clone());
                }
                if is_name {
                    facts.primary_name_attribute.get_or_insert_with(|| column.logical_name.clone());
                }
                let table = facts.logical_name.clone();
                self.document(source, table, column.origin).attributes.push(*column);
            }
            SolutionItem::OneToMany(relationship) => {
                let Some(table) = relationship.referencing_entity.clone() else { return };
                self.document(source, table, relationship.origin).many_to_one_relationships.push(*relationship);
            }
            SolutionItem::ManyToMany(relationship) => {
                let first = relationship.entity1_logical_name.clone();
                let first = first.filter(|table| self.places.contains_key(table));
                let Some(table) = first.or_else(|| relationship.entity2_logical_name.clone()) else { return };
                self.document(source, table, relationship.origin).many_to_many_relationships.push(*relationship);
            }
            SolutionItem::CustomApiPart { folder, is_answer, member, origin } => {
                match self.custom_apis.get_mut(&folder) {
                    Some((_, answer)) if is_answer => answer.push(*member),
                    Some((message, _)) => message.parameters.push(*member),
                    None => self.findings.push(no_custom_api(&member, origin)),
                }
            }
            SolutionItem::Table(_) | SolutionItem::Manifest { .. } | SolutionItem::CustomApi { .. } => {}
        }
    }

    /// The document of a table; one that only adds to it if the solution has none.
    #[expect(clippy::indexing_slicing, reason = "places are those of the documents")]
    fn document(&mut self, source: &str, table: String, origin: Origin) -> &mut Document {
        let last = self.documents.len();
        let place = *self.places.entry(table.clone()).or_insert(last);
        if place == last {
            let document = addition(source, table, Provenance::Solution);
            self.documents.push(Document { origin, extent: origin, ..document });
        }
        &mut self.documents[place]
    }

    fn finish(self, root: &Path, said: &mut Said) {
        let product = match self.name {
            Some((name, version)) if version.is_empty() => format!("Solution {name}"),
            Some((name, version)) => format!("Solution {name}, {version}"),
            None => format!("Solution {}", root.file_stem().unwrap_or_default().to_string_lossy()),
        };
        let named = |document| Document { product: Some(product.clone()), ..document };
        said.documents.extend(self.documents.into_iter().map(named));
        said.findings.extend(self.findings);
        for (mut message, answer) in self.custom_apis.into_values() {
            message.layers.iter_mut().for_each(|layer| layer.product = Some(product.clone()));
            message.returns = match answer.as_slice() {
                [] => None,
                [only] if rows(only).is_some() => rows(only),
                _ => {
                    let (type_name, parts) = message.response(answer);
                    said.web_api.complex_types.push(parts);
                    Some(type_name)
                }
            };
            said.web_api.messages.push(message);
        }
    }
}

/// Returns the type of a row or of rows. A custom API that answers nothing else answers them as they are.
fn rows(answer: &Member) -> Option<String> {
    let word = answer.type_name.as_deref()?;
    match (word.parse().ok()?, &answer.table) {
        (ParameterType::Entity, Some(table)) => Some(format!("mscrm.{table}")),
        (ParameterType::EntityCollection, Some(table)) => Some(format!("Collection(mscrm.{table})")),
        (ParameterType::Entity | ParameterType::EntityCollection, None) => Some(word.to_owned()),
        _ => None,
    }
}

fn no_custom_api(member: &Member, origin: Origin) -> Diagnostic {
    let message = format!("`{}` belongs to a custom API that the solution does not have", member.name);
    let finding = Diagnostic::new(Code::StrayBlock, message).at(origin, "not read");
    finding.help("its folder lies in that of the custom API, beside `customapi.xml`")
}

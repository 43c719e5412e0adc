//! The parts of solutions become documents: one for each table of each solution.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::model::{Document, Provenance};
use crate::parse::said::{SolutionItem, SolutionPart, addition};
use crate::span::Origin;

/// The documents of all solutions, in the order of their folders.
pub(in crate::parse) fn assemble(parts: impl IntoIterator<Item = SolutionPart>) -> Vec<Document> {
    let mut solutions: BTreeMap<PathBuf, Solution> = BTreeMap::new();
    let mut rest = Vec::new();
    for part in parts {
        let solution = solutions.entry(part.root.clone()).or_default();
        match part.item {
            SolutionItem::Table(document) => solution.table(*document),
            SolutionItem::Manifest { unique_name, version } => solution.name = Some((unique_name, version)),
            _ => rest.push(part),
        }
    }
    for part in rest {
        if let Some(solution) = solutions.get_mut(&part.root) {
            solution.add(&part.source, part.item);
        }
    }
    solutions.into_iter().flat_map(|(root, solution)| solution.into_documents(&root)).collect()
}

#[derive(Default)]
struct Solution {
    name: Option<(String, String)>,
    documents: Vec<Document>,
    places: HashMap<String, usize>,
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
            SolutionItem::Table(_) | SolutionItem::Manifest { .. } => {}
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

    fn into_documents(self, root: &Path) -> Vec<Document> {
        let product = match self.name {
            Some((name, version)) if version.is_empty() => format!("Solution {name}"),
            Some((name, version)) => format!("Solution {name}, {version}"),
            None => format!("Solution {}", root.file_stem().unwrap_or_default().to_string_lossy()),
        };
        let named = |document| Document { product: Some(product.clone()), ..document };
        self.documents.into_iter().map(named).collect()
    }
}

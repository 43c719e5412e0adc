//! Solutions: the tables, relationships, choices and custom APIs that a team keeps in its repository.
//!
//! The same tree comes unpacked into many XML files, as one `customizations.xml`, and as YAML. All are read as the tree
//! that the YAML is: attributes are entries `@name`, the text beside them is `#text`, elements of one name are a list.
//! The tree is brought into the form of a table document, item by item.

mod assemble;
mod choice;
mod column;
mod custom_api;
mod relationship;
mod table;
mod tree;
#[cfg(feature = "xml")]
pub(super) mod xml;

use std::path::{Path, PathBuf};

use super::documents::Reader;
use super::node::Node;
use super::said::{Said, SolutionItem, SolutionPart};
use crate::model::Provenance;
use crate::source::Source;
use crate::span::SourceId;
use tree::{attribute, children, text};

pub(super) use assemble::assemble;

/// Reads one file of a solution in YAML, with labels in a language where it has several.
pub(super) fn read_yaml(source: SourceId, file: &Source, language: Option<u16>) -> Said {
    match super::yaml::read(&file.text) {
        Ok(tree) => read(source, file, &tree, language),
        Err(error) => Said::malformed(source, "YAML", error),
    }
}

/// Reads the tree of a file of a solution, with labels in a language where it has several.
pub(super) fn read(source: SourceId, file: &Source, tree: &Node, language: Option<u16>) -> Said {
    let mut reader = Reader::new(source, &file.name, &file.text, Provenance::Solution, language);
    let parts = Parts { reader: &mut reader, language, path: &file.path, read: Vec::new() }.of(tree);
    let root = root(&file.path);
    let part = |item| SolutionPart { root: root.clone(), source: file.name.clone(), item };
    reader.said.solution.extend(parts.into_iter().map(part));
    reader.finish()
}

/// The folders that a solution has directly below its own.
const FOLDERS: [&str; 6] = ["entities", "other", "optionsets", "customapis", "entityrelationships", "solutions"];

/// The folder or archive of the solution that a file is of.
fn root(path: &Path) -> PathBuf {
    let is_folder = |folder: &&Path| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        FOLDERS.contains(&name.as_str())
    };
    let above = path.ancestors().skip(1).find(is_folder).and_then(Path::parent);
    above.or(path.parent()).unwrap_or(path).to_owned()
}

/// Reads the files of a solution into the items of table documents.
struct Parts<'r, 'a> {
    reader: &'r mut Reader<'a>,
    language: Option<u16>,
    path: &'r Path,
    read: Vec<SolutionItem>,
}

impl Parts<'_, '_> {
    fn of(mut self, tree: &Node) -> Vec<SolutionItem> {
        for (name, _, node) in tree.entries() {
            self.element(name, node);
        }
        self.read
    }

    fn element(&mut self, name: &str, node: &Node) {
        let all = |name: &str, below: &Node, part: &mut dyn FnMut(&Node)| children(below, name).for_each(part);
        match name.to_ascii_lowercase().as_str() {
            "importexportxml" => {
                for (name, _, below) in node.entries() {
                    self.element(name, below);
                }
            }
            "entities" => all("Entity", node, &mut |entity| self.element("Entity", entity)),
            "entityrelationships" => {
                all("EntityRelationship", node, &mut |one| self.element("EntityRelationship", one));
            }
            "optionsets" => all("optionset", node, &mut |set| self.element("optionset", set)),
            "solutionmanifest" => {
                let unique_name = text(node, "UniqueName").unwrap_or_default().to_owned();
                let version = text(node, "Version").unwrap_or_default().to_owned();
                self.read.push(SolutionItem::Manifest { unique_name, version });
            }
            "entity" => match children(node, "EntityInfo").next() {
                Some(info) => all("entity", info, &mut |entity| self.table(entity)),
                None if attribute(node, "Name").is_some() => self.table(node),
                None => {} // The table is only referred to.
            },
            "attribute" => self.loose_column(node),
            "entityrelationship" => {
                let part = relationship::read(self.reader, node, self.language);
                self.read.extend(part);
            }
            "customapi" => {
                let folder = custom_api::folder(self.path);
                let message = custom_api::message(self.reader, node, self.language).map(Box::new);
                self.read.extend(message.map(|message| SolutionItem::CustomApi { folder, message }));
            }
            "customapirequestparameter" => self.custom_api_part(node, false),
            "customapiresponseproperty" => self.custom_api_part(node, true),
            "optionset" => {
                if let Some(set) = choice::global(node, self.language) {
                    self.reader.choice(&set);
                }
            }
            _ => {}
        }
    }

    fn table(&mut self, entity: &Node) {
        if let Some(node) = table::document(entity, self.language) {
            let document = self.reader.document(&node);
            self.read.extend(document.map(|document| SolutionItem::Table(Box::new(document))));
        }
    }

    /// A parameter of a custom API, or a property of its answer.
    fn custom_api_part(&mut self, node: &Node, is_answer: bool) {
        let (folder, origin) = (custom_api::folder(self.path), self.reader.origin(node));
        let member = custom_api::member(self.reader, node, self.language).map(Box::new);
        self.read.extend(member.map(|member| SolutionItem::CustomApiPart { folder, is_answer, member, origin }));
    }

    /// A column with a file of its own, below the folder of its table.
    fn loose_column(&mut self, node: &Node) {
        let below = |folder: &&Path| folder.parent().is_some_and(|above| above.ends_with("entities"));
        let folder = self.path.ancestors().find(below).and_then(Path::file_name);
        let (Some(folder), Some(column)) = (folder, column::column(node, self.language)) else { return };
        let Some(read) = self.reader.attribute(&column.node) else { return };
        let table = folder.to_string_lossy().to_lowercase();
        self.read.push(SolutionItem::Column {
            table,
            is_id: column.is_id,
            is_name: column.is_name,
            column: Box::new(read),
        });
    }
}

//! The content of one source, before it is merged with the others.

use std::path::PathBuf;

use super::node::Malformed;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Attribute, Document, ManyToManyRelationship, Member, MessageSignature, OneToManyRelationship, OptionSet,
    Provenance, WebApi,
};
use crate::span::{Origin, SourceId};

/// The content of one source.
#[derive(Default)]
pub(super) struct Said {
    pub(super) documents: Vec<Document>,
    /// Messages and types.
    pub(super) web_api: WebApi,
    /// Files that a page includes: parts of it, no pages of their own.
    pub(super) included: Vec<SourceId>,
    /// Choices that columns of several tables may share; those with a name.
    pub(super) choices: Vec<OptionSet>,
    /// Columns whose table is not named.
    pub(super) strays: Vec<Stray>,
    /// The tables of ids: their own, and those of their columns.
    pub(super) ids: Vec<(String, String)>,
    /// The content of the files of solutions.
    pub(super) solution: Vec<SolutionPart>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Said {
    /// Says that a text is not of its form, and nothing else.
    pub(super) fn malformed(source: SourceId, form: &str, error: Malformed) -> Self {
        let origin = Origin { source, span: error.span };
        let finding = Diagnostic::new(Code::NotYaml, format!("not {form}: {}", error.message)).at(origin, "here");
        Self { findings: vec![finding.help("the file was skipped")], ..Self::default() }
    }
}

/// A column that an organization answered with, and the ids by which its table may be found.
pub(super) struct Stray {
    pub(super) source: String,
    pub(super) table_id: Option<String>,
    pub(super) id: Option<String>,
    /// The table that its set of options is called after.
    pub(super) named_by_set: Option<String>,
    pub(super) column: Attribute,
}

/// The content of a file of a solution, with its place.
pub(super) struct SolutionPart {
    /// The folder or archive of the solution.
    pub(super) root: PathBuf,
    /// The name of the file.
    pub(super) source: String,
    pub(super) item: SolutionItem,
}

pub(super) enum SolutionItem {
    Table(Box<Document>),
    Column {
        table: String,
        /// True if it holds the ids of rows.
        is_id: bool,
        /// True if it holds their names.
        is_name: bool,
        column: Box<Attribute>,
    },
    OneToMany(Box<OneToManyRelationship>),
    ManyToMany(Box<ManyToManyRelationship>),
    CustomApi {
        /// The folder that its parts have their files in.
        folder: PathBuf,
        message: Box<MessageSignature>,
    },
    CustomApiPart {
        folder: PathBuf,
        /// True if it is of the answer.
        is_answer: bool,
        member: Box<Member>,
        origin: Origin,
    },
    /// The name of the solution.
    Manifest {
        unique_name: String,
        version: String,
    },
}

/// A document that only adds to a table.
pub(super) fn addition(source: &str, table: String, provenance: Provenance) -> Document {
    let mut document = Document { source: source.to_owned(), provenance, ..Document::default() };
    document.table.logical_name = table;
    document
}

//! The result of parsing.

use crate::model::{Document, WebApi};

/// The content of the sources of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The documents of tables, in the order of the sources.
    pub documents: Vec<Document>,
    /// Messages and types, in the order of the sources. One may be there several times.
    pub web_api: WebApi,
}

impl From<Vec<Document>> for Parsed {
    fn from(documents: Vec<Document>) -> Self {
        Self { documents, web_api: WebApi::default() }
    }
}

//! What parsing comes to.

use crate::model::{Document, WebApi};

/// What the sources of a run say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What they say of tables, in the order of the sources.
    pub documents: Vec<Document>,
    /// What they say of messages and types, in the order of the sources. One may be there several times.
    pub web_api: WebApi,
}

impl From<Vec<Document>> for Parsed {
    fn from(documents: Vec<Document>) -> Self {
        Self { documents, web_api: WebApi::default() }
    }
}

//! The table that each place of the sources is about, so that a run is silent on the tables that it leaves out.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Schema};
use crate::span::{Origin, SourceId, Span};

/// The places of all documents, each with the name of its table.
pub(crate) struct Extents(HashMap<SourceId, Vec<(Span, String)>>);

impl Extents {
    pub(crate) fn of(documents: &[Document]) -> Self {
        let mut extents: HashMap<SourceId, Vec<(Span, String)>> = HashMap::new();
        for document in documents {
            let Origin { source, span } = document.extent;
            extents.entry(source).or_default().push((span, document.table.logical_name.clone()));
        }
        for documents in extents.values_mut() {
            documents.sort_unstable();
        }
        Self(extents)
    }

    /// The table that a place is about.
    fn table(&self, origin: Origin) -> Option<&String> {
        let documents = self.0.get(&origin.source)?;
        let after = documents.partition_point(|(span, _)| span.start <= origin.span.start);
        let (span, table) = documents.get(after.checked_sub(1)?)?;
        (origin.span.start <= span.end).then_some(table)
    }

    /// Takes out the findings on `known` tables that the schema left out.
    pub(crate) fn retain(&self, known: &BTreeSet<String>, schema: &Schema, diagnostics: &mut Diagnostics) {
        let selected = schema.names();
        let is_left_out = |table: &String| known.contains(table) && !selected.contains(table);
        let is_wanted = |finding: &Diagnostic| {
            let left_out = finding.origin.and_then(|origin| self.table(origin)).is_some_and(is_left_out);
            let mut others = finding.related.iter().filter_map(|(origin, _)| self.table(*origin));
            // A document of a misspelled table is never selected: that is what the finding says.
            !left_out || finding.code == Code::NothingToChange || others.any(|table| selected.contains(table))
        };
        diagnostics.retain(is_wanted);
    }
}

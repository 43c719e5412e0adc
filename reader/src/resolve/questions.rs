//! Targets of one's own columns that no table has, and that a table of the run is nearly called.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Provenance};
use crate::nearest::nearest;
use crate::span::Origin;

/// The targets that documents of one's own state, and the names that anyone else uses.
pub(super) struct Questions {
    targets: Vec<(String, Origin)>,
    used: HashSet<String>,
}

impl Questions {
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut questions = Self { targets: Vec::new(), used: HashSet::new() };
        for document in documents {
            let is_own = document.provenance == Provenance::Own;
            for column in &document.attributes {
                let targets = column.targets.iter().cloned();
                if is_own {
                    questions.targets.extend(targets.map(|target| (target, column.origin)));
                } else {
                    questions.used.extend(targets);
                }
            }
            let sides = document.many_to_one_relationships.iter().chain(&document.one_to_many_relationships);
            let tables = sides.flat_map(|side| [&side.referenced_entity, &side.referencing_entity]).flatten();
            questions.used.extend(tables.filter(|_| !is_own).cloned());
        }
        questions
    }

    /// Reports targets that nobody else speaks of, and that are no table.
    pub(super) fn report(&self, tables: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
        for (target, origin) in &self.targets {
            if tables.contains(target) || self.used.contains(target) {
                continue;
            }
            if let Some(near) = nearest(target, tables.iter().map(String::as_str)) {
                let finding = Diagnostic::new(Code::UnknownTarget, format!("no table is called `{target}`"));
                diagnostics
                    .push(finding.at(*origin, "this column points at it").help(format!("did you mean `{near}`?")));
            }
        }
    }
}

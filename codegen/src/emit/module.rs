//! The context of a module's code: its table, and its imports.

use std::collections::BTreeSet;

use super::Options;
use crate::names::{Names, OwnType, TableNames};

/// The module of a table, while it is written.
pub(super) struct Module<'a> {
    pub(super) table: &'a TableNames<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) options: &'a Options,
    pub(super) uses: Uses,
    /// The types that the module declares or re-exports: rows of other tables cannot be imported under these names.
    own_types: BTreeSet<&'a str>,
    /// True if this is the module of shared types, which declares no row.
    is_shared: bool,
}

impl<'a> Module<'a> {
    pub(super) fn new(table: &'a TableNames<'a>, names: &'a Names<'a>, options: &'a Options) -> Self {
        let own = table.columns.iter().filter_map(|column| match &column.own_type {
            OwnType::None => None,
            OwnType::Choice(name, _) | OwnType::Target(name, _) => Some(name.rust.as_str()),
        });
        Self { table, names, options, uses: Uses::default(), own_types: own.collect(), is_shared: false }
    }

    /// The module of shared types, while it declares one that `table` brings along.
    pub(super) fn shared(table: &'a TableNames<'a>, names: &'a Names<'a>, options: &'a Options) -> Self {
        let own_types = names.shared.iter().map(|shared| shared.name.rust.as_str()).collect();
        Self { table, names, options, uses: Uses::default(), own_types, is_shared: true }
    }

    /// The type of a table's rows, imported if need be; `None` if the schema neither describes nor names the table.
    pub(super) fn row(&mut self, table: &str) -> Option<String> {
        let row = self.names.rows.get(table)?;
        let name = &row.name.rust;
        // A table that can be left out is named where the type that stands in for it is.
        let is_optional = self.options.features.contains_key(table);
        let home = if row.referenced || is_optional { "referenced::" } else { "" };
        if *name == self.table.row.rust && !self.is_shared {
            return Some(name.clone());
        }
        if self.own_types.contains(name.as_str()) {
            return Some(format!("super::{home}{name}"));
        }
        self.uses.sibling(format!("{home}{name}"));
        Some(name.clone())
    }
}

/// The names that a module imports.
#[derive(Debug, Default)]
pub(super) struct Uses {
    runtime: BTreeSet<&'static str>,
    siblings: BTreeSet<String>,
}

impl Uses {
    /// Imports a name of `earlybound`, and returns it.
    pub(super) fn runtime(&mut self, name: &'static str) -> &'static str {
        self.runtime.insert(name);
        name
    }

    /// Imports an item of the module around this one.
    fn sibling(&mut self, path: String) {
        self.siblings.insert(path);
    }

    /// The names that several parts of a module import.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.runtime.extend(part.runtime);
            all.siblings.extend(part.siblings);
        }
        all
    }

    /// The imports, as lists of a `use` each: what comes before the names, and the names.
    pub(super) fn lists(&self) -> Vec<(String, Vec<String>)> {
        let of = |prefix: &str| -> Vec<String> {
            let paths = self.siblings.iter().filter(|path| path.contains("::") != prefix.is_empty());
            paths.map(|path| path.trim_start_matches(prefix).to_owned()).collect()
        };
        let runtime = |module: &str| -> Vec<String> {
            self.runtime.iter().filter(|name| home(name) == module).map(|name| (*name).to_owned()).collect()
        };
        let lists = [
            ("::earlybound".to_owned(), runtime("")),
            ("::earlybound::column".to_owned(), runtime("column")),
            ("::earlybound::metadata".to_owned(), runtime("metadata")),
            ("super".to_owned(), of("")),
            ("super::referenced".to_owned(), of("referenced::")),
        ];
        lists.into_iter().filter(|(_, names)| !names.is_empty()).collect()
    }
}

/// The module of `earlybound` that has the name; empty for its root.
fn home(name: &str) -> &'static str {
    match name {
        "CreateOnly" | "NotForKeys" | "ReadOnly" | "ReadWrite" | "Required" | "UnknownTable" | "UpdateOnly"
        | "Valid" => "column",
        "LazyTable" | "TableMetadata" => "metadata",
        _ => "",
    }
}

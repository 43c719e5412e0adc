//! The stage *emit*: named tables in, the text of files out. It reads and writes nothing.

mod choice;
mod constant;
mod facts;
mod key;
mod message;
mod messages;
mod module;
mod relationship;
mod root;
mod row;
mod shared;
mod table;
mod target;
mod value;
mod writer;

use std::collections::{BTreeMap, BTreeSet};

use earlybound_reader::project::Layout;

use crate::docs::Detail;
use crate::header::header;
use crate::names::{MESSAGES, Names, REFERENCED, SHARED, TableNames};
use crate::report::Files;
use crate::root_file::RootFile;
use writer::Writer;

/// The file that a build script's crate includes.
const INCLUDE: &str = "include.rs";

/// Keeps rustfmt from laying the file out differently, so that a check compares what was written.
const SKIP: &str = "#![cfg_attr(rustfmt, rustfmt_skip)]";

/// Options of the emitter.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) root: RootFile,
    pub(crate) detail: Detail,
    pub(crate) layout: Layout,
    /// Derives of rows beside the standard ones.
    pub(crate) row_derives: Vec<String>,
    /// Derives of choices beside the standard ones.
    pub(crate) choice_derives: Vec<String>,
    /// The features that tables need, by the logical name of the table.
    pub(crate) features: BTreeMap<String, String>,
    /// The command that regenerates the files.
    pub(crate) command: String,
}

impl Options {
    /// The attribute of an item that is there only if the feature of a table is on.
    fn with_feature_of(&self, table: &str) -> Option<String> {
        self.features.get(table).map(|feature| format!("#[cfg(feature = {})]", writer::literal(feature)))
    }

    /// The attribute of an item that is there only if the feature of one of the tables is on. Nothing if there are no
    /// tables that it needs, or one of them needs no feature.
    fn with_feature_of_any(&self, tables: Option<&BTreeSet<&str>>) -> Option<String> {
        let features: Option<BTreeSet<&String>> = tables?.iter().map(|table| self.features.get(*table)).collect();
        let features: Vec<String> =
            features?.into_iter().map(|feature| format!("feature = {}", writer::literal(feature))).collect();
        match features.as_slice() {
            [] => None,
            [feature] => Some(format!("#[cfg({feature})]")),
            features => Some(format!("#[cfg(any({}))]", features.join(", "))),
        }
    }

    /// The attribute of an item that stands in for a table whose feature is off.
    fn without_feature_of(&self, table: &str) -> Option<String> {
        self.features.get(table).map(|feature| format!("#[cfg(not(feature = {}))]", writer::literal(feature)))
    }
}

/// Emits the files of a schema, by name.
pub(crate) fn files(names: &Names<'_>, options: &Options) -> Files {
    let mut files = BTreeMap::new();
    if options.layout == Layout::Files {
        files.extend(tables(names, options));
        if root::has_referenced(names, options) {
            files.insert(format!("{REFERENCED}.rs"), file(options, |out| root::referenced(names, options, out)));
        }
        if !names.messages.is_empty() {
            files.insert(format!("{MESSAGES}.rs"), file(options, |out| messages::messages(names, options, out)));
        }
        if !names.shared.is_empty() {
            files.insert(format!("{SHARED}.rs"), file(options, |out| shared::shared(names, options, out)));
        }
    }
    files.insert(options.root.file_name().to_owned(), file(options, |out| root::root(names, options, out)));
    if options.root == RootFile::Include {
        let mut out = Writer::default();
        out.line(header(&options.command));
        out.blank();
        root::include(&mut out);
        files.insert(INCLUDE.to_owned(), out.finish());
    }
    files
}

/// The whole of a schema as the items of one module. Inner attributes come first.
pub(crate) fn items(names: &Names<'_>, options: &Options) -> String {
    let mut out = Writer::default();
    root::root(names, options, &mut out);
    out.finish()
}

fn file(options: &Options, body: impl FnOnce(&mut Writer)) -> String {
    let mut out = Writer::default();
    out.line(header(&options.command));
    out.line(SKIP);
    out.blank();
    body(&mut out);
    out.finish()
}

fn table_file(table: &TableNames<'_>, names: &Names<'_>, options: &Options) -> (String, String) {
    let name = format!("{}.rs", table.module.file_stem());
    (name, file(options, |out| table::table(table, names, options, out)))
}

#[cfg(not(feature = "parallel"))]
fn tables(names: &Names<'_>, options: &Options) -> Vec<(String, String)> {
    names.tables.iter().map(|table| table_file(table, names, options)).collect()
}

/// Emits on all cores. The order stays that of the tables, and none needs another one's code.
#[cfg(feature = "parallel")]
fn tables(names: &Names<'_>, options: &Options) -> Vec<(String, String)> {
    use rayon::prelude::*;
    names.tables.par_iter().map(|table| table_file(table, names, options)).collect()
}

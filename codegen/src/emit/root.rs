//! The root file, and the file of tables that are only named.

use earlybound_reader::project::Layout;
use earlybound_schema::AttributeType;

use super::writer::{Writer, literal, optional};
use super::{Options, messages, shared, table};
use crate::docs::escape::{code, text};
use crate::docs::{Detail, Doc};
use crate::names::{ColumnNames, MESSAGES, Name, Names, REFERENCED, SHARED, TableNames};
use crate::root_file::RootFile;

/// Writes the root: a module and a re-export for each table, and all of them together.
pub(super) fn root(names: &Names<'_>, options: &Options, out: &mut Writer) {
    out.inner_doc(&docs(names, options));
    out.blank();
    attributes(names, options.root, out);
    out.blank();
    match options.layout {
        Layout::Files => declared(names, options, out),
        Layout::Single => inline(names, options, out),
    }
    out.blank();
    for TableNames { module, row, .. } in &names.tables {
        out.optional(options.with_feature_of(&module.source));
        out.line(format!("pub use self::{}::{};", module.rust, row.rust));
    }
    out.blank();
    out.line("/// All tables of this module.");
    let tables: Vec<String> = names.tables.iter().map(|table| listed(&table.module, options)).collect();
    out.list("pub static SCHEMA: ::earlybound::Schema = ::earlybound::Schema { tables: &[", &tables, "] };");
}

/// The metadata of a table, in the list of all.
fn listed(module: &Name, options: &Options) -> String {
    let table = format!("&self::{}::TABLE", module.rust);
    match options.with_feature_of(&module.source) {
        Some(attribute) => format!("{attribute} {table}"),
        None => table,
    }
}

/// The modules as files of their own, by name.
fn declared(names: &Names<'_>, options: &Options, out: &mut Writer) {
    let mut modules: Vec<(&str, Option<&Name>)> =
        names.tables.iter().map(|table| (table.module.file_stem(), Some(&table.module))).collect();
    modules.extend(has_referenced(names, options).then_some((REFERENCED, None)));
    modules.extend((!names.messages.is_empty()).then_some((MESSAGES, None)));
    modules.extend((!names.shared.is_empty()).then_some((SHARED, None)));
    modules.sort_by_key(|(stem, _)| *stem);
    for (stem, module) in modules {
        out.optional(module.and_then(|module| options.with_feature_of(&module.source)));
        // Rust looks for the file of a module by itself only if its name is ASCII.
        if !stem.is_ascii() {
            out.line(format!("#[path = {}]", literal(&format!("{stem}.rs"))));
        }
        out.line(format!("pub mod {};", module.map_or(stem, |module| &module.rust)));
    }
}

/// The modules with what they hold.
fn inline(names: &Names<'_>, options: &Options, out: &mut Writer) {
    for named in &names.tables {
        out.blank();
        out.optional(options.with_feature_of(&named.module.source));
        out.block(format!("pub mod {} {{", named.module.rust), "}", |out| table::table(named, names, options, out));
    }
    if has_referenced(names, options) {
        out.blank();
        out.block(format!("pub mod {REFERENCED} {{"), "}", |out| referenced(names, options, out));
    }
    if !names.messages.is_empty() {
        out.blank();
        out.block(format!("pub mod {MESSAGES} {{"), "}", |out| messages::messages(names, options, out));
    }
    if !names.shared.is_empty() {
        out.blank();
        out.block(format!("pub mod {SHARED} {{"), "}", |out| shared::shared(names, options, out));
    }
}

/// Lints that generated code is not to be asked about: its names come from the reference, nobody uses all tables, and
/// pedantic lints are about the style of people.
fn attributes(names: &Names<'_>, root: RootFile, out: &mut Writer) {
    let mut lints =
        ["dead_code", "unreachable_pub", "unused_imports", "clippy::all", "clippy::pedantic", "clippy::nursery"]
            .map(str::to_owned)
            .to_vec();
    // These can be set for a whole crate only.
    if root == RootFile::Crate && names.beyond_ascii() {
        lints.extend(["confusable_idents", "mixed_script_confusables", "uncommon_codepoints"].map(str::to_owned));
    }
    lints.push("reason = \"the reference decides what there is and what it is called\"".to_owned());
    out.list("#![allow(", &lints, ")]");
}

/// The file that leads to the root from wherever it is included.
pub(super) fn include(out: &mut Writer) {
    out.line("#[path = \"mod.rs\"]");
    out.line("mod generated;");
    out.line("#[allow(unreachable_pub, unused_imports, reason = \"nobody uses all tables\")]");
    out.line("pub use self::generated::*;");
}

fn docs(names: &Names<'_>, options: &Options) -> Doc {
    let line = |TableNames { row, table, .. }: &TableNames<'_>| {
        let facts = &table.table;
        let display_name = facts.display_name.as_deref().map(text).unwrap_or_default();
        let name = code(&facts.logical_name);
        let feature = options.features.get(&facts.logical_name);
        // A link to what is left out would lead nowhere.
        let mut line = if feature.is_some() {
            format!("- `{}` ({name})", row.rust)
        } else {
            format!("- [`{}`] ({name})", row.rust)
        };
        if !display_name.is_empty() {
            line += &format!(": {display_name}");
        }
        if let Some(feature) = feature {
            line += &format!(", with the feature {}", code(feature));
        }
        line
    };
    let lines: Vec<String> = names.tables.iter().map(line).collect();
    let left_out = "To leave a table out, use `select` and `without` in the settings beside the pages \
                    (`earlybound.yaml`). Lookups on it keep their typed ids.";
    let parts = "The module of a table holds its row, a constant for each column, its choices and lookup targets, its \
                 messages, and its relationships in `many_to_one`, `one_to_many` and `many_to_many`.";
    Doc::new(options.detail, "The tables of the reference.")
        .paragraph(example(names, options).unwrap_or_default())
        .paragraph(parts)
        .paragraph(lines.join("\n"))
        .paragraph(left_out)
}

/// A row, a column and a query, for the first table that has a name and is always there.
fn example(names: &Names<'_>, options: &Options) -> Option<String> {
    let is_text = |column: &&ColumnNames<'_>| column.attribute.attribute_type == Some(AttributeType::String);
    let with_name = |table: &TableNames<'_>| {
        let facts = &table.table.table;
        let is_there = facts.entity_set_name.is_some() && !options.features.contains_key(&facts.logical_name);
        let name = facts.primary_name_attribute.as_ref().filter(|_| is_there)?;
        let column = table.columns.iter().find(|column| column.attribute.logical_name == *name).filter(is_text)?;
        Some((
            table.row.rust.clone(),
            table.module.rust.clone(),
            column.field.rust.clone(),
            column.constant.rust.clone(),
        ))
    };
    let (row, module, field, column) = names.tables.iter().find_map(with_name)?;
    Some(format!(
        "```ignore\nlet row = {row} {{ {field}: Some(\"Contoso\".to_owned()), ..{row}::default() }};\n\
         let query = {row}::query().select({module}::{column}).filter({module}::{column}.contains(\"Con\")).top(3);\n```"
    ))
}

/// Returns whether there are types of tables that are not there in full: they are only named, or can be left out.
pub(super) fn has_referenced(names: &Names<'_>, options: &Options) -> bool {
    names.rows.values().any(|row| row.referenced) || !options.features.is_empty()
}

/// The types of tables that are only named, and of those that a feature brings.
pub(super) fn referenced(names: &Names<'_>, options: &Options, out: &mut Writer) {
    out.line("//! Tables that others point to, and that are not there in full: types to tell their ids apart.");
    out.blank();
    out.line("use ::earlybound::Table;");
    for (table, row) in &names.rows {
        let (with, without) = (options.with_feature_of(table), options.without_feature_of(table));
        if !row.referenced && with.is_none() {
            continue;
        }
        let name = &row.name.rust;
        out.blank();
        if let Some(module) = names.table(table).map(|table| &table.module.rust).filter(|_| with.is_some()) {
            out.optional(with);
            out.line(format!("pub use super::{module}::{name};"));
            out.blank();
        }
        out.doc(&Doc::new(Detail::OneLine, format!("The table {}.", code(table))));
        out.optional(without.clone());
        out.line(format!("pub enum {name} {{}}"));
        out.blank();
        out.optional(without);
        out.block(format!("impl Table for {name} {{"), "}", |out| {
            out.line(format!("const LOGICAL_NAME: &'static str = {};", literal(table)));
            if row.entity_set.is_some() {
                out.line(format!(
                    "const ENTITY_SET_NAME: Option<&'static str> = {};",
                    optional(row.entity_set.as_ref())
                ));
            }
        });
    }
}

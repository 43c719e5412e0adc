//! The module of a table.

use earlybound_schema::AttributeType;

use super::module::Module;
use super::writer::{Writer, literal, optional};
use super::{Options, choice, constant, facts, key, message, relationship, row, target};
use crate::docs;
use crate::names::{ColumnNames, Names, OwnType, TableNames};

/// Writes a table's module: the row first, then the types of its columns, its messages and relationships, and metadata.
pub(super) fn table(table: &TableNames<'_>, names: &Names<'_>, options: &Options, out: &mut Writer) {
    let mut module = Module::new(table, names, options);
    let mut body = Writer::default();
    row::row(&mut module, &mut body);
    constant::columns(&mut module, &mut body);
    own_types(&mut module, &mut body);
    key::keys(&mut module, &mut body);
    message::messages(&mut module, &mut body);
    relationship::modules(&mut module, &mut body);
    metadata(&mut module, &mut body);

    out.inner_doc(&docs::table(options.detail, table.table));
    out.blank();
    for (path, names) in module.uses.lists() {
        out.import(&path, &names);
    }
    out.blank();
    out.text(&body.finish());
}

/// The types that columns bring along: those of the shared module first, then the table's own.
fn own_types(module: &mut Module<'_>, out: &mut Writer) {
    let table = module.table;
    let shared: Vec<String> = table.columns.iter().filter_map(re_export).collect();
    if !shared.is_empty() {
        out.blank();
    }
    match shared.as_slice() {
        [] => {}
        [name] => out.line(format!("pub use super::shared::{name};")),
        names => out.list("pub use super::shared::{", names, "};"),
    }
    for column in table.columns.iter().filter(|column| column.shared.is_none()) {
        out.blank();
        match &column.own_type {
            OwnType::None => {}
            OwnType::Choice(name, variants) => {
                choice::choice(module, column, name, variants, column.attribute.display_name.as_deref(), out);
            }
            OwnType::Target(name, variants) => {
                target::target(module, &column.attribute.logical_name, name, variants, out);
            }
        }
        if let (OwnType::Choice(status, _), Some(AttributeType::Status)) =
            (&column.own_type, column.attribute.attribute_type)
            && let Some(state) = table.state()
        {
            choice::state_of(status, state, out);
        }
    }
}

/// Returns the re-export of a type of the shared module, under the name that it has in this table.
fn re_export(column: &ColumnNames<'_>) -> Option<String> {
    let (OwnType::Choice(name, _) | OwnType::Target(name, _)) = &column.own_type else { return None };
    let shared = column.shared.as_ref()?;
    Some(if shared.rust == name.rust { name.rust.clone() } else { format!("{} as {}", shared.rust, name.rust) })
}

/// The metadata of the table, and its `Table`.
fn metadata(module: &mut Module<'_>, out: &mut Writer) {
    let table = module.table;
    let (of, facts_of) = (module.uses.runtime("LazyTable"), &table.table.table);
    module.uses.runtime("Table");
    module.uses.runtime("TableMetadata");
    let (row, name) = (&table.row.rust, literal(&facts_of.logical_name));
    let options: Vec<String> = table.columns.iter().filter_map(options_of).collect();
    if !options.is_empty() {
        module.uses.runtime("Choice");
    }
    out.blank();
    out.line("/// The metadata of the table.");
    out.block(format!("pub static TABLE: {of} = {of}::new("), ");", |out| {
        out.line(format!("{name},"));
        out.line("[FACTS, WIRE],");
        if options.is_empty() {
            out.line("&[],");
        } else {
            out.list("&[", &options, "],");
        }
    });
    out.blank();
    out.block(format!("impl Table for {row} {{"), "}", |out| {
        out.line(format!("const LOGICAL_NAME: &'static str = {name};"));
        if facts_of.entity_set_name.is_some() {
            let set = optional(facts_of.entity_set_name.as_ref());
            out.line(format!("const ENTITY_SET_NAME: Option<&'static str> = {set};"));
        }
        out.blank();
        out.block("fn metadata() -> Option<&'static TableMetadata> {", "}", |out| out.line("Some(TABLE.get())"));
    });
    let [facts, wire] = facts::table(table);
    text("FACTS", "A line for each item, which `TABLE` reads on first use.", &facts, out);
    text("WIRE", "The lines that reading and writing a row needs, too.", &wire, out);
}

/// A constant that holds a text.
fn text(name: &str, what: &str, lines: &[String], out: &mut Writer) {
    out.blank();
    out.line(format!("/// {what}"));
    if lines.is_empty() {
        return out.line(format!("const {name}: &str = \"\";"));
    }
    out.line(format!("const {name}: &str = r#\""));
    lines.iter().for_each(|line| out.line(line));
    out.line("\"#;");
}

/// The options of a choice column, for its metadata.
fn options_of(column: &ColumnNames<'_>) -> Option<String> {
    let OwnType::Choice(name, _) = &column.own_type else { return None };
    Some(format!("({}, {}::options)", literal(&column.attribute.logical_name), name.rust))
}

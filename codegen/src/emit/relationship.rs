//! The modules of a table's relationships: a typed constant for each.

use earlybound_reader::model::{ManyToManyRelationship, OneToManyRelationship};

use super::module::Module;
use super::writer::{Writer, literal};
use crate::docs::{self, Doc};
use crate::names::{Name, Named};

/// The three modules; those without a relationship are left out.
pub(super) fn modules(module: &mut Module<'_>, out: &mut Writer) {
    let (table, detail) = (module.table, module.options.detail);
    let of_other = |other: fn(&OneToManyRelationship) -> Option<&String>| {
        move |relationship: &Named<'_, OneToManyRelationship>| {
            let doc = docs::one_to_many(detail, table.table, relationship.item);
            (relationship.name.clone(), doc, relationship.item.schema_name.clone(), other(relationship.item).cloned())
        }
    };
    let many_to_one = table.many_to_one.iter().map(of_other(|it| it.referenced_entity.as_ref()));
    let what = "Relationships in which rows of this table point at others.";
    constants(module, "many_to_one", what, "ManyToOne", many_to_one, out);
    let one_to_many = table.one_to_many.iter().map(of_other(|it| it.referencing_entity.as_ref()));
    let what = "Relationships in which others point at rows of this table.";
    constants(module, "one_to_many", what, "OneToMany", one_to_many, out);
    let many_to_many = table.many_to_many.iter().map(|relationship: &Named<'_, ManyToManyRelationship>| {
        let doc = docs::many_to_many(detail, table.table, relationship.item);
        let item = relationship.item;
        (relationship.name.clone(), doc, item.schema_name.clone(), item.entity2_logical_name.clone())
    });
    let what = "Relationships of many rows to many.";
    constants(module, "many_to_many", what, "ManyToMany", many_to_many, out);
}

/// A module with a constant for each relationship: its name, documentation, schema name and the table it leads to.
fn constants(
    module: &mut Module<'_>,
    name: &str,
    what: &str,
    of: &'static str,
    relationships: impl Iterator<Item = (Name, Doc, String, Option<String>)>,
    out: &mut Writer,
) {
    let mut relationships = relationships.peekable();
    if relationships.peek().is_none() {
        return;
    }
    module.uses.runtime(of);
    out.blank();
    out.line(format!("/// {what}"));
    out.block(format!("pub mod {name} {{"), "}", |out| {
        out.line("use super::*;");
        out.blank();
        for (name, doc, schema_name, other) in relationships {
            let other = other.and_then(|other| module.row(&other));
            // A path to a sibling of the table's module starts one module further in here.
            let other = match other {
                Some(path) if path.starts_with("super::") => format!("super::{path}"),
                Some(row) => row,
                None => module.uses.runtime("UnknownTable").to_owned(),
            };
            out.doc(&doc);
            let (row, name, source) = (&module.table.row.rust, &name.rust, literal(&schema_name));
            let literal = format!("{of} {{ name: {source}, of: [] }}");
            out.line(format!("pub const {name}: {of}<{row}, {other}> = {literal};"));
        }
    });
}

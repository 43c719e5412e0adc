//! Types that columns of several tables bring along in the same way: the first table declares them, the others
//! re-export them.
//!
//! Half of all choices say the same about every table that has them, and most owners are users or teams. One type for
//! all of them is one to learn, lets values pass from table to table, and is compiled once.

use std::collections::BTreeMap;

use earlybound_reader::model::Table;
use earlybound_schema::AttributeType;

use super::{ColumnNames, Name, OwnType, TableNames};
use crate::docs;

/// Finds for each type the first table, by logical name, that brings the same one.
pub(super) fn share(tables: &mut [TableNames<'_>]) {
    let mut declared = BTreeMap::<String, Name>::new();
    for TableNames { table, module, columns, .. } in tables {
        for column in columns {
            let Some(meaning) = meaning(table, column) else { continue };
            column.declared_in = declared.get(&meaning).cloned();
            declared.entry(meaning).or_insert_with(|| module.clone());
        }
    }
}

/// All that the code of a column's type says; `None` where there is no type, or where it says something of the table.
fn meaning(table: &Table, column: &ColumnNames<'_>) -> Option<String> {
    let attribute = column.attribute;
    let of = &attribute.logical_name;
    match &column.own_type {
        OwnType::None => None,
        OwnType::Target(name, variants) => Some(format!("{of:?} {name:?} {variants:?}")),
        OwnType::Choice(name, variants) => {
            // The documentation of such an option leads to the page of the table that added it.
            if variants.iter().any(|variant| variant.item.layer != attribute.layer) {
                return None;
            }
            let set = docs::set_of_several(table, attribute);
            let options = variants.iter().map(|variant| {
                let option = variant.item;
                let related = [
                    option.state.map(|state| (state, label(table, AttributeType::State, state))),
                    option.default_status.map(|status| (status, label(table, AttributeType::Status, status))),
                ];
                let texts = (&option.label, &option.description, &option.invariant_name);
                (&variant.name, option.value, texts, related)
            });
            let options: Vec<_> = options.collect();
            Some(format!("{of:?} {name:?} {:?} {set:?} {options:?}", attribute.display_name))
        }
    }
}

/// The label of a value of the table's state or status column.
fn label(table: &Table, column: AttributeType, value: i32) -> Option<&String> {
    let column = table.attributes.iter().find(|attribute| attribute.attribute_type == Some(column))?;
    let mut options = column.option_set.iter().flat_map(|set| &set.options);
    options.find(|option| option.value == value)?.label.as_ref()
}

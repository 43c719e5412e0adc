//! The types of values.

use earlybound_schema::{AttributeType, DateTimeBehavior};

use super::module::Module;
use crate::names::{ColumnNames, OwnType, TableNames};

/// The type of a column's value; `None` if rows hold none.
pub(super) fn value(column: &ColumnNames<'_>, module: &mut Module<'_>) -> Option<String> {
    Some(match (column.attribute.attribute_type?, &column.own_type) {
        (AttributeType::MultiSelectPicklist, OwnType::Choice(name, _)) => format!("Vec<{}>", name.rust),
        (_, OwnType::Choice(name, _)) => name.rust.clone(),
        (AttributeType::PartyList, _) => format!("Vec<{}>", lookup(column, module)),
        (AttributeType::Lookup | AttributeType::Customer | AttributeType::Owner, _) => lookup(column, module),
        (AttributeType::Uniqueidentifier, _) if is_primary_id(column, module.table) => {
            format!("{}<{}>", module.uses.runtime("Id"), module.table.row.rust)
        }
        (attribute_type, _) => plain(attribute_type, column.attribute.date_time_behavior, module)?.to_owned(),
    })
}

/// Returns whether the column holds the id of the row.
pub(super) fn is_primary_id(column: &ColumnNames<'_>, table: &TableNames<'_>) -> bool {
    table.table.table.primary_id_attribute.as_ref() == Some(&column.attribute.logical_name)
}

/// The type of a value that has nothing to do with the table it stands in.
fn plain(of: AttributeType, behavior: Option<DateTimeBehavior>, module: &mut Module<'_>) -> Option<&'static str> {
    Some(match of {
        AttributeType::String | AttributeType::Memo | AttributeType::EntityName => "String",
        AttributeType::Integer => "i32",
        AttributeType::BigInt => "i64",
        AttributeType::Double => "f64",
        AttributeType::Boolean => "bool",
        AttributeType::Image => "Vec<u8>",
        AttributeType::Decimal | AttributeType::Money => module.uses.runtime("Decimal"),
        AttributeType::Uniqueidentifier | AttributeType::File => module.uses.runtime("Uuid"),
        AttributeType::ManagedProperty => module.uses.runtime("ManagedProperty"),
        AttributeType::DateTime => module.uses.runtime(match behavior {
            Some(DateTimeBehavior::DateOnly) => "Date",
            Some(DateTimeBehavior::TimeZoneIndependent) => "DateTime",
            // The platform's default.
            Some(DateTimeBehavior::UserLocal) | None => "Timestamp",
        }),
        _ => return None,
    })
}

fn lookup(column: &ColumnNames<'_>, module: &mut Module<'_>) -> String {
    let lookup = module.uses.runtime("Lookup");
    if let OwnType::Target(name, _) = &column.own_type {
        return format!("{lookup}<{}>", name.rust);
    }
    match column.attribute.targets.first().and_then(|target| module.row(target)) {
        Some(row) => format!("{lookup}<{}<{row}>>", module.uses.runtime("Id")),
        None => format!("{lookup}<{}>", module.uses.runtime("EntityReference")),
    }
}

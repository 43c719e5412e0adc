//! Columns.

use super::choice;
use super::tree::{Map, attribute, label, text};
use crate::parse::node::Node;

/// A column in the form of a table document, and what it is to its table.
pub(super) struct Column {
    pub(super) node: Node,
    /// True if it holds the ids of rows.
    pub(super) is_id: bool,
    /// True if it holds their names.
    pub(super) is_name: bool,
}

/// The column of an element `attribute`; nothing if it has no name or no type.
pub(super) fn column(node: &Node, language: Option<u16>) -> Option<Column> {
    let named = attribute(node, "PhysicalName")?;
    let written = text(node, "Type")?.to_ascii_lowercase();
    let kind = attribute_type(&written)?;
    let mut column = Map::like(node);
    match node.get("LogicalName").or_else(|| node.get("Name")).filter(|name| name.scalar().is_some()) {
        Some(name) => column.copy("LogicalName", Some(name)),
        None => column.text("LogicalName", named, named.scalar()?.to_lowercase()),
    }
    column.copy("SchemaName", Some(named));
    column.text("AttributeType", node.get("Type").unwrap_or(node), kind);
    column.copy("DisplayName", label(node, "displaynames", "displayname", language));
    column.copy("Description", label(node, "Descriptions", "Description", language));
    column.word("RequiredLevel", node.get("RequiredLevel"), required_level);
    column.flag("IsValidForCreate", node.get("ValidForCreateApi"));
    column.flag("IsValidForUpdate", node.get("ValidForUpdateApi"));
    column.flag("IsValidForRead", node.get("ValidForReadApi"));
    limits(&mut column, node, kind);
    formats(&mut column, node, kind);
    defaults(&mut column, node, kind);
    if let Some(set) = choice::of_column(node, language) {
        column.node("OptionSet", set);
    }
    let targets = match kind {
        "Customer" => "account, contact",
        "Owner" => "systemuser, team",
        _ => "",
    };
    if !targets.is_empty() {
        column.text("Targets", node, targets);
    }
    let mask = text(node, "DisplayMask").unwrap_or_default();
    if mask.split('|').any(|word| word == "PrimaryImage") {
        column.text("IsPrimaryImage", node.get("DisplayMask").unwrap_or(node), "true");
    }
    let is_name = mask.split('|').any(|word| word == "PrimaryName");
    Some(Column { node: column.into_node(), is_id: written == "primarykey", is_name })
}

fn limits(column: &mut Map, node: &Node, kind: &str) {
    match kind {
        // `Length` counts bytes.
        "String" | "Memo" => column.copy("MaxLength", node.get("MaxLength")),
        "Integer" | "BigInt" | "Decimal" | "Double" | "Money" => {
            column.copy("MinValue", node.get("MinValue"));
            column.copy("MaxValue", node.get("MaxValue"));
            column.copy("Precision", node.get("Accuracy"));
        }
        "File" => column.copy("MaxSizeInKB", node.get("MaxValue")),
        "Image" => column.flag("CanStoreFullImage", node.get("CanStoreFullImage")),
        _ => {}
    }
    if kind == "Money" {
        column.copy("PrecisionSource", node.get("AccuracySource"));
        let base = node.get("CalculationOf").filter(|_| text(node, "CalculationOf").is_some());
        column.text("IsBaseCurrency", base.unwrap_or(node), base.is_some().to_string());
    }
}

fn formats(column: &mut Map, node: &Node, kind: &str) {
    let format = node.get("Format");
    match kind {
        "DateTime" => {
            column.word("Format", format, |word| match word {
                "date" => Some("DateOnly"),
                "datetime" => Some("DateAndTime"),
                _ => None,
            });
            column.word("DateTimeBehavior", node.get("Behavior"), |number| match number {
                "1" => Some("UserLocal"),
                "2" => Some("DateOnly"),
                "3" => Some("TimeZoneIndependent"),
                _ => None,
            });
            column.flag("CanChangeDateTimeBehavior", node.get("CanChangeDateTimeBehavior"));
        }
        "Integer" => column.word("Format", format, integer_format),
        "String" | "Memo" => {
            column.word("Format", format, text_format);
            column.word("FormatName", format, |word| match word {
                "json" => Some("Json"),
                "richtext" => Some("RichText"),
                _ => text_format(word),
            });
            column.flag("IsLocalizable", node.get("IsLocalizable"));
        }
        _ => {}
    }
    if matches!(kind, "String" | "Memo" | "DateTime" | "Decimal" | "Double" | "Money") {
        column.word("ImeMode", node.get("ImeMode"), |word| match word {
            "auto" => Some("Auto"),
            "inactive" => Some("Inactive"),
            "active" => Some("Active"),
            "disabled" => Some("Disabled"),
            _ => None,
        });
    }
}

fn defaults(column: &mut Map, node: &Node, kind: &str) {
    let default = node.get("AppDefaultValue");
    match kind {
        "Picklist" | "MultiSelectPicklist" | "State" | "Status" => column.copy("DefaultFormValue", default),
        "Boolean" => column.flag("DefaultValue", default),
        _ => {}
    }
}

fn attribute_type(written: &str) -> Option<&'static str> {
    Some(match written {
        "primarykey" | "uniqueidentifier" => "Uniqueidentifier",
        "nvarchar" => "String",
        "ntext" => "Memo",
        "int" => "Integer",
        "bigint" | "timestamp" => "BigInt",
        "decimal" => "Decimal",
        "float" => "Double",
        "money" => "Money",
        "bit" => "Boolean",
        "datetime" => "DateTime",
        "lookup" => "Lookup",
        "customer" => "Customer",
        "owner" => "Owner",
        "partylist" => "PartyList",
        "picklist" => "Picklist",
        "state" => "State",
        "status" => "Status",
        "multiselectpicklist" => "MultiSelectPicklist",
        "image" => "Image",
        "file" => "File",
        "virtual" => "Virtual",
        "managedproperty" => "ManagedProperty",
        _ => return None,
    })
}

fn required_level(level: &str) -> Option<&'static str> {
    Some(match level {
        "none" => "None",
        "required" => "ApplicationRequired",
        "recommended" => "Recommended",
        "systemrequired" => "SystemRequired",
        _ => return None,
    })
}

fn text_format(word: &str) -> Option<&'static str> {
    Some(match word {
        "text" => "Text",
        "textarea" => "TextArea",
        "email" => "Email",
        "url" => "Url",
        "phone" => "Phone",
        "tickersymbol" => "TickerSymbol",
        "phoneticguide" => "PhoneticGuide",
        "versionnumber" => "VersionNumber",
        _ => return None,
    })
}

fn integer_format(word: &str) -> Option<&'static str> {
    Some(match word {
        "none" => "None",
        "duration" => "Duration",
        "timezone" => "TimeZone",
        "language" => "Language",
        "locale" => "Locale",
        _ => return None,
    })
}

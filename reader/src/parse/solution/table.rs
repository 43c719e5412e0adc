//! Tables and their alternate keys.

use super::column::column;
use super::tree::{Map, attribute, below, label, scalar, text};
use crate::parse::node::Node;

/// The table document of an element `entity`; nothing if it has no name.
pub(super) fn document(entity: &Node, language: Option<u16>) -> Option<Node> {
    let name = attribute(entity, "Name")?;
    let schema_name = name.scalar()?;
    let mut document = Map::like(entity);
    document.text("LogicalName", name, schema_name.to_lowercase());
    document.text("SchemaName", name, schema_name);
    for (key, list, item) in [
        ("DisplayName", "LocalizedNames", "LocalizedName"),
        ("DisplayCollectionName", "LocalizedCollectionNames", "LocalizedCollectionName"),
        ("Description", "Descriptions", "Description"),
    ] {
        document.copy(key, label(entity, list, item, language));
    }
    document.copy("EntitySetName", entity.get("EntitySetName"));
    document.word("OwnershipType", entity.get("OwnershipTypeMask"), ownership);
    document.flag("IsBPFEntity", entity.get("IsBPFEntity"));
    let mut columns = Vec::new();
    for read in below(entity, "attributes", "attribute").filter_map(|node| column(node, language)) {
        let logical_name = read.node.get("LogicalName");
        if read.is_id {
            document.copy("PrimaryIdAttribute", logical_name);
        }
        if read.is_name {
            document.copy("PrimaryNameAttribute", logical_name);
        }
        columns.push(read.node);
    }
    document.list("Attributes", columns);
    document.list(
        "Keys",
        below(entity, "EntityKeys", "EntityKey").filter_map(|key| alternate_key(key, language)).collect(),
    );
    Some(document.into_node())
}

fn ownership(mask: &str) -> Option<&'static str> {
    Some(match mask {
        "UserOwned" => "UserOwned",
        "TeamOwned" => "TeamOwned",
        "BusinessOwned" => "BusinessOwned",
        "OrgOwned" | "OrganizationOwned" => "OrganizationOwned",
        "UnOwned" | "None" => "None",
        _ => return None,
    })
}

fn alternate_key(node: &Node, language: Option<u16>) -> Option<Node> {
    let named = attribute(node, "Name").or_else(|| node.get("Name"));
    let mut key = Map::like(node);
    let logical_name = text(node, "LogicalName").or(named.and_then(Node::scalar))?;
    key.text("LogicalName", node.get("LogicalName").or(named)?, logical_name.to_lowercase());
    key.copy("SchemaName", named);
    key.copy("DisplayName", label(node, "displaynames", "displayname", language));
    let columns = below(node, "EntityKeyAttributes", "AttributeName");
    let columns = columns.filter_map(|column| Some(scalar(column, column.scalar()?.trim().to_lowercase())));
    key.list("KeyAttributes", columns.collect());
    Some(key.into_node())
}

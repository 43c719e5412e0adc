//! Relationships.

use super::tree::{Map, attribute, below, label, text};
use crate::parse::documents::Reader;
use crate::parse::node::Node;
use crate::parse::said::SolutionItem;
use earlybound_schema::cascade::CascadeAction;
use earlybound_schema::{MenuBehavior, MenuGroup};

/// Reads an element `EntityRelationship`; nothing if it only names a relationship.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node, language: Option<u16>) -> Option<SolutionItem> {
    let kind = text(node, "EntityRelationshipType")?;
    let mut relationship = Map::like(node);
    relationship.copy("SchemaName", attribute(node, "Name"));
    relationship.flag("IsCustomizable", node.get("IsCustomizable"));
    if kind == "ManyToMany" {
        pair(&mut relationship, node, language);
        return reader.many_to_many(&relationship.into_node()).map(Box::new).map(SolutionItem::ManyToMany);
    }
    for (key, name) in [
        ("ReferencedEntity", "ReferencedEntityName"),
        ("ReferencingEntity", "ReferencingEntityName"),
        ("ReferencingAttribute", "ReferencingAttributeName"),
    ] {
        lower(&mut relationship, key, node.get(name));
    }
    relationship.flag("IsHierarchical", node.get("IsHierarchical"));
    let mut cascades = Map::like(node);
    for action in CascadeAction::ALL {
        cascades.copy(action.as_str(), node.get(&format!("Cascade{action}")));
    }
    if !cascades.is_empty() {
        relationship.node("CascadeConfiguration", cascades.into_node());
    }
    for role in roles(node) {
        let side = if text(role, "RelationshipRoleType") == Some("1") { "Referencing" } else { "Referenced" };
        relationship.copy(&format!("{side}EntityNavigationPropertyName"), role.get("NavigationPropertyName"));
        if let Some(menu) = menu(role, language) {
            relationship.node("AssociatedMenuConfiguration", menu);
        }
    }
    reader.one_to_many(&relationship.into_node()).map(Box::new).map(SolutionItem::OneToMany)
}

fn pair(relationship: &mut Map, node: &Node, language: Option<u16>) {
    relationship.copy("IntersectEntityName", node.get("IntersectEntityName"));
    let sides = [("1", "FirstEntityName", "one"), ("2", "SecondEntityName", "two")];
    let tables = sides.map(|(_, name, _)| text(node, name).unwrap_or_default().to_lowercase());
    let [first, second] = &tables;
    for ((number, name, ending), table) in sides.iter().zip(&tables) {
        let Some(named) = node.get(name).filter(|_| !table.is_empty()) else { continue };
        relationship.text(&format!("Entity{number}LogicalName"), named, table.as_str());
        // A table with itself has two columns that point at it.
        let ending = if first == second { ending } else { "" };
        relationship.text(&format!("Entity{number}IntersectAttribute"), named, format!("{table}id{ending}"));
    }
    for role in roles(node) {
        let Some(number) = text(role, "AssociationRoleOrdinal").filter(|number| ["1", "2"].contains(number)) else {
            continue;
        };
        let property = format!("Entity{number}NavigationPropertyName");
        relationship.copy(&property, role.get("NavigationPropertyName"));
        if let Some(menu) = menu(role, language) {
            relationship.node(&format!("Entity{number}AssociatedMenuConfiguration"), menu);
        }
    }
}

fn roles(node: &Node) -> impl Iterator<Item = &Node> {
    below(node, "EntityRelationshipRoles", "EntityRelationshipRole")
}

/// Adds a name in lower case: solutions write schema names where logical names are meant.
fn lower(relationship: &mut Map, key: &str, from: Option<&Node>) {
    if let Some((node, name)) = from.and_then(|node| Some((node, node.scalar()?.trim()))) {
        relationship.text(key, node, name.to_lowercase());
    }
}

fn menu(role: &Node, language: Option<u16>) -> Option<Node> {
    let mut menu = Map::like(role);
    menu.word("Behavior", role.get("NavPaneDisplayOption"), |word| Some(word.parse::<MenuBehavior>().ok()?.as_str()));
    menu.word("Group", role.get("NavPaneArea"), |word| Some(word.parse::<MenuGroup>().ok()?.as_str()));
    menu.copy("Order", role.get("NavPaneOrder"));
    menu.copy("Label", label(role, "CustomLabels", "CustomLabel", language));
    (!menu.is_empty()).then(|| menu.into_node())
}

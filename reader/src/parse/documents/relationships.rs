//! Relationships and what they cascade.

use super::Reader;
use super::facts::map;
use crate::model::fact::Misfit;
use crate::model::{AssociatedMenu, ManyToManyRelationship, OneToManyRelationship, Other};
use crate::parse::node::{Node, NodeKind};
use crate::rust_name::Shape;
use earlybound_schema::ParseWordError;
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};

/// The form of a cascade, for messages.
const CASCADE: &str = "a cascade, by name or by number from 0 to 5";

impl Reader<'_> {
    pub(in crate::parse) fn one_to_many(&mut self, node: &Node) -> Option<OneToManyRelationship> {
        let origin = self.name_origin(node, "SchemaName");
        let mut relationship = OneToManyRelationship { origin, ..OneToManyRelationship::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "CascadeConfiguration" => map(value).map(|()| {
                    relationship.cascade_configuration = self.cascades(value, &mut relationship.other);
                }),
                "AssociatedMenuConfiguration" => self.menu(&mut relationship.associated_menu_configuration, value),
                "ChangesFrom" => self.changes_from(&mut relationship.changes_from, value),
                _ => self.fact(&mut relationship, Shape::Constant, key, value),
            };
            self.outcome(outcome, key, key_node, value, &mut relationship.other);
        }
        self.named(&relationship.schema_name, node, "SchemaName").then_some(relationship)
    }

    pub(in crate::parse) fn many_to_many(&mut self, node: &Node) -> Option<ManyToManyRelationship> {
        let origin = self.name_origin(node, "SchemaName");
        let mut relationship = ManyToManyRelationship { origin, ..ManyToManyRelationship::default() };
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Entity1AssociatedMenuConfiguration" => {
                    self.menu(&mut relationship.entity1_associated_menu_configuration, value)
                }
                "Entity2AssociatedMenuConfiguration" => {
                    self.menu(&mut relationship.entity2_associated_menu_configuration, value)
                }
                "ChangesFrom" => self.changes_from(&mut relationship.changes_from, value),
                _ => self.fact(&mut relationship, Shape::Constant, key, value),
            };
            self.outcome(outcome, key, key_node, value, &mut relationship.other);
        }
        self.named(&relationship.schema_name, node, "SchemaName").then_some(relationship)
    }

    /// Cascades by name, or by the platform's numbers.
    fn cascades(&mut self, node: &Node, other: &mut Other) -> CascadeConfiguration {
        let mut cascades = CascadeConfiguration::UNKNOWN;
        for (key, key_node, value) in node.entries() {
            let outcome = match (key.parse::<CascadeAction>(), value.scalar().map(cascade)) {
                (Err(_), _) => Err(Misfit::Key),
                (Ok(_), None) if matches!(value.kind, NodeKind::Nothing) => Ok(()),
                (Ok(action), Some(Ok(effect))) => {
                    cascades.set(action, effect);
                    Ok(())
                }
                (Ok(_), Some(Err(unknown))) => Err(Misfit::Word(CASCADE, unknown.known)),
                (Ok(_), None) => Err(Misfit::Value(CASCADE)),
            };
            self.outcome(outcome, key, key_node, value, other);
        }
        cascades
    }

    fn menu(&mut self, slot: &mut Option<Box<AssociatedMenu>>, node: &Node) -> Result<(), Misfit> {
        map(node)?;
        let mut menu = AssociatedMenu::default();
        for (key, key_node, value) in node.entries() {
            let outcome = self.fact(&mut menu, Shape::Constant, key, value);
            self.outcome(outcome, key, key_node, value, &mut menu.other);
        }
        *slot = Some(menu.into());
        Ok(())
    }
}

fn cascade(word: &str) -> Result<CascadeType, ParseWordError> {
    let number = || CascadeType::from_value(word.parse().ok()?);
    word.parse().or_else(|unknown| number().ok_or(unknown))
}

//! Columns and their options.

use super::facts::map;
use super::{Reader, scalar};
use crate::diagnostic::Code;
use crate::model::fact::Misfit;
use crate::model::key::Key;
use crate::model::{Attribute, OptionMetadata, OptionSet, Section};
use crate::parse::cell::is_blank;
use crate::parse::node::{Node, NodeKind};
use crate::parse::value::{Raw, word};
use crate::rust_name::Shape;
use earlybound_schema::AttributeType;

impl Reader<'_> {
    pub(in crate::parse) fn attribute(&mut self, node: &Node) -> Option<Attribute> {
        let mut column = Attribute { origin: self.name_origin(node, "LogicalName"), ..Attribute::default() };
        let mut section = None;
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Section" => scalar(value, |raw| word(&mut section, raw)),
                "AttributeTypeName" => set_exact_type(&mut column, value),
                "OptionSet" | "GlobalOptionSet" => self.option_set(&mut column, value),
                "ChangesFrom" => self.changes_from(&mut column.changes_from, value),
                // As pages call it.
                "Type" => self.fact(&mut column, Shape::Field, Key::AttributeType.as_str(), value),
                "Targets" => self.targets(&mut column, value),
                _ => self.fact(&mut column, Shape::Field, key, value),
            };
            let is_nothing = matches!(value.kind, NodeKind::Nothing);
            if is_nothing && key.parse::<Key>().is_ok_and(|key| column.clear(key)) {
                column.cleared.push(key.to_owned());
                continue;
            }
            self.outcome(outcome, key, key_node, value, &mut column.other);
        }
        self.lower(&mut column.logical_name, node);
        if column.logical_name.is_empty() {
            column.logical_name = column.schema_name.to_lowercase();
        }
        if column.schema_name.is_empty() {
            column.schema_name.clone_from(&column.logical_name);
        }
        column.section = section.unwrap_or_else(|| section_of(&column));
        self.named(&column.logical_name, node, "LogicalName").then_some(column)
    }

    /// The targets of a lookup. A name with nothing to see, or with what parts names in a list, is no table's.
    fn targets(&mut self, column: &mut Attribute, node: &Node) -> Result<(), Misfit> {
        self.fact(column, Shape::Field, Key::Targets.as_str(), node)?;
        let is_name = |target: &String| !is_blank(target) && !target.contains(',');
        if !column.targets.iter().all(is_name) {
            let help = "a target is the logical name of a table".to_owned();
            self.report(Code::BadValue, node.span, "a target that is no name".into(), "not read", Some(help));
        }
        column.targets.retain(is_name);
        Ok(())
    }

    pub(super) fn option_set(&mut self, column: &mut Attribute, node: &Node) -> Result<(), Misfit> {
        map(node)?;
        let mut set = OptionSet::default();
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Options" => {
                    set.options = self.list(value, Self::option);
                    Ok(())
                }
                "TrueOption" | "FalseOption" => {
                    set.options.extend(self.option(value));
                    Ok(())
                }
                _ => self.fact(&mut set, Shape::Type, key, value),
            };
            self.outcome(outcome, key, key_node, value, &mut column.other);
        }
        if set != OptionSet::default() {
            column.option_set = Some(set);
        }
        Ok(())
    }

    fn option(&mut self, node: &Node) -> Option<OptionMetadata> {
        let mut option = OptionMetadata { origin: self.name_origin(node, "Value"), ..OptionMetadata::default() };
        let mut number = None;
        for (key, key_node, value) in node.entries() {
            let outcome = match key {
                "Value" => set_number(&mut number, value),
                _ => self.fact(&mut option, Shape::Variant, key, value),
            };
            self.outcome(outcome, key, key_node, value, &mut option.other);
        }
        option.value = number.unwrap_or_default();
        (number.is_some() || self.named("", node, "Value")).then_some(option)
    }
}

/// The section that a column without one belongs to: an addition to one that is described elsewhere is a customized one.
fn section_of(column: &Attribute) -> Section {
    if column.attribute_type.is_none() {
        Section::Customized
    } else if column.is_valid_for_create == Some(false) && column.is_valid_for_update == Some(false) {
        Section::ReadOnly
    } else {
        Section::Writable
    }
}

fn set_number(slot: &mut Option<i32>, node: &Node) -> Result<(), Misfit> {
    scalar(node, |raw| word(slot, raw)).map_err(|_| Misfit::Value("a whole number of 32 bits"))
}

/// The older property `AttributeType` says `Virtual` for types that came after it.
fn set_exact_type(column: &mut Attribute, node: &Node) -> Result<(), Misfit> {
    let exact = node.raw().and_then(Raw::plain);
    let exact = exact.as_deref().and_then(|name| name.strip_suffix("Type")).and_then(|name| name.parse().ok());
    if exact.is_some() && matches!(column.attribute_type, None | Some(AttributeType::Virtual)) {
        column.attribute_type = exact;
    }
    Ok(())
}

//! What all items of a table document have in common: how a fact finds its place.

use super::node::{Kind, Node};
use super::{Reader, scalar};
use crate::diagnostic::Code;
use crate::model::{ChangesFrom, LayerId, Link};
use crate::parse::grammar::Key;
use crate::parse::value::{Misfit, Raw, flag};
use crate::source::Origin;

/// Keys of items beside those of [`Key`].
pub(super) const KEYS: [&str; 31] = [
    "AddedBy",
    "AttributeType",
    "Binding",
    "ChangedBy",
    "ChangesFrom",
    "Cleared",
    "Columns",
    "Customized",
    "FalseOption",
    "InvariantName",
    "IsEvent",
    "IsEventOnly",
    "Kind",
    "Label",
    "Layer",
    "Method",
    "Name",
    "Omit",
    "Optional",
    "OptionSet",
    "Options",
    "Other",
    "Parameters",
    "Path",
    "Returns",
    "RustName",
    "Sdk",
    "Section",
    "State",
    "TrueOption",
    "Value",
];

/// Reads the keys that several kinds of items share; the match arms for the others come first.
macro_rules! shared {
    ($reader:ident, $item:ident, $key:ident, $value:ident, $otherwise:expr) => {
        match $key {
            "RustName" => scalar($value, |raw| $crate::parse::value::text(&mut $item.rust_name, raw)),
            "Omit" => facts::set_flag(&mut $item.omit, $value),
            "ChangedBy" => {
                $item.changed_by = $value.items().unwrap_or_default().iter().filter_map(facts::layer).collect();
                Ok(())
            }
            "ChangesFrom" => {
                $item.changes_from = Some(facts::changes_from($value));
                Ok(())
            }
            "Layer" => {
                $item.layer = facts::layer($value);
                Ok(())
            }
            "Other" => {
                $reader.other($value, &mut $item.other);
                Ok(())
            }
            _ => $otherwise,
        }
    };
}
pub(super) use shared;

impl Reader<'_> {
    pub(super) fn name_origin(&self, node: &Node, key: &str) -> Origin {
        self.origin(node.get(key).unwrap_or(node))
    }

    /// Reports an item without its name.
    pub(super) fn named(&mut self, name: &str, node: &Node, key: &str) -> bool {
        if name.is_empty() {
            let (message, help) = (format!("an item without `{key}`"), format!("add `{key}: …`"));
            self.report(Code::BadValue, node.span, message, "not read", Some(help));
        }
        !name.is_empty()
    }
}

/// Sets a fact under one of the keys that pages have too.
pub(super) fn known(
    key: &str,
    node: &Node,
    set: impl FnOnce(Key, Raw<'_>) -> Result<(), Misfit>,
) -> Result<(), Misfit> {
    let key = match key {
        // Two keys have another spelling on pages.
        "AddedBy" => Key::AddedBy,
        "AttributeType" => Key::Type,
        _ => key.parse().map_err(|_| Misfit::Key)?,
    };
    scalar(node, |raw| set(key, raw))
}

pub(super) fn set_text(slot: &mut String, node: &Node) -> Result<(), Misfit> {
    *slot = node.scalar().ok_or(Misfit::Value("a text"))?.to_owned();
    Ok(())
}

pub(super) fn set_flag(slot: &mut bool, node: &Node) -> Result<(), Misfit> {
    let mut stated = None;
    scalar(node, |raw| flag(&mut stated, raw))?;
    *slot = stated.unwrap_or_default();
    Ok(())
}

/// A list of texts, or texts with commas between them.
pub(super) fn set_texts(slot: &mut Vec<String>, node: &Node) -> Result<(), Misfit> {
    let texts: Option<Vec<&str>> = match &node.kind {
        Kind::Nothing => Some(Vec::new()),
        Kind::Scalar(texts) => Some(texts.split(',').map(str::trim).filter(|text| !text.is_empty()).collect()),
        Kind::List(items) => items.iter().map(Node::scalar).collect(),
        Kind::Map(_) => None,
    };
    *slot = texts.ok_or(Misfit::Value("a list of texts"))?.into_iter().map(str::to_owned).collect();
    Ok(())
}

pub(super) fn set_link(slot: &mut Option<Link>, node: &Node) -> Result<(), Misfit> {
    let part = |key: &str| node.get(key).and_then(Node::scalar).unwrap_or_default().to_owned();
    *slot = Some(Link { text: part("Text"), url: part("Url") });
    Ok(())
}

pub(super) fn changes_from(node: &Node) -> ChangesFrom {
    let part = |key: &str| node.get(key).and_then(Node::scalar).unwrap_or_default().to_owned();
    ChangesFrom { product: part("Product"), url: part("Url") }
}

pub(super) fn layer(node: &Node) -> Option<LayerId> {
    node.scalar()?.parse().ok().map(LayerId)
}

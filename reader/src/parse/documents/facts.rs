//! What all items of a table document have in common: how a fact finds its place.

use super::{Reader, scalar};
use crate::diagnostic::Code;
use crate::model::{ChangesFrom, LayerId, Link};
use crate::parse::grammar::Key;
use crate::parse::node::{Kind, Node};
use crate::parse::value::{Misfit, Raw, flag, text, word};
use crate::rust_name::{Misnomer, Shape};
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

/// Reads the keys that several kinds of items share; the match arms for the others come first. The shape is that of the
/// item's name in Rust.
macro_rules! shared {
    ($reader:ident, $item:ident, $shape:expr, $key:ident, $value:ident, $otherwise:expr) => {
        match $key {
            "RustName" => $reader.rust_name(&mut $item.rust_name, $shape, $value),
            "Omit" => facts::set_flag(&mut $item.omit, $value),
            "ChangedBy" => facts::set_layers(&mut $item.changed_by, $value),
            "ChangesFrom" => $reader.changes_from(&mut $item.changes_from, $value),
            "Layer" => facts::set_layer(&mut $item.layer, $value),
            "Other" => $reader.other($value, &mut $item.other),
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

    /// A logical name has no upper-case letters: one that does is most likely a schema name. Where both names stand, they
    /// are what they are: the reference has a column of that kind, too.
    pub(super) fn lower(&mut self, name: &mut String, node: &Node) {
        if name.contains(char::is_uppercase) && node.get("SchemaName").is_none() {
            let lower = name.to_lowercase();
            let span = node.get("LogicalName").unwrap_or(node).span;
            let message = format!("the logical name `{name}` has upper-case letters");
            let help = "the name with its case kept is `SchemaName`".to_owned();
            self.report(Code::BadValue, span, message, &format!("read as `{lower}`"), Some(help));
            *name = lower;
        }
    }

    /// A name in Rust. One that cannot be used as it is, is reported and left out.
    pub(super) fn rust_name(&mut self, slot: &mut Option<String>, shape: Shape, node: &Node) -> Result<(), Misfit> {
        scalar(node, |raw| text(slot, raw))?;
        if let Some(Misnomer { message, help }) = slot.as_deref().and_then(|name| shape.misnomer(name)) {
            self.report(Code::BadValue, node.span, message, "not used", Some(help));
            *slot = None;
        }
        Ok(())
    }

    pub(super) fn link(&mut self, slot: &mut Option<Link>, node: &Node) -> Result<(), Misfit> {
        let [text, url] = self.texts(node, ["Text", "Url"], "a map of `Text` and `Url`")?;
        *slot = Some(Link { text, url });
        Ok(())
    }

    pub(super) fn changes_from(&mut self, slot: &mut Option<ChangesFrom>, node: &Node) -> Result<(), Misfit> {
        let [product, url] = self.texts(node, ["Product", "Url"], "a map of `Product` and `Url`")?;
        *slot = Some(ChangesFrom { product, url });
        Ok(())
    }

    /// The texts of a map that has these keys and no others.
    pub(super) fn texts<const N: usize>(
        &mut self,
        node: &Node,
        keys: [&str; N],
        expected: &'static str,
    ) -> Result<[String; N], Misfit> {
        let Kind::Map(_) = node.kind else { return Err(Misfit::Value(expected)) };
        for (key, key_node, value) in node.entries() {
            if !keys.iter().any(|known| known.eq_ignore_ascii_case(key)) {
                let help = format!("the properties here are `{}`", keys.join("`, `"));
                let message = format!("unknown property `{key}`");
                self.report(Code::UnknownKey, key_node.span, message, "not read", Some(help));
            } else if matches!(value.kind, Kind::List(_) | Kind::Map(_)) {
                self.report(Code::BadValue, value.span, format!("`{key}` is not a text"), "not read", None);
            }
        }
        Ok(keys.map(|key| node.get(key).and_then(Node::scalar).unwrap_or_default().to_owned()))
    }
}

/// Whether a node can have entries.
pub(super) fn map(node: &Node) -> Result<(), Misfit> {
    if matches!(node.kind, Kind::Map(_) | Kind::Nothing) { Ok(()) } else { Err(Misfit::Value("a map of `key: value`")) }
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

pub(super) fn set_layer(slot: &mut Option<LayerId>, node: &Node) -> Result<(), Misfit> {
    let mut number = None;
    scalar(node, |raw| word(&mut number, raw, "the number of a layer"))?;
    *slot = number.map(LayerId);
    Ok(())
}

pub(super) fn set_layers(slot: &mut Vec<LayerId>, node: &Node) -> Result<(), Misfit> {
    let number = |item: &Node| item.scalar()?.parse().ok().map(LayerId);
    let numbers: Option<Vec<LayerId>> = match &node.kind {
        Kind::Nothing => Some(Vec::new()),
        Kind::List(items) => items.iter().map(number).collect(),
        Kind::Scalar(_) | Kind::Map(_) => None,
    };
    *slot = numbers.ok_or(Misfit::Value("a list of the numbers of layers"))?;
    Ok(())
}

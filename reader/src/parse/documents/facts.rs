//! Common to all items of a table document: how a fact finds its place.

use super::{Reader, scalar};
use crate::diagnostic::Code;
use crate::model::fact::{Facts, Misfit, Slot};
use crate::model::key::Key;
use crate::model::{ChangesFrom, LayerId, Link};
use crate::parse::node::{Node, NodeKind};
use crate::parse::value::{self, Raw};
use crate::rust_name::{Misnomer, Shape, normalized};
use crate::span::Origin;

impl Reader<'_> {
    /// Sets a fact of an item. The shape is that of the item's name in Rust.
    pub(super) fn fact(&mut self, item: &mut impl Facts, shape: Shape, key: &str, node: &Node) -> Result<(), Misfit> {
        let key: Key = key.parse().map_err(|_| Misfit::Key)?;
        match item.slot(key).ok_or(Misfit::Key)? {
            Slot::Text(slot) if key == Key::RustName => self.rust_name(slot, shape, node),
            Slot::Names(slot) => set_names(slot, node),
            Slot::Mark(slot) => set_mark(slot, node),
            Slot::Layer(slot) => set_layer(slot, node),
            Slot::Layers(slot) => set_layers(slot, node),
            Slot::Other(slot) => self.other(node, slot),
            slot => scalar(node, |raw| value::set(key, slot, raw)),
        }
    }

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

    /// A logical name has no upper-case letters: one that does is most likely a schema name. Where both names stand,
    /// they are what they are: the reference has a column of that kind, too.
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
    fn rust_name(&mut self, slot: &mut Option<String>, shape: Shape, node: &Node) -> Result<(), Misfit> {
        scalar(node, |raw| value::set(Key::RustName, Slot::Text(slot), raw))?;
        *slot = slot.take().map(|name| normalized(&name).into_owned());
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
        let NodeKind::Map(_) = node.kind else { return Err(Misfit::Value(expected)) };
        for (key, key_node, value) in node.entries() {
            if !keys.iter().any(|known| known.eq_ignore_ascii_case(key)) {
                let help = format!("the properties here are `{}`", keys.join("`, `"));
                let message = format!("unknown property `{key}`");
                self.report(Code::UnknownKey, key_node.span, message, "not read", Some(help));
            } else if matches!(value.kind, NodeKind::List(_) | NodeKind::Map(_)) {
                self.report(Code::BadValue, value.span, format!("`{key}` is not a text"), "not read", None);
            }
        }
        Ok(keys.map(|key| node.get(key).and_then(Node::scalar).unwrap_or_default().to_owned()))
    }
}

/// Returns an error if a node cannot have entries.
pub(super) fn map(node: &Node) -> Result<(), Misfit> {
    if matches!(node.kind, NodeKind::Map(_) | NodeKind::Nothing) {
        Ok(())
    } else {
        Err(Misfit::Value("a map of `key: value`"))
    }
}

pub(super) fn set_mark(slot: &mut bool, node: &Node) -> Result<(), Misfit> {
    let mut stated = None;
    scalar(node, |raw| value::flag(&mut stated, raw))?;
    *slot = stated.unwrap_or_default();
    Ok(())
}

/// A list of names, or names with commas between them.
fn set_names(slot: &mut Vec<String>, node: &Node) -> Result<(), Misfit> {
    let owned = |items: &[Node]| items.iter().map(|item| item.scalar().map(str::to_owned)).collect();
    let names = match &node.kind {
        NodeKind::Nothing => Some(Vec::new()),
        NodeKind::Scalar(text) => Some(value::names(text)),
        NodeKind::List(items) => owned(items),
        NodeKind::Map(_) => None,
    };
    *slot = names.ok_or(Misfit::Value("a list of strings"))?;
    Ok(())
}

fn set_layer(slot: &mut Option<LayerId>, node: &Node) -> Result<(), Misfit> {
    *slot = match node.raw().and_then(Raw::plain) {
        Some(number) => Some(LayerId(number.parse().map_err(|_| Misfit::Value("the number of a layer"))?)),
        None => None,
    };
    Ok(())
}

fn set_layers(slot: &mut Vec<LayerId>, node: &Node) -> Result<(), Misfit> {
    let number = |item: &Node| item.scalar()?.parse().ok().map(LayerId);
    let numbers: Option<Vec<LayerId>> = match &node.kind {
        NodeKind::Nothing => Some(Vec::new()),
        NodeKind::List(items) => items.iter().map(number).collect(),
        NodeKind::Scalar(_) | NodeKind::Map(_) => None,
    };
    *slot = numbers.ok_or(Misfit::Value("a list of the numbers of layers"))?;
    Ok(())
}

//! Relationships: their properties, what they cascade, and the sentences that lead to their other side.

use super::grammar::{self, Side};
use super::state::{Page, Subject, one_to_many, other};
use crate::diagnostic::Code;
use crate::model::fact::{Facts, Misfit};
use crate::model::key::Key;
use crate::model::{AssociatedMenu, ChangesFrom, Document};
use crate::parse::cell::{first_link, kept, page_of, parts, plain, unescape};
use crate::parse::value::{self, Raw, word};
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};

/// Sets a property of the relationship that is being read.
pub(super) fn property<'a>(page: &mut Page<'a>, side: Side, key: Key, value: &'a str) -> Result<(), Misfit> {
    let key = sided(key, page.item.side);
    match key {
        Key::CascadeConfiguration
        | Key::AssociatedMenuConfiguration
        | Key::Entity1AssociatedMenuConfiguration
        | Key::Entity2AssociatedMenuConfiguration => {
            for part in parts(value).filter(|part| !part.is_empty()) {
                match part.split_once(':') {
                    Some((name, value)) => set_part(page, key, name.trim(), value.trim()),
                    None => page.report.unread(part),
                }
            }
            Ok(())
        }
        // Printed for some weeks of 2024, always without a value.
        Key::DenormalizedAttributeName
        | Key::EntityKey
        | Key::IsDenormalizedLookup
        | Key::IsRelationshipAttributeDenormalized
            if side != Side::ManyToMany =>
        {
            plain(value).map_or(Ok(()), |_| Err(Misfit::Value("empty")))
        }
        _ if side == Side::ManyToMany => {
            check_link(page, value);
            let relationship = page.document.many_to_many_relationships.last_mut().ok_or(Misfit::Key)?;
            match key {
                Key::SchemaName if plain(value).as_deref() == Some(&relationship.schema_name) => Ok(()),
                Key::SchemaName => Err(Misfit::Value("the name in the heading")),
                _ => value::set(key, relationship.slot(key).ok_or(Misfit::Key)?, Raw::Cell(value)),
            }
        }
        // The name stands in the heading.
        Key::SchemaName => Err(Misfit::Key),
        _ => {
            check_linked_table(page, side, key, value);
            let relationship = one_to_many(&mut page.document, side).last_mut().ok_or(Misfit::Key)?;
            value::set(key, relationship.slot(key).ok_or(Misfit::Key)?, Raw::Cell(value))
        }
    }
}

/// A value that is a link leads to the page of the table that it names.
fn check_link<'a>(page: &mut Page<'a>, value: &'a str) {
    if let Some(link) = first_link(value).filter(|link| page_of(link.url) != Some(link.text)) {
        let message = format!("the link does not lead to `{}`", link.text);
        page.report.warn(Code::LinkDisagrees, value, message, "its words count", None);
    }
}

/// The property says the same table as the sentence above it.
fn check_linked_table<'a>(page: &mut Page<'a>, side: Side, key: Key, value: &'a str) {
    let Some(relationship) = one_to_many(&mut page.document, side).last() else { return };
    let linked = match key {
        Key::ReferencedEntity => &relationship.referenced_entity,
        Key::ReferencingEntity => &relationship.referencing_entity,
        _ => return,
    };
    let Some(linked) = linked.as_deref() else { return };
    if plain(value).is_some_and(|stated| stated != linked) {
        let message = format!("`{key}` is not the table `{linked}` that the sentence above leads to");
        page.report.warn(Code::LinkDisagrees, value, message, "this counts", None);
    }
}

/// Sets a part of a property that has several: a cascade or an entry of a menu.
pub(super) fn set_part<'a>(page: &mut Page<'a>, key: Key, name: &'a str, value: &'a str) {
    let key = sided(key, page.item.side);
    let outcome = match key {
        Key::CascadeConfiguration => cascade(page, name, value),
        _ => menu_entry(page, key, name, value),
    };
    let (code, message) = match outcome {
        Ok(()) => return,
        Err(Misfit::Key) => (Code::UnknownKey, format!("unknown part `{name}` of `{key}`")),
        Err(Misfit::Value(expected) | Misfit::Word(expected, _)) => {
            (Code::BadValue, format!("the value of `{name}` in `{key}` is not {expected}"))
        }
    };
    let place = if value.is_empty() { name } else { value };
    page.report.warn(code, place, message, "kept as it stands under `Other`", None);
    if let Some(menu) = menu(&mut page.document, page.item.subject, key) {
        menu.other.insert(unescape(name).into_owned(), kept(value));
    } else if let Some(other) = other(&mut page.document, page.item.subject) {
        other.insert(format!("{key} {}", unescape(name)), kept(value));
    }
}

fn cascade<'a>(page: &mut Page<'a>, name: &'a str, value: &str) -> Result<(), Misfit> {
    let Ok(action) = name.parse::<CascadeAction>() else { return Err(Misfit::Key) };
    let mut effect: Option<CascadeType> = None;
    word(&mut effect, Raw::Cell(value))?;
    let (Some(effect), Some(configuration)) = (effect, cascades(&mut page.document, page.item.subject)) else {
        return Ok(());
    };
    if configuration.set(action, effect).is_some() {
        let message = format!("cascade for `{action}` is stated twice");
        page.report.warn(Code::DuplicateItem, name, message, "the later one counts", None);
    }
    Ok(())
}

fn menu_entry<'a>(page: &mut Page<'a>, key: Key, name: &'a str, value: &'a str) -> Result<(), Misfit> {
    let menu = menu(&mut page.document, page.item.subject, key).ok_or(Misfit::Key)?;
    let known = grammar::key(name).ok_or(Misfit::Key)?;
    value::set(known, menu.slot(known).ok_or(Misfit::Key)?, Raw::Cell(value))?;
    if page.item.parts.contains(&(key, name)) {
        let message = format!("`{name}` of `{key}` is stated twice");
        page.report.warn(Code::DuplicateItem, name, message, "the later one counts", None);
    } else {
        page.item.parts.push((key, name)); // As many as a menu has entries.
    }
    Ok(())
}

/// The cascades of the subject.
fn cascades(document: &mut Document, subject: Subject) -> Option<&mut CascadeConfiguration> {
    match subject {
        Subject::Relationship(Side::ManyToMany) => None,
        Subject::Relationship(side) => Some(&mut one_to_many(document, side).last_mut()?.cascade_configuration),
        _ => None,
    }
}

/// The menu of the subject.
fn menu(document: &mut Document, subject: Subject, key: Key) -> Option<&mut AssociatedMenu> {
    let slot = match subject {
        Subject::Relationship(Side::ManyToMany) => {
            let relationship = document.many_to_many_relationships.last_mut()?;
            match key {
                Key::Entity1AssociatedMenuConfiguration => &mut relationship.entity1_associated_menu_configuration,
                Key::Entity2AssociatedMenuConfiguration => &mut relationship.entity2_associated_menu_configuration,
                _ => return None,
            }
        }
        Subject::Relationship(side) if key == Key::Entity1AssociatedMenuConfiguration => {
            &mut one_to_many(document, side).last_mut()?.associated_menu_configuration
        }
        _ => return None,
    };
    Some(slot.get_or_insert_default())
}

/// Reads a sentence of an item. Gives `false` where it is none of the known ones.
pub(super) fn sentence<'a>(page: &mut Page<'a>, line: &'a str) -> bool {
    if let Some(changes) = line.strip_prefix("Changes from ") {
        return changes_from(page, changes);
    }
    let Subject::Relationship(side) = page.item.subject else { return false };
    if line.starts_with("This is a self-referencing many-to-many relationship") && side == Side::ManyToMany {
        let table = page.document.table.logical_name.clone();
        if let Some(relationship) = page.document.many_to_many_relationships.last_mut() {
            relationship.entity1_logical_name = Some(table.clone());
            relationship.entity2_logical_name = Some(table);
        }
        return true;
    }
    other_side(page, side, line)
}

/// `One-To-Many Relationship: [systemuser r](systemuser.md#BKMK_r)`, `See systemuser Entity [r](…) …`,
/// `Same as the [r](…) … for the [task](task.md) table/entity.`: the address of the first link names the table.
fn other_side<'a>(page: &mut Page<'a>, side: Side, line: &'a str) -> bool {
    let Some(link) = first_link(line) else { return false };
    let anchor = link.url.split_once('#').and_then(|(_, anchor)| anchor.strip_prefix("BKMK_"));
    let Some(anchor) = anchor else { return false };
    let name = page.contents.items.last().copied().unwrap_or_default();
    let table = page_of(link.url).map_or_else(|| page.document.table.logical_name.clone(), str::to_owned);
    // The words around the address say the same as the address does.
    let mentions = |word: &str| [link.text, link.before, link.after].iter().any(|text| mentions(text, word));
    let second = first_link(link.after).and_then(|link| page_of(link.url));
    let leads_elsewhere = second.is_some_and(|second| second != table);
    if !anchor.starts_with(name) || !mentions(name) || !mentions(&table) || leads_elsewhere {
        let message = format!("the sentence does not lead to `{name}` of one table");
        page.report.warn(Code::LinkDisagrees, line, message, "its address counts", None);
    }
    let slot = match side {
        Side::ManyToOne => one_to_many(&mut page.document, side).last_mut().map(|r| &mut r.referenced_entity),
        Side::OneToMany => one_to_many(&mut page.document, side).last_mut().map(|r| &mut r.referencing_entity),
        Side::ManyToMany => page.document.many_to_many_relationships.last_mut().map(|r| &mut r.entity2_logical_name),
    };
    slot.map(|slot| *slot = Some(table)).is_some()
}

/// `[RegardingObjectId (Microsoft Dataverse)](…)`, perhaps with a colon.
fn changes_from<'a>(page: &mut Page<'a>, text: &'a str) -> bool {
    let Some(link) = first_link(text) else { return false };
    let (name, product) = link.text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).unwrap_or((link.text, ""));
    let item = page.contents.items.last().copied().unwrap_or_default();
    if unescape(name.trim_ascii()) != unescape(item) {
        let message = format!("the sentence does not lead to another `{item}`");
        page.report.warn(Code::LinkDisagrees, link.text, message, "its address counts", None);
    }
    let changes = ChangesFrom { product: unescape(product).into_owned(), url: link.url.to_owned() };
    let slot = match page.item.subject {
        Subject::Column => page.document.attributes.last_mut().map(|column| &mut column.changes_from),
        Subject::Relationship(Side::ManyToMany) => {
            page.document.many_to_many_relationships.last_mut().map(|r| &mut r.changes_from)
        }
        Subject::Relationship(side) => one_to_many(&mut page.document, side).last_mut().map(|r| &mut r.changes_from),
        _ => None,
    };
    slot.map(|slot| *slot = Some(changes)).is_some()
}

/// Returns whether a text has a word.
fn mentions(text: &str, word: &str) -> bool {
    let is_mark = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b'_' && byte < 0x80;
    text == word || text.as_bytes().split(|&byte| is_mark(byte)).any(|part| part == word.as_bytes())
}

/// A property that stands on the page without its side belongs to the side whose block it stands in.
fn sided(key: Key, entity: u8) -> Key {
    match (key, entity) {
        (Key::LogicalName, 1) => Key::Entity1LogicalName,
        (Key::LogicalName, _) => Key::Entity2LogicalName,
        (Key::IntersectAttribute, 1) => Key::Entity1IntersectAttribute,
        (Key::IntersectAttribute, _) => Key::Entity2IntersectAttribute,
        (Key::NavigationPropertyName, 1) => Key::Entity1NavigationPropertyName,
        (Key::NavigationPropertyName, _) => Key::Entity2NavigationPropertyName,
        (Key::AssociatedMenuConfiguration, 1) => Key::Entity1AssociatedMenuConfiguration,
        (Key::AssociatedMenuConfiguration, _) => Key::Entity2AssociatedMenuConfiguration,
        _ => key,
    }
}

//! The numbers that the SDK writes for words, as its enumerations have them.

use super::super::node::{Node, NodeKind};
use earlybound_schema::{MenuBehavior, MenuGroup, OwnershipType, RequiredLevel};

/// `AttributeTypeCode`.
const ATTRIBUTE_TYPES: [&str; 21] = [
    "Boolean",
    "Customer",
    "DateTime",
    "Decimal",
    "Double",
    "Integer",
    "Lookup",
    "Memo",
    "Money",
    "Owner",
    "PartyList",
    "Picklist",
    "State",
    "Status",
    "String",
    "Uniqueidentifier",
    "CalendarRules",
    "Virtual",
    "BigInt",
    "ManagedProperty",
    "EntityName",
];

/// `StringFormat`.
const STRING_FORMATS: [&str; 8] =
    ["Email", "Text", "TextArea", "Url", "TickerSymbol", "PhoneticGuide", "VersionNumber", "Phone"];

/// `DateTimeFormat`.
const DATE_FORMATS: [&str; 2] = ["DateOnly", "DateAndTime"];

/// `IntegerFormat`.
const INTEGER_FORMATS: [&str; 5] = ["None", "Duration", "TimeZone", "Language", "Locale"];

/// `ImeMode`.
const IME_MODES: [&str; 4] = ["Auto", "Inactive", "Active", "Disabled"];

/// Replaces the numbers among the values of a map by the words that they stand for.
pub(super) fn replace_numbers(node: &mut Node) {
    let kind = node.get("AttributeType").and_then(Node::scalar).unwrap_or_default();
    let kind = kind.parse().ok().and_then(|code: usize| ATTRIBUTE_TYPES.get(code).copied()).unwrap_or(kind).to_owned();
    let NodeKind::Map(entries) = &mut node.kind else { return };
    for (key, value) in entries {
        let (Some(key), NodeKind::Scalar(scalar)) = (key.scalar(), &mut value.kind) else { continue };
        if let Some(word) = scalar.parse().ok().and_then(|number| word(key, &kind, number)) {
            word.clone_into(scalar);
        }
    }
}

/// The word that a number stands for under a key; `kind` is the type of the column that has the key.
fn word(key: &str, kind: &str, number: usize) -> Option<&'static str> {
    match key {
        "AttributeType" => ATTRIBUTE_TYPES.get(number).copied(),
        "RequiredLevel" => RequiredLevel::ALL.get(number).map(|level| level.as_str()),
        "OwnershipType" => ownership(number).map(OwnershipType::as_str),
        "ImeMode" => IME_MODES.get(number).copied(),
        "Behavior" => MenuBehavior::ALL.get(number).map(|behavior| behavior.as_str()),
        "Group" => MenuGroup::ALL.get(number).map(|group| group.as_str()),
        "Format" => match kind {
            "DateTime" => DATE_FORMATS.get(number).copied(),
            "Integer" => INTEGER_FORMATS.get(number).copied(),
            _ => STRING_FORMATS.get(number).copied(),
        },
        _ => None,
    }
}

/// `OwnershipTypes`, which are flags.
fn ownership(number: usize) -> Option<OwnershipType> {
    Some(match number {
        0 => OwnershipType::None,
        1 => OwnershipType::UserOwned,
        2 => OwnershipType::TeamOwned,
        4 => OwnershipType::BusinessOwned,
        8 => OwnershipType::OrganizationOwned,
        _ => return None,
    })
}

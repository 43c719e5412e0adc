//! Messages with their signatures, and the types that these speak of, in words.

use earlybound_reader::model::{ANY_TABLE, EnumMember, MessageSignature};
use earlybound_schema::Binding;

use super::escape::code;
use super::facts::{sentences, shown};
use super::{Detail, Doc};
use crate::names::{FieldNames, Kind, MessageType, Messages, Typed};

/// The documentation of the struct of a message.
pub(crate) fn call(detail: Detail, message: &Typed<'_, MessageSignature>, messages: &Messages<'_>) -> Doc {
    let item = message.item;
    let kind = item.kind.map(|kind| kind.to_string()).unwrap_or_default();
    let answer = match &message.answer {
        Some(of) => format!("Answered with {}", answer(of, messages)),
        None => "Answers nothing".to_owned(),
    };
    let facts = [
        Some(format!("{kind} {}, called {}", code(&item.name), called(item))),
        Some(answer),
        item.is_event.filter(|is| *is).map(|_| "Can be subscribed to".to_owned()),
    ];
    described(detail, item.description.as_deref(), || format!("The message {}.", code(&item.name)))
        .paragraph(sentences(facts))
}

/// Returns the tables that a message is called on. Many tables are not all told: `on` takes only rows of them.
fn called(message: &MessageSignature) -> String {
    let of = |binding: Binding, what: &str| -> Option<String> {
        let bound = message.bound_to.iter().filter(|to| to.binding == binding);
        let tables: Vec<String> = bound.clone().map(|to| code(&to.table)).collect();
        match tables.as_slice() {
            [] => None,
            _ if bound.clone().any(|to| to.table == ANY_TABLE) => Some(format!("on {what} of any table")),
            tables if tables.len() > 4 => Some(format!("on {what} of {} tables", tables.len())),
            tables => Some(format!("on {what} of {}", tables.join(", "))),
        }
    };
    let ways = [of(Binding::Entity, "a row"), of(Binding::EntityCollection, "the rows")];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    if ways.is_empty() { "alone".to_owned() } else { ways.join(" or ") }
}

fn answer(of: &MessageType<'_>, messages: &Messages<'_>) -> String {
    let named = |name: &str| messages.type_of(name).map(|name| format!("[`{}`]", name.rust));
    let listed = |name: String, several| if several { format!("a list of {name}") } else { name };
    match (of.kind, of.several) {
        (Kind::Row(table), false) => format!("a row of {}", code(table)),
        (Kind::Row(table), true) => format!("rows of {}", code(table)),
        (Kind::Complex(name) | Kind::Enum { name, .. }, several) => {
            listed(named(name).unwrap_or_else(|| code(name)), several)
        }
        (Kind::Simple(name), several) => listed(code(name), several),
        (Kind::AnyRow, false) => "a row of any table".to_owned(),
        (Kind::AnyRow, true) => "rows of any table".to_owned(),
        (Kind::Any, several) => listed("a value of any kind".to_owned(), several),
    }
}

/// The documentation of the field of a parameter or a property.
pub(crate) fn member(detail: Detail, field: &FieldNames<'_>) -> Doc {
    let member = field.member;
    let holds = match (field.of.kind, field.of.several) {
        (Kind::AnyRow, false) => ": a row of any table".to_owned(),
        (Kind::AnyRow, true) => ": rows of any table".to_owned(),
        (Kind::Any, _) => member.type_name.as_deref().map(|of| format!(": {}", code(of))).unwrap_or_default(),
        (Kind::Row(table), false) => format!(": a row of {}", code(table)),
        (Kind::Row(table), true) => format!(": rows of {}", code(table)),
        _ => String::new(),
    };
    Doc::new(detail, format!("{}{holds}.", code(&member.name))).text(member.description.as_deref())
}

/// The documentation of a complex type or an enum.
pub(crate) fn named_type(detail: Detail, what: &str, name: &str, description: Option<&str>) -> Doc {
    described(detail, description, || format!("{what} {}.", code(name)))
}

/// The description, or the name where there is none.
fn described(detail: Detail, description: Option<&str>, name: impl FnOnce() -> String) -> Doc {
    Doc::new(detail, shown(description).unwrap_or_else(name))
}

/// The documentation of the variant of an enum.
pub(crate) fn enum_member(detail: Detail, member: &EnumMember) -> Doc {
    let first = shown(member.description.as_deref()).unwrap_or_else(|| code(&member.name));
    Doc::new(detail, format!("{first} ({})", member.value))
}

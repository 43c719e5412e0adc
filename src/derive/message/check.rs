//! Checks of structs against the signatures of messages. They run while the structs are compiled; what the reference
//! does not state is not held against them.

#![allow(clippy::panic, reason = "a panic is the error of a program that is being compiled")]

use earlybound_schema::{Binding, MessageKind};

use super::text::{Text, same};
use super::value_type::{ValueType, contains};

/// The signature of a message, as far as the reference states it.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The name of the message, as its enum spells it.
    pub name: &'static str,
    /// An action, a function, or a plain request on rows.
    pub kind: Option<MessageKind>,
    /// The binding; `None` if none is stated, or if it is called on a row of another table.
    pub binding: Option<Binding>,
    /// The parameters; `None` if they are not stated.
    pub parameters: Option<&'static [Parameter]>,
}

/// A parameter of a message.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name. Case matters.
    pub name: &'static str,
    /// True if it may be left out.
    pub optional: bool,
    /// The type of its values.
    pub of: ValueType,
}

/// Checks what a struct states about a call.
#[track_caller]
pub const fn call(message: &Signature, binding: Binding, kind: Option<MessageKind>) {
    assert!(
        !matches!(message.kind, Some(MessageKind::Operation)),
        "this is neither an action nor a function, but a plain request on rows: use `Create`, `Update` or `Request`"
    );
    assert!(
        message.kind.is_some() || kind.is_some(),
        "the reference does not say whether this is an action or a function: add `action` or `function`"
    );
    if let (Some(known), Some(kind)) = (message.kind, kind) {
        assert!(known as u8 == kind as u8, "the reference says that this is the other of action and function");
    }
    match message.binding {
        Some(Binding::Entity) => {
            assert!(matches!(binding, Binding::Entity), "this is called on a row: write `bound = row`");
        }
        Some(Binding::EntityCollection) => {
            assert!(matches!(binding, Binding::EntityCollection), "this is called on a table: write `bound = table`");
        }
        Some(Binding::Global) => {
            assert!(matches!(binding, Binding::Global), "this is called on nothing: write `bound = none`");
        }
        None => {}
    }
}

/// Checks that the message has a parameter.
#[track_caller]
pub const fn parameter(message: &Signature, name: &str) {
    if message.parameters.is_some() && find(message, name).is_none() {
        let text = Text::of("`").with(message.name).with("` has no parameter `").with(name).with("`, but ");
        let text = names(text, message.parameters).with(": state one with `#[message(name = \"…\")]`, case matters");
        panic!("{}", text.as_str());
    }
}

/// Checks that the values of a field can be those of a parameter.
#[track_caller]
pub const fn type_of(message: &Signature, name: &str, field: ValueType) {
    let Some(parameter) = find(message, name) else { return };
    if !field.can_be(&parameter.of) {
        let text = Text::of("the parameter `").with(name).with("` of `").with(message.name).with("` is ");
        let text = field.describe(parameter.of.describe(text).with(", and the field is "));
        panic!("{}", text.as_str());
    }
}

/// Looks for parameters that the message needs and a struct does not have.
#[track_caller]
pub const fn parameters(message: &Signature, fields: &[&str]) {
    let Some(mut parameters) = message.parameters else { return };
    while let [parameter, rest @ ..] = parameters {
        if !parameter.optional && !contains(fields, parameter.name) {
            let text =
                Text::of("`").with(message.name).with("` needs the parameter `").with(parameter.name).with("`, ");
            let text = parameter.of.describe(text).with(": no field stands for it");
            panic!("{}", text.as_str());
        }
        parameters = rest;
    }
}

const fn find(message: &Signature, name: &str) -> Option<&'static Parameter> {
    let Some(mut parameters) = message.parameters else { return None };
    while let [parameter, rest @ ..] = parameters {
        if same(parameter.name, name) {
            return Some(parameter);
        }
        parameters = rest;
    }
    None
}

/// Adds the names of all parameters.
const fn names(mut text: Text, parameters: Option<&[Parameter]>) -> Text {
    let Some(mut parameters) = parameters else { return text };
    if parameters.is_empty() {
        return text.with("none at all");
    }
    let mut between = "";
    while let [parameter, rest @ ..] = parameters {
        text = text.with(between).with("`").with(parameter.name).with("`");
        between = ", ";
        parameters = rest;
    }
    text
}

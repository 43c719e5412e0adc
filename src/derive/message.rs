//! `#[derive(Message)]`: structs as calls of actions and functions.

use earlybound_schema::{Binding, MessageKind};

use crate::metadata::MessageMetadata;
use crate::request::Argument;

/// A field of a struct with `#[derive(Message)]`: a type that converts into an [`Argument`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no argument of a message",
    label = "expected a simple value, an id, a list of those, or an `Argument`",
    note = "`Argument` has functions for everything else, such as objects and members of enums"
)]
pub trait IntoArgument {
    /// The argument.
    fn into_argument(self) -> Argument;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Argument>> IntoArgument for T {
    fn into_argument(self) -> Argument {
        self.into()
    }
}

// The following run while the struct is compiled. What the reference does not state is not held against it.

/// Checks what a struct states about a call against the metadata.
#[track_caller]
pub const fn call(message: &MessageMetadata, binding: Binding, kind: Option<MessageKind>) {
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

/// Checks a parameter against the metadata.
#[track_caller]
pub const fn parameter(message: &MessageMetadata, name: &str) {
    assert!(
        !message.states_parameters() || has(message, name),
        "the message has no such parameter: state another with `#[message(name = \"…\")]`, case matters"
    );
}

const fn has(message: &MessageMetadata, name: &str) -> bool {
    let mut parameters = message.parameters;
    while let [parameter, rest @ ..] = parameters {
        if same(parameter.name, name) {
            return true;
        }
        parameters = rest;
    }
    false
}

/// Looks for parameters that the message needs and a struct does not have.
#[track_caller]
pub const fn parameters(message: &MessageMetadata, names: &[&str]) {
    let mut parameters = message.parameters;
    while let [parameter, rest @ ..] = parameters {
        assert!(
            parameter.optional || contains(names, parameter.name),
            "the message needs a parameter that the struct does not have: its documentation names them"
        );
        parameters = rest;
    }
}

const fn contains(mut names: &[&str], name: &str) -> bool {
    while let [first, rest @ ..] = names {
        if same(first, name) {
            return true;
        }
        names = rest;
    }
    false
}

const fn same(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        if *first != *second {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

//! Typed messages: structs whose fields are the parameters.

use super::value::Parameter;
use crate::metadata::MessageMetadata;
use crate::request::{Invoke, Key};
use crate::table::Table;

/// A message with its parameters. [`call!`](crate::call) implements it for structs of generated code.
pub trait Message {
    /// The type of the answer.
    type Answer;

    /// The facts that the reference states about it. The parameters are in the order of the fields.
    const METADATA: &'static MessageMetadata;

    /// Shows all parameters.
    fn parameters(&self, visit: &mut dyn FnMut(&[&dyn Parameter]));
}

/// A table that the message `M` is called on.
#[diagnostic::on_unimplemented(
    message = "`{M}` is not called on rows of `{Self}`",
    note = "the documentation of the message names the tables that it is called on"
)]
pub trait BoundTo<M>: Table {}

/// Implements [`Message`] for a struct: its name on the wire, its kind, what it is called on, its parameters and its
/// answer. A parameter that may be left out is `optional`.
///
/// ```
/// pub struct Wait {
///     pub seconds: i32,
///     pub reason: Option<String>,
/// }
///
/// earlybound::call!(Wait = "new_Wait" Action Global { seconds = "Seconds", reason = optional "Reason" } -> ());
///
/// use earlybound::message::Message;
/// assert_eq!(Wait::METADATA.parameters[1].name, "Reason");
/// assert!(Wait::METADATA.parameters[1].optional);
/// ```
#[macro_export]
macro_rules! call {
    (@binding Several) => { ::core::option::Option::None };
    (@binding $binding:ident) => { ::core::option::Option::Some($crate::metadata::Binding::$binding) };
    (@optional) => { false };
    (@optional optional) => { true };
    ($message:ident = $name:literal $kind:ident $binding:ident {
        $($field:ident = $($optional:ident)? $parameter:literal),* $(,)?
    } -> $answer:ty) => {
        impl $crate::message::Message for $message {
            type Answer = $answer;

            const METADATA: &'static $crate::metadata::MessageMetadata = &$crate::metadata::MessageMetadata {
                name: $name,
                kind: ::core::option::Option::Some($crate::metadata::MessageKind::$kind),
                binding: $crate::call!(@binding $binding),
                parameters: &[$($crate::metadata::ParameterMetadata {
                    name: $parameter,
                    parameter_type: ::core::option::Option::None,
                    optional: $crate::call!(@optional $($optional)?),
                }),*],
                ..$crate::metadata::MessageMetadata::UNKNOWN
            };

            fn parameters(&self, visit: &mut dyn ::core::ops::FnMut(&[&dyn $crate::message::Parameter])) {
                visit(&[$(&self.$field),*]);
            }
        }
    };
}

/// A call on nothing.
pub fn invoke<M: Message>(message: &M) -> Invoke<M::Answer> {
    pass(message, Invoke::unbound(M::METADATA))
}

/// A call on a row.
pub fn invoke_on<M: Message, T: Table>(message: &M, row: impl Into<Key<T>>) -> Invoke<M::Answer> {
    pass(message, Invoke::bound(row, M::METADATA))
}

/// A call on a table.
pub fn invoke_on_table<M: Message, T: Table>(message: &M) -> Invoke<M::Answer> {
    pass(message, Invoke::bound_to_table::<T>(M::METADATA))
}

fn pass<M: Message>(message: &M, call: Invoke) -> Invoke<M::Answer> {
    let mut call = Some(call);
    message.parameters(&mut |parameters| call = call.take().map(|call| with(call, M::METADATA, parameters)));
    call.unwrap_or_else(|| Invoke::unbound(M::METADATA)).answered_with()
}

fn with(call: Invoke, message: &'static MessageMetadata, parameters: &[&dyn Parameter]) -> Invoke {
    let named = message.parameters.iter().map(|parameter| parameter.name).zip(parameters);
    named.fold(call, |call, (name, parameter)| match parameter.argument() {
        Some(argument) => call.with(name, argument),
        None => call,
    })
}

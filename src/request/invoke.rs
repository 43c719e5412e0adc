//! Calling actions and functions.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use earlybound_schema::{Binding, HttpMethod, MessageKind, is_qualified_name};

use super::address::{NAMESPACE, entity_set, identifier};
use super::argument::Argument;
use super::error::RequestError;
use super::json::Json;
use super::literal::escaped;
use super::problem::RequestProblem;
use super::{Key, Request};
use crate::metadata::MessageMetadata;
use crate::table::Table;

/// A call of an action or a function, on a row ([`bound`](Self::bound)), on a table
/// ([`bound_to_table`](Self::bound_to_table)) or on nothing ([`unbound`](Self::unbound)).
///
/// Pages of tables do not say what a message is called on, and for most not what it takes: the caller does. Where a page
/// of the Web API or a document says it, the call is checked against it.
///
/// ```
/// use earlybound::{Id, Invoke, Uuid};
/// use dataverse::MsdynOcliveworkitem;
/// use dataverse::msdyn_ocliveworkitem::Message;
///
/// let conversation: Id<MsdynOcliveworkitem> = Uuid::from_u128(7).into();
/// let call = Invoke::bound(conversation, Message::CCaaSEndSession.metadata()).with("Reason", "Done");
/// let request = call.request()?;
/// assert_eq!(
///     request.path(),
///     "/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)/Microsoft.Dynamics.CRM.CCaaS_EndSession",
/// );
/// assert_eq!(request.body(), Some(r#"{"Reason":"Done"}"#));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// `A` is what the message is answered with: nothing that is read, unless [`answered_with`](Self::answered_with) or a
/// [typed message](crate::message) says it.
#[must_use = "nothing is called until a client sends the request"]
pub struct Invoke<A = ()> {
    call: Call,
    answer: PhantomData<fn() -> A>,
}

/// A call, whatever it is answered with.
#[derive(Clone, Debug)]
struct Call {
    message: &'static MessageMetadata,
    kind: Option<MessageKind>,
    binding: Binding,
    /// The path of the row or the table; empty for a call on nothing.
    on: Result<String, RequestError>,
    arguments: Vec<(Cow<'static, str>, Argument)>,
}

impl Invoke {
    /// A call on a row.
    pub fn bound<T: Table>(row: impl Into<Key<T>>, message: &'static MessageMetadata) -> Self {
        Self::new(message, Binding::Entity, row.into().path())
    }

    /// A call on the rows of a table as a whole, such as `CreateMultiple`.
    pub fn bound_to_table<T: Table>(message: &'static MessageMetadata) -> Self {
        let set = entity_set(T::LOGICAL_NAME, T::ENTITY_SET_NAME);
        Self::new(message, Binding::EntityCollection, set.map(|set| format!("/{set}")).map_err(RequestError::from))
    }

    /// A call on nothing.
    pub const fn unbound(message: &'static MessageMetadata) -> Self {
        Self::new(message, Binding::Global, Ok(String::new()))
    }

    const fn new(message: &'static MessageMetadata, binding: Binding, on: Result<String, RequestError>) -> Self {
        Self::of(Call { message, kind: None, binding, on, arguments: Vec::new() })
    }
}

impl<A> Invoke<A> {
    const fn of(call: Call) -> Self {
        Self { call, answer: PhantomData }
    }

    /// Returns the same call, answered with `B`.
    ///
    /// ```
    /// use earlybound::Invoke;
    /// use earlybound::service::{Answer, Json};
    /// use dataverse::queue::Message;
    ///
    /// let call = Invoke::unbound(Message::RetrieveUserQueues.metadata()).function();
    /// # let call = call.with("IncludePublic", true);
    /// let call = call.answered_with::<Json<serde_json::Value>>();
    /// # let _ = call;
    /// ```
    pub fn answered_with<B>(self) -> Invoke<B> {
        Invoke::of(self.call)
    }

    /// Says that the message is an action, where the reference does not.
    pub fn action(mut self) -> Self {
        self.call.kind = Some(MessageKind::Action);
        self
    }

    /// Says that the message is a function, where the reference does not.
    pub fn function(mut self) -> Self {
        self.call.kind = Some(MessageKind::Function);
        self
    }

    /// Passes a parameter. One that was passed before gets the new value.
    pub fn with(mut self, parameter: impl Into<Cow<'static, str>>, argument: impl Into<Argument>) -> Self {
        self.call.pass(parameter.into(), argument.into());
        self
    }

    /// The request.
    ///
    /// # Errors
    ///
    /// Returns an error that names everything that does not fit the metadata of the message, and every row whose names
    /// in the Web API are not known.
    pub fn request(&self) -> Result<Request<A>, RequestError> {
        self.call.request().map(Request::answered_with)
    }
}

impl Call {
    fn pass(&mut self, parameter: Cow<'static, str>, argument: Argument) {
        match self.arguments.iter_mut().find(|(name, _)| *name == parameter) {
            Some((_, known)) => *known = argument,
            None => self.arguments.push((parameter, argument)),
        }
    }

    fn request(&self) -> Result<Request, RequestError> {
        let mut problems = Vec::new();
        let on = self.on.as_deref().unwrap_or_else(|error| {
            problems.extend_from_slice(error.problems());
            ""
        });
        let kind = self.check(&mut problems);
        let full_name = self.message.web_api.unwrap_or(self.message.name);
        let name = full_name.strip_prefix(NAMESPACE).unwrap_or(full_name);
        let namespace = if self.binding == Binding::Global { "" } else { NAMESPACE };
        if !is_qualified_name(name) {
            problems.push(RequestProblem::NotAnIdentifier { name: name.to_owned() });
        }
        let path = format!("{on}/{namespace}{name}");
        let request = match kind {
            Some(MessageKind::Function) => Request::new(HttpMethod::Get, path + &self.query(&mut problems)),
            _ => self.with_arguments(Request::new(HttpMethod::Post, path), &mut problems),
        };
        RequestError::unless(request, problems)
    }

    /// The parameters as those of a function: aliases, and what they stand for.
    fn query(&self, problems: &mut Vec<RequestProblem>) -> String {
        let names: Vec<_> = self.arguments.iter().map(|(name, _)| escaped(name)).collect();
        let aliases: Vec<_> = names.iter().map(|name| format!("{name}=@{name}")).collect();
        let mut values = Vec::new();
        for (name, (_, argument)) in names.iter().zip(&self.arguments) {
            values.push(format!("@{name}={}", escaped(&argument.literal(problems))));
        }
        let mark = if values.is_empty() { "" } else { "?" };
        format!("({}){mark}{}", aliases.join(","), values.join("&"))
    }

    fn with_arguments(&self, request: Request, problems: &mut Vec<RequestProblem>) -> Request {
        if self.arguments.is_empty() {
            return request;
        }
        let arguments = self.arguments.iter().map(|(name, argument)| (name.clone(), argument.json(problems)));
        request.with_body(Json::Object(arguments.collect()).print())
    }

    /// Checks the call against the metadata of the message; returns the kind of the message.
    fn check(&self, problems: &mut Vec<RequestProblem>) -> Option<MessageKind> {
        let message = self.message.name;
        let kind = self.message.kind.or(self.kind);
        match (self.message.kind, self.kind) {
            (Some(MessageKind::Operation), _) => problems.push(RequestProblem::Operation { message }),
            (Some(expected), Some(stated)) if expected != stated => {
                problems.push(RequestProblem::WrongKind { message, stated, expected });
            }
            (None, None) => problems.push(RequestProblem::UnknownKind { message }),
            _ => {}
        }
        if let Some(expected) = self.message.binding.filter(|expected| *expected != self.binding) {
            problems.push(RequestProblem::WrongBinding { message, stated: self.binding, expected });
        }
        problems.extend(self.arguments.iter().filter_map(|(name, _)| identifier(name).err()));
        self.arguments.iter().for_each(|(name, argument)| argument.check_numbers(name, problems));
        if self.message.states_parameters() {
            self.check_parameters(problems);
        }
        kind
    }

    fn check_parameters(&self, problems: &mut Vec<RequestProblem>) {
        let (message, parameters) = (self.message.name, self.message.parameters);
        for (name, argument) in &self.arguments {
            match parameters.iter().find(|parameter| parameter.name == name) {
                Some(parameter) => {
                    if let Some(expected) = parameter.parameter_type.filter(|expected| !argument.fits(*expected)) {
                        let (parameter, found) = (parameter.name, argument.kind());
                        problems.push(RequestProblem::WrongType { message, parameter, expected, found });
                    }
                }
                None => {
                    let known = parameters.iter().map(|parameter| parameter.name).collect();
                    problems.push(RequestProblem::UnknownParameter { message, parameter: name.to_string(), known });
                }
            }
        }
        for parameter in parameters.iter().filter(|parameter| !parameter.optional) {
            if !self.arguments.iter().any(|(name, _)| name == parameter.name) {
                problems.push(RequestProblem::MissingParameter { message, parameter: parameter.name });
            }
        }
    }
}

// By hand: derives would ask of the answer what only the call needs.
impl<A> Clone for Invoke<A> {
    fn clone(&self) -> Self {
        Self::of(self.call.clone())
    }
}

impl<A> fmt::Debug for Invoke<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}

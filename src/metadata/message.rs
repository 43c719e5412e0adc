//! Messages: what can be done with the rows of a table.

use earlybound_schema::{Binding, HttpMethod, MessageKind, ParameterType};

/// A message that a table supports, as the reference describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageMetadata {
    /// The name. It means the same for every table that lists it.
    pub name: &'static str,
    /// True if it can be subscribed to.
    pub is_event: Option<bool>,
    /// The kind: an action, a function or a plain request on rows.
    pub kind: Option<MessageKind>,
    /// The method of the Web API request.
    pub method: Option<HttpMethod>,
    /// The path of the Web API request below the API's root, with the id column in braces: `/accounts({accountid})`.
    pub path: Option<&'static str>,
    /// The columns that the request sets, where it is an update of just these.
    pub columns: &'static [&'static str],
    /// The full name of the Web API's own action or function.
    pub web_api: Option<&'static str>,
    /// The full name of the SDK's request type.
    pub sdk: Option<&'static str>,
    /// The binding. Pages do not state it; your own documents can.
    pub binding: Option<Binding>,
    /// The parameters. Pages do not state them; your own documents can.
    pub parameters: &'static [ParameterMetadata],
    /// The parts of the result. Pages do not state them; your own documents can.
    pub returns: &'static [ParameterMetadata],
    /// The layer that added the message, as an index into the table's [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl MessageMetadata {
    /// A message without a name, of which nothing is known.
    pub const UNKNOWN: Self = Self {
        name: "",
        is_event: None,
        kind: None,
        method: None,
        path: None,
        columns: &[],
        web_api: None,
        sdk: None,
        binding: None,
        parameters: &[],
        returns: &[],
        layer: None,
    };

    /// Returns whether the parameters are known. Pages state neither bindings nor parameters; a document that states
    /// one of them states the whole call.
    pub(crate) const fn states_parameters(&self) -> bool {
        self.binding.is_some() || !self.parameters.is_empty()
    }
}

/// A parameter of a message, or a part of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParameterMetadata {
    /// The name. Case matters.
    pub name: &'static str,
    /// The type of its values.
    pub parameter_type: Option<ParameterType>,
    /// True if it may be left out.
    pub optional: bool,
}

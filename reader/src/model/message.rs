//! Messages: what can be done with a table's rows.

use super::fact::{Other, facts};
use super::layer::LayerId;
use super::link::Link;
use super::value::Entry;
use crate::span::Origin;
use earlybound_schema::{Binding, HttpMethod, MessageKind, ParameterType};

/// The words by which pages tell a message that only the platform sends.
pub(crate) const SENT_BY_PLATFORM: &str = "only by Dataverse";

facts! {
    /// A message that a table supports. Its name means the same for every table that lists it.
    pub struct Message {
        /// The place where the page names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name.
        pub name: String = Name,
        /// True if it can be subscribed to.
        pub is_event: Option<bool> = IsEvent,
        /// True if only the platform sends it, for others to subscribe to.
        pub is_event_only: bool = IsEventOnly,
        /// An action, a function or a plain request; pages do not say which for messages with a page of their own.
        pub kind: Option<MessageKind> = Kind,
        /// The method of the Web API request.
        pub method: Option<HttpMethod> = Method,
        /// The path of the Web API request below the API's root, with the id column in braces:
        /// `/accounts({accountid})`.
        pub path: Option<String> = Path,
        /// The columns that the request is about, where it is an update of just these.
        pub columns: Vec<String> = Columns,
        /// The full name of the Web API's own action or function.
        pub web_api: Option<String> = WebApi,
        /// The page on the Web API request.
        pub web_api_link: Option<Link> = WebApiLink,
        /// The full name of the SDK's request type.
        pub sdk: Option<String> = Sdk,
        /// The full name of the SDK's method for it, where there is one beside the request type.
        pub sdk_method: Option<String> = SdkMethod,
        /// The page on the SDK request.
        pub sdk_link: Option<Link> = SdkLink,
        /// The binding. Pages do not state it.
        pub binding: Option<Binding> = Binding,
        /// The parameters. Pages do not state them.
        pub parameters: Vec<Parameter> = Parameters,
        /// The parts of the result. Pages do not state them.
        pub returns: Vec<Parameter> = Returns,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if it is left out of the table.
        pub omit: bool = Omit,
        /// The layer that added the message.
        pub layer: Option<LayerId> = Layer,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
}

facts! {
    /// A parameter of a message, or a part of its result.
    pub struct Parameter {
        /// The name. Case matters.
        pub name: String = Name,
        /// The type of its values.
        #[cfg_attr(feature = "serde", serde(rename = "Type"))]
        pub parameter_type: Option<ParameterType> = Type,
        /// True if it may be left out.
        pub optional: bool = Optional,
    }
}

impl Entry for Parameter {}

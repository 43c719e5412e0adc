//! Messages.

use super::words::Words;
use crate::metadata::message::{MessageMetadata, ParameterMetadata};

/// `Assign kind=Request method=PATCH path=/accounts({accountid}) columns=ownerid sdk=…`: the name, and the rest by key.
pub(super) fn read(line: &'static str) -> MessageMetadata {
    let mut words = Words::of(line);
    let mut message = MessageMetadata { name: words.text(), layer: Some(0), ..MessageMetadata::UNKNOWN };
    let (mut parameters, mut returns) = (Vec::new(), Vec::new());
    for word in words {
        let Some(key) = word.key else { continue };
        match key {
            "event" => message.is_event = word.parse(),
            "kind" => message.kind = word.parse(),
            "method" => message.method = word.parse(),
            "path" => message.path = Some(word.text()),
            "columns" => message.columns = word.list(),
            "webapi" => message.web_api = Some(word.text()),
            "sdk" => message.sdk = Some(word.text()),
            "binding" => message.binding = word.parse(),
            "takes" => parameters.push(parameter(word.text())),
            "gives" => returns.push(parameter(word.text())),
            "layer" => message.layer = word.parse(),
            _ => {}
        }
    }
    message.parameters = Box::leak(parameters.into_boxed_slice());
    message.returns = Box::leak(returns.into_boxed_slice());
    message
}

/// `Integer?:Days`: the type (`?` if it is not stated), `?` if it may be left out, and the name.
fn parameter(value: &'static str) -> ParameterMetadata {
    let (of, name) = value.split_once(':').unwrap_or(("", value));
    let (of, optional) = of.strip_suffix('?').map_or((of, false), |of| (of, true));
    ParameterMetadata { name, parameter_type: of.parse().ok(), optional }
}

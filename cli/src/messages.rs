//! `earlybound messages`: what messages there are, and how one is called.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use clap::Args;
use earlybound_codegen::quoted;
use earlybound_reader::model::{Member, MessageSignature, Schema, Table, service_type};
use earlybound_reader::nearest::nearest;
use earlybound_reader::visible::visible;
use earlybound_schema::{Binding, MessageKind};

use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::{findings, output, read};

/// List messages, or describe one: what it is called on, what it takes and what it answers
///
/// Signatures come from the pages of the Web API reference and from documents with `Messages`. Other messages are
/// listed with the tables that name them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound messages
  earlybound messages CloseIncident
  earlybound messages '*' reference")]
pub(crate) struct Messages {
    /// The name of the message; all are listed without one, or with `*`
    #[arg(default_value = "*")]
    name: String,
    #[command(flatten)]
    inputs: Inputs,
}

impl Messages {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        if Path::new(&self.name).exists() && self.inputs.arguments().is_empty() {
            let path = quoted(Path::new(&self.name));
            let list = format!("to list what it has: `earlybound messages '*' {path}`");
            return Err(Failure::usage(format!("{path} is a path, and the name of a message comes first; {list}")));
        }
        let reading = read::tables(&self.inputs.paths()?);
        let outcome = findings::conclude(&reading);
        if reading.is_empty() {
            return Ok(outcome);
        }
        let listed = listed(&reading.read);
        if listed.is_empty() {
            output::tell("these inputs describe no action or function\n");
        }
        let text = match self.name.as_str() {
            "*" => listed.iter().map(|(name, tables)| line(&reading.read, name, tables)).collect(),
            name => description(&reading.read, name, find(&reading.read, name, &listed)?),
        };
        output::print(&visible(&text))?;
        Ok(outcome)
    }
}

/// The names of all messages, each with the tables that list it.
fn listed(schema: &Schema) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut listed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for message in &schema.web_api.messages {
        listed.entry(&message.name).or_default();
    }
    for table in &schema.tables {
        for message in table.messages.iter().filter(|message| message.kind != Some(MessageKind::Operation)) {
            listed.entry(&message.name).or_default().insert(&table.table.logical_name);
        }
    }
    listed
}

fn find<'a>(
    schema: &Schema,
    name: &str,
    listed: &'a BTreeMap<&str, BTreeSet<&str>>,
) -> Result<&'a BTreeSet<&'a str>, Failure> {
    listed.get(name).ok_or_else(|| {
        let is_operation = |table: &Table| table.messages.iter().any(|message| message.name == name);
        if schema.tables.iter().any(is_operation) {
            let help = "requests on rows do what it does, such as those to create, change and read them";
            return Failure::new(format!("`{name}` is neither an action nor a function; {help}"));
        }
        let near = nearest(name, listed.keys().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`earlybound messages '*' PATH` lists those of a folder".to_owned(),
        };
        Failure::new(format!("there is no message `{name}`; {help}"))
    })
}

/// A message in one line, as a signature.
fn line(schema: &Schema, name: &str, tables: &BTreeSet<&str>) -> String {
    match schema.web_api.message(name) {
        Some(message) => {
            let parameters: Vec<String> = message.parameters.iter().map(parameter).collect();
            let answer = message.returns.as_ref().map_or(String::new(), |answer| format!(" -> {answer}"));
            format!("{} {name}({}){answer}\n", kind(message), parameters.join(", "))
        }
        None => format!("message {name} (signature unknown; listed by {})\n", several(tables)),
    }
}

fn description(schema: &Schema, name: &str, tables: &BTreeSet<&str>) -> String {
    let mut text = String::new();
    let Some(message) = schema.web_api.message(name) else {
        return format!("{name}\n\nNo page or document says what it is called with.\nListed by: {}\n", several(tables));
    };
    _ = writeln!(text, "{name} ({})", kind(message));
    if let Some(description) = &message.description {
        _ = writeln!(text, "\n{description}");
    }
    _ = writeln!(text, "\nCalled on: {}", called_on(message));
    if !tables.is_empty() {
        _ = writeln!(text, "Listed by: {}", several(tables));
    }
    members(&mut text, "Parameters", &message.parameters);
    match &message.returns {
        Some(answer) => {
            _ = writeln!(text, "\nReturns: {answer}");
            let mut complex_types = schema.web_api.complex_types.iter();
            if let Some(complex) = complex_types.find(|of| service_type(answer) == Some(&of.name)) {
                members(&mut text, "Properties of the answer", &complex.properties);
            }
        }
        None => text.push_str("\nReturns: nothing\n"),
    }
    let sources: Vec<&str> = message.layers.iter().map(|layer| layer.source.as_str()).collect();
    _ = writeln!(text, "\nSources: {}", sources.join(", "));
    text
}

fn members(text: &mut String, title: &str, members: &[Member]) {
    if members.is_empty() {
        return;
    }
    _ = writeln!(text, "\n{title}:");
    for member in members {
        let description = member.description.as_deref().unwrap_or_default();
        _ = writeln!(text, "{}", format!("  {}  {description}", parameter(member)).trim_end());
    }
}

/// `Name: Type`, with a question mark behind what may be left out.
fn parameter(member: &Member) -> String {
    let mark = if member.optional { "?" } else { "" };
    format!("{}{mark}: {}", member.name, member.type_name.as_deref().unwrap_or("unknown"))
}

fn kind(message: &MessageSignature) -> &'static str {
    match message.kind {
        Some(MessageKind::Action) => "action",
        Some(MessageKind::Function) => "function",
        Some(MessageKind::Operation) | None => "message",
    }
}

fn called_on(message: &MessageSignature) -> String {
    let on = message.bound_to.iter().map(|to| match to.binding {
        Binding::EntityCollection => format!("the table {}", to.table),
        Binding::Entity | Binding::Global => format!("a row of {}", to.table),
    });
    let on: Vec<String> = on.collect();
    if on.is_empty() { "nothing (it is unbound)".to_owned() } else { on.join(", ") }
}

fn several(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

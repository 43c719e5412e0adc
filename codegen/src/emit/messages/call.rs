//! The struct of a message: its parameters, and how it is called.

use earlybound_reader::model::{ANY_TABLE, MessageSignature};
use earlybound_schema::Binding;

use super::super::writer::{Writer, literal};
use super::Module;
use super::rust_type::{answer, parameter, passed, row};
use crate::docs;
use crate::names::{FieldNames, Typed};

/// The struct, its methods, and its `Message`.
pub(super) fn call(module: &mut Module<'_>, message: &Typed<'_, MessageSignature>, out: &mut Writer) {
    let (name, detail) = (&message.name.rust, module.options.detail);
    let answer = answer(module, message.answer.as_ref());
    out.blank();
    out.doc(&docs::call(detail, message, &module.names.messages));
    module.gate(&message.beside, out);
    out.line("#[derive(Clone, Debug)]");
    if message.fields.is_empty() {
        out.line(format!("pub struct {name} {{}}"));
    } else {
        out.block(format!("pub struct {name} {{"), "}", |out| {
            for field in &message.fields {
                let of = parameter(module, &field.of);
                let of = if field.member.optional { format!("Option<{of}>") } else { of };
                out.doc(&docs::member(detail, field));
                out.line(format!("pub {}: {of},", field.name.rust));
            }
        });
    }
    out.blank();
    module.gate(&message.beside, out);
    out.block(format!("impl {name} {{"), "}", |out| {
        new(module, message, out);
        message.fields.iter().filter(|field| field.member.optional).for_each(|field| setter(module, field, out));
        ways(module, message, &answer, out);
    });
    for table in several_tables(message) {
        let (bound, row) = (module.uses("BoundTo"), row(module, table));
        out.blank();
        module.gate(&message.beside, out);
        out.line(format!("impl {bound}<{name}> for {row} {{}}"));
    }
    out.blank();
    module.gate(&message.beside, out);
    implementation(message, &answer, out);
}

/// The function that takes what the message needs.
fn new(module: &mut Module<'_>, message: &Typed<'_, MessageSignature>, out: &mut Writer) {
    let (mut arguments, mut fields) = (Vec::new(), Vec::new());
    for field in &message.fields {
        let name = &field.name.rust;
        if field.member.optional {
            fields.push(format!("{name}: None"));
            continue;
        }
        let passed = passed(module, &field.of);
        arguments.push(format!("{name}: {}", passed.of));
        fields.push(match passed.conversion {
            "" => name.clone(),
            conversion => format!("{name}: {name}{conversion}"),
        });
    }
    out.line("/// Creates the message with all that it needs.");
    let mut body = Writer::default();
    body.list("Self { ", &fields, " }");
    out.list("pub fn new(", &arguments, ") -> Self {");
    out.nested(&body.finish());
    out.line("}");
}

/// The method that passes a parameter which may be left out.
fn setter(module: &mut Module<'_>, field: &FieldNames<'_>, out: &mut Writer) {
    let passed = passed(module, &field.of);
    let name = &field.name.rust;
    out.blank();
    out.line(format!("/// Passes {}.", docs::escape::code(&field.member.name)));
    out.block(format!("pub fn {name}(mut self, {name}: {}) -> Self {{", passed.of), "}", |out| {
        out.line(format!("self.{name} = Some({name}{});", passed.conversion));
        out.line("self");
    });
}

/// The tables that a message is called on, in one way.
fn tables<'m>(message: &'m Typed<'_, MessageSignature>, binding: Binding) -> Vec<&'m str> {
    let bound = message.item.bound_to.iter().filter(|to| to.binding == binding);
    bound.map(|to| to.table.as_str()).collect()
}

/// The tables of a message that is called on several.
fn several_tables<'m>(message: &'m Typed<'_, MessageSignature>) -> Vec<&'m str> {
    let both = [Binding::Entity, Binding::EntityCollection].map(|binding| tables(message, binding));
    let several = both.into_iter().filter(|tables| tables.len() > 1 && !tables.contains(&ANY_TABLE)).flatten();
    let mut several: Vec<&str> = several.collect();
    several.sort_unstable();
    several.dedup();
    several
}

/// Writes the methods that call the message: alone, on a row, or on a table.
fn ways(module: &mut Module<'_>, message: &Typed<'_, MessageSignature>, answer: &str, out: &mut Writer) {
    if message.item.bound_to.is_empty() {
        let (request, error) = (module.uses("Request"), module.uses("RequestError"));
        out.blank();
        out.line("/// Returns the request.");
        out.line("///");
        out.line("/// # Errors");
        out.line("///");
        out.line("/// Returns an error if the Web API's name of something that is passed is not known.");
        out.block(format!("pub fn request(&self) -> Result<{request}<{answer}>, {error}> {{"), "}", |out| {
            out.line("::earlybound::__private::invoke(self).request()");
        });
    }
    for binding in [Binding::Entity, Binding::EntityCollection] {
        let tables = tables(message, binding);
        if tables.is_empty() {
            continue;
        }
        let invoke = module.uses("Invoke");
        let (generic, table) = match tables.as_slice() {
            [table] if *table != ANY_TABLE => (String::new(), row(module, table)),
            tables if tables.contains(&ANY_TABLE) => (format!("<T: {}>", module.uses("Table")), "T".to_owned()),
            _ => (format!("<T: {}<Self>>", module.uses("BoundTo")), "T".to_owned()),
        };
        out.blank();
        if binding == Binding::Entity {
            let key = module.uses("Key");
            out.line("/// Calls the message on a row.");
            let open = format!("pub fn on{generic}(&self, row: impl Into<{key}<{table}>>) -> {invoke}<{answer}> {{");
            out.block(open, "}", |out| out.line("::earlybound::__private::invoke_on(self, row)"));
        } else {
            out.line("/// Calls the message on the table.");
            let open = format!("pub fn on_table{generic}(&self) -> {invoke}<{answer}> {{");
            let body = format!("::earlybound::__private::invoke_on_table::<_, {table}>(self)");
            out.block(open, "}", |out| out.line(body));
        }
    }
}

/// The `Message` of the struct.
fn implementation(message: &Typed<'_, MessageSignature>, answer: &str, out: &mut Writer) {
    let item = message.item;
    let kind = item.kind.map_or_else(|| "Action".to_owned(), |kind| kind.to_string());
    let mut bindings = item.bound_to.iter().map(|to| to.binding);
    let binding = match bindings.next() {
        None => Binding::Global.to_string(),
        Some(first) if bindings.all(|binding| binding == first) => first.to_string(),
        Some(_) => "Several".to_owned(),
    };
    let listed: Vec<String> = message.fields.iter().map(listed).collect();
    let open = format!("::earlybound::call!({} = {} {kind} {binding} {{ ", message.name.rust, literal(&item.name));
    out.list(&open, &listed, &format!(" }} -> {answer});"));
}

fn listed(field: &FieldNames<'_>) -> String {
    let optional = if field.member.optional { "optional " } else { "" };
    format!("{} = {optional}{}", field.name.rust, literal(&field.member.name))
}

//! The module of messages whose signatures are known.

mod call;
mod complex;
mod enumeration;
mod rust_type;

use std::collections::BTreeSet;

use super::Options;
use super::writer::Writer;
use crate::docs::{Detail, Doc};
use crate::names::{Beside, Names};

/// The state of the module while it is written, and the names that it has to import.
struct Module<'a> {
    names: &'a Names<'a>,
    options: &'a Options,
    uses: BTreeSet<&'static str>,
}

impl Module<'_> {
    /// Writes the attribute of an item that is there only with some tables.
    fn gate(&self, beside: &Beside<'_>, out: &mut Writer) {
        self.options.with_feature_of_any(beside.as_ref()).into_iter().for_each(|attribute| out.line(attribute));
    }

    /// Imports a name, and returns it.
    fn uses(&mut self, name: &'static str) -> &'static str {
        self.uses.insert(name);
        name
    }

    /// The imports, as lists of a `use` each.
    fn imports(&self) -> Vec<(&'static str, Vec<String>)> {
        let of = |module: &str| -> Vec<String> {
            self.uses.iter().filter(|name| home(name) == module).map(|name| (*name).to_owned()).collect()
        };
        let modules = ["::std::borrow", "::earlybound", "::earlybound::message"];
        modules.into_iter().map(|module| (module, of(module))).filter(|(_, names)| !names.is_empty()).collect()
    }
}

/// The module that has the name.
fn home(name: &str) -> &'static str {
    match name {
        "Cow" => "::std::borrow",
        "AnyValue" | "BoundTo" | "Members" | "RowValue" => "::earlybound::message",
        _ => "::earlybound",
    }
}

/// The messages first, then the types that they speak of, each by name.
pub(super) fn messages(names: &Names<'_>, options: &Options, out: &mut Writer) {
    let mut module = Module { names, options, uses: BTreeSet::new() };
    let mut body = Writer::default();
    let depends = |beside: &Beside<'_>| options.with_feature_of_any(beside.as_ref()).is_some();
    let messages = &names.messages;
    let is_partial = messages.calls.iter().any(|call| depends(&call.beside))
        || messages.complex_types.iter().any(|of| depends(&of.beside))
        || messages.enum_types.iter().any(|of| depends(&of.beside));
    for message in &names.messages.calls {
        call::call(&mut module, message, &mut body);
    }
    for complex in &names.messages.complex_types {
        complex::complex(&mut module, complex, &mut body);
    }
    for of in &names.messages.enum_types {
        enumeration::enumeration(&mut module, of, &mut body);
    }
    let more = "`messages` in the settings beside the pages (`earlybound.yaml`) names messages that no table lists.";
    out.inner_doc(&Doc::new(Detail::Full, "Messages with their parameters and answers.").paragraph(more));
    if is_partial {
        out.blank();
        out.line("#![allow(unused_imports, reason = \"the features that are on say which are used\")]");
    }
    out.blank();
    for (path, names) in module.imports() {
        out.import(path, &names);
    }
    out.blank();
    out.text(&body.finish());
}

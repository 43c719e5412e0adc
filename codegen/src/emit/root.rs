//! The root file, and the file of tables that are only named.

use earlybound_reader::project::Layout;
use proc_macro2::TokenStream;
use quote::quote;

use super::literal::Imports;
use super::{Options, format, table};
use crate::RootFile;
use crate::docs::escape::{code, text};
use crate::docs::{Detail, Doc};
use crate::error::Error;
use crate::names::{Name, Names, TableNames};

/// The file that a build script's crate includes.
pub(super) const INCLUDE: &str = "include.rs";

/// The root: a module and a re-export for each table, and all of them together.
pub(super) fn root(names: &Names<'_>, options: &Options) -> Result<String, Error> {
    format::file(options.root.file_name(), items(names, options)?, options)
}

/// What the root holds.
pub(super) fn items(names: &Names<'_>, options: &Options) -> Result<TokenStream, Error> {
    let modules = match options.layout {
        Layout::Files => declared(names),
        Layout::Single => inline(names, options)?,
    };
    let exports = names.tables.iter().map(|TableNames { module, row, .. }| quote!(pub use self::#module::#row;));
    let tables = names.tables.iter().map(|table| &table.module).map(|module| quote!(&self::#module::TABLE));
    let docs = docs(names, options).inner();
    let attributes = attributes(names, options.root);
    Ok(quote! {
        #docs
        #attributes
        #(#modules)*
        #(#exports)*

        /// All tables of this module.
        pub static SCHEMA: ::earlybound::Schema = ::earlybound::Schema { tables: &[#(#tables),*] };
    })
}

/// The modules as files of their own.
fn declared(names: &Names<'_>) -> Vec<TokenStream> {
    let referenced = names.referenced().next().is_some().then(|| {
        quote!(
            pub mod referenced;
        )
    });
    names.tables.iter().map(|table| module(&table.module)).chain(referenced).collect()
}

/// The modules with what they hold.
fn inline(names: &Names<'_>, options: &Options) -> Result<Vec<TokenStream>, Error> {
    let module = |named: &TableNames<'_>| {
        let (module, items) = (&named.module, table::table(named, names, options)?);
        Ok(quote!(pub mod #module { #items }))
    };
    let mut modules: Vec<_> = names.tables.iter().map(module).collect::<Result<_, Error>>()?;
    if names.referenced().next().is_some() {
        let items = referenced(names);
        modules.push(quote!(pub mod referenced { #items }));
    }
    Ok(modules)
}

fn module(module: &Name) -> TokenStream {
    // Rust looks for the file of a module by itself only where its name is ASCII.
    let path = (!module.rust.is_ascii()).then(|| format!("{}.rs", module.file_stem()));
    let path = path.map(|path| quote!(#[path = #path]));
    quote!(#path pub mod #module;)
}

/// What lints may not say: names are not ours to choose, nobody uses all tables, later versions of `earlybound` may
/// know more metadata than is stated, and each message has its place in the list of them.
fn attributes(names: &Names<'_>, root: RootFile) -> TokenStream {
    let unused = quote!(dead_code, unreachable_pub, unused_imports);
    let style = quote!(
        clippy::enum_variant_names,
        clippy::indexing_slicing,
        clippy::needless_update,
        clippy::upper_case_acronyms
    );
    // These can be set for a whole crate only.
    let letters = (root == RootFile::Crate && names.beyond_ascii())
        .then(|| quote!(, confusable_idents, mixed_script_confusables, uncommon_codepoints));
    quote!(#![allow(#unused, #style #letters, reason = "the reference decides what there is and what it is called")])
}

/// The file that leads to the root from wherever it is included.
pub(super) fn include(options: &Options) -> Result<String, Error> {
    let tokens = quote! {
        #[path = "mod.rs"]
        mod generated;
        #[allow(unreachable_pub, unused_imports, reason = "nobody uses all tables")]
        pub use self::generated::*;
    };
    format::file(INCLUDE, tokens, options)
}

fn docs(names: &Names<'_>, options: &Options) -> Doc {
    let line = |TableNames { row, table, .. }: &TableNames<'_>| {
        let facts = &table.table;
        let display_name = text(facts.display_name.as_deref().unwrap_or_default());
        format!("- [`{}`] {} {display_name}", row.rust, code(&facts.logical_name)).trim_end().to_owned()
    };
    let lines: Vec<String> = names.tables.iter().map(line).collect();
    let left_out = "A table that is not wanted is left out by the settings beside the pages (`select` and `without` in \
                    `earlybound.yaml`). Lookups on it still have its typed ids.";
    Doc::new(options.detail, "The tables of the reference.").paragraph(lines.join("\n")).paragraph(left_out)
}

/// The file of tables that are only named.
pub(super) fn referenced_file(names: &Names<'_>, options: &Options) -> Result<String, Error> {
    format::file("referenced.rs", referenced(names), options)
}

/// The types of tables that are only named.
fn referenced(names: &Names<'_>) -> TokenStream {
    let mut imports = Imports::default();
    imports.add(&["Table"]);
    let what = "Tables that others point to, and that no page describes: types to tell their ids apart.";
    let docs = Doc::new(Detail::OneLine, what).inner();
    let uses = imports.used();
    let types = names.referenced().map(|name| {
        let docs = Doc::new(Detail::OneLine, format!("The table {}.", code(&name.source))).outer();
        let logical_name = &name.source;
        quote! {
            #docs
            pub enum #name {}

            impl Table for #name {
                const LOGICAL_NAME: &'static str = #logical_name;
            }
        }
    });
    quote!(#docs #uses #(#types)*)
}

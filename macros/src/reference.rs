//! `reference!`: paths in, the items of their tables out.

use std::env;
use std::path::{Path, PathBuf};

use earlybound_codegen::reader::diagnostic::{Diagnostic, Diagnostics, Severity, render_text};
use earlybound_codegen::reader::source::Sources;
use earlybound_codegen::{Config, Expansion};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

/// A path as it was written, and where it leads.
struct Input {
    literal: LitStr,
    path: PathBuf,
}

/// The items, or the errors of all paths.
pub(crate) fn expand(arguments: TokenStream) -> TokenStream {
    try_expand(arguments).unwrap_or_else(|error| error.into_compile_error())
}

fn try_expand(arguments: TokenStream) -> syn::Result<TokenStream> {
    let inputs = inputs(arguments)?;
    let config = Config::new().inputs(inputs.iter().map(|input| &input.path));
    let Expansion { items, sources, diagnostics, .. } = config.expand();
    let tracked = tracked(&sources);
    let errors = errors(&inputs, &sources, &diagnostics);
    if let Some(errors) = errors {
        let errors = errors.into_compile_error();
        // Tracked all the same, so that mending the page is enough.
        return Ok(quote!(#tracked #errors));
    }
    let items: TokenStream = items.parse().map_err(|error| syn::Error::new(Span::call_site(), error))?;
    Ok(quote! {
        #tracked
        mod generated { #items }
        pub use self::generated::*;
    })
}

fn inputs(arguments: TokenStream) -> syn::Result<Vec<Input>> {
    let inputs = Punctuated::<Input, Token![,]>::parse_terminated.parse2(arguments)?;
    if inputs.is_empty() {
        let message = "name the pages to read, or their folder: `reference!(\"reference/account.md\")`";
        return Err(syn::Error::new(Span::call_site(), message));
    }
    Ok(inputs.into_iter().collect())
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(LitStr) {
            return Err(input.error("expected a path in quotes, such as `\"reference/account.md\"`"));
        }
        let literal: LitStr = input.parse()?;
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        Ok(Self { path: shown(package.join(literal.value())), literal })
    }
}

/// The path as rustc shows those of sources: relative to where it runs, the root of the workspace.
fn shown(path: PathBuf) -> PathBuf {
    let below = env::current_dir().ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    below.unwrap_or(path)
}

/// Has rustc watch the files.
fn tracked(sources: &Sources) -> TokenStream {
    let absolute = |path: &Path| std::path::absolute(path).ok()?.into_os_string().into_string().ok();
    let paths = sources.iter().filter_map(|(_, source)| absolute(&source.path));
    quote!(#(const _: &[u8] = ::core::include_bytes!(#paths);)*)
}

/// The errors of the pages, each at the path that names its page.
fn errors(inputs: &[Input], sources: &Sources, diagnostics: &Diagnostics) -> Option<syn::Error> {
    let errors = diagnostics.iter().filter(|finding| finding.severity() == Severity::Error);
    let errors = errors.map(|finding| syn::Error::new(span(inputs, sources, finding), text(sources, finding)));
    errors.reduce(|mut all, error| {
        all.combine(error);
        all
    })
}

/// A finding about a file or folder as a whole has no place in it, but names it.
fn span(inputs: &[Input], sources: &Sources, finding: &Diagnostic) -> Span {
    let source = finding.origin.and_then(|origin| sources.get(origin.source));
    let is_about = |input: &&Input| match source {
        Some(source) => source.path.starts_with(&input.path),
        None => finding.message.contains(&format!("`{}`", input.path.display())),
    };
    inputs.iter().find(is_about).map_or_else(Span::call_site, |input| input.literal.span())
}

/// A finding with its place on the page. The first line follows the `error: ` of rustc.
fn text(sources: &Sources, finding: &Diagnostic) -> String {
    let mut one = Diagnostics::default();
    one.push(finding.clone());
    let rendered = render_text(&one, sources, false);
    let place = rendered.trim_end().split_once('\n').map_or("", |(_, place)| place);
    format!("{} [{}]\n{place}", finding.message, finding.code.as_str())
}

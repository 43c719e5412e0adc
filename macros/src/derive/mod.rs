//! The derives: user-defined structs and enums, which the compiler checks against generated code.
//!
//! A derive reads no page. It writes code that uses the constants of the table's generated module, at the place of the
//! field that names them, so that whatever does not fit is an error there.

pub(crate) mod changes;
pub(crate) mod choice;
pub(crate) mod message;
pub(crate) mod row;

mod input;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// Expands a derive, or says what is wrong with its input.
pub(crate) fn expand(
    input: proc_macro::TokenStream,
    derive: fn(&DeriveInput) -> syn::Result<TokenStream>,
) -> proc_macro::TokenStream {
    syn::parse(input).and_then(|input| derive(&input)).unwrap_or_else(syn::Error::into_compile_error).into()
}

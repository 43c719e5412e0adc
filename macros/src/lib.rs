//! The procedural macros of `earlybound`, which re-exports them: depend on that crate, not on this one.
//!
//! Each macro has a module of its own here, with its work done by ordinary functions; this file is their door.

#[cfg(feature = "reference")]
mod reference;

/// Reads pages of the reference and puts their tables here, as items of the module that this stands in.
///
/// ```ignore
/// pub mod dataverse {
///     earlybound::reference!("reference/account.md", "reference/contact.md");
/// }
/// ```
///
/// Takes paths of pages, of table documents, of settings (`earlybound.yaml`), and of folders of them, relative to the
/// folder of the package, with commas between them. The items are those that `earlybound generate` would write with
/// `layout: single`: a module for each table, its row type, and `SCHEMA`.
///
/// An edit of a file builds the crate again, as rustc is told of each that was read. A file that is *added* to a folder
/// shows with the next build of the crate: name files one by one where that matters, or use a build script, which
/// watches folders. A build script is also faster for more than a few tables, since it writes only what changed, and a
/// macro does all of its work each time the crate is built.
///
/// # Errors
///
/// Each error of a page is a compile error at the path that names the page, with the place in the page. Warnings are
/// not shown, as a macro has no way to warn: `earlybound check` shows them.
#[cfg(feature = "reference")]
#[proc_macro]
pub fn reference(paths: proc_macro::TokenStream) -> proc_macro::TokenStream {
    reference::expand(paths.into()).into()
}

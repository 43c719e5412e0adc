//! Turns the public Dataverse table/entity reference into Rust: rows, choices, lookup targets, messages, relationships
//! and cascades.
//!
//! In a build script, [`compile`] is all that is needed:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), earlybound_codegen::Error> {
//!     earlybound_codegen::compile("reference")?;
//!     Ok(())
//! }
//! ```
//!
//! The crate includes the code with `earlybound::include_generated!()`. Settings are in a file `earlybound.yaml` beside
//! the pages: which tables there are, under which names. [`Config`] has what depends on the build script itself, such as
//! several inputs.
//!
//! In a program that is run by hand, with the code checked in:
//!
//! ```no_run
//! use earlybound_codegen::Config;
//! use earlybound_codegen::reader::diagnostic::render_text;
//!
//! let report = Config::new()
//!     .inputs(["reference/dataverse", "reference/customerservice"])
//!     .out_dir("src/dataverse")
//!     .command("cargo run --bin generate")
//!     .generate()?;
//! eprint!("{}", render_text(&report.diagnostics, &report.sources, false));
//! println!("{} tables, {} files changed", report.counts.tables, report.written.len());
//! # Ok::<(), earlybound_codegen::Error>(())
//! ```
//!
//! [`assert_up_to_date!`] holds code that is checked in against its pages, in a test.
//!
//! Pages go in, one module per table comes out. The stages are those of [`reader`] (*source*, *parse*, *model*,
//! *resolve*) and three more: every item gets its *name*, then its code is *emitted*, then files that changed are
//! *written*. The result is the same to the byte on every run, whatever the machine and the number of threads. It needs
//! the crate `earlybound`.

mod build_script;
mod command;
mod config;
mod docs;
mod drift;
mod driver;
mod emit;
mod error;
mod file_name;
mod folder;
mod header;
mod kept;
mod names;
mod renames;
mod report;
mod root_file;
mod settings;
mod write;

pub use build_script::compile;
pub use command::quoted;
pub use config::{Config, Expansion};
pub use drift::Drift;
#[doc(hidden)]
pub use drift::check_or_bless;
/// The reader: sources, findings and the model.
pub use earlybound_reader as reader;
pub use error::Error;
pub use file_name::{folded, is_file_name};
pub use folder::Folder;
pub use renames::{NameChange, column_paths, name_changes};
pub use report::{Counts, Files, Report};
pub use root_file::RootFile;

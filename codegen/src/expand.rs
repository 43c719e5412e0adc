//! The door for macros: code as tokens, not as files.

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::project::{self, Layout};
use earlybound_reader::reference::Reference;
use earlybound_reader::source::Sources;
use proc_macro2::TokenStream;

use crate::emit::{self, Options};
use crate::{Config, Error, RootFile};

/// What a macro makes of pages.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Expansion {
    /// What a module holds; nothing where there is an error. Inner attributes come first.
    pub items: TokenStream,
    /// The files that were read.
    pub sources: Sources,
    /// What there is to say about them, in order.
    pub diagnostics: Diagnostics,
}

impl Config {
    /// Reads the pages and gives the code as the items of one module, as `earlybound::reference!` does.
    ///
    /// ```
    /// use earlybound_codegen::Config;
    ///
    /// # let folder = std::env::temp_dir().join(format!("earlybound-expand-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// std::fs::write(folder.join("color.table.yaml"), "LogicalName: color\nEntitySetName: colors\n")?;
    /// let expansion = Config::new().input(&folder).expand()?;
    /// assert!(expansion.items.to_string().contains("pub struct Color"));
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None that comes from the pages; see [`Error::Emit`].
    pub fn expand(&self) -> Result<Expansion, Error> {
        let Reference { sources, project, schema, mut diagnostics, .. } = Reference::read_unsettled(&self.inputs);
        let options = Options { root: RootFile::Module, layout: Layout::Single, ..self.options(&project) };
        let items = emit::items(&schema, &options, &mut diagnostics)?;
        project::settle(&project, &schema, &mut diagnostics);
        let items = if diagnostics.has_errors() { TokenStream::new() } else { items };
        Ok(Expansion { items, sources, diagnostics })
    }
}

//! The root of generated code.

use std::path::Path;

/// The role of the root of the generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RootFile {
    /// A module, `mod.rs`: for a folder below `src`, and a `mod tables;` that leads to it.
    #[default]
    Module,
    /// A crate, `lib.rs`.
    Crate,
    /// A module and a file to include, `include.rs`, that leads to it: for the folder of a build script, which no `mod`
    /// can lead to. [`compile`](crate::compile) and `earlybound::include_generated!` take care of it.
    Include,
}

impl RootFile {
    /// Returns the role for a folder: a folder `src` beside a `Cargo.toml` is a crate's, any other a module's.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use earlybound_codegen::RootFile;
    ///
    /// assert_eq!(RootFile::of(Path::new("src/dataverse")), RootFile::Module);
    /// ```
    pub fn of(folder: &Path) -> Self {
        let is_crate = folder.file_name().is_some_and(|name| name == "src")
            && folder.parent().is_some_and(|parent| parent.join("Cargo.toml").is_file());
        if is_crate { Self::Crate } else { Self::Module }
    }

    /// The name of the root file.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Module | Self::Include => "mod.rs",
            Self::Crate => "lib.rs",
        }
    }
}

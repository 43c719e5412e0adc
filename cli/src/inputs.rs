//! The paths that all subcommands read.

use std::path::PathBuf;

use clap::Args;
use earlybound_codegen::quoted;

use crate::outcome::Failure;

/// The pages that are read if no path is given.
const DEFAULT_PATH: &str = "schema/reference";

/// The pages to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Pages, and folders of pages; folders are read with all folders below them
    #[arg(value_name = "PATH", default_value = DEFAULT_PATH)]
    paths: Vec<PathBuf>,
}

impl Inputs {
    /// The given paths. Fails with a hint if no path was given and the default does not exist.
    pub(crate) fn paths(&self) -> Result<&[PathBuf], Failure> {
        if let [path] = self.paths.as_slice()
            && path.as_os_str() == DEFAULT_PATH
            && !path.exists()
        {
            let message = format!("there is no folder `{DEFAULT_PATH}` here: name the pages to read, or their folder");
            return Err(Failure::usage(message));
        }
        Ok(&self.paths)
    }

    /// The first of the paths as a word that is none, and the others; the default where no other is given.
    pub(crate) fn split_first(&self) -> Result<(String, Self), Failure> {
        match self.paths.split_first() {
            Some((first, [])) => Ok((first.display().to_string(), Self { paths: vec![DEFAULT_PATH.into()] })),
            Some((first, others)) => Ok((first.display().to_string(), Self { paths: others.to_vec() })),
            None => Err(Failure::usage("an argument is missing")),
        }
    }

    /// The paths as they stand on a command line, after a space each; nothing if the default is meant.
    pub(crate) fn arguments(&self) -> String {
        match self.paths.as_slice() {
            [path] if path.as_os_str() == DEFAULT_PATH => String::new(),
            paths => paths.iter().map(|path| format!(" {}", quoted(path))).collect(),
        }
    }
}

//! The paths that all subcommands read.

use std::path::{Path, PathBuf};

use clap::Args;
use earlybound_codegen::quoted;

use crate::outcome::Failure;

/// The folders that are read if no path is given: the first that is there. One ships with this project, and the other is
/// that of the book.
const DEFAULT_PATHS: [&str; 2] = ["schema/reference", "reference"];

/// The pages to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Pages, and folders of pages; folders are read with all folders below them [default: schema/reference, else
    /// reference]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Inputs {
    /// The given paths. Fails with a hint if no path was given and no default exists.
    pub(crate) fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        if !self.paths.is_empty() {
            return Ok(self.paths.clone());
        }
        let default = DEFAULT_PATHS.into_iter().map(PathBuf::from).find(|path| path.exists());
        let [shipped, own] = DEFAULT_PATHS;
        let message =
            format!("there is no folder `{shipped}` or `{own}` here: name the pages to read, or their folder");
        default.map(|path| vec![path]).ok_or_else(|| Failure::usage(message))
    }

    /// The first of the paths as a word that is none, and the others; the default where no other is given. `what` names
    /// the word, if it is missing.
    pub(crate) fn split_first(&self, what: &str) -> Result<(String, Self), Failure> {
        match self.paths.split_first() {
            Some((first, others)) => Ok((first.display().to_string(), Self { paths: others.to_vec() })),
            None => Err(Failure::usage(format!("{what} is missing"))),
        }
    }

    /// Returns whether the folder that ships with this project is meant.
    pub(crate) fn are_shipped(&self) -> bool {
        self.paths.is_empty() && Path::new(DEFAULT_PATHS[0]).exists()
    }

    /// The paths as they stand on a command line, after a space each; nothing if the default is meant.
    pub(crate) fn arguments(&self) -> String {
        self.paths.iter().map(|path| format!(" {}", quoted(path))).collect()
    }
}

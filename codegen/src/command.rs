//! The command that writes generated code anew, as it stands in headers and messages.

use std::path::Path;

use crate::{Config, RootFile};

impl Config {
    /// The command that was set; else the one of the `earlybound` program that does the same.
    pub(crate) fn command_line(&self) -> String {
        if let Some(command) = &self.command {
            return command.clone();
        }
        let mut command = "earlybound generate".to_owned();
        for input in &self.inputs {
            command.push_str(&format!(" {}", quoted(input)));
        }
        if let Some(out_dir) = &self.out_dir {
            command.push_str(&format!(" --out {}", quoted(out_dir)));
            if let Some(root) = self.root.filter(|root| *root != RootFile::of(out_dir)) {
                command.push_str(&format!(" --root {}", root.file_name()));
            }
        }
        if self.docs == Some(false) {
            command.push_str(" --no-docs");
        }
        command
    }
}

/// A path as it is written on the command line of a shell.
///
/// ```
/// use std::path::Path;
///
/// assert_eq!(earlybound_codegen::quoted(Path::new("my pages/a.md")), "'my pages/a.md'");
/// assert_eq!(earlybound_codegen::quoted(Path::new("pages/a.md")), "pages/a.md");
/// ```
pub fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | ':' | '+' | '=' | ',' | '@');
    if !path.is_empty() && path.chars().all(is_plain) {
        return path.into_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}

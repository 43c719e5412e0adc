//! The command that regenerates code, as headers and messages name it.

use std::path::{Path, PathBuf};

use crate::root_file::RootFile;

/// The command of the `earlybound` program that writes the same files.
pub(crate) fn command_line(
    inputs: &[PathBuf],
    out_dir: Option<&Path>,
    root: Option<RootFile>,
    docs: Option<bool>,
) -> String {
    let mut command = "earlybound generate".to_owned();
    for input in inputs {
        command.push_str(&format!(" {}", quoted(input)));
    }
    if let Some(out_dir) = out_dir {
        command.push_str(&format!(" --out {}", quoted(out_dir)));
        if let Some(root) = root.filter(|root| *root != RootFile::of(out_dir)) {
            command.push_str(&format!(" --root {}", root.file_name()));
        }
    }
    if docs == Some(false) {
        command.push_str(" --no-docs");
    }
    command
}

/// A path as it is written on the command line of a shell.
///
/// ```
/// use std::path::{Path, PathBuf};
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

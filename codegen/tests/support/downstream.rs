//! Crates that use generated code.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The strictest lints that a crate with generated code is likely to have.
const MANIFEST: &str = r#"
[package]
name = "downstream"
version = "0.0.0"
edition = "2024"

[dependencies]
earlybound = { path = "EARLYBOUND" }

[workspace]

[lints.rust]
missing_docs = "deny"
unreachable_pub = "warn"
rust_2018_idioms = { level = "warn", priority = -1 }

[lints.clippy]
all = { level = "warn", priority = -1 }
indexing_slicing = "warn"
unwrap_used = "warn"
panic = "warn"
"#;

/// Writes the manifest of a crate, with `more` at its end.
pub(crate) fn manifest(folder: &Path, more: &str) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = MANIFEST.replace("EARLYBOUND", &workspace.to_string_lossy());
    fs::write(folder.join("Cargo.toml"), format!("{text}{more}")).unwrap();
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// The folder of what all of these crates build, so that they share what they depend on.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream-target")
}

/// Runs Cargo in a folder. Warnings are errors.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}: {errors}", arguments.join(" "));
}

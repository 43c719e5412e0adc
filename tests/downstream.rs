//! Crates as users have them, one for each way in: Cargo builds and runs them, from path dependencies and without a
//! network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of one of the crates in `tests/downstream`, for a test to build and to edit.
struct Downstream {
    folder: PathBuf,
}

impl Downstream {
    /// Copies a crate. What it depends on stays where it is, and locked as in the workspace.
    fn copy(name: &str, test: &str) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crates").join(test);
        let _ = fs::remove_dir_all(&folder);
        copy_folder(&workspace.join("tests/downstream").join(name), &folder);
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let downstream = Self { folder };
        downstream.edit("Cargo.toml", "../../..", &workspace.to_string_lossy());
        downstream
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        fs::write(self.path(path), text.replace(from, to)).unwrap();
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        // All crates share what they depend on.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
        command.args(arguments).arg("--offline").current_dir(&self.folder).env("CARGO_TARGET_DIR", target);
        command.env_remove("RUSTFLAGS").env_remove("EARLYBOUND_BLESS").env("CARGO_TERM_COLOR", "never");
        command
    }

    /// Runs Cargo, which is to succeed without a warning.
    fn succeeds(&self, arguments: &[&str]) -> Run {
        let run = Run::of(&self.cargo(arguments).output().unwrap());
        assert!(run.success && !run.stderr.contains("warning"), "cargo {}: {run:#?}", arguments.join(" "));
        run
    }

    /// Runs Cargo, which is to fail.
    fn fails(&self, arguments: &[&str]) -> Run {
        let run = Run::of(&self.cargo(arguments).output().unwrap());
        assert!(!run.success, "cargo {}: {run:#?}", arguments.join(" "));
        run
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        match from.is_dir() {
            true if from.ends_with("target") => {}
            true => copy_folder(&from, &to),
            false => drop(fs::copy(&from, &to).unwrap()),
        }
    }
}

/// What a run of Cargo came to.
#[derive(Debug)]
struct Run {
    success: bool,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { success: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

#[test]
fn a_build_script_generates_what_the_crate_includes() {
    let crm = Downstream::copy("tutorial", "tutorial");
    let run = crm.succeeds(&["run"]);
    assert_eq!(run.stdout, "Some(\"Contoso\") is a row of account\ndeleting it: Some(Cascade) for its contacts\n");
}

#[test]
fn code_that_is_checked_in_is_held_against_its_pages() {
    let device = Downstream::copy("checked-in", "checked-in");
    device.succeeds(&["test"]);
}

#[test]
fn a_macro_reads_pages_where_it_stands() {
    let inline = Downstream::copy("inline", "inline");
    let run = inline.succeeds(&["run"]);
    assert_eq!(run.stdout, "2 tables, Some(3) kg\nSome(\"new_routes\")\n");
}

//! Copies of the crates beside this file, and Cargo to build them with.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A copy of one of the crates, for a test to build and to edit.
pub(crate) struct Downstream {
    folder: PathBuf,
}

impl Downstream {
    /// Copies a crate under another name: all copies share a folder for what is built. What it depends on stays where
    /// it is, and locked as in the workspace.
    pub(crate) fn copy(name: &str, test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream").join(test);
        let _ = fs::remove_dir_all(&folder);
        copy_folder(&crates().join(name), &folder);
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let downstream = Self { folder };
        downstream.edit("Cargo.toml", "../../..", &workspace().to_string_lossy());
        downstream.edit("Cargo.toml", &format!("name = \"{name}\""), &format!("name = \"{test}\""));
        downstream
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        fs::write(self.path(path), text.replace(from, to)).unwrap();
    }

    /// The line of a file that has these words, from 1.
    pub(crate) fn line_of(&self, path: &str, words: &str) -> usize {
        1 + self.read(path).lines().position(|line| line.contains(words)).unwrap()
    }

    /// Cargo for this crate. All crates share the folder of what they depend on.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).arg("--offline").current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream/target"));
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", BLESS] {
            command.env_remove(variable);
        }
        // No debug information: what build scripts and tests are made of is then built once, and faster.
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TERM_COLOR", "never");
        command
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Runs Cargo, which is to succeed without a warning.
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> Run {
        let run = self.cargo(arguments);
        assert!(run.success && !run.stderr.contains("warning"), "cargo {}: {run:#?}", arguments.join(" "));
        run
    }

    /// Builds, and gives whether the package itself was built.
    pub(crate) fn is_built_anew(&self) -> bool {
        let run = self.succeeds(&["build", "-v"]);
        let place = format!("({})", self.folder.display());
        let is = |what: &str| run.stderr.lines().any(|line| line.contains(what) && line.ends_with(&place));
        assert_ne!(is("Fresh"), is("Compiling"), "{run:#?}");
        is("Compiling")
    }

    /// The folder that the build script of a build with `-vv` wrote to.
    pub(crate) fn out_dir(&self, run: &Run) -> PathBuf {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream/target");
        let (_, after) = run.stderr.split_once("OUT_DIR=").unwrap_or_else(|| panic!("{run:#?}"));
        let folder = after.split([' ', '\n']).next().unwrap().trim_matches('\'');
        assert!(folder.starts_with(target.to_str().unwrap()), "{folder}");
        folder.into()
    }

    /// Returns the messages of rustc for each example, as people see them.
    pub(crate) fn errors_of_examples(&self) -> BTreeMap<String, String> {
        let run = self.cargo(&["check", "--examples", "--keep-going", "--message-format=json"]);
        let mut errors = BTreeMap::<String, String>::new();
        for line in run.stdout.lines() {
            let message: Value = serde_json::from_str(line).unwrap();
            let [name, rendered] = ["/target/name", "/message/rendered"].map(|path| message.pointer(path));
            let summary = message.pointer("/message/spans").and_then(Value::as_array).is_none_or(Vec::is_empty);
            if let (Some(name), Some(rendered), false) = (name.and_then(Value::as_str), rendered, summary) {
                errors.entry(name.to_owned()).or_default().push_str(rendered.as_str().unwrap());
            }
        }
        assert!(!errors.is_empty(), "{run:#?}");
        errors
    }
}

/// The result of a run of Cargo.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { success: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

/// The variable that has expectations written.
const BLESS: &str = "EARLYBOUND_BLESS";

/// Returns the messages that are expected of an example of a crate: the text beside it, which is written first where
/// the environment says so.
pub(crate) fn expected(name: &str, example: &str, found: &BTreeMap<String, String>) -> String {
    let path = crates().join(name).join("examples").join(format!("{example}.stderr"));
    if env::var_os(BLESS).is_some() {
        fs::write(&path, found.get(example).unwrap()).unwrap();
    }
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; bless it with {BLESS}=1", path.display()))
}

/// The examples of a crate, by name.
pub(crate) fn examples(name: &str) -> Vec<String> {
    let entries = fs::read_dir(crates().join(name).join("examples")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned)).collect();
    names.sort();
    names
}

/// A file of a crate, as it stands in the repository.
pub(crate) fn original(name: &str, file: &str) -> String {
    fs::read_to_string(crates().join(name).join(file)).unwrap()
}

/// A chapter of the book.
pub(crate) fn chapter(name: &str) -> String {
    fs::read_to_string(workspace().join("docs").join(name)).unwrap()
}

/// The names of the chapters of the book, sorted.
pub(crate) fn chapters() -> Vec<String> {
    let entries = fs::read_dir(workspace().join("docs")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    names
}

/// The blocks of code in a language, as their fences name it.
pub(crate) fn fenced<'a>(markdown: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    markdown.split(&fence).skip(1).map(|rest| rest.split_once("```").unwrap().0).collect()
}

/// The blocks of code below a heading, by the file or command that the line before each of them names in backticks and
/// with a colon at its end.
pub(crate) fn blocks(markdown: &str, heading: &str) -> BTreeMap<String, String> {
    let (_, section) = markdown.split_once(&format!("\n{heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut blocks = BTreeMap::new();
    let mut parts = section.split("\n```");
    let mut before = parts.next().unwrap();
    while let (Some(block), after) = (parts.next(), parts.next()) {
        let named = before.trim_end().strip_suffix("`:").and_then(|before| before.rsplit('`').next());
        if let (Some(name), Some((_, text))) = (named, block.split_once('\n')) {
            blocks.insert(name.to_owned(), format!("{text}\n"));
        }
        before = after.unwrap_or_default();
    }
    blocks
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn crates() -> PathBuf {
    workspace().join("tests/downstream")
}

/// Files that a build left behind are not copied.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if !from.is_dir() {
            fs::copy(&from, &to).unwrap();
        } else if entry.file_name() != "target" {
            copy_folder(&from, &to);
        }
    }
}

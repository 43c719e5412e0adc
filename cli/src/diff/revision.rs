//! Inputs as they were in a revision of their Git repository.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use earlybound_reader::visible::{visible, visible_path};
use tempfile::TempDir;

use crate::outcome::Failure;

/// Files of a revision, in a folder that is gone with this.
#[derive(Debug)]
pub(crate) struct Revision {
    folder: TempDir,
    /// The inputs, below the root of the repository.
    inputs: Vec<PathBuf>,
}

impl Revision {
    /// Takes the inputs from the repository that they are in. The repository is only read.
    pub(crate) fn of(name: &str, inputs: &[PathBuf]) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::io("make a folder for a revision", &error);
        let folder = TempDir::with_prefix("earlybound-").map_err(failed)?;
        let root = root(inputs)?;
        let inputs: Vec<PathBuf> = inputs.iter().map(|input| below(&root, input)).collect::<Result<_, _>>()?;
        let index = folder.path().join("index");
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.arg("--literal-pathspecs").arg("-C").arg(&root).args(arguments).env("GIT_INDEX_FILE", &index);
            git
        };
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]);
        let unknown = || format!("there is no revision `{}`; it may have to be fetched", visible(name));
        let commit = run(commit, &[]).map_err(|_| Failure::new(unknown()))?;
        let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
        run(git(&["read-tree", &commit]), &[])?;
        let mut list = git(&["ls-files", "-z", "--"]);
        list.args(inputs.iter().map(|input| if input.as_os_str().is_empty() { Path::new(".") } else { input }));
        let files = run(list, &[])?.stdout;
        let prefix = format!("{}/", folder.path().join("files").display());
        run(git(&["checkout-index", "-z", "--stdin", "--prefix", &prefix]), &files)?;
        Ok(Self { folder, inputs })
    }

    /// The inputs as they were.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.inputs.iter().map(|input| self.folder.path().join("files").join(input)).collect()
    }
}

/// The root of the repository that the first input is in.
fn root(inputs: &[PathBuf]) -> Result<PathBuf, Failure> {
    let first = inputs.first().map_or(Path::new("."), PathBuf::as_path);
    let beside = first.ancestors().find(|folder| folder.is_dir() && !folder.as_os_str().is_empty());
    let mut git = Command::new("git");
    git.arg("-C").arg(beside.unwrap_or(Path::new("."))).args(["rev-parse", "--show-toplevel"]);
    let root = run(git, &[])?.stdout;
    canonical(Path::new(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n'])))
}

/// The path of an input below the root. The input may be gone today.
fn below(root: &Path, input: &Path) -> Result<PathBuf, Failure> {
    let path = match (input.canonicalize(), input.parent(), input.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(parent), Some(name)) => {
            canonical(if parent.as_os_str().is_empty() { Path::new(".") } else { parent })?.join(name)
        }
        (Err(error), ..) => return Err(Failure::io(&format!("find `{}`", visible_path(input)), &error)),
    };
    let outside = |_| Failure::new(format!("`{}` is in another repository than the first input", visible_path(input)));
    path.strip_prefix(root).map(Path::to_path_buf).map_err(outside)
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure::io(&format!("find `{}`", visible_path(path)), &error))
}

/// Runs Git, which reads `input`.
fn run(mut git: Command, input: &[u8]) -> Result<Output, Failure> {
    let failed = |error: std::io::Error| Failure::io("run `git`", &error);
    let mut child = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Git that stopped reading says why on its own.
        let _ = stdin.write_all(input);
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`git` failed: {}", said.trim())))
}

//! Settings that a build would miss: a file that no input holds, and features that the crate lacks.

use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::{Code, Diagnostic, Diagnostics};
use earlybound_reader::project::Project;
use earlybound_reader::source::{SourceKind, Sources};
use earlybound_reader::visible::visible_path;

const NAMES: [&str; 2] = ["earlybound.yaml", "earlybound.yml"];

/// Reports a file of settings in the current folder or above the inputs, if the run reads none.
pub(crate) fn report_unused(inputs: &[PathBuf], sources: &Sources, diagnostics: &mut Diagnostics) {
    if sources.iter().any(|(_, source)| source.kind == SourceKind::Project) {
        return;
    }
    let above = inputs.iter().flat_map(|input| above(input));
    let folders = above.chain([Path::new("")]);
    let mut files = folders.flat_map(|folder| NAMES.map(|name| folder.join(name)));
    if let Some(path) = files.find(|path| path.is_file()) {
        let message = format!("the settings in `{}` are not read", visible_path(&path));
        let help = "move the file into a folder that is read, or name it as an input, too";
        diagnostics.push(Diagnostic::new(Code::UnusedSettings, message).help(help));
    }
}

/// The folders above an input, up to that of its crate.
fn above(input: &Path) -> impl Iterator<Item = &Path> {
    let mut is_within = true;
    input.ancestors().skip(1).take_while(move |folder| {
        let was_within = is_within;
        is_within &= !folder.join("Cargo.toml").is_file();
        was_within
    })
}

/// The features that the settings name and that a manifest does not have.
pub(crate) fn missing_features(sources: &Sources, manifest: &str) -> Vec<String> {
    let project = Project::read(sources, &mut Diagnostics::default());
    let names = project.features.into_iter().map(|feature| feature.name);
    names.filter(|name| !declares(manifest, name)).collect()
}

/// Returns whether a manifest sets a key of that name anywhere: a feature is one, or an optional dependency.
fn declares(manifest: &str, name: &str) -> bool {
    manifest.split(['\n', '{', ',']).any(|part| {
        let key = part.split('=').next().filter(|key| key.len() < part.len()).unwrap_or_default().trim();
        let key = key.trim_start_matches("features.").trim_matches(['"', '\'']);
        key == name || part.trim() == format!("[dependencies.{name}]")
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn unused(inputs: &[PathBuf]) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::read(inputs, &mut diagnostics);
        report_unused(inputs, &sources, &mut diagnostics);
        diagnostics.iter().map(|finding| finding.code.as_str().to_owned()).collect()
    }

    #[test]
    fn settings_above_the_inputs_are_missed_if_there_are_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["pages/one", "pages/two"].map(|name| folder.path().join("crate").join(name));
        for input in [&one, &two] {
            fs::create_dir_all(input).unwrap();
            fs::write(input.join("color.md"), "# Color table/entity reference").unwrap();
        }
        let inputs = [one, two.clone()];
        fs::write(folder.path().join("crate/Cargo.toml"), "").unwrap();
        fs::write(folder.path().join("earlybound.yaml"), "docs: false").unwrap();
        assert_eq!(unused(&inputs), [""; 0], "it is beyond the crate");
        fs::write(folder.path().join("crate/pages/earlybound.yaml"), "docs: false").unwrap();
        assert_eq!(unused(&inputs), ["EB0404"]);
        fs::write(two.join("earlybound.yaml"), "docs: false").unwrap();
        assert_eq!(unused(&inputs), [""; 0], "others are read");
    }

    #[test]
    fn features_of_a_manifest_are_found_however_they_are_written() {
        for manifest in [
            "[features]\nsales = []",
            "[features]\n\"sales\"=[]",
            "features = { all = [], sales = [] }",
            "features.sales = []",
            "[dependencies]\nsales = { version = \"1\", optional = true }",
            "[dependencies.sales]\noptional = true",
        ] {
            assert!(declares(manifest, "sales"), "{manifest}");
        }
        for manifest in ["", "[features]\nall = [\"sales\"]", "[features]\nsalesforce = []", "# sales"] {
            assert!(!declares(manifest, "sales"), "{manifest}");
        }
    }
}
